package org.thgcl.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    Path scratch;

    @Test
    void folder_is_created_and_marked() throws IOException {
        Path path = scratch.resolve("a/b");
        new DemoFolder(path).clear();
        assertThat(path).isDirectoryContaining("glob:**/DEMO.txt");
    }

    @Test
    void empty_folder_is_taken() throws IOException {
        new DemoFolder(scratch).clear();
        assertThat(scratch.resolve("DEMO.txt")).exists();
    }

    @Test
    void older_demonstration_is_replaced_finished_or_not() throws IOException {
        DemoFolder folder = new DemoFolder(scratch);
        folder.clear();
        Files.writeString(folder.run().metrics(), "old");
        Files.writeString(folder.page(), "old");
        Files.writeString(scratch.resolve(".demo.h5123.part"), "cut");
        folder.clear();
        assertThat(scratch.toFile().list()).containsExactly("DEMO.txt");
    }

    @Test
    void run_without_the_mark_is_kept() throws IOException {
        DemoFolder folder = new DemoFolder(scratch);
        Files.writeString(folder.run().metrics(), "mine");
        assertRefused(folder, "holds files but no DEMO.txt");
        assertThat(folder.run().metrics()).hasContent("mine");
    }

    @Test
    void demonstration_with_another_file_in_it_is_kept_whole() throws IOException {
        DemoFolder folder = new DemoFolder(scratch);
        folder.clear();
        Files.writeString(folder.page(), "old");
        Files.writeString(scratch.resolve("notes.txt"), "mine");
        assertRefused(folder, "holds notes.txt, which no demonstration writes");
        assertThat(folder.page()).hasContent("old");
    }

    @Test
    void recording_of_somebody_else_is_kept() throws IOException {
        DemoFolder folder = new DemoFolder(scratch);
        folder.clear();
        Path own = Files.createDirectories(folder.recordings().resolve("growing-1"));
        Files.writeString(own.resolve("sound.wav"), "old");
        Path mine = Files.writeString(own.resolve("holiday.png"), "mine");
        assertRefused(folder, "holds recordings/growing-1/holiday.png, which no demonstration writes");
        assertThat(mine).hasContent("mine");
        Files.delete(mine);
        folder.clear();
        assertThat(scratch.toFile().list()).containsExactly("DEMO.txt");
    }

    @Test
    void folder_of_a_known_name_is_no_file_of_ours() throws IOException {
        DemoFolder folder = new DemoFolder(scratch);
        folder.clear();
        Files.createDirectory(folder.data());
        assertRefused(folder, "holds demo.h5, which no demonstration writes");
    }

    @Test
    void file_instead_of_a_folder_is_refused() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "mine");
        assertRefused(new DemoFolder(file), "is a file");
        assertThat(file).hasContent("mine");
    }

    private static void assertRefused(DemoFolder folder, String why) {
        assertThatThrownBy(folder::clear)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder.path() + ": " + why)
                .hasMessageContaining("--out");
    }
}
