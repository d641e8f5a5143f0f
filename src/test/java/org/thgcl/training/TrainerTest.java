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
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;

@Tag("slow")
class TrainerTest {
    private static final Configuration SMALL = SmallRun.configuration(Map.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_run_learns_and_leaves_its_files(DType dtype) throws IOException {
        Configuration start = SMALL.with("dtype", dtype);
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunResult before = SmallRun.run(folder.resolve("none"), start.with("iterations", 0), false, 1);
        RunResult after =
                SmallRun.run(run.path(), start.with(Map.of("iterations", 150, "learning_rate", 0.01)), false, 1);
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
                        "data",
                        "origin");
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
                SmallRun.run(pieces, c, true, 3, new BreakOff(stop));
            } catch (BreakOff.BrokenOff e) {
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
    private record BreakOff(int after) implements Progress {
        static final class BrokenOff extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
            if (iteration == after) {
                throw new BrokenOff();
            }
        }
    }

    /// Asks after some updates, as Ctrl-C does.
    static final class Stop implements Interruption {
        private final int after;
        private int looks;

        Stop(int after) {
            this.after = after;
        }

        @Override
        public void begin() {}

        @Override
        public boolean asked() {
            return looks++ >= after;
        }

        @Override
        public void end() {}
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_stopped_run_goes_on_from_where_it_stopped_to_the_same_bits(Map<String, Object> way) throws IOException {
        Configuration c = SmallRun.configuration(way);
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        SmallRun.run(whole, c, false, 1);
        int updates = 0;
        for (int more : new int[] {1, 3, 6, 14, 29}) {
            updates += more;
            assertThatExceptionOfType(TrainingStoppedException.class)
                    .isThrownBy(() -> SmallRun.run(stopped, c, new Stop(more - 1), System::nanoTime, Progress.SILENT))
                    .withMessage("stopped after " + updates + " updates");
            assertThat(Checkpoint.load(new RunFolder(stopped).last()).iteration())
                    .isEqualTo(updates);
        }
        SmallRun.run(stopped, c, true, 1);
        assertSameRun(stopped, whole);
    }

    @Test
    void checkpoints_come_by_the_clock_between_validations_too() throws IOException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        SmallRun.run(whole, SMALL, false, 1);
        // two minutes go by at each look at the clock, so that every third update is five minutes after a checkpoint
        AtomicLong minutes = new AtomicLong();
        LongSupplier clock = () -> 60_000_000_000L * minutes.getAndAdd(2);
        assertThatExceptionOfType(BreakOff.BrokenOff.class)
                .isThrownBy(() -> SmallRun.run(killed, SMALL, Interruption.NONE, clock, new BreakOff(4)));
        assertThat(Checkpoint.load(new RunFolder(killed).last()).iteration()).isEqualTo(3);
        assertThat(new RunFolder(killed).best()).doesNotExist();
        SmallRun.run(killed, SMALL, true, 1);
        assertSameRun(killed, whole);
    }

    @Test
    void minutes_between_checkpoints_change_no_bit_and_may_change() throws IOException {
        Path one = folder.resolve("one");
        SmallRun.run(one, SMALL.with("iterations", 7), false, 1);
        Path other = folder.resolve("other");
        SmallRun.run(other, SMALL.with(Map.of("iterations", 7, "checkpoint_minutes", 0)), false, 1);
        assertThat(other.resolve("last.safetensors")).hasSameBinaryContentAs(one.resolve("last.safetensors"));
        RunResult again = SmallRun.run(one, SMALL.with(Map.of("iterations", 7, "checkpoint_minutes", 1)), true, 1);
        assertThat(again.iterations()).isEqualTo(7);
    }

