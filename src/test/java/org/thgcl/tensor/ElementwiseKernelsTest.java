package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementwiseKernelsTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    @Test
    void sums_multiples_and_functions_are_elementwise() {
        Tensor x = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        Tensor y = Tensor.of(Shape.of(2, 2), 10, 20, 30, 40);
        Tensor z = RandomTensors.unwritten(2, 2);
        kernels.add(x, y, z);
        assertThat(z.toArray()).containsExactly(11, 22, 33, 44);
        kernels.scale(x, -0.5, z);
        assertThat(z.toArray()).containsExactly(-0.5, -1, -1.5, -2);
        kernels.map(x, v -> v * v, z);
        assertThat(z.toArray()).containsExactly(1, 4, 9, 16);
        kernels.zip(x, y, (v, w) -> w - v, z);
        assertThat(z.toArray()).containsExactly(9, 18, 27, 36);
    }

    @Test
    void a_row_is_added_to_each_row() {
        Tensor y = RandomTensors.unwritten(3, 2);
        kernels.addRow(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6), Tensor.vector(10, 20), y);
        assertThat(y.toArray()).containsExactly(11, 22, 13, 24, 15, 26);
    }

    @Test
    void columns_are_summed_row_by_row() {
        Tensor sums = RandomTensors.unwritten(2);
        // 1 + 2^53 rounds to 2^53, so another order would give 1
        kernels.columnSums(Tensor.of(Shape.of(3, 2), 1, 1, 0x1p53, 2, -0x1p53, 3), sums);
        assertThat(sums.toArray()).containsExactly(0, 6);
    }

    @Test
    void sums_over_no_rows_are_0() {
        Tensor sums = RandomTensors.unwritten(2);
        kernels.columnSums(Tensor.zeros(Shape.of(0, 2)), sums);
        assertThat(sums.toArray()).containsExactly(0, 0);
    }

    @Test
    void nan_and_infinity_propagate() {
        Tensor special = Tensor.vector(Double.NaN, INFINITY, -INFINITY);
        Tensor y = RandomTensors.unwritten(3);
        kernels.add(special, Tensor.vector(1, -INFINITY, 1), y);
        assertThat(y.toArray()).containsExactly(Double.NaN, Double.NaN, -INFINITY);
        kernels.scale(special, -2, y);
        assertThat(y.toArray()).containsExactly(Double.NaN, -INFINITY, INFINITY);
        Tensor sums = RandomTensors.unwritten(1);
        kernels.columnSums(special.reshape(Shape.of(3, 1)), sums);
        assertThat(sums.item()).isNaN();
    }

    @Test
    void negative_numbers_are_scaled_by_the_slope() {
        Tensor x = Tensor.vector(2, 0, -0.0, -4, INFINITY, -INFINITY, Double.NaN);
        Tensor y = RandomTensors.unwritten(7);
        kernels.leakyRelu(x, 0.25, y);
        assertThat(y.toArray()).containsExactly(2, 0, -0.0, -1, INFINITY, -INFINITY, Double.NaN);
        kernels.leakyReluGradient(x, 0.25, Tensor.vector(1, 1, 1, 1, 1, 1, 1), y);
        assertThat(y.toArray()).containsExactly(1, 0.25, 0.25, 0.25, 1, 0.25, 0.25);
    }

    @Test
    void the_rectifier_is_the_maximum_with_0_and_nan_for_what_has_overflowed() {
        Tensor x = Tensor.vector(2, 0, -0.0, -4, INFINITY, -INFINITY, Double.NaN);
        Tensor y = RandomTensors.unwritten(7);
        kernels.leakyRelu(x, 0, y);
        assertThat(y.toArray()).containsExactly(2, 0.0, 0.0, 0.0, Double.NaN, Double.NaN, Double.NaN);
        kernels.leakyReluGradient(x, 0, Tensor.vector(-1, -1, INFINITY, -1, -1, -1, -1), y);
        assertThat(y.toArray()).containsExactly(-1, 0.0, 0.0, 0.0, -1, 0.0, 0.0);
    }

    @Test
    void what_is_said_to_work_in_place_does() {
        Tensor x = RandomTensors.gaussian(1, 4, 3);
        Tensor row = RandomTensors.gaussian(2, 3);
        CounterRandom random = new CounterRandom(3);
        assertInPlace(x, (in, out) -> kernels.add(in, x, out));
        assertInPlace(x, (in, out) -> kernels.add(x, in, out));
        assertInPlace(x, (in, out) -> kernels.scale(in, 3, out));
        assertInPlace(x, (in, out) -> kernels.addRow(in, row, out));
        assertInPlace(x, (in, out) -> kernels.map(in, Math::sqrt, out));
        assertInPlace(x, (in, out) -> kernels.zip(in, x, Math::hypot, out));
        assertInPlace(x, (in, out) -> kernels.leakyRelu(in, 0.5, out));
        assertInPlace(x, (in, out) -> kernels.leakyReluGradient(x, 0.5, in, out));
        assertInPlace(x, (in, out) -> kernels.dropout(in, new Dropout(0.5, random, 1, 2), out));
    }

    @Test
    void dropout_keeps_the_elements_whose_word_is_at_least_the_rate() {
        CounterRandom random = new CounterRandom(11);
        Tensor y = RandomTensors.unwritten(43);
        kernels.dropout(ones(43), new Dropout(0.3, random, 5, 6), y);
        int[] four = new int[4];
        for (int i = 0; i < 43; i++) {
            random.words(i / 4, 6, 5, four);
            boolean kept = Integer.toUnsignedLong(four[i % 4]) / 0x1p32 >= 0.3;
            assertThat(y.get(i)).as("element %d", i).isEqualTo(kept ? 1 / 0.7 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void dropout_drops_as_often_as_the_rate_says(double rate) {
        int n = 200_000;
        Tensor y = dropout(ones(n), rate, 1, 2);
        long dropped = Arrays.stream(y.toArray()).filter(v -> v == 0).count();
        // five standard deviations of the binomial distribution
        assertThat((double) dropped).isCloseTo(n * rate, within(5 * Math.sqrt(n * rate * (1 - rate))));
    }

    @Test
    void the_mask_depends_on_step_site_and_seed_and_on_nothing_else() {
        Tensor x = RandomTensors.gaussian(1, 1000);
        double[] mask = mask(dropout(x, 0.5, 1, 2));
        assertThat(mask(dropout(RandomTensors.gaussian(2, 1000), 0.5, 1, 2))).containsExactly(mask);
        // 1000 fair coins agree everywhere with probability 2^-1000, and half the time on average
        for (Tensor other : new Tensor[] {dropout(x, 0.5, 2, 2), dropout(x, 0.5, 1, 3)}) {
            double agreeing = 0;
            for (int i = 0; i < 1000; i++) {
                agreeing += mask(other)[i] == mask[i] ? 1 : 0;
            }
            assertThat(agreeing).isBetween(400.0, 600.0);
        }
        Tensor otherSeed = RandomTensors.unwritten(1000);
        kernels.dropout(x, new Dropout(0.5, new CounterRandom(8), 1, 2), otherSeed);
        assertThat(mask(otherSeed)).isNotEqualTo(mask);
    }

    private Tensor dropout(Tensor x, double rate, long step, int site) {
        Tensor y = RandomTensors.unwritten(x.shape().elements());
        kernels.dropout(x, new Dropout(rate, new CounterRandom(7), step, site), y);
        return y;
    }

    private static double[] mask(Tensor y) {
        double[] mask = y.toArray();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = mask[i] == 0 ? 0 : 1;
        }
        return mask;
    }

    private static Tensor ones(int n) {
        Tensor ones = Tensor.zeros(Shape.of(n));
        ones.fill(1);
        return ones;
    }

    private interface Operation {
        void apply(Tensor in, Tensor out);
    }

    private static void assertInPlace(Tensor x, Operation operation) {
        Tensor apart = RandomTensors.unwritten(4, 3);
        operation.apply(x.copy(), apart);
        Tensor inPlace = x.copy();
        operation.apply(inPlace, inPlace);
        assertThat(inPlace.toArray()).containsExactly(apart.toArray());
    }
}
