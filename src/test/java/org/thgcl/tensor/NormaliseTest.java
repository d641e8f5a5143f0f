package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliseTest {
    private static final double EPSILON = 1e-5;

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// Data of unit scale, n numbers a group. Our mean is off by at most n/16 + 6 roundings of numbers below 1
    /// on average (Commons Math corrects its own, which is better), our variance by twice that, which the
    /// square root halves: 4 (n/16 + 6) 2^-53 (1 + |y|) covers both sides and the last subtraction and product.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void mean_and_variance_are_those_of_each_group(int columns) {
        RowGroups groups = RowGroups.ofAscending(groupOfRow(10, 1, 0, 50, 0, 3));
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

    /// At every size of numbers, float32 against the definition in float64, which none of these take out of
    /// range. n = 8 numbers of mean 0.25 and deviation near 1, times the size: some 20 roundings, relative to
    /// the largest y.
    @ParameterizedTest
    @ValueSource(doubles = {1e-44, 1e-40, 1e-30, 1e-19, 1, 1e18, 1e19, 1e25, 1e30, 1e37, 1e38})
    void numbers_of_any_size_are_normalised_in_float32(double size) {
        for (double epsilon : new double[] {0, EPSILON}) {
            Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(8, 1));
            for (int i = 0; i < 8; i++) {
                x.set(i, size * (0.25 + (i % 2 == 0 ? 1 : -1) * (0.5 + 0.125 * i)));
            }
            Tensor y = Tensor.zeros(DType.FLOAT32, x.shape());
            Tensor inverse = Tensor.zeros(DType.FLOAT32, Shape.of(1));
            Kernels.of(DType.FLOAT32, Workers.one()).normalise(x, RowGroups.uniform(1, 8), epsilon, inverse, y);
            double mean = StatUtils.mean(x.toArray());
            double deviation = Math.sqrt(StatUtils.populationVariance(x.toArray()) + epsilon);
            // next to 0, mean and differences are rounded by 2^-150
            double allowed = 20 * (0x1p-24 + 0x1p-150 / deviation);
            for (int i = 0; i < 8; i++) {
                assertThat(y.get(i)).isCloseTo((x.get(i) - mean) / deviation, within(2 * allowed));
            }
            // above 2^126 the inverse is a number of at least 20 bits; below 2^-128 it is infinite, which shows
            assertThat(inverse.item())
                    .isCloseTo(
                            deviation < 0x1p-128 ? Double.POSITIVE_INFINITY : 1 / deviation,
                            withinPercentage(100 * (allowed + 0x1p-20)));
        }
    }

    @Test
    void numbers_of_any_size_are_normalised_in_float64() {
        double[] sizes = {0x1p-1060, 0x1p-600, 0x1p-500, 0x1p512, 0x1p600, 0x1p1000, 0x1p1020};
        for (double size : sizes) {
            Tensor x = Tensor.of(Shape.of(4, 1), -size, 3 * size, -3 * size, size);
            Tensor y = RandomTensors.unwritten(4, 1);
            kernels.normalise(x, RowGroups.uniform(1, 4), 0, RandomTensors.unwritten(1), y);
            // the mean is 0 and the variance 5 size^2, exactly
            double one = 1 / Math.sqrt(5);
            assertThat(y.get(0)).as("size %s", size).isCloseTo(-one, within(4 * 0x1p-53));
            assertThat(y.get(1)).as("size %s", size).isCloseTo(3 * one, within(4 * 0x1p-52));
        }
    }

    @Test
    void differences_beyond_the_largest_number_are_normalised() {
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(4, 1));
        x.set(0, 3e38);
        x.set(1, -3e38);
        x.set(2, -3e38);
        x.set(3, -3e38);
        Tensor y = Tensor.zeros(DType.FLOAT32, x.shape());
        Tensor inverse = Tensor.zeros(DType.FLOAT32, Shape.of(1));
        Kernels.of(DType.FLOAT32, Workers.one()).normalise(x, RowGroups.uniform(1, 4), EPSILON, inverse, y);
        // mean -1.5e38, deviation 2.6e38: scaled, nothing overflows
        assertThat(y.get(0)).isCloseTo(Math.sqrt(3), within(20 * 0x1p-24));
        assertThat(y.get(1)).isCloseTo(-1 / Math.sqrt(3), within(20 * 0x1p-24));
    }

    @Test
    void gradients_that_a_large_deviation_takes_out_of_the_range_are_refused() {
        Kernels float32 = Kernels.of(DType.FLOAT32, Workers.one());
        Tensor y = Tensor.vector(1, -1).reshape(Shape.of(2, 1)).to(DType.FLOAT32);
        Tensor dx = Tensor.zeros(DType.FLOAT32, y.shape());
        Tensor inverse = Tensor.vector(1e-30).to(DType.FLOAT32);
        Tensor dy = Tensor.of(Shape.of(2, 1), 1e-6, 1e-12).to(DType.FLOAT32);
        float32.normaliseGradient(y, RowGroups.uniform(1, 2), inverse, dy, dx);
        Tensor tiny = Tensor.of(Shape.of(2, 1), 1e-9, 1e-12).to(DType.FLOAT32);
        assertThatExceptionOfType(OutOfRangeException.class)
                .isThrownBy(() -> float32.normaliseGradient(y, RowGroups.uniform(1, 2), inverse, tiny, dx))
                .withMessageMatching("the graph normalisation divides by a deviation of \\S+, which takes "
                        + "gradients of .* out of the range of float32");
        Tensor none = Tensor.zeros(DType.FLOAT32, y.shape());
        float32.normaliseGradient(y, RowGroups.uniform(1, 2), inverse, none, dx);
        assertThat(dx.toArray()).containsOnly(0);
    }

    @Test
    void a_constant_group_becomes_0() {
        Tensor x = Tensor.zeros(Shape.of(5, 3));
        x.fill(7);
        Tensor inverse = RandomTensors.unwritten(1);
        Tensor y = RandomTensors.unwritten(5, 3);
        kernels.normalise(x, RowGroups.uniform(1, 5), 0.25, inverse, y);
        assertThat(y.toArray()).containsOnly(0);
        assertThat(inverse.item()).isEqualTo(2);
    }

    @Test
    void a_large_mean_does_not_swallow_the_variance() {
        double mean = 0x1p40;
        Tensor y = RandomTensors.unwritten(2, 1);
        kernels.normalise(
                Tensor.of(Shape.of(2, 1), mean - 1, mean + 1),
                RowGroups.uniform(1, 2),
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
                RowGroups.uniform(2, 2),
                0,
                RandomTensors.unwritten(2),
                y);
        assertThat(y.toArray()).containsExactly(Double.NaN, Double.NaN, -1, 1);
    }

    @Test
    void no_group_is_no_work() {
        Tensor empty = Tensor.zeros(Shape.of(0, 3));
        kernels.normalise(empty, RowGroups.uniform(0, 3), EPSILON, Tensor.vector(), empty);
        kernels.normaliseGradient(empty, RowGroups.uniform(2, 0), Tensor.vector(1, 1), empty, empty);
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
