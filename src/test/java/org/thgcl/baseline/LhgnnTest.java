package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.equation.Samples;
import org.thgcl.settings.Settings;

class LhgnnTest {
    private static final Settings<LhgnnSettings> SETTINGS = Settings.of(LhgnnSettings.class);
    private static final LhgnnSettings SMALL = SETTINGS.with(
            SETTINGS.defaults(),
            Map.ofEntries(
                    Map.entry("bands", 8),
                    Map.entry("frames", 16),
                    Map.entry("widths", List.of(4, 8)),
                    Map.entry("depths", List.of(1, 1)),
                    Map.entry("reduce", List.of(2, 1)),
                    Map.entry("head", 3),
                    Map.entry("classes", 2),
                    Map.entry("neighbours", 2),
                    Map.entry("clusters", 3),
                    Map.entry("top_clusters", 2)));

    /// The starts of the centroids have no gradient: they are given.
    private static NetworkChecks checks() {
        return new NetworkChecks(
                new Lhgnn(SMALL),
                Map.of("logmel", Samples.uniform(1, -1, 1, 4, 16, 8)),
                Map.of(
                        "centroids.0", Samples.uniform(2, -1, 1, 4, 4, 3),
                        "centroids.1", Samples.uniform(3, -1, 1, 4, 8, 3)));
    }

    /// Table 1 has 31.0 M. The released program keeps 12,091,392 fixed distances beside its parameters.
    @Test
    void size_s_has_31476127_parameters() {
        assertThat(NetworkChecks.count(new Lhgnn(SETTINGS.defaults()))).isEqualTo(31_476_127);
        long fixed = 0;
        int[] positions = {8192, 2048, 512, 128};
        for (int stage = 0; stage < 4; stage++) {
            int reduce = SETTINGS.defaults().reduce().get(stage);
            fixed += (long) SETTINGS.defaults().depths().get(stage)
                    * positions[stage]
                    * (positions[stage] / (reduce * reduce));
        }
        assertThat(31_476_127 + fixed).isEqualTo(43_567_519);
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        checks().sameBitsForOneAndThreeThreads();
    }

    @Test
    void float32_is_near() {
        // 50 operations of sums of at most 100 terms; normalisations of 4 rows enlarge what they divide
        checks().float32(20_000);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(SMALL, Map.of("depths", List.of(1))))
                .withMessageContaining("there must be one of each for each stage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(SMALL, Map.of("widths", List.of(4, 6))))
                .withMessageContaining("widths: 6 isn't a multiple of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.with(SMALL, Map.of("bands", 9)))
                .withMessageContaining("both must be multiples of 4");
    }
}
