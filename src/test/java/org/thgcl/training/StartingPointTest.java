package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.file.Sha256;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class StartingPointTest {
    private static final Configuration FIRST = SmallRun.configuration(Map.of("iterations", 5));
    private static final Configuration SECOND =
            SmallRun.configuration(Map.of("iterations", 12, "seed", 8, "learning_rate", 0.001));

    @TempDir
    Path folder;

    private Path first;
    private final List<String> notes = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    @BeforeEach
    void run() throws IOException {
        first = folder.resolve("first");
        SmallRun.run(first, FIRST, false, 1);
    }

    private Trainer trainer(Configuration c, String name) {
        Split.Parts parts = SmallRun.parts(c);
        Kernels kernels = Kernels.of(c.training().dtype(), Workers.one());
        return new Trainer(c, parts, run(name), kernels, progress);
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private static List<Prediction> scores(RunFolder run) throws IOException {
        return TrainedModel.load(run.best(), Workers.one()).predict(new PlantedEvents(SmallRun.DATA));
    }

    @Test
    void before_the_first_update_scores_are_those_of_the_checkpoint() throws IOException {
        trainer(SECOND.with("iterations", 0), "second")
                .from(StartingPoint.read(first))
                .run(false);
        assertThat(scores(run("second"))).isEqualTo(scores(new RunFolder(first)));
        trainer(SECOND.with("iterations", 0), "drawn").run(false);
        assertThat(scores(run("drawn"))).isNotEqualTo(scores(new RunFolder(first)));
    }

    @Test
    void the_files_of_the_run_say_where_it_began() throws IOException {
        Path best = new RunFolder(first).best();
        Origin origin = new Origin(best.toAbsolutePath().toString(), Sha256.of(best), null, null);
        RunResult result =
                trainer(SECOND, "second").from(StartingPoint.read(best)).run(false);
        assertThat(result.origin()).isEqualTo(origin);
        assertThat(RunResult.read(run("second").result()).origin()).isEqualTo(origin);
        assertThat(RunData.read(run("second")).orElseThrow().origin()).isEqualTo(origin);
        assertThat(Checkpoint.load(run("second").last()).origin()).contains(origin);
        assertThat(notes).contains("beginning from " + best + " (SHA-256 " + origin.sha256() + ").");
        RunResult third = trainer(SECOND, "third")
                .from(StartingPoint.read(run("second").path()))
                .run(false);
        assertThat(third.origin().before()).isEqualTo(origin);
        assertThat(RunResult.read(new RunFolder(first).result()).origin()).isNull();
    }

    @Test
    void a_run_that_was_stopped_goes_on_to_the_same_bits() throws IOException {
        StartingPoint point = StartingPoint.read(first);
        trainer(SECOND, "whole").from(point).run(false);
        assertThatThrownBy(() -> trainer(SECOND, "stopped")
                        .from(StartingPoint.read(first))
                        .run(false, new StopAfter(7)))
                .isInstanceOf(TrainingStoppedException.class);
        assertThat(StartingPoint.ofBegun(run("stopped"))).isEmpty();
        trainer(SECOND, "stopped").run(true);
        assertThat(run("stopped").last()).hasSameBinaryContentAs(run("whole").last());
        assertThat(run("stopped").best()).hasSameBinaryContentAs(run("whole").best());
        assertThat(RunData.read(run("stopped")).orElseThrow().origin()).isEqualTo(point.origin());
    }

    /// Killed before its first checkpoint, a run is known by its `data.json` alone.
    @Test
    void a_run_without_a_checkpoint_knows_where_it_began() throws IOException {
        trainer(SECOND, "killed").from(StartingPoint.read(first)).run(false);
        Path best = Files.move(run("killed").best(), folder.resolve("whole.safetensors"));
        for (Path file : List.of(
                run("killed").last(), run("killed").result(), run("killed").metrics())) {
            Files.delete(file);
        }
        StartingPoint point = StartingPoint.ofBegun(run("killed")).orElseThrow();
        trainer(SECOND, "killed").from(point).run(true);
        assertThat(run("killed").best()).hasSameBinaryContentAs(best);
        Files.delete(run("killed").last());
        SmallRun.run(folder.resolve("other"), FIRST.with("seed", 4), false, 1);
        Files.copy(run("other").best(), new RunFolder(first).best(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> StartingPoint.ofBegun(run("killed")))
                .hasMessageContaining("killed: the run began from ")
                .hasMessageContaining("the file has changed since");
    }

    @Test
    void a_run_that_began_elsewhere_is_not_resumed_from_here() throws IOException {
        trainer(SECOND, "second").run(false);
        assertThatThrownBy(() -> trainer(SECOND, "second")
                        .from(StartingPoint.read(first))
                        .run(true))
                .hasMessageContaining("last.safetensors: the run began from parameters that its seed drew, not from ")
                .hasMessageContaining("best.safetensors (SHA-256 ");
    }

    @Test
    void parameters_are_rounded_to_the_type_of_the_run() throws IOException {
        trainer(SECOND.with(Map.of("iterations", 0, "dtype", "float32")), "second")
                .from(StartingPoint.read(first))
                .run(false);
        Map<String, Tensor> given = Checkpoint.load(new RunFolder(first).best()).parameters();
        Checkpoint.load(run("second").best()).parameters().forEach((name, tensor) -> assertThat(tensor.toArray())
                .isEqualTo(given.get(name).to(DType.FLOAT32).toArray()));
    }

    @Test
    void what_does_not_fit_is_named() throws IOException {
        StartingPoint point = StartingPoint.read(first);
        refused(
                point,
                SECOND.with("hidden", 9),
                "parameter layers.0.audio.psi: has shape [6, 8]",
                "needs [6, 9]",
                "settings that differ: hidden: 9 instead of 8");
        refused(point, SECOND.with("layers", 3), "parameter layers.2.audio.psi: missing", "layers: 3 instead of 2");
        refused(point, SECOND.with("standardise", false), "its standardise is true, that of the run is false");
        Configuration vaed = Models.change(SECOND, Map.of("model", "vaed"));
        refused(point, vaed, "its model is thgn, that of the run is vaed");
    }

    private void refused(StartingPoint point, Configuration c, String... parts) {
        assertThatThrownBy(() -> trainer(c, "refused").from(point))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(point.file() + ": ")
                .hasMessageContainingAll(parts);
        assertThat(run("refused").path()).doesNotExist();
    }

    /// Asks to stop after some updates.
    private static final class StopAfter implements Interruption {
        private int left;

        StopAfter(int updates) {
            this.left = updates;
        }

        @Override
        public void begin() {}

        @Override
        public boolean asked() {
            return left-- <= 1;
        }

        @Override
        public void end() {}
    }
}
