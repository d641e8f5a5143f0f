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

/// Clips with several labels (A43), from a file to scores, as scripts would go about it.
class SeveralLabelsCommandTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;

    @BeforeEach
    void clips() {
        data = folder.resolve("several.h5");
        terminal.done(
                "data",
                "plant",
                "--classes",
                4,
                "--clips",
                80,
                "--audio-segments",
                8,
                "--audio-features",
                4,
                "--video-segments",
                6,
                "--video-features",
                5,
                "--slots",
                4,
                "--lag",
                0,
                "--most-labels",
                3,
                "--out",
                data);
    }

    private Object[] train(String run, int iterations, Object... more) {
        List<Object> arguments = Terminal.train(
                data, folder.resolve(run), "--set", "iterations=" + iterations, "--set", "validate_every=5");
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    @Test
    void a_file_tells_how_many_classes_clips_have() {
        terminal.done("data", "info", data, "--set", "focal_form=sigmoid", "--set", "batch=8");
        assertThat(terminal.out()).contains("clips have any number of classes: 0 none, ", "train takes this file");
        terminal.done("data", "info", data, "--set", "batch=8");
        assertThat(terminal.out()).contains("train refuses this file", "with focal_form softmax each clip must");
    }

    @Test
    void softmax_is_refused() {
        terminal.refused(
                List.of(train("softmax", 5)),
                "several.h5: clip ",
                " classes; with focal_form softmax each clip must have 1");
    }

    @Test
    void a_run_is_resumed_evaluated_and_its_scores_are_sigmoids() throws IOException {
        terminal.done(train("whole", 20, "--set", "focal_form=sigmoid"));
        // a checkpoint after each of the first updates, then the first validation can't write
        Path obstacle = Files.createDirectories(folder.resolve("resumed/.best.safetensors.part/full"));
        Object[] often = {"--set", "focal_form=sigmoid", "--set", "checkpoint_minutes=1e-9"};
        assertThat(terminal.run(train("resumed", 20, often))).isEqualTo(Thgcl.USAGE);
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        terminal.done(train("resumed", 20, "--set", "focal_form=sigmoid", "--resume"));
        assertThat(terminal.err()).contains("going on from iteration 4");
        assertThat(Files.readAllBytes(folder.resolve("resumed/best.safetensors")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/best.safetensors")));

        Path run = folder.resolve("whole");
        terminal.done("evaluate", run, "--json", "--bootstrap", 20, "--out", folder.resolve("tables"));
        JsonObject evaluation = JsonParser.parseString(terminal.out()).getAsJsonObject();
        JsonObject result = JsonParser.parseString(Files.readString(run.resolve("result.json")))
                .getAsJsonObject()
                .getAsJsonObject("test");
        for (String metric : List.of("map", "auc", "accuracy")) {
            assertThat(evaluation.get(metric)).isEqualTo(result.get(metric));
        }
        assertThat(evaluation.get("confusion").isJsonNull()).isTrue();
        int support = 0;
        for (var row : evaluation.getAsJsonArray("classes")) {
            support += row.getAsJsonObject().get("support").getAsInt();
        }
        assertThat(support).isGreaterThan(evaluation.get("clips").getAsInt());
        assertThat(folder.resolve("tables/per_class.csv")).exists();
        assertThat(folder.resolve("tables/confusion.csv")).doesNotExist();

        terminal.done("predict", run, "--part", "all", "--format", "json");
        var lines = JsonParser.parseString(terminal.out()).getAsJsonArray();
        assertThat(lines).hasSize(80);
        boolean several = false;
        boolean sumsToOne = true;
        for (var line : lines) {
            several |= line.getAsJsonObject().get("label").getAsString().contains("; ");
            double sum = 0;
            for (var score : line.getAsJsonObject().getAsJsonObject("scores").entrySet()) {
                assertThat(score.getValue().getAsDouble()).isBetween(0.0, 1.0);
                sum += score.getValue().getAsDouble();
            }
            sumsToOne &= Math.abs(sum - 1) < 0.01;
        }
        assertThat(several).isTrue();
        assertThat(sumsToOne).isFalse();
        assertThat(Files.readString(run.resolve("split.csv"))).contains("; event ");
    }

    @Test
    void one_label_for_each_clip_is_trained_with_sigmoids_too() throws IOException {
        data = ClipFile.good().write(folder.resolve("one.h5"));
        terminal.done(train("one", 10, "--set", "focal_form=sigmoid"));
        terminal.done("evaluate", folder.resolve("one"), "--json");
        JsonObject evaluation = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(evaluation.getAsJsonArray("confusion")).isNotEmpty();
    }
}
