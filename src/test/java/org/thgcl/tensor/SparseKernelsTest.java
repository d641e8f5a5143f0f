package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sparse kernels against dense matrices of EJML in which the block diagonal is written out.
class SparseKernelsTest {
    private static final double UNIT_ROUNDOFF = 0x1p-53;
    private static final int COLUMNS = 5;

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    record Case(String name, SparsityPattern pattern, int blocks, boolean shared) {
        int values() {
            return shared ? pattern.entries() : blocks * pattern.entries();
        }

        /// Whether each block sees the same values.
        int valueOf(int block, int e) {
            return shared ? e : block * pattern.entries() + e;
        }

        @Override
        public String toString() {
            return name + ", " + blocks + " blocks, " + (shared ? "shared values" : "values of their own");
        }
    }

    static Stream<Case> cases() {
        SparsityPattern gaps = SparsityPattern.of(4, 3, new int[] {3, 0, 3, 0, 3, 1}, new int[] {0, 2, 1, 0, 2, 1});
        SparsityPattern repeated = SparsityPattern.of(2, 3, new int[] {1, 1, 0, 1}, new int[] {2, 2, 0, 2});
        SparsityPattern none = SparsityPattern.of(3, 2, new int[0], new int[0]);
        SparsityPattern noRows = SparsityPattern.of(0, 2, new int[0], new int[0]);
        SparsityPattern noColumns = SparsityPattern.of(2, 0, new int[0], new int[0]);
        return Stream.of(1, 3).flatMap(blocks -> Stream.of(true, false)
                .flatMap(shared -> Stream.of(
                        new Case("an empty row", gaps, blocks, shared),
                        new Case("an empty column", gaps.transpose(), blocks, shared),
                        new Case("repeated entries", repeated, blocks, shared),
                        new Case("no entries", none, blocks, shared),
                        new Case("no rows", noRows, blocks, shared),
                        new Case("no columns", noColumns, blocks, shared))));
    }

    /// At most 4 entries a row: 4 roundings here, 4 in the dense product, 2 where repeated entries are added first.
    @ParameterizedTest
    @MethodSource("cases")
    void sparse_times_dense_is_the_dense_product(Case c) {
        Tensor values = RandomTensors.gaussian(1, c.values());
        Tensor x = RandomTensors.gaussian(2, c.blocks * c.pattern.columns(), COLUMNS);
        Tensor y = RandomTensors.unwritten(c.blocks * c.pattern.rows(), COLUMNS);
        kernels.spmm(c.pattern, c.blocks, values, x, false, y);
        assertClose(y, times(dense(c, values), ejml(x)), times(dense(c, absolute(values)), ejml(absolute(x))), 10);
    }

