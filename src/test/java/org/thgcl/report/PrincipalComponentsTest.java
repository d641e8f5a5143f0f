package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class PrincipalComponentsTest {
    /// Products of numbers below 10 of at most 40 points: some hundred roundings.
    private static final double ROUNDING = 1e-11;

    @Test
    void points_on_a_line_have_one_component() {
        Tensor points = Tensor.zeros(Shape.of(3, 2));
        double[] values = {1, 1, 4, 5, 7, 9}; // steps of (3, 4), 5 long
        for (int k = 0; k < values.length; k++) {
            points.set(k, values[k]);
        }
        PrincipalComponents components = PrincipalComponents.of(points);
        assertThat(components.first()).hasSize(3);
        assertThat(Math.abs(components.first()[0])).isCloseTo(5, within(ROUNDING));
        assertThat(components.first()[1]).isCloseTo(0, within(ROUNDING));
        assertThat(components.shares()[0]).isCloseTo(1, within(ROUNDING));
        assertThat(components.second()).containsExactly(new double[3], within(ROUNDING));
    }

    @Test
    void variances_are_the_eigenvalues_of_the_covariance() {
        int n = 40;
        int h = 6;
        CounterRandom random = new CounterRandom(5);
        Tensor points = Tensor.zeros(Shape.of(n, h));
        double[][] rows = new double[n][h];
        for (int k = 0; k < n * h; k++) {
            rows[k / h][k % h] = (1 + k % h) * random.gaussian(0, 1, k);
            points.set(k, rows[k / h][k % h]);
        }
        PrincipalComponents components = PrincipalComponents.of(points);
        double[] eigenvalues = new EigenDecomposition(
                        new Covariance(MatrixUtils.createRealMatrix(rows)).getCovarianceMatrix())
                .getRealEigenvalues();
        assertThat(variance(components.first())).isCloseTo(eigenvalues[0], within(ROUNDING));
        assertThat(variance(components.second())).isCloseTo(eigenvalues[1], within(ROUNDING));
        double all = Arrays.stream(eigenvalues).sum();
        assertThat(components.shares()[1]).isCloseTo(eigenvalues[1] / all, within(ROUNDING));
    }

    /// Of centred numbers.
    private static double variance(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum / (values.length - 1);
    }

    @Test
    void one_point_lies_at_the_origin() {
        PrincipalComponents components = PrincipalComponents.of(Tensor.zeros(Shape.of(1, 3)));
        assertThat(components.first()).containsExactly(0);
        assertThat(components.second()).containsExactly(0);
        assertThat(components.shares()).containsExactly(0, 0);
    }
}
