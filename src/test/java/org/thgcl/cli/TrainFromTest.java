package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --from`, as a script would use it.
class TrainFromTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path first;
    private Path second;

    @BeforeEach
    void run() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        first = folder.resolve("first");
        second = folder.resolve("second");
        terminal.done(Terminal.train(data, first, "--set", "standardise=true").toArray());
    }

    private String scores(Path run) {
        terminal.done("predict", run, "--data", data);
        return terminal.out();
    }

    @Test
    void settings_are_those_of_the_run_unless_others_are_given() throws IOException {
        terminal.done("train", "--train", data, "--from", first, "--out", second, "--set", "iterations=0", "--seed", 5);
        assertThat(terminal.err()).contains("beginning from " + first.resolve("best.safetensors") + " (SHA-256 ");
        assertThat(scores(second)).isEqualTo(scores(first));
        String settings = Files.readString(first.resolve("configuration.yaml"))
                .replace("iterations: 6 ", "iterations: 0 ")
                .replace("seed: 1024 ", "seed: 5 ");
        assertThat(Files.readString(second.resolve("configuration.yaml")).replaceAll(" +#", " #"))
                .isEqualTo(settings.replaceAll(" +#", " #"));
    }

    @Test
    void settings_that_change_what_the_parameters_mean_are_noted() {
        terminal.done("train", "--train", data, "--from", first, "--out", second, "--set", "audio_span=2");
        assertThat(terminal.err()).contains("come to other settings of the model: audio_span: 2 instead of ");
        assertThat(scores(second)).isNotEqualTo(scores(first));
    }

    @Test
    void the_report_repeats_the_run_from_where_it_began() throws IOException {
        terminal.done("train", "--train", data, "--from", first, "--out", second);
        terminal.done("train", second, "--resume");
        terminal.done("report", second, "--out", folder.resolve("page.html"));
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains(" --from " + first.resolve("best.safetensors") + " --config ");
    }

    @Test
    void what_does_not_fit_is_refused() {
        List<Object> train = List.of("train", "--train", data, "--out", second, "--from");
        terminal.refused(with(train, folder.resolve("none")), "none: no such file");
        terminal.refused(with(train, data), "clips.h5", "no safetensors file");
        terminal.refused(
                with(train, first, "--set", "hidden=5"), "best.safetensors: parameter", "hidden: 5 instead of 4");
        terminal.refused(with(train, first, "--preset", "paper"), "its standardise is true, that of the run is false");
        terminal.refused(List.of("train", second, "--resume", "--from", first), "RUN goes on from its own parameters");
        Path renamed = ClipFile.good()
                .with("unique_labels", new String[] {"cow", "cat, \"small\"", "dog"})
                .write(folder.resolve("renamed.h5"));
        terminal.refused(
                List.of("train", "--train", renamed, "--from", first, "--out", second),
                "renamed.h5: class 0 is 'cow', the model was trained with 'dog' there");
        assertThat(second).doesNotExist();
        terminal.refused(List.of("train", "--train", data, "--from", first, "--out", first), "holds a run already");
    }

    private static List<Object> with(List<Object> args, Object... more) {
        return Stream.concat(args.stream(), Arrays.stream(more)).toList();
    }
}
