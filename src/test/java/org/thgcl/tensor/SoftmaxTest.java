package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// A row of n numbers: each exponential is right to a unit, the sum to n more, and so is the quotient.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 33, 100})
    void rows_are_those_of_the_definition(int n) {
        Tensor x = RandomTensors.gaussian(1, 3, n);
        Tensor max = RandomTensors.unwritten(3);
        Tensor sum = RandomTensors.unwritten(3);
        Tensor powers = RandomTensors.unwritten(3, n);
        Tensor weights = RandomTensors.unwritten(3, n);
        Tensor quotients = RandomTensors.unwritten(3, n);
        kernels.exponentials(x, max, sum, powers);
        kernels.softmax(x, max, sum, weights);
        kernels.divideRows(powers, sum, quotients);
        for (int r = 0; r < 3; r++) {
            double largest = x.get(r * n);
            for (int c = 0; c < n; c++) {
                largest = Math.max(largest, x.get(r * n + c));
            }
            double total = 0;
            for (int c = 0; c < n; c++) {
                total += StrictMath.exp(x.get(r * n + c) - largest);
            }
            assertThat(max.get(r)).isEqualTo(largest);
            assertThat(sum.get(r)).isCloseTo(total, within(2 * (n + 1) * total * 0x1p-53));
            for (int c = 0; c < n; c++) {
                double power = StrictMath.exp(x.get(r * n + c) - largest);
                assertThat(powers.get(r * n + c)).isCloseTo(power, within(2 * power * 0x1p-52));
                assertThat(weights.get(r * n + c))
                        .isCloseTo(power / total, within(2 * (n + 4) * power / total * 0x1p-53));
            }
        }
        assertThat(weights.toArray()).containsExactly(quotients.toArray());
    }

    @Test
    void large_numbers_dont_overflow() {
        Tensor y = RandomTensors.unwritten(1, 2);
        Tensor max = RandomTensors.unwritten(1);
        Tensor sum = RandomTensors.unwritten(1);
        kernels.exponentials(Tensor.of(Shape.of(1, 2), 1e300, -1e300), max, sum, y);
        assertThat(max.item()).isEqualTo(1e300);
        assertThat(sum.item()).isEqualTo(1);
        assertThat(y.toArray()).containsExactly(1, 0);
    }

    /// At every place of a row that is longer than the vectors, and behind the last whole one.
    @ParameterizedTest
    @EnumSource
    void a_row_with_a_number_that_isnt_finite_is_nan(DType dtype) {
        int n = 35;
        Kernels own = FromFloat64.kernels(dtype, Workers.one());
        for (double odd : new double[] {INFINITY, -INFINITY, Double.NaN}) {
            for (int place = 0; place < n; place++) {
                Tensor x = RandomTensors.gaussian(1, 2, n);
                x.set(n + place, odd);
                Tensor max = RandomTensors.unwritten(2);
                Tensor sum = RandomTensors.unwritten(2);
                own.exponentials(x, max, sum, x);
                assertThat(max.get(1)).as("%s at %d", odd, place).isNaN();
                assertThat(sum.get(1)).isNaN();
                for (int c = 0; c < n; c++) {
                    assertThat(x.get(c)).isBetween(0.0, 1.0);
                    assertThat(x.get(n + c)).isNaN();
                }
            }
        }
    }

    @Test
    void gradient_by_hand() {
        Tensor dx = RandomTensors.unwritten(1, 2);
        kernels.softmaxGradient(Tensor.of(Shape.of(1, 2), 0.25, 0.75), Tensor.of(Shape.of(1, 2), 4, 8), dx);
        assertThat(dx.toArray()).containsExactly(0.25 * (4 - 7), 0.75 * (8 - 7));
    }

    @Test
    void everything_works_in_place() {
        Tensor x = RandomTensors.gaussian(1, 4, 33);
        Tensor dy = RandomTensors.gaussian(2, 4, 33);
        Tensor max = RandomTensors.unwritten(4);
        Tensor sum = RandomTensors.unwritten(4);
        Tensor y = RandomTensors.unwritten(4, 33);
        Tensor place = x.copy();
        kernels.exponentials(x, max, sum, y);
        kernels.exponentials(place, max, sum, place);
        assertThat(place.toArray()).containsExactly(y.toArray());
        kernels.divideRows(y, sum, y);
        Tensor weights = x.copy();
        kernels.softmax(weights, max, sum, weights);
        assertThat(weights.toArray()).containsExactly(y.toArray());
        Tensor dx = RandomTensors.unwritten(4, 33);
        kernels.softmaxGradient(y, dy, dx);
        kernels.softmaxGradient(y, dy, dy);
        assertThat(dy.toArray()).containsExactly(dx.toArray());
    }

    @Test
    void parts_are_copied_out_and_in() {
        Tensor x = Tensor.of(Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        Tensor y = RandomTensors.unwritten(2, 2);
        Submatrix part = new Submatrix(1, 0, 2, 2);
        kernels.copyOut(x, part, y);
        assertThat(y.toArray()).containsExactly(4, 5, 7, 8);
        kernels.copyIn(Tensor.of(part.shape(), 10, 20, 30, 40), part, x);
        assertThat(x.toArray()).containsExactly(1, 2, 3, 10, 20, 6, 30, 40, 9);
    }

    @Test
    void a_part_beyond_the_matrix_is_refused() {
        Tensor x = RandomTensors.gaussian(1, 3, 4);
        Tensor y = RandomTensors.unwritten(2, 2);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> kernels.copyOut(x, new Submatrix(2, 0, 2, 2), y))
                .withMessage("part of a matrix: axis row from 2 on for 2, but its size is 3");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> kernels.copyIn(y, new Submatrix(0, 3, 2, 2), x))
                .withMessage("part of a matrix: axis column from 3 on for 2, but its size is 4");
    }
}
