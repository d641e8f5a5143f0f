package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.Split;
import org.thgcl.thgn.Preset;
import org.thgcl.training.TrainingData;

/// From clips to a trained model and back, as scripts would go about it.
class CommandsTest {
    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path data;
    private Path run;

    @BeforeEach
    void clips() {
        data = ClipFile.good().write(folder.resolve("clips.h5"));
        run = folder.resolve("run");
    }

    private void train(Object... more) {
        terminal.done(Terminal.train(data, run, more).toArray());
    }

    private JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    // --- train ---

    @Test
    void training_writes_the_files_that_scripts_rely_on() throws IOException {
        train();
        assertThat(names(run))
                .containsExactly(
                        ".lock",
                        "README.md",
                        "best.safetensors",
                        "configuration.yaml",
                        "data.json",
                        "last.safetensors",
                        "metrics.jsonl",
                        "result.json",
                        "split.csv");
        JsonObject result = json(run.resolve("result.json"));
        assertThat(result.keySet())
                .containsExactly(
                        "validation",
                        "test",
                        "iterations",
                        "best_iteration",
                        "seconds",
                        "seconds_per_iteration",
                        "clips_per_second",
                        "parameters",
                        "data",
                        "origin");
        assertThat(result.getAsJsonObject("validation").keySet()).containsExactly("map", "auc", "accuracy");
        assertThat(result.getAsJsonObject("test").keySet()).containsExactly("map", "auc", "accuracy");
        assertThat(result.get("iterations").getAsInt()).isEqualTo(6);
    }

