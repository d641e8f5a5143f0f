package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.thgn.Preset;

class ConfigurationFileTest {
    /// The keys and values that the authors published, in the schema of the TMac code.
    private static final String AUTHORS = """
        MODEL:
          META_ARCHITECTURE: "THGCL"
          AUDIO_BACKBONE: {NAME: "Vggish", PRETRAINED_ON: ""}
          VIDEO_BACKBONE: {NAME: "S3D", PRETRAINED_ON: ""}
          HIDDEN_CHANNELS: 512
          NUM_LAYERS: 4
        TRAINING: {LOSS: "Lfc"}
        GRAPH:
          DYNAMIC: False
          SPAN_OVER_TIME_AUDIO: 6
          AUDIO_DILATION: 3
          SPAN_OVER_TIME_VIDEO: 4
          VIDEO_DILATION: 4
          SPAN_OVER_TIME_BETWEEN: 3
          SELF_LOOPS: True
          FUSION_LAYERS: []
        DATASETS: {TRAIN_RATIO: 0.7, EVAL_RATIO: 0.1, TEST_RATIO: 0.2}
        TEST: {MAX_PATIENCE: 5, EVAL_PERIOD: 250}
        DATALOADER: {BATCH_SIZE: 64, STRATIFIED_SPLIT: True}
        SOLVER:
          BASE_LR: 0.005
          STEPS: (250,)
          MAX_ITER: 5000
          WARMUP_ITERS: 1000
        SEED: 1024
        """;

    @TempDir
    private Path folder;

    @Test
    void the_authors_file_gives_the_preset_authors_config() {
        Configuration read = Preset.PAPER.configuration().with(ConfigurationFile.parse(AUTHORS));
        assertThat(read).isEqualTo(Preset.AUTHORS_CONFIG.configuration());
        assertThat(read.training().schedule()).isEqualTo(TrainingSettings.Schedule.WARMUP_MULTISTEP);
        assertThat(read.training().steps()).containsExactly(250);
    }

    @Test
    void what_the_authors_file_leaves_out_is_not_set() {
        assertThat(ConfigurationFile.parse(AUTHORS)).doesNotContainKeys("embedding", "temperature", "tau");
    }

    @Test
    void an_unknown_key_of_the_authors_schema_is_refused_with_the_nearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse(AUTHORS.replace("NUM_LAYERS", "NUM_LAYER")))
                .withMessage("MODEL.NUM_LAYER: not a key of the authors' schema; the nearest is MODEL.NUM_LAYERS");
    }

    @Test
    void a_value_of_the_authors_schema_that_we_do_not_support_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse(AUTHORS.replace("SELF_LOOPS: True", "SELF_LOOPS: False")))
                .withMessage("GRAPH.SELF_LOOPS: False isn't supported, only true");
    }

    @Test
    void two_of_the_authors_three_ratios_are_not_enough() {
        var settings = ConfigurationFile.parse(AUTHORS.replace(", TEST_RATIO: 0.2", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.PAPER.configuration().with(settings))
                .withMessageContaining("fractions: [0.7, 0.1] isn't allowed, must be three numbers");
    }

    @Test
    void an_error_names_file_and_key() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), "hidden: 64\nlayer: 2\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.read(file))
                .withMessage(file + ": layer: there is no such setting; the nearest is layers");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> ConfigurationFile.read(folder.resolve("none.yaml")))
                .withMessageContaining("none.yaml: there is no such file");
    }

    @Test
    void what_is_not_yaml_or_not_a_map_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse("a: [1"))
                .withMessageContaining("YAML");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationFile.parse("- 1"))
                .withMessageContaining("a list of 'key: value' lines");
        assertThat(ConfigurationFile.parse("")).isEmpty();
    }
}
