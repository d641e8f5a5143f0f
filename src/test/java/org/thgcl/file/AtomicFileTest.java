package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void text_is_written_and_replaced() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "first, longer");
        AtomicFile.write(file, "zweitens ü");
        assertThat(file).hasContent("zweitens ü");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void old_file_stays_until_the_new_one_is_whole() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {'n', 'e'}));
            assertThat(file).hasContent("old");
            channel.write(ByteBuffer.wrap(new byte[] {'w'}));
        });
        assertThat(file).hasContent("new");
    }

    @Test
    void failure_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[100]));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": could not be written")
                .hasMessageContaining("No space left on device");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    throw new IllegalArgumentException("bad content");
                }))
                .hasMessage("bad content");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void content_may_open_the_file_itself() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve(".a.txt.part"), "left behind");
        AtomicFile.writeAt(file, part -> {
            assertThat(part).doesNotExist();
            Files.writeString(part, "new");
        });
        assertThat(file).hasContent("new");
        assertThatThrownBy(() -> AtomicFile.writeAt(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("No space left on device");
                }))
                .hasMessageContaining("No space left on device");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void part_of_a_killed_process_is_overwritten() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve(".a.txt.part"), "left behind, longer than the new text");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void missing_folder_is_named() {
        Path file = folder.resolve("missing").resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, ""))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": can't be written, there is no folder " + file.getParent() + "; create it first");
    }

    @Test
    void folder_is_not_written_over() {
        assertThatThrownBy(() -> AtomicFile.write(folder, ""))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": can't be written, it is a folder");
    }
}
