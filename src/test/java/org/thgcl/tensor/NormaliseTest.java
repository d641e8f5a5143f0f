package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliseTest {
    private static final double EPSILON = 1e-5;

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// Data of unit scale, n numbers a group. Our mean is off by at most n/16 + 6 roundings of numbers below 1 on
    /// average (Commons Math corrects its own, which is better), our variance by twice that, which the square root
    /// halves: 4 (n/16 + 6) 2^-53 (1 + |y|) covers both sides and the last subtraction and product.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void mean_and_variance_are_those_of_each_group(int columns) {
        Segments groups = Segments.ofAscending(groupOfRow(10, 1, 0, 50, 0, 3));
        Tensor x = RandomTensors.gaussian(1, groups.rows(), columns);
        Tensor inverse = RandomTensors.unwritten(groups.count());
        Tensor y = RandomTensors.unwritten(groups.rows(), columns);
        kernels.normalise(x, groups, EPSILON, inverse, y);
        int compared = 0;
        for (int g = 0; g < groups.count(); g++) {
            int from = groups.offset(g) * columns;
            int to = groups.offset(g + 1) * columns;
            double[] group = Arrays.copyOfRange(x.toArray(), from, to);
            double mean = StatUtils.mean(group);
            double deviation = Math.sqrt(StatUtils.populationVariance(group) + EPSILON);
            for (int i = from; i < to; i++) {
                double expected = (x.get(i) - mean) / deviation;
                double roundings = 4 * ((to - from) / 16.0 + 6) * (1 + Math.abs(expected)) / Math.min(1, deviation);
                assertThat(Math.abs(y.get(i) - expected)).isLessThanOrEqualTo(roundings * 0x1p-53);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(64 * columns);
    }

    @Test
    void a_constant_group_becomes_0() {
        Tensor x = Tensor.zeros(Shape.of(5, 3));
        x.fill(7);
        Tensor inverse = RandomTensors.unwritten(1);
        Tensor y = RandomTensors.unwritten(5, 3);
        kernels.normalise(x, Segments.uniform(1, 5), 0.25, inverse, y);
        assertThat(y.toArray()).containsOnly(0);
        assertThat(inverse.item()).isEqualTo(2);
    }

    @Test
    void a_large_mean_does_not_swallow_the_variance() {
        double mean = 0x1p40;
        Tensor y = RandomTensors.unwritten(2, 1);
        kernels.normalise(
                Tensor.of(Shape.of(2, 1), mean - 1, mean + 1),
                Segments.uniform(1, 2),
                0,
                RandomTensors.unwritten(1),
                y);
        assertThat(y.toArray()).containsExactly(-1, 1);
    }

    @Test
    void nan_stays_within_its_group() {
        Tensor y = RandomTensors.unwritten(4, 1);
        kernels.normalise(
                Tensor.of(Shape.of(4, 1), Double.NaN, 1, -1, 1),
                Segments.uniform(2, 2),
                0,
                RandomTensors.unwritten(2),
                y);
        assertThat(y.toArray()).containsExactly(Double.NaN, Double.NaN, -1, 1);
    }

    @Test
    void no_group_is_no_work() {
        Tensor empty = Tensor.zeros(Shape.of(0, 3));
        kernels.normalise(empty, Segments.uniform(0, 3), EPSILON, Tensor.vector(), empty);
        kernels.normaliseGradient(empty, Segments.uniform(2, 0), Tensor.vector(1, 1), empty, empty);
        assertThat(empty.toArray()).isEmpty();
    }

    private static int[] groupOfRow(int... sizes) {
        int[] groups = new int[Arrays.stream(sizes).sum()];
        int row = 0;
        for (int g = 0; g < sizes.length; g++) {
            Arrays.fill(groups, row, row += sizes[g], g);
        }
        return groups;
    }
}
