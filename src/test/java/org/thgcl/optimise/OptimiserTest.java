package org.thgcl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class OptimiserTest {
    private final Workers workers = new Workers(1);
    private final Kernels kernels = Kernels.of(DType.FLOAT64, workers);

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void first_step_of_adam_is_the_rate_times_the_sign() {
        Tensor p = Tensor.vector(1, -2, 3);
        adam(Adam.Hyperparameters.DEFAULT, p).step(0, 0.005, Map.of("p", Tensor.vector(0.25, -4, 0)));
        // m / (1 - beta1) = g and v / (1 - beta2) = g^2, so the step is g / (|g| + 1e-8)
        assertThat(p.get(0)).isCloseTo(1 - 0.005 * (0.25 / 0.25000001), within(1e-15));
        assertThat(p.get(1)).isCloseTo(-2 + 0.005 * (4 / 4.00000001), within(1e-15));
        assertThat(p.get(2)).isEqualTo(3);
    }

    @Test
    void adam_follows_the_papers_closed_form_in_many_digits() {
        double[] gradients = {0.3, -0.7, 0.2, 0.9, -0.4, 0.1, 0.6, -0.2};
        Tensor p = Tensor.vector(0.5);
        Optimiser adam = adam(Adam.Hyperparameters.DEFAULT, p);
        BigDecimal expected = exact(0.5);
        for (int k = 0; k < gradients.length; k++) {
            adam.step(k, 0.005, Map.of("p", Tensor.vector(gradients[k])));
            expected = expected.subtract(closedFormStep(gradients, k + 1, 0.005));
            // About 20 roundings a step, each below 2^-53 of a step of at most 0.005, and one of a number below 1.
            assertThat(p.get(0)).isCloseTo(expected.doubleValue(), within((k + 1) * (20 * 0.005 + 1) * 0x1p-53));
        }
    }

    /// The update of step t by the sums that the paper's recurrences stand for, in the second form of its section
    /// 2: rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon sqrt(1 - beta2^t)).
    private static BigDecimal closedFormStep(double[] gradients, int t, double rate) {
        MathContext digits = new MathContext(50);
        BigDecimal beta1 = exact(0.9);
        BigDecimal beta2 = exact(0.999);
        BigDecimal m = BigDecimal.ZERO;
        BigDecimal v = BigDecimal.ZERO;
        for (int i = 1; i <= t; i++) {
            BigDecimal g = exact(gradients[i - 1]);
            m = m.add(g.multiply(beta1.pow(t - i, digits)), digits);
            v = v.add(g.multiply(g).multiply(beta2.pow(t - i, digits)), digits);
        }
        m = m.multiply(BigDecimal.ONE.subtract(beta1));
        v = v.multiply(BigDecimal.ONE.subtract(beta2));
        BigDecimal root = BigDecimal.ONE.subtract(beta2.pow(t, digits)).sqrt(digits);
        BigDecimal scale = exact(rate).multiply(root).divide(BigDecimal.ONE.subtract(beta1.pow(t, digits)), digits);
        return scale.multiply(m).divide(v.sqrt(digits).add(exact(1e-8).multiply(root)), digits);
    }

    /// All digits of a float64 number.
    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    @Test
    void weight_decay_of_adam_is_added_to_the_gradient() {
        Tensor decayed = Tensor.vector(2, -1);
        Tensor plain = Tensor.vector(2, -1);
        adam(new Adam.Hyperparameters(0.9, 0.999, 1e-8, 0.5), decayed)
                .step(0, 0.1, Map.of("p", Tensor.vector(0.25, 3)));
        adam(Adam.Hyperparameters.DEFAULT, plain).step(0, 0.1, Map.of("p", Tensor.vector(1.25, 2.5)));
        assertThat(decayed.toArray()).containsExactly(plain.toArray());
    }

    @Test
    void parameter_without_gradient_counts_as_gradient_zero() {
        Tensor left = Tensor.vector(2);
        Tensor right = Tensor.vector(2);
        Optimiser missing = adam(new Adam.Hyperparameters(0.9, 0.999, 1e-8, 0.01), left);
        Optimiser zero = adam(new Adam.Hyperparameters(0.9, 0.999, 1e-8, 0.01), right);
        Map<String, Tensor> withNull = new LinkedHashMap<>();
        withNull.put("p", null);
        missing.step(0, 0.1, Map.of());
        missing.step(1, 0.1, withNull);
        zero.step(0, 0.1, Map.of("p", Tensor.vector(0)));
        zero.step(1, 0.1, Map.of("p", Tensor.vector(0)));
        assertThat(left.get(0)).isEqualTo(right.get(0)).isLessThan(2);
    }

    @Test
    void sgd_keeps_momentum() {
        Tensor p = Tensor.vector(1);
        Optimiser sgd = sgd(new Sgd.Hyperparameters(0.5, 0, 0), p);
        sgd.step(0, 0.25, Map.of("p", Tensor.vector(1)));
        assertThat(p.get(0)).isEqualTo(0.75); // m = 1
        sgd.step(1, 0.25, Map.of("p", Tensor.vector(2)));
        assertThat(p.get(0)).isEqualTo(0.125); // m = 2.5
    }

    @Test
    void sgd_decays_weights() {
        Tensor p = Tensor.vector(2);
        sgd(new Sgd.Hyperparameters(0, 0.25, 0), p).step(0, 0.5, Map.of("p", Tensor.vector(1)));
        assertThat(p.get(0)).isEqualTo(2 - 0.5 * 1.5);
    }

    @Test
    void norm_penalty_pulls_along_the_unit_vector() {
        Tensor p = Tensor.vector(3, 4); // |p| = 5
        sgd(new Sgd.Hyperparameters(0, 0, 0.5), p).step(0, 1, Map.of());
        assertThat(p.get(0)).isCloseTo(3 - 0.5 * 0.6, within(0x1p-51)); // three roundings of numbers below 4
        assertThat(p.get(1)).isCloseTo(4 - 0.5 * 0.8, within(0x1p-51));
    }

    @Test
    void norm_penalty_and_weight_decay_add_up() {
        Tensor p = Tensor.vector(0, 2);
        sgd(new Sgd.Hyperparameters(0, 0.25, 0.5), p).step(0, 1, Map.of("p", Tensor.vector(1, 0)));
        assertThat(p.toArray()).containsExactly(-1, 2 - 0.25 * 2 - 0.5);
    }

    @Test
    void norm_penalty_leaves_a_zero_parameter_alone() {
        Tensor p = Tensor.vector(0, 0);
        sgd(Sgd.Hyperparameters.TMAC, p).step(0, 1, Map.of());
        assertThat(p.toArray()).containsExactly(0, 0);
    }

    @Test
    void norm_penalty_is_per_tensor() {
        Tensor small = Tensor.vector(0.5);
        Tensor large = Tensor.vector(-8);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("small", small);
        parameters.put("large", large);
        new Sgd(new Sgd.Hyperparameters(0, 0, 0.25), parameters, kernels).step(0, 1, Map.of());
        assertThat(small.get(0)).isEqualTo(0.25);
        assertThat(large.get(0)).isEqualTo(-7.75);
    }

    @Test
    void restored_optimisers_go_on_to_the_same_bits() {
        for (boolean adam : new boolean[] {true, false}) {
            Tensor whole = Tensor.vector(0.3, -1.7);
            Optimiser uninterrupted = either(adam, whole);
            uninterrupted.step(0, 0.1, Map.of("p", Tensor.vector(0.7, 0.1)));
            Tensor copy = whole.copy();
            Optimiser resumed = either(adam, copy);
            resumed.restore(uninterrupted.state());
            uninterrupted.step(1, 0.1, Map.of("p", Tensor.vector(-0.2, 0.9)));
            resumed.step(1, 0.1, Map.of("p", Tensor.vector(-0.2, 0.9)));
            assertThat(copy.toArray()).containsExactly(whole.toArray());
        }
    }

    @Test
    void state_has_a_name_for_each_tensor() {
        Tensor p = Tensor.vector(1);
        assertThat(adam(Adam.Hyperparameters.DEFAULT, p).state())
                .containsOnlyKeys("adam.first_moment.p", "adam.second_moment.p");
        assertThat(sgd(Sgd.Hyperparameters.TMAC, p).state()).containsOnlyKeys("sgd.momentum.p");
    }

    @Test
    void state_of_another_run_is_refused() {
        Tensor p = Tensor.vector(1);
        Optimiser adam = adam(Adam.Hyperparameters.DEFAULT, p);
        assertThatThrownBy(() -> adam.restore(sgd(Sgd.Hyperparameters.TMAC, p).state()))
                .hasMessageStartingWith("optimiser state: sgd.momentum.p is unknown here");
        assertThatThrownBy(() -> adam.restore(Map.of("adam.first_moment.p", p)))
                .hasMessageStartingWith("optimiser state: adam.second_moment.p is missing");
        Map<String, Tensor> longer =
                adam(Adam.Hyperparameters.DEFAULT, Tensor.vector(1, 2)).state();
        assertThatThrownBy(() -> adam.restore(longer))
                .isInstanceOf(ShapeException.class)
                .hasMessage("optimiser state adam.first_moment.p: shape is [2], expected [1]");
    }

    @Test
    void gradients_of_something_else_are_refused() {
        Optimiser adam = adam(Adam.Hyperparameters.DEFAULT, Tensor.vector(1));
        assertThatThrownBy(() -> adam.step(0, 0.1, Map.of("q", Tensor.vector(1))))
                .hasMessage("gradient of q: there is no parameter of that name");
        assertThatThrownBy(() -> adam.step(0, 0.1, Map.of("p", Tensor.scalar(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("gradient of p: shape is [], expected [1]");
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> new Adam.Hyperparameters(1, 0.999, 1e-8, 0)).hasMessageContaining("beta1 is 1.0");
        assertThatThrownBy(() -> new Adam.Hyperparameters(0.9, -0.1, 1e-8, 0)).hasMessageContaining("beta2 is -0.1");
        assertThatThrownBy(() -> new Adam.Hyperparameters(0.9, 0.999, 0, 0)).hasMessageContaining("epsilon is 0.0");
        assertThatThrownBy(() -> new Adam.Hyperparameters(0.9, 0.999, 1e-8, Double.NaN))
                .hasMessage("Adam: weight decay is NaN, must be a finite number of at least 0");
        assertThatThrownBy(() -> new Sgd.Hyperparameters(Double.NaN, 0, 0)).hasMessageContaining("momentum is NaN");
        assertThatThrownBy(() -> new Sgd.Hyperparameters(0, -1, 0)).hasMessageContaining("weight decay is -1.0");
        assertThatThrownBy(() -> new Sgd.Hyperparameters(0, 0, Double.POSITIVE_INFINITY))
                .hasMessageContaining("norm penalty is Infinity");
    }

    private Optimiser either(boolean adam, Tensor p) {
        return adam ? adam(Adam.Hyperparameters.DEFAULT, p) : sgd(Sgd.Hyperparameters.TMAC, p);
    }

    /// The bound is derived from what float32 loses next to 0. Far below it, a gradient whose square becomes 0 would
    /// take a step of another size.
    @Test
    void an_epsilon_below_the_digits_of_the_type_is_refused() {
        Kernels float32 = Kernels.of(DType.FLOAT32, Workers.one());
        double least = Adam.smallestEpsilon(DType.FLOAT32, 0.999);
        assertThat(least).isBetween(1.4e-14, 1.5e-14);
        Map<String, Tensor> p = Map.of("p", Tensor.zeros(DType.FLOAT32, Shape.of(1)));
        assertThat(new Adam(new Adam.Hyperparameters(0.9, 0.999, least, 0), p, float32).state())
                .hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(new Adam.Hyperparameters(0.9, 0.999, 1e-20, 0), p, float32))
                .withMessageMatching("Adam: epsilon is 1.0E-20, must be at least 1.4\\d+E-14 in float32 with "
                        + "beta2=0.999: squares of smaller gradients become 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(new Adam.Hyperparameters(0.9, 0.999, 1e-200, 0), Map.of(), kernels))
                .withMessageContaining("in float64");
    }

    /// Gradients from what float32 squares to 0 up to the largest whose square it holds: the first step is
    /// rate g / (g + epsilon), to some 12 roundings of 2^-24.
    @ParameterizedTest
    @ValueSource(doubles = {1e-40, 1e-30, 1e-23, 1e-19, 1e-8, 1, 1e10, 1e18})
    void adam_in_float32_is_right_for_gradients_of_any_size_that_it_takes(double size) {
        Tensor p = Tensor.zeros(DType.FLOAT32, Shape.of(1));
        Tensor g = Tensor.zeros(DType.FLOAT32, Shape.of(1));
        g.set(0, size);
        new Adam(Adam.Hyperparameters.DEFAULT, Map.of("p", p), Kernels.of(DType.FLOAT32, Workers.one()))
                .step(0, 0.005, Map.of("p", g));
        double expected = -0.005 * g.item() / (g.item() + 1e-8);
        // next to 0 the moment, times 0.005 / 0.1, and the numerator are each rounded by 2^-150; epsilon divides them
        double nextTo0 = 2 * 0x1p-150 / 1e-8;
        assertThat(p.item()).isCloseTo(expected, within(12 * 0x1p-24 * Math.abs(expected) + nextTo0));
    }

    private Optimiser adam(Adam.Hyperparameters settings, Tensor p) {
        return new Adam(settings, Map.of("p", p), kernels);
    }

    private Optimiser sgd(Sgd.Hyperparameters settings, Tensor p) {
        return new Sgd(settings, Map.of("p", p), kernels);
    }
}
