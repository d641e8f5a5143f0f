package org.thgcl.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thgcl.tensor.RandomTensors.gaussian;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The check passes what is right and, above all, fails what is wrong.
class GradientCheckTest {
    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4, 1e-5})
    void a_right_gradient_passes_at_every_step(double step) {
        assertThat(GradientCheck.of(kernels, step, v -> v.getFirst().exp(), gaussian(1, 5))
                        .failures())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 2, 1.001, 1 + 1e-6})
    void a_wrong_derivative_fails(double factor) {
        Tensor x = gaussian(1, 5);
        GradientCheck check = check(v -> v.map("square", a -> a * a, (a, b) -> factor * 2 * a), x);
        assertThat(check.passed()).isFalse();
        // one direction and each of the 5 elements
        assertThat(check.comparisons()).isEqualTo(6);
        assertThat(check.failures()).hasSize(6);
        assertThat(check.failures().getFirst()).startsWith("all inputs along a random direction: reverse mode gives ");
        assertThat(check.failures().getLast()).startsWith("input 0 element 4: ");
    }

    @Test
    void a_derivative_that_is_wrong_in_one_element_fails_there() {
        Tensor x = Tensor.vector(1, 2, 3);
        GradientCheck check = check(v -> v.map("square", a -> a * a, (a, b) -> a == 2 ? 5 : 2 * a), x);
        assertThat(check.failures()).hasSize(2);
        assertThat(check.failures().getLast()).startsWith("input 0 element 1: reverse mode gives ");
    }

    @Test
    void a_gradient_that_is_missing_fails() {
        assertThat(check(v -> v.tape().constant(v.value()).squared(), gaussian(1, 3))
                        .passed())
                .isFalse();
    }

    @Test
    void a_gradient_for_the_wrong_operand_fails() {
        GradientCheck check = GradientCheck.of(
                kernels,
                v -> v.get(0).zip("multiply", v.get(1), (x, y) -> x * y, (x, y) -> x, (x, y) -> y),
                gaussian(1, 3),
                gaussian(2, 3));
        assertThat(check.passed()).isFalse();
    }

    @Test
    void a_kink_nearby_fails() {
        assertThat(check(Variable::relu, Tensor.vector(0)).passed()).isFalse();
        assertThat(check(Variable::relu, Tensor.vector(1e-5)).passed()).isFalse();
        assertThat(check(Variable::relu, Tensor.vector(-1e-5)).passed()).isFalse();
        assertThat(check(Variable::relu, Tensor.vector(1e-3)).failures()).isEmpty();
    }

    @Test
    void a_jump_fails() {
        assertThat(check(v -> v.map("floor", Math::floor, (x, y) -> 0), Tensor.vector(1))
                        .passed())
                .isFalse();
    }

    @Test
    void values_that_are_not_finite_fail() {
        UnaryOperator<Variable> infinite = v -> v.map("infinite", x -> Double.POSITIVE_INFINITY, (x, y) -> 0);
        UnaryOperator<Variable> infiniteAbove = v -> v.map("infinite", x -> x > 1 ? 1 / 0.0 : x, (x, y) -> 1);
        UnaryOperator<Variable> nan = v -> v.map("nan", x -> Double.NaN, (x, y) -> 0);
        for (UnaryOperator<Variable> f : List.of(infinite, infiniteAbove, nan)) {
            assertThat(check(f, Tensor.vector(1)).passed()).isFalse();
        }
    }

    @Test
    void no_comparison_is_no_pass() {
        assertThat(new GradientCheck(0, List.of()).passed()).isFalse();
        assertThat(new GradientCheck(1, List.of()).passed()).isTrue();
        assertThat(new GradientCheck(1, List.of("wrong")).passed()).isFalse();
    }

    private GradientCheck check(UnaryOperator<Variable> f, Tensor x) {
        return GradientCheck.of(kernels, v -> f.apply(v.getFirst()), x);
    }
}