    @Test
    void who_asks_what_a_run_will_take_changes_no_bit() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SmallRun.run(one, SMALL.with("iterations", 7), false, 1);
        List<Forecast> forecasts = new ArrayList<>();
        List<Forecast.Measured> measured = new ArrayList<>();
        SmallRun.run(other, SMALL.with("iterations", 7), false, 1, new Progress() {
            @Override
            public void forecast(Forecast forecast) {
                forecasts.add(forecast);
                measured.add(forecast.measure());
            }
        });
        assertThat(other.resolve("last.safetensors")).hasSameBinaryContentAs(one.resolve("last.safetensors"));
        Forecast forecast = forecasts.getFirst();
        assertThat(forecast.updates()).isEqualTo(7);
        assertThat(forecast.batch()).isEqualTo(8);
        assertThat(forecast.parameters()).isEqualTo(Parameters.count(SMALL));
        assertThat(measured.getFirst().seconds())
                .isGreaterThan(7 * 8 / measured.getFirst().clipsPerSecond());
        assertThat(measured.getFirst().bytes())
                .isBetween(4 * 8 * forecast.parameters(), measured.getFirst().allowed());
    }

    @Test
    void other_data_are_refused_with_what_differs() throws IOException {
        SmallRun.run(folder, SMALL.with("iterations", 1), false, 1);
        Split.Parts parts = SmallRun.parts(SMALL);
        PlantedEvents other = new PlantedEvents(SmallRun.DATA.withSeed(8));
        Split.Parts others = new Split.Parts(
                new Subset(other, parts.train().clips()),
                parts.validation(),
                new Subset(other, parts.test().clips()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(
                                SMALL.with("iterations", 1),
                                others,
                                new RunFolder(folder),
                                Kernels.of(DType.FLOAT64, Workers.one()),
                                Progress.SILENT)
                        .run(true))
                .withMessage(new RunFolder(folder).last() + ": was made from other data; these differ: train data:"
                        + " labels, audio, video; validation data: had no file of"
                        + " their own and have one now; resume with the data that"
                        + " the run began with, or begin another run (--out)");
    }

    @Test
    void a_checkpoint_that_does_not_say_its_data_is_resumed_and_that_is_noted() throws IOException {
        RunFolder run = new RunFolder(folder);
        SmallRun.run(folder, SMALL.with("iterations", 1), false, 1);
        for (Path file : List.of(run.last(), run.best())) {
            Checkpoint saved = Checkpoint.load(file);
            // as older versions wrote it, when there was no setting checkpoint_minutes either
            new Checkpoint(
                            saved.parameters(),
                            saved.optimiser(),
                            saved.standardisation(),
                            saved.configuration().replaceAll("(?m)^checkpoint_minutes.*\\R", ""),
                            saved.classes(),
                            saved.iteration(),
                            saved.stopping(),
                            saved.seed(),
                            Map.of(),
                            Optional.empty(),
                            Optional.empty())
                    .save(file);
        }
        Files.delete(run.data());
        List<String> notes = new ArrayList<>();
        RunResult result = SmallRun.run(folder, SMALL.with("iterations", 1), true, 1, new Progress() {
            @Override
            public void note(String text) {
                notes.add(text);
            }
        });
        assertThat(result.iterations()).isEqualTo(1);
        assertThat(notes).anyMatch(note -> note.contains("an older version without digests of its data"));
    }

    @Test
    void the_best_of_another_run_is_not_taken() throws IOException {
        Path other = folder.resolve("other");
        Path run = folder.resolve("run");
        SmallRun.run(other, SMALL.with(Map.of("iterations", 5, "tau", 2)), false, 1);
        SmallRun.run(run, SMALL.with("iterations", 5), false, 1);
        Files.copy(
                other.resolve("best.safetensors"),
                run.resolve("best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(run, SMALL.with("iterations", 5), true, 1))
                .withMessageContaining("best.safetensors: isn't the best of this run");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.copy(other.resolve("best.safetensors"), empty.resolve("best.safetensors"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(empty, SMALL, false, 1))
                .withMessageContaining("holds a run already");
    }

    /// A process of its own, killed with SIGKILL at several places: told by an update, it goes on for up to ten more.
    @ParameterizedTest
    @EnumSource
    void a_killed_run_resumes_to_the_same_bits(DType dtype) throws IOException, InterruptedException {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        SmallRun.run(whole, SMALL.with("dtype", dtype), false, 1);
        for (int update : new int[] {7, 38}) {
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
                        SmallRun.class,
                        folder.toString(),
                        dtype.name().toLowerCase(Locale.ROOT),
                        Integer.toString(last))
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void a_finished_run_that_is_resumed_gives_its_result_again() throws IOException {
        RunResult first = SmallRun.run(folder, SMALL, false, 1);
        RunResult again = SmallRun.run(folder, SMALL, true, 1);
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
        RunResult result = SmallRun.run(folder, SMALL.with(Map.of("iterations", 2000, "patience", 3)), false, 1);
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
