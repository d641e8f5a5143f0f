package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// What the operations compute, on numbers worked out by hand, at the ends of their domains, and what they
/// refuse.
class ValuesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));

    @Test
    void unit_rows_have_length_1_whatever_their_size_but_below_the_floor() {
        Tensor x = Tensor.of(Shape.of(4, 2), 3, -4, 3e200, -4e200, 3e-13, 4e-13, 0, 0);
        assertThat(Dense.unitRows(tape.constant(x), 1e-12).value().toArray())
                .containsExactly(new double[] {0.6, -0.8, 0.6, -0.8, 0.3, 0.4, 0, 0}, within(2 * 0x1p-53));
    }

    @Test
    void elementwise_operations() {
        Variable x = vector(1, 4);
        Variable y = vector(2, -8);
        assertThat(values(x.plus(y))).containsExactly(3, -4);
        assertThat(values(x.minus(y))).containsExactly(-1, 12);
        assertThat(values(x.times(y))).containsExactly(2, -32);
        assertThat(values(x.dividedBy(y))).containsExactly(0.5, -0.5);
        assertThat(values(x.plus(0.5))).containsExactly(1.5, 4.5);
        assertThat(values(x.times(3))).containsExactly(3, 12);
        assertThat(values(x.negated())).containsExactly(-1, -4);
        assertThat(values(y.squared())).containsExactly(4, 64);
        assertThat(values(y.relu())).containsExactly(2, 0);
        assertThat(values(y.leakyRelu(0.25))).containsExactly(2, -2);
        assertThat(values(vector(0, -INFINITY).exp())).containsExactly(1, 0);
        assertThat(values(vector(1, 0).log())).containsExactly(0, -INFINITY);
        assertThat(values(vector(0, -1).log1p())).containsExactly(0, -INFINITY);
        assertThat(values(vector(0, 800, -800).sigmoid())).containsExactly(0.5, 1, 0);
    }

    @Test
    void reductions() {
        // from left to right: another order would lose the 1 or keep both
        assertThat(values(vector(1, 0x1p53, -0x1p53, 1).sum())).containsExactly(1);
        assertThat(values(vector(1, 2, 6).mean())).containsExactly(3);
        assertThat(values(vector().sum())).containsExactly(0);
        assertThat(values(vector().mean())).containsExactly(Double.NaN);
    }

    @Test
    void dense_operations() {
        Variable x = matrix(2, 2, 1, 2, 3, 4);
        Variable y = matrix(2, 1, 5, 6);
        assertThat(values(Dense.matmul(x, y))).containsExactly(17, 39);
        assertThat(values(Dense.matmul(x, true, y, false))).containsExactly(23, 34);
        assertThat(values(Dense.matvec(x, vector(5, 6)))).containsExactly(17, 39);
        assertThat(Dense.matvec(x, vector(5, 6)).shape()).isEqualTo(Shape.of(2));
        assertThat(values(Dense.addBias(x, vector(10, 20)))).containsExactly(11, 22, 13, 24);
        assertThat(values(Columns.concatenate(x, y))).containsExactly(1, 2, 5, 3, 4, 6);
        assertThat(values(Dense.normalise(x, RowGroups.uniform(2, 1), 0))).containsExactly(-1, 1, -1, 1);
    }

    @Test
    void columns_have_their_own_factors_and_statistics() {
        Variable x = matrix(4, 2, 1, 2, 3, 4, 5, 5, 7, 5);
        assertThat(values(Columns.scale(x, vector(2, 10)))).containsExactly(2, 20, 6, 40, 10, 50, 14, 50);
        Columns.Normalised normalised = Columns.normalise(x, RowGroups.uniform(2, 2), 3);
        // means 2, 3, 6, 5 and variances 1, 1, 1, 0
        assertThat(normalised.mean().toArray()).containsExactly(2, 3, 6, 5);
        assertThat(normalised.variance().toArray()).containsExactly(1, 1, 1, 0);
        assertThat(values(normalised.value())).containsExactly(-0.5, -0.5, 0.5, 0.5, -0.5, 0, 0.5, 0);
        assertThat(values(Columns.standardise(x, vector(1, 5), vector(13, 1), 3)))
                .containsExactly(0, -1.5, 0.5, -0.5, 1, 0, 1.5, 0);
    }

    @Test
    void columns_refuse_what_does_not_fit() {
        Variable x = matrix(2, 2, 1, 2, 3, 4);
        refused(() -> Columns.scale(x, vector(1)), "factors of columns: axis column is 1, expected 2");
        refused(
                () -> Columns.normalise(x, RowGroups.uniform(1, 3), 1),
                "normalisation of columns: 2 rows, but the groups have 3");
    }

    /// Squares of 1e200 overflow: a column of such numbers must not come out as 0.
    @Test
    void a_column_whose_variance_overflows_is_not_a_number() {
        Variable x = matrix(2, 2, 1e200, 1, -1e200, 3);
        assertThat(values(Columns.normalise(x, RowGroups.uniform(1, 2), 0).value()))
                .containsExactly(Double.NaN, -1, Double.NaN, 1);
    }

    @Test
    void sparse_operations_on_two_blocks() {
        SparsityPattern pattern = SparsityPattern.of(2, 2, new int[] {1, 0, 1}, new int[] {0, 1, 1});
        Variable x = vector(1, 2, 3, 4);
        assertThat(values(Sparse.gatherRows(pattern, x))).containsExactly(2, 1, 2, 4, 3, 4);
        assertThat(values(Sparse.gatherColumns(pattern, x))).containsExactly(1, 2, 2, 3, 4, 4);
        assertThat(values(Sparse.sumRows(pattern, 2, vector(1, 2, 3, 4, 5, 6)))).containsExactly(2, 4, 5, 10);
        assertThat(values(Sparse.softmaxRows(pattern, vector(7, 0, 7, -1, 9, -1))))
                .containsExactly(0.5, 1, 0.5, 0.5, 1, 0.5);
        assertThat(values(Sparse.spmm(pattern, vector(1, 10, 100), matrix(4, 1, 1, 2, 3, 4))))
                .containsExactly(20, 201, 40, 403);
        assertThat(values(Sparse.spmm(pattern, vector(1, 10, 100, 2, 20, 200), matrix(4, 1, 1, 2, 3, 4))))
                .containsExactly(20, 201, 80, 806);
    }

    @Test
    void a_pattern_without_entries_takes_no_values() {
        SparsityPattern empty = SparsityPattern.of(2, 2, new int[0], new int[0]);
        assertThat(values(Sparse.softmaxRows(empty, vector()))).isEmpty();
        refused(() -> Sparse.softmaxRows(empty, vector(1)), "segment softmax: 1 is no multiple of the pattern's 0");
    }

    @Test
    void values_are_repeated_block_by_block_and_their_gradients_summed() {
        Variable x = tape.parameter(Tensor.vector(1, 2));
        Variable y = Sparse.repeat(x, 3);
        assertThat(y.shape()).isEqualTo(Shape.of(6));
        assertThat(values(y)).containsExactly(1, 2, 1, 2, 1, 2);
        tape.backward(y.times(vector(1, 10, 2, 20, 3, 30)).sum());
        assertThat(x.gradient().toArray()).containsExactly(6, 60);
        assertThat(Sparse.repeat(x, 1)).isSameAs(x);
    }

    @Test
    void rows_are_picked() {
        Variable x = matrix(2, 2, 1, 2, 3, 4);
        assertThat(values(Scores.pick(x, 1, 0))).containsExactly(2, 3);
        assertThat(values(Scores.diagonal(x))).containsExactly(1, 4);
    }

    @Test
    void indices_changed_after_picking_do_not_matter() {
        int[] index = {1};
        Variable x = tape.parameter(Tensor.of(Shape.of(1, 2), 5, 6));
        Variable picked = Scores.pick(x, index);
        index[0] = 0;
        tape.backward(picked.sum());
        assertThat(x.gradient().toArray()).containsExactly(0, 1);
    }

    /// ln 2 is a table value; one rounding for the sum, one for the logarithm.
    @Test
    void huge_logits_do_not_overflow() {
        double ln2 = 0.6931471805599453;
        assertThat(Scores.logSumExp(matrix(1, 2, 1e5, 1e5), false).value().item())
                .isCloseTo(1e5 + ln2, within(2 * Math.ulp(1e5)));
        assertThat(Scores.logSumExp(matrix(1, 2, -1e5, -1e5), false).value().item())
                .isCloseTo(-1e5 + ln2, within(2 * Math.ulp(1e5)));
        assertThat(values(Scores.logSoftmax(matrix(1, 2, 1e300, 1e300))))
                .containsExactly(new double[] {-ln2, -ln2}, within(Math.ulp(ln2)));
        assertThat(values(Scores.logSoftmax(matrix(1, 2, 1e5, -1e5)))).containsExactly(0, -2e5);
        // each row by its own maximum
        assertThat(values(Scores.logSoftmax(matrix(2, 2, 0, -1e5, 1e5, 0)))).containsExactly(0, -1e5, 0, -1e5);
    }

    @Test
    void the_gradient_at_huge_logits_is_the_softmax() {
        Variable x = tape.parameter(Tensor.of(Shape.of(1, 3), 1e300, 1e300, -1e300));
        tape.backward(
                Scores.logSoftmax(x).reshape(Shape.of(3)).times(vector(1, 0, 0)).sum());
        assertThat(x.gradient().get(0)).isCloseTo(0.5, within(4 * Math.ulp(0.5)));
        assertThat(x.gradient().get(1)).isCloseTo(-0.5, within(4 * Math.ulp(0.5)));
        assertThat(x.gradient().get(2)).isEqualTo(0);
    }

    @Test
    void a_row_with_nothing_left_is_minus_infinity_without_a_gradient() {
        Variable single = tape.parameter(Tensor.of(Shape.of(1, 1), 3));
        Variable y = Scores.logSumExp(single, true);
        assertThat(values(y)).containsExactly(-INFINITY);
        tape.backward(Map.of(y, Tensor.vector(1)));
        assertThat(single.gradient().toArray()).containsExactly(0);
        assertThat(values(Scores.logSumExp(matrix(2, 0), false))).containsExactly(-INFINITY, -INFINITY);
    }

    /// Cosines of rows of any size against those of the rows of size 1, in both types: the rows are multiplied
    /// by powers of 2, so every rounding is the same but where the floor of 1e-8 rules.
    @Test
    void a_cosine_does_not_depend_on_the_size_of_the_rows() {
        int compared = 0;
        for (DType dtype : DType.values()) {
            int end = dtype == DType.FLOAT32 ? 120 : 1000;
            for (int exponent : new int[] {-10, 10, 64, 100, end}) {
                for (int other : new int[] {-10, 64, end}) {
                    compared += compareCosines(dtype, exponent, other);
                }
            }
        }
        assertThat(compared).isEqualTo(2 * 5 * 3 * 18);
    }

    private static int compareCosines(DType dtype, int exponent, int other) {
        Tensor one = Tensor.of(Shape.of(2, 3), 1, 2, 3, -1, 0.5, 2).to(dtype);
        Tensor two = Tensor.of(Shape.of(3, 3), 3, 2, 1, 4, -1, 0.25, 1, 1, 1).to(dtype);
        Tape tape = new Tape(Kernels.of(dtype, Workers.one()));
        Variable a = tape.parameter(one);
        Variable b = tape.parameter(two);
        Variable largeA = tape.parameter(times(one, Math.scalb(1.0, exponent)));
        Variable largeB = tape.parameter(times(two, Math.scalb(1.0, other)));
        Variable c = Scores.cosine(a, b, 1e-8);
        Variable large = Scores.cosine(largeA, largeB, 1e-8);
        Tensor dc = Tensor.of(Shape.of(2, 3), 1, -1, 2, 0.5, 3, 1).to(dtype);
        tape.backward(Map.of(c, dc, large, dc.copy()));
        // gradients of huge rows end next to 0, where a rounding is of the smallest number
        double least = dtype == DType.FLOAT32 ? 0x1p-149 : Double.MIN_VALUE;
        assertThat(large.value().toArray()).isEqualTo(c.value().toArray());
        assertThat(largeA.gradient().toArray())
                .usingComparatorWithPrecision(2 * least)
                .containsExactly(times(a.gradient().to(DType.FLOAT64), Math.scalb(1.0, -exponent))
                        .toArray());
        assertThat(largeB.gradient().toArray())
                .usingComparatorWithPrecision(2 * least)
                .containsExactly(times(b.gradient().to(DType.FLOAT64), Math.scalb(1.0, -other))
                        .toArray());
        return large.value().shape().elements() + 12;
    }

    private static Tensor times(Tensor x, double factor) {
        Tensor y = x.copy();
        for (int i = 0; i < x.shape().elements(); i++) {
            y.set(i, x.get(i) * factor);
        }
        return y;
    }

    /// As the definition says: the floor rules, and the result is next to 0, not NaN.
    @Test
    void cosines_of_tiny_rows_are_divided_by_the_floor() {
        for (DType dtype : DType.values()) {
            Tape tape = new Tape(Kernels.of(dtype, Workers.one()));
            double size = dtype == DType.FLOAT32 ? 0x1p-130 : 0x1p-1050;
            Variable a = tape.parameter(Tensor.of(Shape.of(1, 2), size, size).to(dtype));
            Variable b = tape.parameter(Tensor.of(Shape.of(1, 2), 1, 3).to(dtype));
            assertThat(Scores.cosine(a, b, 1e-8).value().item())
                    .isEqualTo(dtype == DType.FLOAT32 ? (float) (4 * size / 1e-8) : 4 * size / 1e-8);
            assertThat(Scores.cosine(a, a, 1e-8).value().item()).isZero();
        }
    }

    /// An infinite number has overflowed. Taken as a logit of probability 0 it would be a wrong number in
    /// silence.
    @Test
    void an_infinite_logit_makes_its_row_nan() {
        assertThat(values(Scores.logSumExp(matrix(4, 2, 1, INFINITY, Double.NaN, 1, 0, -INFINITY, 2, -1e300), false)))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 2);
        assertThat(values(Scores.logSoftmax(matrix(3, 2, 1, INFINITY, 0, -INFINITY, 1e300, -1e300))))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, -2e300);
    }

    @Test
    void the_diagonal_is_masked_whatever_stands_there() {
        assertThat(values(Scores.logSumExp(matrix(2, 2, Double.NaN, 3, 4, INFINITY), true)))
                .containsExactly(3, 4);
    }

    @Test
    void the_cosine_of_a_zero_row_is_0() {
        Variable a = matrix(2, 2, 0, 0, 3, 4);
        Variable b = matrix(3, 2, 3, 4, -4, 3, 1e-12, 0);
        // |a_1||b_2| = 5e-12, below the floor: 3e-12 / 1e-8
        assertThat(values(Scores.cosine(a, b, 1e-8))).containsExactly(0, 0, 0, 1, 0, 3e-12 / 1e-8);
    }

    @Test
    void dropout_leaves_zeros_and_numbers_divided_by_what_is_kept() {
        Variable x = tape.parameter(Tensor.vector(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
        Variable y = Dense.dropout(x, new Dropout(0.25, new CounterRandom(1), 2, 3));
        assertThat(values(y)).containsOnly(0, 4);
        tape.backward(y.sum());
        for (int i = 0; i < 12; i++) {
            assertThat(x.gradient().get(i)).isCloseTo(y.value().get(i) / 3, within(Math.ulp(2.0)));
        }
    }

    @Test
    void dropout_of_nothing_is_the_variable_itself() {
        Variable x = vector(1, 2);
        assertThat(Dense.dropout(x, new Dropout(0, new CounterRandom(1), 2, 3))).isSameAs(x);
    }

    @Test
    void operands_that_do_not_fit_are_refused() {
        Variable x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        refused(() -> x.plus(vector(1)), "sum of shapes [2, 3] and [1]: they must be equal");
        refused(() -> x.times(vector(1)), "elementwise operation of shapes [2, 3] and [1]: they must be equal");
        refused(
                () -> Dense.matmul(x, x),
                "matrix product: the inner axis is 3 on the left ([2, 3]) and 2 on the right ([2, 3])");
        refused(() -> Dense.matvec(x, vector(1)), "matrix-vector product, vector: axis inner is 1, expected 3");
        refused(() -> Dense.addBias(x, vector(1, 2)), "bias: axis feature is 2, expected 3");
        refused(
                () -> Columns.concatenate(x, matrix(1, 1, 1)),
                "concatenation of columns: shape [1, 1] beside [2, 3]; all axes but the last must be equal");
        refused(() -> Dense.normalise(x, RowGroups.uniform(1, 3), 0), "normalisation: 2 rows, but the groups have 3");
        refused(() -> Scores.diagonal(x), "diagonal: 2 rows are no multiple of the 3 columns");
        refused(() -> Scores.pick(x, 1), "pick: 1 indices for 2 rows");
        refused(() -> Scores.cosine(x, matrix(1, 1, 1), 1), "cosine matrix, right side: axis feature is 1, expected 3");
        SparsityPattern pattern = SparsityPattern.of(2, 3, new int[] {0}, new int[] {2});
        refused(() -> Sparse.gatherRows(pattern, vector(1, 2, 3)), "gather: 3 is no multiple of the pattern's 2");
        refused(() -> Sparse.sumRows(pattern, 2, vector(1)), "sum over rows, values: axis entry is 1, expected 2");
        refused(
                () -> Sparse.spmm(pattern, vector(1, 2), matrix(3, 1, 1, 2, 3)),
                "sparse times dense: 2 values for 1 entries and 1 blocks");
        refused(
                () -> Sparse.spmm(pattern, vector(1), x),
                "sparse times dense, dense operand: 2 is no multiple of the pattern's 3");
    }

    @Test
    void values_out_of_range_are_refused() {
        Variable x = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Dropout(rate, new CounterRandom(1), 2, 3))
                    .withMessage("dropout rate must be in [0, 1), got " + rate);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scores.pick(x, 0, 3))
                .withMessage("pick: index of row 1 is 3, allowed is 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scores.pick(x, -1, 0))
                .withMessage("pick: index of row 0 is -1, allowed is 0 to 2");
    }

    private static void refused(ThrowingCallable operation, String message) {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(operation).withMessage(message);
    }

    private Variable vector(double... values) {
        return tape.constant(Tensor.vector(values));
    }

    private Variable matrix(int rows, int columns, double... values) {
        return tape.constant(Tensor.of(Shape.of(rows, columns), values));
    }

    private static double[] values(Variable variable) {
        return variable.value().toArray();
    }
}
