package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.model.Configuration;
import org.thgcl.model.ConfigurationFile;
import org.thgcl.model.Preset;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class TrainerTest {
    private static final Configuration SMALL = SmallRun.configuration(Map.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_run_learns_and_leaves_its_files(DType dtype) throws IOException {
        Configuration start = SMALL.with("dtype", dtype);
        RunFolder run = new RunFolder(folder.resolve("run"));
        Result before = SmallRun.run(folder.resolve("none"), start.with("iterations", 0), false, 1);
        Result after = SmallRun.run(run.path(), start.with(Map.of("iterations", 150, "learning_rate", 0.01)), false, 1);
        // 16 clips of 4 classes: mAP by chance is near 0.35, and the seed is fixed
        assertThat(after.test().map()).isGreaterThan(before.test().map() + 0.2);
        assertThat(after.iterations()).isEqualTo(150);
        assertThat(Preset.PAPER.configuration().with(ConfigurationFile.read(run.configuration())))
                .isEqualTo(start.with(Map.of("iterations", 150, "learning_rate", 0.01)));
        JsonObject result =
                JsonParser.parseString(Files.readString(run.result())).getAsJsonObject();
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
                        "data");
        assertThat(result.getAsJsonObject("test").keySet()).containsExactly("map", "auc", "accuracy");
        assertThat(Checkpoint.load(run.best()).iteration()).isEqualTo(after.bestIteration());
        Checkpoint last = Checkpoint.load(run.last());
        assertThat(last.iteration()).isEqualTo(150);
        assertThat(last.parameters().values()).extracting(Tensor::dtype).containsOnly(dtype);
        assertThat(last.optimiser().values()).extracting(Tensor::dtype).containsOnly(dtype);
        assertThat(last.standardisation().values()).extracting(Tensor::dtype).containsOnly(DType.FLOAT64);
    }

    @Test
    void the_log_has_a_line_for_each_update_and_each_validation() throws IOException {
        SmallRun.run(folder, SMALL.with("iterations", 12), false, 1);
        List<JsonObject> lines = log(folder);
        assertThat(lines).filteredOn(line -> line.has("loss")).hasSize(12);
        assertThat(lines)
                .filteredOn(line -> line.has("validation"))
                .extracting(line -> line.get("iteration").getAsInt())
                .containsExactly(5, 10, 12);
    }

    private static List<JsonObject> log(Path folder) throws IOException {
        List<JsonObject> lines = new ArrayList<>();
        for (String line : Files.readAllLines(new RunFolder(folder).metrics())) {
            lines.add(JsonParser.parseString(line).getAsJsonObject());
        }
        return lines;
    }

    static List<Map<String, Object>> ways() {
        return List.of(
                Map.of(),
                Map.of("optimiser", "sgd", "norm_penalty", 0.01, "weight_decay", 1e-4, "learning_rate", 0.05),
                Map.of("schedule", "warmup_multistep", "warmup_iterations", 10, "steps", List.of(20)),
                Map.of("noise_draw", "once_per_graph", "stopping", "map_auc"),
                Map.of("repeat_threshold", 0.9, "stratified", false, "standardise", false),
                Map.of("dtype", "float32"),
                Map.of("dtype", "float32", "optimiser", "sgd", "learning_rate", 0.05, "noise", "logit"));
    }

    /// One thread in one go, against three threads in three goes of 5, 25 and 60 iterations.
    @ParameterizedTest
    @MethodSource("ways")
    void threads_and_interruptions_do_not_change_a_bit(Map<String, Object> way) throws IOException {
        Configuration c = SmallRun.configuration(way);
        Path whole = folder.resolve("whole");
        Path pieces = folder.resolve("pieces");
        SmallRun.run(whole, c, false, 1);
        for (int stop : new int[] {7, 28, Integer.MAX_VALUE}) {
            try {
                SmallRun.run(pieces, c, true, 3, new Interruption(stop));
            } catch (Interruption.Interrupted e) {
                assertThat(stop).isLessThan(60);
            }
        }
        assertSameRun(pieces, whole);
    }

    private static void assertSameRun(Path actual, Path expected) throws IOException {
        for (String file : List.of("best.safetensors", "last.safetensors", "metrics.jsonl", "configuration.yaml")) {
            assertThat(actual.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
        }
        JsonObject a = JsonParser.parseString(Files.readString(new RunFolder(actual).result()))
                .getAsJsonObject();
        JsonObject e = JsonParser.parseString(Files.readString(new RunFolder(expected).result()))
                .getAsJsonObject();
        for (String key : List.of("validation", "test", "iterations", "best_iteration", "parameters")) {
            assertThat(a.get(key)).isEqualTo(e.get(key));
        }
    }

    /// Breaks a run off after an update.
    private record Interruption(int after) implements Progress {
        static final class Interrupted extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
            if (iteration == after) {
                throw new Interrupted();
            }
        }
    }

    /// A process of its own, killed with SIGKILL at several places: told by an update, it goes on for up to ten more.
    @ParameterizedTest
    @EnumSource
    void a_killed_run_resumes_to_the_same_bits(DType dtype) throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        SmallRun.run(whole, SMALL.with("dtype", dtype), false, 1);
        for (int update : new int[] {3, 12, 28, 46}) {
            Process process = separate(killed, dtype, update + 10);
            try (BufferedReader lines = process.inputReader()) {
                String line = lines.readLine();
                while (line != null && !line.equals(Integer.toString(update))) {
                    line = lines.readLine();
                }
                assertThat(line).as("the process ended by itself").isNotNull();
                process.destroyForcibly().waitFor();
            }
            assertThat(new RunFolder(killed).result()).doesNotExist();
        }
        Process last = separate(killed, dtype, 0);
        String output = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(last.waitFor()).as(output).isZero();
        assertSameRun(killed, whole);
    }

    private static Process separate(Path folder, DType dtype, int last) throws IOException {
        return JavaProcess.of(
                        SmallRun.class, folder.toString(), dtype.name().toLowerCase(Locale.ROOT), Integer.toString(last))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void a_finished_run_that_is_resumed_gives_its_result_again() throws IOException {
        Result first = SmallRun.run(folder, SMALL, false, 1);
        Result again = SmallRun.run(folder, SMALL, true, 1);
        assertThat(again.test()).isEqualTo(first.test());
        assertThat(again.iterations()).isEqualTo(60);
    }

    @Test
    void a_run_is_not_overwritten() throws IOException {
        SmallRun.run(folder, SMALL.with("iterations", 1), false, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(folder, SMALL, false, 1))
                .withMessageContaining(
                        "holds a run already; go on with it (--resume) or choose another folder (--out)");
    }

    @Test
    void resuming_with_other_settings_is_refused_with_the_first_that_differs() throws IOException {
        SmallRun.run(folder, SMALL.with("iterations", 1), false, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(folder, SMALL.with(Map.of("iterations", 1, "tau", 2)), true, 1))
                .withMessageContaining(
                        "last.safetensors: was made with another configuration, 'tau: 1.0' instead of " + "'tau: 2.0'");
    }

    @Test
    void resuming_in_another_type_is_refused_as_any_other_setting_is() throws IOException {
        SmallRun.run(folder, SMALL.with("iterations", 1), false, 1);
        Configuration other = SMALL.with(Map.of("iterations", 1, "dtype", "float32"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(folder, other, true, 1))
                .withMessageContaining("'dtype: float64' instead of 'dtype: float32'");
    }

    @Test
    void kernels_of_another_type_are_refused() {
        Kernels kernels = Kernels.of(DType.FLOAT32, Workers.one());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Trainer(SMALL, SmallRun.parts(SMALL), new RunFolder(folder), kernels, Progress.SILENT))
                .withMessage("the kernels compute in FLOAT32, the configuration's dtype is FLOAT64");
    }

    @Test
    void training_stops_early_after_the_validations_that_patience_allows() throws IOException {
        Result result = SmallRun.run(folder, SMALL.with(Map.of("iterations", 2000, "patience", 3)), false, 1);
        assertThat(result.iterations()).isLessThan(2000).isEqualTo(result.bestIteration() + 3 * 5);
    }

    @Test
    void an_infinite_loss_stops_the_run_with_iteration_checkpoint_and_cause() throws IOException {
        Configuration wild = SMALL.with(Map.of("learning_rate", 1e200, "validate_every", 1));
        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> SmallRun.run(folder, wild, false, 1))
                .withMessageMatching("(?s)training stopped after \\d+ updates: .*(NaN|Infinity); .*checkpoint.*; "
                        + "likely cause: learning_rate=1.0E200 is too high.*");
        assertThat(new RunFolder(folder).result()).doesNotExist();
    }

    @Test
    void a_data_set_of_another_shape_is_refused() {
        Configuration other = SMALL.with("audio_segments", 99);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(folder, other, false, 1))
                .withMessageContaining("audio segments are 12, the model expects 99");
    }
}
