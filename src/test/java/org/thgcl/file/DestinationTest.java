package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.cli.Terminal;

class DestinationTest {
    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void folders_on_the_way_are_created() throws IOException {
        Destination.file(folder.resolve("a/b/c.csv"));
        assertThat(folder.resolve("a/b")).isEmptyDirectory();
        Destination.folder(folder.resolve("d/e"));
        assertThat(folder.resolve("d/e")).isEmptyDirectory();
        Destination.folder(Files.createSymbolicLink(folder.resolve("link"), folder.resolve("d")));
        Destination.file(folder.resolve("link/f.csv"));
    }

    @Test
    void a_check_creates_nothing() throws IOException {
        Destination.check(folder.resolve("a/b"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_where_a_folder_must_be_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path wrong : List.of(file, file.resolve("below"))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Destination.folder(wrong))
                    .withMessageStartingWith(file + ": is a file, the output goes to a folder");
        }
    }

    @Test
    void a_folder_where_a_file_must_be_is_refused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Destination.file(folder))
                .withMessageContaining("it is a folder");
    }

    @Test
    void an_empty_name_is_refused_as_such() {
        terminal.refused(List.of("teach", "--out", ""), "the name of the file to write is empty");
    }

    /// What can't be written is told at once: the commands' other input isn't even there.
    @Test
    void commands_look_at_their_destination_before_they_work() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path below = file.resolve("out");
        Path none = folder.resolve("none");
        terminal.refused(List.of("audit", "--out", below), "file: is a file");
        terminal.refused(List.of("audit", "--page", below), "file: is a file");
        terminal.refused(List.of("audit", "--record", below), "file: is a file");
        terminal.refused(List.of("report", "--run", none, "--out", below), "file: is a file");
        terminal.refused(List.of("golden", "generate", "--out", below), "file: is a file");
        terminal.refused(List.of("ablate", "table2", "--out", below, "--cache", none), "file: is a file");
        terminal.refused(List.of("demo", "--out", below), "file");
        terminal.refused(List.of("predict", "--checkpoint", none, "--data", none, "--out", below), "file: is a file");
        terminal.refused(List.of("evaluate", "--checkpoint", none, "--data", none, "--out", below), "file: is a file");
    }

    @Test
    void a_result_is_written_into_folders_that_were_not_there() {
        Path out = folder.resolve("a/b/audit.json");
        terminal.done("audit", "--claim", "eq1-closer", "--out", out);
        assertThat(out).isRegularFile();
    }
}