    @Test
    void results_go_to_standard_output_and_progress_to_standard_error() {
        train();
        assertThat(terminal.out()).contains("validation", "test", "best of 6 iterations", run.toString());
        assertThat(terminal.err().lines().filter(line -> line.contains("validation mAP")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("iteration 2/6");
        assertThat(terminal.out()).doesNotContain("iteration 2/6");
    }

    @Test
    void later_settings_win_over_earlier_ones() throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), "batch: 5\nseed: 1\ntau: 3.0\ndropout: 0.3\n");
        train("--preset", "intended", "--config", file, "--set", "seed=2", "--set", "dropout=0.2", "--seed", 3);
        List<String> lines = Files.readAllLines(run.resolve("configuration.yaml"));
        assertThat(lines.stream().map(line -> line.replaceFirst(" *#.*", "")))
                .contains("noise: logit", "tau: 3.0", "batch: 6", "dropout: 0.2", "seed: 3", "audio_segments: 6");
    }

    @Test
    void the_written_configuration_repeats_the_run() throws IOException {
        train();
        Path again = folder.resolve("again");
        terminal.done("train", "--train", data, "--config", run.resolve("configuration.yaml"), "--out", again);
        assertThat(again.resolve("best.safetensors")).hasSameBinaryContentAs(run.resolve("best.safetensors"));
    }

    @Test
    void the_number_of_threads_does_not_change_the_result() {
        train();
        Path again = folder.resolve("again");
        List<Object> args = Terminal.train(data, again);
        args.set(args.indexOf("--threads") + 1, 3);
        terminal.done(args.toArray());
        assertThat(again.resolve("last.safetensors")).hasSameBinaryContentAs(run.resolve("last.safetensors"));
    }

    @Test
    void dtype_is_short_for_the_setting_and_stays_with_the_model() throws IOException {
        train("--dtype", "f32");
        Path again = folder.resolve("again");
        terminal.done(Terminal.train(data, again, "--set", "dtype=float32").toArray());
        assertThat(again.resolve("last.safetensors")).hasSameBinaryContentAs(run.resolve("last.safetensors"));
        assertThat(Files.readString(run.resolve("configuration.yaml"))).contains("dtype: float32 ");
        terminal.done("evaluate", "--checkpoint", run.resolve("best.safetensors"), "--data", data, "--part", "test");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void a_model_of_one_type_is_computed_in_the_other_if_asked_to_and_that_is_noted() {
        for (String[] types : new String[][] {{"float32", "float64"}, {"float64", "float32"}}) {
            Path folder = run.resolve(types[0]);
            terminal.done(Terminal.train(data, folder, "--dtype", types[0]).toArray());
            List<Object> predict = new ArrayList<>(
                    List.of("predict", "--checkpoint", folder.resolve("best.safetensors"), "--data", data));
            terminal.done(predict.toArray());
            assertThat(terminal.err()).isEmpty();
            double[] own = firstScores();
            predict.addAll(List.of("--dtype", types[1]));
            terminal.done(predict.toArray());
            assertThat(terminal.err())
                    .contains("best.safetensors: trained in " + types[0] + ", computed in " + types[1]);
            double[] other = firstScores();
            // 1000 roundings, amplified by 10 in the normalisations, of scores below 1: 1000 * 10 * 2^-24 = 6e-4
            assertThat(other).usingComparatorWithPrecision(6e-4).containsExactly(own);
            assertThat(other).isNotEqualTo(own);
        }
    }

    private double[] firstScores() {
        return Pattern.compile("(?<=,)[\\d.E-]+(?=,|$)")
                .matcher(terminal.out().lines().toList().get(1))
                .results()
                .mapToDouble(score -> Double.parseDouble(score.group()))
                .toArray();
    }

    @Test
    void files_of_their_own_are_used_whole() throws IOException {
        Path test = ClipFile.labelled(ClipFile.turns(9)).write(folder.resolve("test.h5"));
        train("--validation", data);
        assertThat(json(run.resolve("result.json")).get("test").isJsonNull()).isTrue();
        terminal.done(Terminal.train(data, folder.resolve("three"), "--validation", data, "--test", test)
                .toArray());
        JsonObject result = json(folder.resolve("three").resolve("result.json"));
        terminal.done("evaluate", "--checkpoint", folder.resolve("three/best.safetensors"), "--data", test, "--json");
        JsonObject evaluated = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(evaluated.get("clips").getAsInt()).isEqualTo(9);
        assertThat(evaluated.get("map"))
                .isEqualTo(result.getAsJsonObject("test").get("map"));
    }

    @Test
    void with_a_test_file_a_tenth_of_the_training_file_validates() {
        Path test = ClipFile.labelled(ClipFile.turns(9)).write(folder.resolve("test.h5"));
        try (TrainingData parts = new TrainingData(data, null, test)) {
            Split.Parts split = parts.parts(Preset.PAPER.configuration());
            assertThat(split.train().size()).isEqualTo(27);
            assertThat(split.validation().classCounts()).containsExactly(1, 1, 1);
            assertThat(split.test().size()).isEqualTo(9);
        }
    }

    @Test
    void a_run_that_could_not_write_is_resumed_to_the_same_bits() throws IOException {
        train();
        Path again = folder.resolve("again");
        Path obstacle = Files.createDirectories(again.resolve(".last.safetensors.part/full"));
        assertThat(terminal.run(Terminal.train(data, again).toArray())).isEqualTo(Thgcl.USAGE);
        assertThat(terminal.err()).contains("last.safetensors: could not be written");
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        terminal.done(Terminal.train(data, again, "--resume").toArray());
        assertThat(again.resolve("last.safetensors")).hasSameBinaryContentAs(run.resolve("last.safetensors"));
        assertThat(again.resolve("metrics.jsonl")).hasSameTextualContentAs(run.resolve("metrics.jsonl"));
    }

    @Test
    void resuming_a_run_that_had_ended_gives_its_result_again() throws IOException {
        train();
        JsonElement test = json(run.resolve("result.json")).get("test");
        Files.delete(run.resolve("result.json"));
        train("--resume");
        assertThat(terminal.err()).contains("going on from iteration 6");
        assertThat(json(run.resolve("result.json")).get("test")).isEqualTo(test);
    }

    // --- evaluate ---

    @Test
    void evaluating_the_parts_gives_the_numbers_of_the_result() throws IOException {
        train();
        JsonObject result = json(run.resolve("result.json"));
        for (String part : List.of("validation", "test")) {
            terminal.done(
                    "evaluate",
                    "--checkpoint",
                    run.resolve("best.safetensors"),
                    "--data",
                    data,
                    "--part",
                    part,
                    "--json");
            JsonObject evaluated = JsonParser.parseString(terminal.out()).getAsJsonObject();
            assertThat(evaluated.get("part").getAsString()).isEqualTo(part);
            for (String metric : List.of("map", "auc", "accuracy")) {
                assertThat(evaluated.get(metric))
                        .isEqualTo(result.getAsJsonObject(part).get(metric));
            }
        }
    }

    @Test
    void the_json_of_an_evaluation_has_every_class_and_the_confusion() {
        train();
        terminal.done("evaluate", "--checkpoint", run.resolve("best.safetensors"), "--data", data, "--json");
        JsonObject evaluated = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(evaluated.keySet())
                .containsExactly(
                        "checkpoint", "data", "part", "clips", "map", "auc", "accuracy", "classes", "confusion");
        JsonArray classes = evaluated.getAsJsonArray("classes");
        assertThat(classes).hasSize(3);
        assertThat(classes.get(1).getAsJsonObject().keySet())
                .containsExactly("class", "support", "average_precision", "auc", "precision", "recall", "f1");
        assertThat(classes.get(1).getAsJsonObject().get("class").getAsString()).isEqualTo(ClipFile.CLASSES[1]);
        int total = 0;
        for (JsonElement row : evaluated.getAsJsonArray("confusion")) {
            for (JsonElement cell : row.getAsJsonArray()) {
                total += cell.getAsInt();
            }
        }
        assertThat(total).isEqualTo(ClipFile.CLIPS);
    }

    @Test
    void tables_are_written_where_they_are_asked_for() throws IOException {
        train();
        Path tables = folder.resolve("deep/tables");
        terminal.done("evaluate", "--checkpoint", run.resolve("best.safetensors"), "--data", data, "--out", tables);
        assertThat(terminal.out()).contains("mAP", "dog", "written to " + tables);
        assertThat(names(tables)).containsExactly("confusion.csv", "per_class.csv");
        assertThat(Files.readAllLines(tables.resolve("confusion.csv")))
                .hasSize(4)
                .first()
                .isEqualTo("true \\ predicted,dog,\"cat, \"\"small\"\"\",cow");
        assertThat(Files.readAllLines(tables.resolve("per_class.csv")))
                .hasSize(4)
                .first()
                .isEqualTo("class,support,average_precision,auc,precision,recall,f1");
        terminal.done("evaluate", "--checkpoint", run.resolve("best.safetensors"), "--data", data);
        assertThat(terminal.out()).contains("add --out DIR");
    }

    // --- predict ---

    @Test
    void predictions_are_one_line_per_clip_in_csv() throws IOException {
        train();
        terminal.done("predict", "--checkpoint", run.resolve("best.safetensors"), "--data", data);
        assertThat(terminal.out()).endsWith("\r\n");
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines).hasSize(1 + ClipFile.CLIPS);
        assertThat(lines.getFirst()).isEqualTo("id,label,predicted,dog,\"cat, \"\"small\"\"\",cow");
        assertThat(lines.get(2)).startsWith("clip-1,\"cat, \"\"small\"\"\",");
        double sum = Pattern.compile("0\\.\\d+")
                .matcher(lines.get(1))
                .results()
                .mapToDouble(score -> Double.parseDouble(score.group()))
                .sum();
        // softmax over three classes: a few roundings of numbers below 1
        assertThat(sum).isCloseTo(1, offset(1e-14));
    }

    @Test
    void clips_without_labels_can_be_predicted_but_not_evaluated() throws IOException {
        train();
        Path unlabelled = ClipFile.good().without("label").write(folder.resolve("unlabelled.h5"));
        Path checkpoint = run.resolve("best.safetensors");
        terminal.done("predict", "--checkpoint", checkpoint, "--data", unlabelled);
        assertThat(terminal.out().lines().skip(1)).hasSize(ClipFile.CLIPS).allMatch(line -> line.matches("[^,]+,,.*"));
        terminal.refused(
                List.of("evaluate", "--checkpoint", checkpoint, "--data", unlabelled),
                "unlabelled.h5 has no dataset 'label'");
    }

    @Test
    void predictions_in_json_agree_with_the_evaluation() throws IOException {
        train();
        Path file = folder.resolve("scores.json");
        terminal.done(
                "predict",
                "--checkpoint",
                run.resolve("best.safetensors"),
                "--data",
                data,
                "--format",
                "json",
                "--out",
                file);
        assertThat(terminal.out()).isEmpty();
        JsonArray predictions = JsonParser.parseString(Files.readString(file)).getAsJsonArray();
        int right = 0;
        for (JsonElement element : predictions) {
            JsonObject prediction = element.getAsJsonObject();
            assertThat(prediction.keySet()).containsExactly("id", "label", "predicted", "scores");
            assertThat(prediction.getAsJsonObject("scores").keySet()).containsExactly(ClipFile.CLASSES);
            right += prediction.get("predicted").equals(prediction.get("label")) ? 1 : 0;
        }
        terminal.done("evaluate", "--checkpoint", run.resolve("best.safetensors"), "--data", data, "--json");
        assertThat((double) right / predictions.size())
                .isEqualTo(JsonParser.parseString(terminal.out())
                        .getAsJsonObject()
                        .get("accuracy")
                        .getAsDouble());
    }

    // --- params ---

    @Test
    void parameters_of_the_presets_add_up_to_the_published_counts() {
        assertThat(total("paper")).isEqualTo(3_583_777);
        assertThat(total("table1")).isEqualTo(4_813_345);
        assertThat(total("tmac")).isEqualTo(4_353_569);
    }

    private long total(String preset) {
        terminal.done("params", "--preset", preset, "--json");
        JsonObject page = JsonParser.parseString(terminal.out()).getAsJsonObject();
        assertThat(page.keySet()).containsExactly("total", "parameters");
        long sum = 0;
        for (JsonElement element : page.getAsJsonArray("parameters")) {
            JsonObject parameter = element.getAsJsonObject();
            assertThat(parameter.keySet()).containsExactly("name", "shape", "count");
            long product = 1;
            for (JsonElement size : parameter.getAsJsonArray("shape")) {
                product *= size.getAsInt();
            }
            assertThat(product).isEqualTo(parameter.get("count").getAsLong());
            sum += product;
        }
        assertThat(sum).isEqualTo(page.get("total").getAsLong());
        return sum;
    }

    @Test
    void the_table_of_parameters_ends_with_their_total() {
        terminal.done("params", "--set", "hidden=16");
        assertThat(terminal.out()).contains("head.weight", "[16, 33]", "528");
        assertThat(terminal.out().lines().toList().getLast()).startsWith("total");
    }

    @Test
    void settings_that_are_valid_only_together_are_changed_together() {
        terminal.done("params", "--set", "video_segments=0", "--set", "video_features=0");
        assertThat(terminal.out()).doesNotContain("video");
    }
}
