package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said about the sampling of clips: `compare`, and `evaluate --bootstrap`.
class CompareCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;

    @BeforeEach
    void clips() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
    }

    private Path train(String name, Object... more) {
        Path run = folder.resolve(name);
        terminal.done(Terminal.train(data, run, more).toArray());
        return run;
    }

    private JsonObject printed() {
        return JsonParser.parseString(terminal.out()).getAsJsonObject();
    }

    private double map(Path run) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("result.json")))
                .getAsJsonObject()
                .getAsJsonObject("test")
                .get("map")
                .getAsDouble();
    }

    @Test
    void difference_is_the_second_run_minus_the_first_on_their_common_test_clips() throws IOException {
        Path reference = train("reference");
        Path variant = train("variant", "--set", "weight_contrastive=0", "--set", "learning_rate=0.05");
        Path out = folder.resolve("deep/difference.json");
        terminal.done("compare", reference, variant, "--resamples", 200, "--out", out);
        assertThat(terminal.out())
                .contains("variant minus reference", "nominal 95 % interval", "By this test", "6, the test part of")
                .contains("AP of dog", "written to " + out);
        terminal.done("compare", reference, variant, "--resamples", 200, "--json");
        assertThat(out).hasContent(terminal.out());
        JsonObject difference = printed().getAsJsonObject("map");
        assertThat(difference.get("reference").getAsDouble()).isEqualTo(map(reference));
        assertThat(difference.get("variant").getAsDouble()).isEqualTo(map(variant));
        assertThat(difference.get("difference").getAsDouble()).isEqualTo(map(variant) - map(reference));
        assertThat(printed().getAsJsonArray("classes")).hasSize(3);
    }

    @Test
    void other_test_clips_are_refused_and_named() {
        Path reference = train("reference");
        Path variant = train("variant", "--seed", 5);
        terminal.refused(
                List.of("compare", reference, variant),
                "variant: its test clips aren't those of " + reference,
                "ids, audio, video",
                "--data FILE");
        terminal.done("compare", reference, variant, "--data", data, "--resamples", 20);
        assertThat(terminal.out()).contains("30, all of " + data);
    }

    @Test
    void models_of_other_classes_are_refused() {
        Path reference = train("reference");
        Path other = ClipFile.good()
                .with("unique_labels", new String[] {"cow", "dog", "cat, \"small\""})
                .write(folder.resolve("other.h5"));
        Path variant = folder.resolve("variant");
        terminal.done(Terminal.train(other, variant).toArray());
        terminal.refused(List.of("compare", reference, variant), "models of the same classes can be compared");
    }

    @Test
    void bad_arguments_are_refused() {
        Path run = train("run");
        terminal.refused(List.of("compare", run, folder.resolve("none")), "there is no such folder");
        terminal.refused(List.of("compare", run, run, "--resamples", 0), "--resamples: 0 isn't allowed");
        terminal.refused(List.of("evaluate", run, "--bootstrap", 0), "--bootstrap: 0 isn't allowed");
    }

    @Test
    void an_evaluation_gives_intervals_over_clips_and_says_which_classes_were_lost() {
        Path run = train("run");
        terminal.done("evaluate", run, "--bootstrap", 300);
        assertThat(terminal.out())
                .contains("nominal 95 % interval", "AP of dog", "Percentile bootstrap over clips, 300 samples")
                .contains("They say nothing of", "Some classes have no clips in some samples", "dog in 2");
        String text = terminal.out();
        terminal.done("evaluate", run, "--bootstrap", 300);
        assertThat(terminal.out()).isEqualTo(text);
        terminal.done("evaluate", run, "--bootstrap", 300, "--json");
        JsonObject bootstrap = printed().getAsJsonObject("bootstrap");
        double map = printed().get("map").getAsDouble();
        JsonObject interval = bootstrap.getAsJsonObject("map");
        assertThat(interval.get("low").getAsDouble()).isLessThanOrEqualTo(map);
        assertThat(interval.get("high").getAsDouble()).isGreaterThanOrEqualTo(map);
        assertThat(bootstrap.getAsJsonArray("classes")).hasSize(3);
        assertThat(bootstrap.get("nominal_coverage").getAsDouble()).isEqualTo(0.95);
    }
}
