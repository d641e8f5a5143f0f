package org.thgcl.ablation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;

class BootstrapTest {
    private static double[] gaussian(long sample, int n) {
        CounterRandom random = new CounterRandom(11);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.gaussian(sample, n, i);
        }
        return values;
    }

    /// How many of 300 intervals of samples from a standard normal distribution hold its mean.
    private static double coverage(int n) {
        int held = 0;
        for (int sample = 0; sample < 300; sample++) {
            Bootstrap interval = Bootstrap.mean(gaussian(sample, n), 0.95);
            held += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
        }
        return held / 300.0;
    }

    @Test
    void intervals_hold_the_true_mean_as_often_as_they_promise() {
        // three standard deviations of a proportion of 0.95 in 300 are 0.038
        assertThat(coverage(10)).isBetween(0.95 - 0.038, 0.95 + 0.038);
        // with five values not even the whole range holds the mean more often than 1 - 2/32; the plain percentile
        // interval has about 0.83 here, which this refuses (three deviations of 0.93 are 0.044)
        assertThat(coverage(5)).isBetween(0.93 - 0.044, 1 - 0.0625 + 0.042);
    }

    @Test
    void interval_of_many_values_is_students() {
        double[] values = gaussian(1, 400);
        DescriptiveStatistics statistics = new DescriptiveStatistics(values);
        double t = new TDistribution(399).inverseCumulativeProbability(0.975);
        double half = t * statistics.getStandardDeviation() / Math.sqrt(400);
        Bootstrap interval = Bootstrap.mean(values, 0.95);
        // The 2.5 % point of 20000 resamples has a standard error of 2.7 % of the mean's deviation, so of 1.4 % of half
        // the width; skewness of the sample adds as much.
        assertThat(interval.low()).isEqualTo(statistics.getMean() - half, within(0.08 * half));
        assertThat(interval.high()).isEqualTo(statistics.getMean() + half, within(0.08 * half));
    }

    @Test
    void few_values_give_their_range_and_one_gives_none() {
        Bootstrap two = Bootstrap.mean(new double[] {0.5, -0.25}, 0.95);
        assertThat(two).isEqualTo(new Bootstrap(-0.25, 0.5));
        assertThat(Bootstrap.mean(new double[] {3}, 0.95).low()).isNaN();
        assertThat(Bootstrap.mean(new double[] {3}, 0.95).high()).isNaN();
        assertThat(Bootstrap.mean(new double[0], 0.95).low()).isNaN();
    }

    @Test
    void equal_values_give_an_interval_without_width() {
        assertThat(Bootstrap.mean(new double[] {2, 2, 2, 2}, 0.95)).isEqualTo(new Bootstrap(2, 2));
    }

    @Test
    void interval_moves_and_grows_with_the_values() {
        double[] values = {1, 2, 4, 8, 16};
        double[] changed = {14, 18, 26, 42, 74}; // 4 x + 10, exact in binary up to the division by 5
        Bootstrap first = Bootstrap.mean(values, 0.95);
        Bootstrap second = Bootstrap.mean(changed, 0.95);
        assertThat(second.low()).isEqualTo(4 * first.low() + 10, within(1e-13));
        assertThat(second.high()).isEqualTo(4 * first.high() + 10, within(1e-13));
        assertThat(first.low()).isBetween(1.0, 6.2);
        assertThat(first.high()).isBetween(6.2, 16.0);
    }

    @Test
    void tail_is_wider_for_few_values() {
        // t of 4 degrees is 2.7764, times sqrt(5/4) is 3.1042; tables of the normal distribution give 0.000954 below
        assertThat(Bootstrap.tail(5, 0.95)).isEqualTo(0.000954, within(1e-6));
        assertThat(Bootstrap.tail(1000, 0.95)).isEqualTo(0.025, within(3e-4));
    }
}
