package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The matrix product in all four transpositions, over sizes around those of the tiles.
class MatmulTest {
    private static final int[] SIZES = {0, 1, 3, 4, 5, 63, 64, 65, 67};

    private static final double[] LEFT = RandomTensors.gaussian(1, 67 * 67).toArray();
    private static final double[] RIGHT = RandomTensors.gaussian(2, 67 * 67).toArray();

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// A sum of k products, in whatever order and with or without fusing, is within k 2^-53 |A||B| of the exact
    /// one, to first order; two such sums are within twice that of each other.
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void the_product_is_that_of_ejml(boolean transposeA, boolean transposeB) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    Tensor a = left(m, k, transposeA);
                    Tensor b = right(k, n, transposeB);
                    DMatrixRMaj left = ejml(a, transposeA);
                    DMatrixRMaj right = ejml(b, transposeB);
                    DMatrixRMaj expected = new DMatrixRMaj(m, n);
                    CommonOps_DDRM.mult(left, right, expected);
                    DMatrixRMaj size = new DMatrixRMaj(m, n);
                    CommonOps_DDRM.abs(left);
                    CommonOps_DDRM.abs(right);
                    CommonOps_DDRM.mult(left, right, size);
                    // second-order terms of both sums and the rounding of the bound itself
                    double bound = k * 0x1p-52 * (1 + 1e-12);
                    Tensor c = product(a, transposeA, b, transposeB, m, n);
                    for (int i = 0; i < m * n; i++) {
                        double error = Math.abs(c.get(i) - expected.data[i]);
                        if (!(error <= bound * size.data[i])) {
                            fail("element %d of %d x %d, inner %d: off by %s".formatted(i, m, n, k, error));
                        }
                    }
                }
            }
        }
    }

    @Test
    void nan_and_infinity_reach_exactly_the_elements_that_depend_on_them() {
        Tensor a = Tensor.of(Shape.of(2, 2), Double.NaN, 1, 2, 3);
        Tensor b = Tensor.of(Shape.of(2, 2), 0, 1, Double.POSITIVE_INFINITY, 1);
        assertThat(product(a, false, b, false, 2, 2).toArray())
                .containsExactly(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, 5);
        assertThat(product(Tensor.of(Shape.of(1, 1), 0), false, Tensor.of(Shape.of(1, 1), 1 / 0.0), false, 1, 1)
                        .item())
                .isNaN();
    }

    @Test
    void what_the_scratch_space_held_before_does_not_matter() {
        Tensor large = RandomTensors.gaussian(1, 20, 20);
        product(large, false, large, true, 20, 20);
        Tensor a = Tensor.of(Shape.of(1, 2), 1, 2);
        assertThat(product(a, false, a, true, 1, 1).item()).isEqualTo(5);
    }

    private Tensor product(Tensor a, boolean transposeA, Tensor b, boolean transposeB, int m, int n) {
        Tensor c = RandomTensors.unwritten(m, n);
        kernels.matmul(a, transposeA, b, transposeB, false, c);
        return c;
    }

    private static Tensor left(int m, int k, boolean transposed) {
        return matrix(LEFT, transposed ? Shape.of(k, m) : Shape.of(m, k));
    }

    private static Tensor right(int k, int n, boolean transposed) {
        return matrix(RIGHT, transposed ? Shape.of(n, k) : Shape.of(k, n));
    }

    private static Tensor matrix(double[] numbers, Shape shape) {
        return Tensor.of(shape, Arrays.copyOf(numbers, shape.elements()));
    }

    private static DMatrixRMaj ejml(Tensor x, boolean transposed) {
        DMatrixRMaj matrix = new DMatrixRMaj(x.shape().rows(), x.shape().columns(), true, x.toArray());
        return transposed ? CommonOps_DDRM.transpose(matrix, null) : matrix;
    }
}
