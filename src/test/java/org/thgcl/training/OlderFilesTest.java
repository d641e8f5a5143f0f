package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.data.PlantedEvents;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;

/// Configurations and checkpoints that were written before the model, the readings A38 to A43 and A5's window times
/// were settings, and before two settings had their present keys: they are read as what the program did then.
class OlderFilesTest {
    /// The settings that older versions don't have, with what they did.
    private static final Map<String, Object> LATER = Map.of(
            "model", "thgn",
            "audio_hop_seconds", 0.09,
            "video_hop_seconds", 0.25,
            "primes", "list",
            "current", "target",
            "contrast", "clips",
            "cross_dilation", 1,
            "cross_layers", "every",
            "focal_form", "softmax");

    /// The keys that older versions have for settings, by the present one.
    private static final Map<String, String> RENAMED =
            Map.of("graph_embedding", "pooling", "tau_place", "temperature_place");

    private static final Configuration SMALL = SmallRun.configuration(Map.of("iterations", 4, "validate_every", 2));

    @TempDir
    private Path folder;

    /// A configuration as an older version wrote it.
    private static String older(String yaml) {
        String older = yaml;
        for (String key : LATER.keySet()) {
            String without = older.replaceAll("(?m)^" + key + ":.*\\R", "");
            assertThat(without).as(key).isNotEqualTo(older);
            older = without;
        }
        for (Map.Entry<String, String> key : RENAMED.entrySet()) {
            String renamed = older.replaceAll("(?m)^" + key.getKey() + ":", key.getValue() + ":");
            assertThat(renamed).as(key.getKey()).isNotEqualTo(older);
            older = renamed;
        }
        return older;
    }

    private static void makeOlder(Path checkpoint) throws IOException {
        rewrite(checkpoint, OlderFilesTest::older);
    }

    /// Changes the text of a checkpoint's configuration.
    private static void rewrite(Path checkpoint, UnaryOperator<String> change) throws IOException {
        Checkpoint saved = Checkpoint.load(checkpoint);
        new Checkpoint(
                        saved.parameters(),
                        saved.optimiser(),
                        saved.standardisation(),
                        change.apply(saved.configuration()),
                        saved.classes(),
                        saved.iteration(),
                        saved.stopping(),
                        saved.seed(),
                        saved.data(),
                        saved.features(),
                        saved.origin())
                .save(checkpoint);
    }

    @Test
    void a_configuration_file_without_the_later_settings_means_what_the_program_did_then() throws IOException {
        Path file = Files.writeString(folder.resolve("configuration.yaml"), older(SMALL.toYaml()));
        assertThat(Preset.PAPER.configuration().with(ConfigurationFile.read(file)))
                .isEqualTo(SMALL)
                .isEqualTo(SMALL.with(LATER));
    }

    @Test
    void older_keys_of_settings_are_read_and_not_written() {
        Configuration paper = Preset.PAPER.configuration();
        Configuration changed = paper.with(Map.of("graph_embedding", "concat", "tau_place", "inside"));
        Map<String, Object> older =
                ConfigurationFile.parse("{model: thgn, pooling: concat, temperature_place: inside}");
        assertThat(paper.with(older)).isEqualTo(changed);
        assertThat(older.keySet()).containsExactlyInAnyOrder("model", "graph_embedding", "tau_place");
        assertThat(changed.text("pooling")).isEqualTo("concat");
        assertThat(changed.toYaml()).doesNotContain("pooling:", "temperature_place:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> paper.with("pooling", "mean"))
                .withMessageStartingWith("graph_embedding: 'mean' isn't allowed, must be one of sum, concat");
    }

    @Test
    void a_setting_under_both_its_keys_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse("{graph_embedding: sum, pooling: concat}"))
                .withMessage("pooling: is the same setting as graph_embedding; give one");
    }

    @Test
    void a_model_of_an_older_version_gives_the_same_predictions() throws IOException {
        SmallRun.run(folder, SMALL, false, 1);
        Path file = new RunFolder(folder).best();
        PlantedEvents clips = new PlantedEvents(SmallRun.DATA);
        TrainedModel now = TrainedModel.load(file, Workers.one());
        makeOlder(file);
        TrainedModel older = TrainedModel.load(file, Workers.one());
        assertThat(older.configuration()).isEqualTo(now.configuration());
        assertThat(older.predict(clips)).isEqualTo(now.predict(clips));
    }

    @Test
    void a_run_of_an_older_version_is_resumed_as_if_it_had_never_stopped() throws IOException {
        RunFolder once = new RunFolder(folder.resolve("once"));
        RunFolder twice = new RunFolder(folder.resolve("twice"));
        SmallRun.run(once.path(), SMALL, false, 1);
        breakOff(twice, OlderFilesTest::older);
        SmallRun.run(twice.path(), SMALL, true, 1);
        assertThat(twice.metrics()).hasSameTextualContentAs(once.metrics());
        assertThat(twice.last()).hasSameBinaryContentAs(once.last());
    }

    @Test
    void a_run_is_resumed_whatever_the_comments_of_its_configuration_say() throws IOException {
        RunFolder once = new RunFolder(folder.resolve("once"));
        RunFolder twice = new RunFolder(folder.resolve("twice"));
        SmallRun.run(once.path(), SMALL, false, 1);
        breakOff(twice, OlderFilesTest::reworded);
        SmallRun.run(twice.path(), SMALL, true, 1);
        assertThat(twice.metrics()).hasSameTextualContentAs(once.metrics());
        assertThat(twice.last()).hasSameBinaryContentAs(once.last());
    }

    private static String reworded(String yaml) {
        String reworded = yaml.replaceAll("(?m)# .*$", "# said otherwise");
        assertThat(reworded).isNotEqualTo(yaml);
        return reworded;
    }

    @Test
    void a_run_of_an_older_version_is_not_resumed_with_another_reading() throws IOException {
        RunFolder run = new RunFolder(folder);
        breakOff(run, OlderFilesTest::older);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallRun.run(folder, SMALL.with("cross_layers", "last"), true, 1))
                .withMessage(run.last() + ": was made with another configuration, 'cross_layers: every' instead of"
                        + " 'cross_layers: last'; resume with the same settings");
    }

    /// A run that was killed at the third update, after the validation at the second, with another text of its
    /// configuration.
    private static void breakOff(RunFolder run, UnaryOperator<String> change) throws IOException {
        Progress kill = new Progress() {
            @Override
            public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
                if (iteration == 3) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> SmallRun.run(run.path(), SMALL, false, 1, kill))
                .withMessage("killed");
        Files.writeString(run.configuration(), change.apply(Files.readString(run.configuration())));
        rewrite(run.best(), change);
        rewrite(run.last(), change);
    }
}
