package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;

@Tag("slow")
class PowerTest {
    private static final CounterRandom RANDOM = new CounterRandom(3);

    /// The limit of the rank sum decides as the test does, exactly and by the approximation.
    @Test
    void simulated_sweeps_are_judged_by_the_programs_own_test() {
        for (int n : new int[] {3, 6, 9, 20, 21, 40}) {
            for (double level : new double[] {0.05, 0.025}) {
                int farthest = SignedRank.farthest(n, level);
                int significant = 0;
                for (int trial = 0; trial < (n == 20 ? 12 : 200); trial++) {
                    double shift = 0.06 * (trial % 20);
                    int step = trial;
                    double[] differences = IntStream.range(0, n)
                            .mapToDouble(i -> shift + RANDOM.gaussian(step, n, i))
                            .toArray();
                    boolean expected = SignedRank.p(differences) <= level;
                    assertThat(SignedRank.smallerSum(differences) <= farthest)
                            .as("%d differences, level %s, trial %d", n, level, trial)
                            .isEqualTo(expected);
                    significant += expected ? 1 : 0;
                }
                assertThat(significant)
                        .as("%d differences", n)
                        .matches(count -> n < SignedRank.fewest(level) ? count == 0 : count > 0);
            }
        }
    }

    @Test
    void no_difference_is_significant_with_too_few_seeds() {
        assertThat(SignedRank.fewest(0.05)).isEqualTo(6);
        assertThat(SignedRank.fewest(0.025)).isEqualTo(7);
        assertThat(SignedRank.farthest(5, 0.05)).isEqualTo(-1);
        assertThat(Power.power(100, 1, 0.05, 5)).isZero();
        assertThat(Power.power(100, 1, 0.05, 6)).isEqualTo(1);
        assertThat(Power.seeds(100, 1, 0.05)).isEqualTo(6);
    }

    /// Without a difference the test is significant as often as its level says: at 12 seeds in at most 5 %.
    @Test
    void power_at_no_difference_is_the_level() {
        // 2000 sweeps: the standard error of 0.05 is 0.005; the exact size at 12 seeds is 0.0425
        assertThat(Power.power(0, 1, 0.05, 12)).isCloseTo(0.0425, within(4 * 0.005));
    }

    /// The t test needs (1.96 + 0.84)^2 / d^2 = 31.4 pairs for d = 1/2 by the normal approximation, some 33.4 exactly;
    /// the signed-rank test's efficiency for normal differences is 3 / pi.
    @Test
    void seeds_needed_are_those_of_the_textbook() {
        assertThat(Power.seeds(0.5, 1, 0.05)).isBetween(31, 39);
        assertThat(Power.seeds(0.01, 1, 0.05)).isEqualTo(-1);
    }

    @Test
    void sweep_says_what_it_needs_and_that_it_is_an_estimate() throws IOException {
        AblationResult result = SmallSweep.table2(0, 1, 2).runOnce(SmallSweep.ALONE);
        Power power = Power.of(result, 0.05);
        assertThat(power.comparisons()).isEqualTo(2);
        assertThat(power.fewest()).isEqualTo(7);
        assertThat(power.variants()).hasSize(2).allSatisfy(needed -> {
            assertThat(needed.atLeast()).isPositive();
            assertThat(needed.seeds() < 0 || needed.atLeast() <= needed.seeds()).isTrue();
        });
        assertThat(power.sentences())
                .anyMatch(sentence -> sentence.startsWith("'both Hawkes': about "))
                .last()
                .asString()
                .contains("This is an estimate", "With fewer than 7 seeds no difference can be significant");
        assertThatThrownBy(() -> Power.of(result, 0)).hasMessageContaining("must be above 0 and at most 1");
        AblationResult one = SmallSweep.table2(0).runOnce(SmallSweep.ALONE);
        assertThatThrownBy(() -> Power.of(one, 0.05)).hasMessageContaining("one seed doesn't have");
    }
}
