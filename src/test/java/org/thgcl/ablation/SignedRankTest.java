package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;

class SignedRankTest {
    @Test
    void differences_of_one_sign_have_the_smallest_p() {
        assertThat(SignedRank.p(new double[] {1, 2, 3, 4, 5})).isEqualTo(0.0625);
        assertThat(SignedRank.p(new double[] {-1, -2, -3, -4, -5})).isEqualTo(0.0625);
        assertThat(SignedRank.smallest(5)).isEqualTo(0.0625);
        assertThat(SignedRank.smallest(6)).isEqualTo(0.03125);
        assertThat(SignedRank.smallest(1)).isEqualTo(1);
    }

    @Test
    void p_is_that_counted_by_hand() {
        // rank sum 3 of 8: the sums up to 3 are 0, 1, 2, 3 and 1 + 2, five of 256, and as many at the other end
        assertThat(SignedRank.p(new double[] {-1, -2, 3, 4, 5, 6, 7, 8})).isEqualTo(10.0 / 256);
    }

    @Test
    void p_of_darwins_maize_is_the_published_one() {
        // Differences in height of cross- and self-fertilised plants, Darwin 1876; p from the documentation of SciPy's
        // `wilcoxon`.
        double[] heights = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
        assertThat(SignedRank.p(heights)).isEqualTo(0.041259765625);
    }

    @Test
    void shared_ranks_are_counted_exactly() {
        assertThat(SignedRank.p(new double[] {1, 1, 1})).isEqualTo(0.25);
        assertThat(SignedRank.p(new double[] {1, 1, -1})).isEqualTo(1);
        // ranks 1.5, 1.5, 3, 4, positive sum 7; up to 3: 0, 1.5, 1.5, 3, 3; at least 7: as many; of 16
        assertThat(SignedRank.p(new double[] {1, 1, -2, 3})).isEqualTo(0.625);
    }

    @Test
    void differences_of_zero_are_dropped() {
        assertThat(SignedRank.p(new double[] {0, 1, 2, 0, 3})).isEqualTo(0.25);
        assertThat(SignedRank.p(new double[] {0, -0.0})).isEqualTo(1);
    }

    @Test
    void without_shared_ranks_p_is_that_of_commons_math() {
        CounterRandom random = new CounterRandom(5);
        for (int n = 2; n <= 12; n++) {
            double[] differences = gaussian(random, n, 0.5);
            double expected = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[n], differences, true);
            // Commons Math counts the middle sum at both ends, which gives more than 1
            assertThat(SignedRank.p(differences)).as("n = %d", n).isEqualTo(Math.min(1, expected), within(1e-15));
        }
    }

    @Test
    void many_differences_have_about_the_same_p_by_approximation() {
        double[] twenty = gaussian(new CounterRandom(6), SignedRank.EXACT, 0.4);
        double exact = SignedRank.p(twenty);
        double approximate = new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[20], twenty, false);
        // the approximation's error at n = 20 is below a hundredth; a wrong tail or factor would be far off
        assertThat(approximate).isEqualTo(exact, within(0.01));
        double[] more = gaussian(new CounterRandom(6), SignedRank.EXACT + 5, 0.4);
        assertThat(SignedRank.p(more))
                .isEqualTo(new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[25], more, false));
    }

    private static double[] gaussian(CounterRandom random, int n, double mean) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + random.gaussian(n, 1, i);
        }
        return values;
    }
}
