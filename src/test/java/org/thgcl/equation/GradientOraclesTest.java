package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.Tensor;

/// The oracles fail what is wrong.
class GradientOraclesTest {
    private static final GradientOracles.Scalars SQUARE = x -> new DerivativeStructure[] {x[0][0].pow(2)};

    private final Tensor x = Tensor.vector(1.7);

    @Test
    void a_square_with_its_derivative_passes() {
        GradientOracles.assertGradients(v -> v.getFirst().map("f", a -> a * a, (a, b) -> 2 * a), SQUARE, x);
    }

    @Test
    void a_gradient_off_by_a_part_in_a_hundred_billion_is_seen_by_forward_mode() {
        assertThatThrownBy(() -> GradientOracles.assertGradients(
                        v -> v.getFirst().map("f", a -> a * a, (a, b) -> 2 * a * (1 + 1e-11)), SQUARE, x))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("forward mode: input 0, element 0");
    }

    @Test
    void a_gradient_that_is_the_definitions_but_not_the_values_is_seen_by_differences() {
        assertThatThrownBy(() -> GradientOracles.assertGradients(
                        v -> v.getFirst().map("f", a -> 1.7 * 1.7 + 3.4 * (a - 1.7) * (1 + 1e-6), (a, b) -> 2 * a),
                        SQUARE,
                        x))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("differences: input 0, element 0");
    }

    @Test
    void another_function_is_seen_by_its_value() {
        assertThatThrownBy(() -> GradientOracles.assertGradients(
                        v -> v.getFirst().map("f", a -> a * a + 1e-10, (a, b) -> 2 * a), SQUARE, x))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("value");
    }

    @Test
    void a_gradient_of_nothing_but_zeros_says_nothing() {
        assertThatThrownBy(() -> GradientOracles.assertGradients(
                        v -> v.getFirst().times(0), y -> new DerivativeStructure[] {y[0][0].multiply(0)}, x))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("says nothing");
    }
}
