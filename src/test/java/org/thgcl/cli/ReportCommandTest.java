package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReportCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path run;
    private Path page;

    @BeforeEach
    void train() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        run = folder.resolve("run");
        page = folder.resolve("report.html");
    }

    @Test
    void without_a_run_the_method_alone_is_shown() throws IOException {
        terminal.done("report", "--out", page);
        assertThat(terminal.out()).contains(page.toUri().toString());
        assertThat(Files.readString(page)).contains("made without a run");
    }

    @Test
    void a_run_is_shown_with_and_without_its_clips() throws IOException {
        terminal.done(Terminal.train(data, run).toArray());
        Path gone = Files.move(data, folder.resolve("gone.h5"));
        terminal.done("report", "--run", run, "--out", page);
        assertThat(terminal.err()).contains("its data were in " + data + ", where there is no file any more");
        assertThat(Files.readString(page)).contains("without the clips of the run");
        Files.move(gone, data);
        terminal.done("report", run, "--out", page);
        assertThat(Files.readString(page)).contains("The test part").contains("have the same digits");
        terminal.done("report", "--run", run, "--data", data, "--out", page);
        assertThat(Files.readString(page)).contains("The test part").contains("have the same digits");
    }

    @Test
    void files_take_the_roles_that_they_had_in_training() throws IOException {
        Path other = ClipFile.good().write(folder.resolve("other.h5"));
        terminal.done(Terminal.train(data, run, "--test", other).toArray());
        terminal.done("report", "--run", run, "--data", data, other, "--out", page);
        assertThat(Files.readString(page)).contains("--train " + data + " --test " + other);
        Path validated = folder.resolve("validated");
        terminal.done(Terminal.train(data, validated, "--validation", other).toArray());
        terminal.done("report", "--run", validated, "--data", data, other, "--out", page);
        assertThat(Files.readString(page))
                .contains("The validation part")
                .contains("--train " + data + " --validation " + other);
    }

    @Test
    void clips_that_are_not_the_runs_fail() throws IOException {
        terminal.done(Terminal.train(data, run).toArray());
        Path other = ClipFile.good().write(folder.resolve("other.h5"));
        assertThat(terminal.run("report", "--run", run, "--data", data, other, "--out", page))
                .isEqualTo(Thgcl.FAILED);
        assertThat(terminal.err()).contains("are not those of").contains("result.json");
        assertThat(Files.readString(page)).contains("These numbers differ from those of the run");
    }

    @Test
    void bad_input_is_refused_and_no_page_is_written() throws IOException {
        terminal.refused(List.of("report", "--data", data, "--out", page), "--run is missing");
        terminal.refused(List.of("report", "--run", folder.resolve("nowhere"), "--out", page), "no such folder");
        terminal.refused(List.of("report", "--run", folder, "--out", page), "best.safetensors", "no such file");
        Path text = Files.writeString(folder.resolve("sweep.json"), "{}");
        terminal.refused(List.of("report", "--ablation", text, "--out", page), "sweep.json", "result of a sweep");
        Files.writeString(text, "{\"cells\": []}");
        terminal.refused(List.of("report", "--ablation", text, "--out", page), "sweep.json", "result of a sweep");
        Files.writeString(text, "no json {");
        terminal.refused(List.of("report", "--ablation", text, "--out", page), "sweep.json", "result of a sweep");
        terminal.refused(List.of("report", "--table1", text, "--out", page), "sweep.json", "result of a sweep");
        assertThat(page).doesNotExist();
    }
}
