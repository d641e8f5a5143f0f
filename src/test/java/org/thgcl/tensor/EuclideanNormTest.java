package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EuclideanNormTest {
    /// 3, 4, 5, times powers of 2 from the smallest number to where the norm itself is the largest.
    @Test
    void a_norm_is_exact_at_any_size() {
        int compared = 0;
        for (int exponent = -1074; exponent <= 1021; exponent++) {
            double size = Math.scalb(1.0, exponent);
            Tensor x = Tensor.vector(9, 3 * size, -4 * size, 9);
            assertThat(EuclideanNorm.of(x, 1, 3)).as("2^%d", exponent).isEqualTo(5 * size);
            compared++;
        }
        assertThat(compared).isEqualTo(2096);
    }

    @Test
    void a_norm_beyond_the_largest_number_is_infinite() {
        assertThat(EuclideanNorm.of(Tensor.vector(1.7e308, 1.7e308), 0, 2)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void special_elements() {
        assertThat(EuclideanNorm.of(Tensor.vector(0, -0.0), 0, 2)).isZero();
        assertThat(EuclideanNorm.of(Tensor.vector(1, 2), 1, 1)).isZero();
        assertThat(EuclideanNorm.of(Tensor.vector(1, Double.NEGATIVE_INFINITY), 0, 2))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(EuclideanNorm.of(Tensor.vector(1e300, Double.NaN), 0, 2)).isNaN();
    }
}
