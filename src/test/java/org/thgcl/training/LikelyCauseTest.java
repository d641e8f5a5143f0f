package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.data.DataSet;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;

class LikelyCauseTest {
    private static final Configuration SMALL = SmallRun.configuration(Map.of("iterations", 20));

    private final Subset clips = SmallRun.parts(SMALL).train();

    @ParameterizedTest
    @CsvSource({
        "tau, 1e-300",
        "temperature, 1e-300",
        "negative_slope, 1e30",
        "alpha, 1e300",
        "gamma, 1e9",
        "weight_focal, 1e200",
        "weight_contrastive, 1e200"
    })
    void a_setting_of_the_network_is_named_before_and_after_the_first_update(String key, double value) {
        for (int updates : new int[] {0, 7}) {
            assertThat(cause(SMALL.with(key, value), updates)).startsWith(key + "=" + value + " is far ");
        }
    }

    @Test
    void the_learning_rate_is_the_cause_only_after_an_update() {
        Configuration fast = SMALL.with("learning_rate", 1e9);
        assertThat(cause(fast, 1)).isEqualTo("learning_rate=1.0E9 is too high, try a tenth of it");
        assertThat(cause(fast, 0)).doesNotContain("learning_rate");
        assertThat(cause(SMALL, 0)).doesNotContain("learning_rate").contains("no setting stands out");
        assertThat(cause(SMALL, 1)).isEqualTo("learning_rate=0.005 is too high, try a tenth of it");
    }

    @Test
    void what_is_furthest_from_the_usual_is_named() {
        assertThat(cause(SMALL.with(Map.of("learning_rate", 100, "temperature", 1e-9)), 3))
                .startsWith("temperature=1.0E-9");
        assertThat(cause(SMALL.with(Map.of("learning_rate", 1e12, "temperature", 1e-9)), 3))
                .startsWith("learning_rate=");
    }

    @Test
    void settings_of_the_optimiser_are_named_if_it_uses_them() {
        Map<String, Object> sgd = Map.of("optimiser", "sgd", "momentum", 0.9999999);
        assertThat(cause(SMALL.with(sgd), 3)).startsWith("1 - momentum=");
        assertThat(cause(SMALL.with("momentum", 0.9999999), 3)).startsWith("learning_rate=");
        assertThat(cause(SMALL.with("weight_decay", 1e9), 3)).startsWith("weight_decay=1.0E9");
        assertThat(cause(SMALL.with(Map.of("optimiser", "sgd", "norm_penalty", 1e9)), 3))
                .startsWith("norm_penalty=1.0E9");
    }

    @Test
    void missing_normalisation_is_named() {
        assertThat(cause(SMALL.with(Map.of("normalisation", "none", "layers", 4)), 0))
                .startsWith("without normalisation, features grow about twelvefold a layer");
    }

    @Test
    void features_are_looked_at_unless_they_are_standardised() {
        float[][][] audio = {{{1, -3e30f}}, {{2, 3}}};
        Subset large = Subset.all(DataSet.of(audio, new int[] {0, 1}, List.of("a", "b")));
        String named = "features of a large scale, up to " + (double) 3e30f + ": set standardise=true";
        Configuration plain = SMALL.with("standardise", false);
        assertThat(new LikelyCause(plain, 0, large).text()).isEqualTo(named);
        assertThat(new LikelyCause(plain.with("dtype", "float32"), 0, large).text())
                .endsWith(", or dtype=float64");
        assertThat(new LikelyCause(SMALL, 0, large).text()).doesNotContain("features of");
    }

    /// Whole runs: each stops, and says why. Without the setting, none does.
    @ParameterizedTest
    @CsvSource({"alpha, 1e308, 0", "weight_contrastive, 1e308, 0", "temperature, 1e-300, 1", "learning_rate, 1e200, 2"})
    void a_run_that_diverges_names_what_was_set(String key, double value, int updates) {
        assertThatExceptionOfType(TrainingDivergedException.class)
                .isThrownBy(() -> Training.run(SMALL.with(key, value), clips.data()))
                .withMessageMatching(
                        "training stopped after [0-" + updates + "] updates: .*; there is no checkpoint yet; "
                                + "likely cause: " + key + "=" + value + " is .*");
        assertThat(Training.run(SMALL, clips.data()).result().iterations()).isEqualTo(20);
    }

    private String cause(Configuration configuration, int updates) {
        return new LikelyCause(configuration, updates, clips).text();
    }
}