    /// Sums of 5 products per block: at most 15 roundings here, and in the dense product and its sum over blocks.
    @ParameterizedTest
    @MethodSource("cases")
    void the_sampled_product_is_the_dense_product_at_the_entries(Case c) {
        Tensor x = RandomTensors.gaussian(1, c.blocks * c.pattern.rows(), COLUMNS);
        Tensor y = RandomTensors.gaussian(2, c.blocks * c.pattern.columns(), COLUMNS);
        Tensor g = RandomTensors.unwritten(c.values());
        kernels.sampledProduct(c.pattern, c.blocks, x, y, g);
        assertClose(g, sampled(c, x, y), sampled(c, absolute(x), absolute(y)), 30);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gathering_is_exact(Case c) {
        Tensor x = RandomTensors.gaussian(1, c.blocks * c.pattern.rows());
        Tensor y = RandomTensors.unwritten(c.blocks * c.pattern.entries());
        kernels.gatherRows(c.pattern, c.blocks, x, y);
        for (int block = 0; block < c.blocks; block++) {
            for (int e = 0; e < c.pattern.entries(); e++) {
                assertThat(y.get(block * c.pattern.entries() + e))
                        .isEqualTo(x.get(block * c.pattern.rows() + c.pattern.row(e)));
            }
        }
    }

    /// The sum over a row is the product with a vector of ones.
    @ParameterizedTest
    @MethodSource("cases")
    void sums_over_rows_are_the_dense_product_with_ones(Case c) {
        Tensor x = RandomTensors.gaussian(1, c.blocks * c.pattern.entries());
        Tensor y = RandomTensors.unwritten(c.blocks * c.pattern.rows());
        kernels.sumRows(c.pattern, c.blocks, x, y);
        Case own = new Case(c.name, c.pattern, c.blocks, false);
        DMatrixRMaj ones = new DMatrixRMaj(c.blocks * c.pattern.columns(), 1);
        CommonOps_DDRM.fill(ones, 1);
        assertClose(y, times(dense(own, x), ones), times(dense(own, absolute(x)), ones), 10);
    }

    /// The definition, without the maximum taken out, with Commons Math's exponential function. Roundings: |x -
    /// max| is below 10, so 10 from the subtraction, 2 for either exponential function, 4 for either sum, 1 for
    /// either quotient.
    @ParameterizedTest
    @MethodSource("cases")
    void the_segment_softmax_is_its_definition(Case c) {
        Tensor x = RandomTensors.gaussian(1, c.blocks * c.pattern.entries());
        Tensor y = RandomTensors.unwritten(c.blocks * c.pattern.entries());
        kernels.softmaxRows(c.pattern, c.blocks, x, y);
        Tensor powers = Tensor.zeros(x.shape());
        for (int i = 0; i < x.shape().elements(); i++) {
            powers.set(i, FastMath.exp(x.get(i)));
        }
        Tensor sums = RandomTensors.unwritten(c.blocks * c.pattern.rows());
        kernels.sumRows(c.pattern, c.blocks, powers, sums);
        for (int i = 0; i < x.shape().elements(); i++) {
            int row = i / c.pattern.entries() * c.pattern.rows() + c.pattern.row(i % c.pattern.entries());
            double expected = powers.get(i) / sums.get(row);
            assertThat(Math.abs(y.get(i) - expected)).isLessThanOrEqualTo(24 * UNIT_ROUNDOFF * expected);
        }
    }

    /// dX = J' dY with the Jacobian diag(y) - y y' of each row written out. At most 4 entries a row: 4 products and
    /// 3 factors on either side, all of size |y| (|dY| + sum |y dY|).
    @ParameterizedTest
    @MethodSource("cases")
    void the_gradient_of_the_segment_softmax_is_the_jacobian_transposed_times_dy(Case c) {
        int n = c.blocks * c.pattern.entries();
        Tensor y = RandomTensors.unwritten(n);
        kernels.softmaxRows(c.pattern, c.blocks, RandomTensors.gaussian(1, n), y);
        Tensor dy = RandomTensors.gaussian(2, n);
        Tensor dx = RandomTensors.unwritten(n);
        kernels.softmaxRowsGradient(c.pattern, c.blocks, y, dy, dx);
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        DMatrixRMaj size = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int e = i % c.pattern.entries();
                int f = j % c.pattern.entries();
                if (i / c.pattern.entries() == j / c.pattern.entries() && c.pattern.row(e) == c.pattern.row(f)) {
                    jacobian.set(i, j, (i == j ? y.get(i) : 0) - y.get(i) * y.get(j));
                    size.set(i, j, (i == j ? y.get(i) : 0) + y.get(i) * y.get(j));
                }
            }
        }
        assertClose(
                dx,
                times(jacobian, ejml(dy.reshape(Shape.of(n, 1)))),
                times(size, ejml(absolute(dy).reshape(Shape.of(n, 1)))),
                14);
    }

    @Test
    void huge_and_tiny_logits_do_not_overflow() {
        SparsityPattern row = SparsityPattern.of(1, 3, new int[3], new int[] {0, 1, 2});
        Tensor y = RandomTensors.unwritten(3);
        kernels.softmaxRows(row, 1, Tensor.vector(1e300, 1e300, -1e300), y);
        assertThat(y.toArray()).containsExactly(0.5, 0.5, 0);
        kernels.softmaxRows(row, 1, Tensor.vector(-1e300, Double.NEGATIVE_INFINITY, -1e300), y);
        assertThat(y.toArray()).as("a logit that has overflowed").containsOnly(Double.NaN);
        kernels.softmaxRows(row, 1, Tensor.vector(0, Double.NaN, 0), y);
        assertThat(y.toArray()).containsOnly(Double.NaN);
    }

    @Test
    void entries_are_added_in_their_own_order() {
        SparsityPattern row = SparsityPattern.of(1, 3, new int[3], new int[] {2, 0, 1});
        // entry by entry 1 + 2^53 rounds to 2^53, column by column nothing would be lost
        Tensor values = Tensor.vector(1, 0x1p53, -0x1p53);
        Tensor sum = RandomTensors.unwritten(1);
        kernels.sumRows(row, 1, values, sum);
        assertThat(sum.item()).isZero();
        Tensor product = RandomTensors.unwritten(1, 1);
        kernels.spmm(row, 1, values, Tensor.of(Shape.of(3, 1), 1, 1, 1), false, product);
        assertThat(product.item()).isZero();
    }

    /// The block-diagonal matrix with all its zeros.
    private static DMatrixRMaj dense(Case c, Tensor values) {
        SparsityPattern pattern = c.pattern;
        DMatrixRMaj a = new DMatrixRMaj(c.blocks * pattern.rows(), c.blocks * pattern.columns());
        for (int block = 0; block < c.blocks; block++) {
            for (int e = 0; e < pattern.entries(); e++) {
                int row = block * pattern.rows() + pattern.row(e);
                int column = block * pattern.columns() + pattern.column(e);
                a.add(row, column, values.get(c.valueOf(block, e)));
            }
        }
        return a;
    }

    private static DMatrixRMaj sampled(Case c, Tensor x, Tensor y) {
        DMatrixRMaj product = new DMatrixRMaj(x.shape().rows(), y.shape().rows());
        CommonOps_DDRM.multTransB(ejml(x), ejml(y), product);
        DMatrixRMaj sampled = new DMatrixRMaj(c.values(), 1);
        for (int block = 0; block < c.blocks; block++) {
            for (int e = 0; e < c.pattern.entries(); e++) {
                int row = block * c.pattern.rows() + c.pattern.row(e);
                int column = block * c.pattern.columns() + c.pattern.column(e);
                sampled.add(c.valueOf(block, e), 0, product.get(row, column));
            }
        }
        return sampled;
    }

    private static DMatrixRMaj times(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, product);
        return product;
    }

    private static DMatrixRMaj ejml(Tensor x) {
        return new DMatrixRMaj(x.shape().rows(), x.shape().columns(), true, x.toArray());
    }

    private static Tensor absolute(Tensor x) {
        Tensor y = x.copy();
        for (int i = 0; i < x.shape().elements(); i++) {
            y.set(i, Math.abs(x.get(i)));
        }
        return y;
    }

    /// Equal up to so many roundings of numbers of the given sizes.
    private static void assertClose(Tensor actual, DMatrixRMaj expected, DMatrixRMaj size, int roundings) {
        assertThat(actual.shape().elements()).isEqualTo(expected.getNumElements());
        for (int i = 0; i < actual.shape().elements(); i++) {
            assertThat(Math.abs(actual.get(i) - expected.data[i]))
                    .as("element %d", i)
                    .isLessThanOrEqualTo(roundings * UNIT_ROUNDOFF * size.data[i]);
        }
    }
}
