package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {
    private static final double RATE = 0.005;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final MathContext DIGITS_40 = new MathContext(40);

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// Without decay the first step is rate g / (|g| + epsilon): both bias corrections undo the first averaging. A
    /// handful of roundings of numbers below 2.
    @Test
    void the_first_step_of_adam_is_the_rate_in_the_direction_of_the_gradient() {
        Tensor p = Tensor.vector(1, 1, 1);
        adam(1, Tensor.vector(2, -0.5, 0), 0, Tensor.zeros(Shape.of(3)), Tensor.zeros(Shape.of(3)), p);
        assertThat(p.get(0)).isCloseTo(1 - RATE * 2 / (2 + EPSILON), within(8 * 0x1p-53));
        assertThat(p.get(1)).isCloseTo(1 + RATE * 0.5 / (0.5 + EPSILON), within(8 * 0x1p-53));
        assertThat(p.get(2)).isEqualTo(1);
    }

    /// Against the recurrence in decimal numbers of 40 digits. Each step moves p, of size 1, by about rate; per
    /// step
    /// there are some 12 roundings relative to that move, which m and v remember for up to 20 steps, and one of p.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.5})
    void adam_follows_the_recurrence(double decay) {
        int steps = 20;
        Tensor p = Tensor.vector(0.75);
        Tensor m = Tensor.vector(0);
        Tensor v = Tensor.vector(0);
        BigDecimal exactP = new BigDecimal("0.75");
        BigDecimal exactM = BigDecimal.ZERO;
        BigDecimal exactV = BigDecimal.ZERO;
        BigDecimal beta1 = new BigDecimal(BETA1);
        BigDecimal beta2 = new BigDecimal(BETA2);
        for (int t = 1; t <= steps; t++) {
            double g = 1 + 0.5 * (t % 3);
            adam(t, Tensor.vector(g), decay, m, v, p);
            BigDecimal gradient = new BigDecimal(g).add(new BigDecimal(decay).multiply(exactP));
            exactM = blend(beta1, exactM, gradient);
            exactV = blend(beta2, exactV, gradient.multiply(gradient));
            BigDecimal mean = exactM.divide(BigDecimal.ONE.subtract(beta1.pow(t)), DIGITS_40);
            BigDecimal square = exactV.divide(BigDecimal.ONE.subtract(beta2.pow(t)), DIGITS_40);
            BigDecimal move = new BigDecimal(RATE)
                    .multiply(mean)
                    .divide(square.sqrt(DIGITS_40).add(new BigDecimal(EPSILON)), DIGITS_40);
            exactP = exactP.subtract(move).round(DIGITS_40);
        }
        // 1 - beta2^t, about 0.02 at most, is itself rounded relative to 1: 2^-53 / 0.001, halved by the square root
        double perStep = 0x1p-53 * (1 + RATE * (12 * steps + 1000));
        assertThat(p.item()).isCloseTo(exactP.doubleValue(), within(steps * perStep));
        assertThat(p.item()).isLessThan(0.75 - 0.09);
    }

    /// Every number here is a sum of few powers of 2: nothing is rounded.
    @Test
    void momentum_sums_up_gradients_that_fade() {
        Tensor p = Tensor.vector(1);
        Tensor m = Tensor.vector(0);
        double[] expectedM = {1, 1.5, 1.75, 1.875};
        double[] expectedP = {0.75, 0.375, -0.0625, -0.53125};
        for (int t = 0; t < 4; t++) {
            kernels.momentum(Tensor.vector(1), 0.25, 0.5, 0, m, p);
            assertThat(m.item()).isEqualTo(expectedM[t]);
            assertThat(p.item()).isEqualTo(expectedP[t]);
        }
    }

    @Test
    void decay_pulls_towards_0() {
        Tensor p = Tensor.vector(1, -2);
        kernels.momentum(Tensor.vector(0, 0), 0.5, 0.9, 0.5, Tensor.zeros(Shape.of(2)), p);
        assertThat(p.toArray()).containsExactly(0.75, -1.5);
    }

    private void adam(int t, Tensor g, double decay, Tensor m, Tensor v, Tensor p) {
        kernels.adam(g, RATE, BETA1, BETA2, 1 - Math.pow(BETA1, t), 1 - Math.pow(BETA2, t), EPSILON, decay, m, v, p);
    }

    private static BigDecimal blend(BigDecimal beta, BigDecimal old, BigDecimal now) {
        return beta.multiply(old)
                .add(BigDecimal.ONE.subtract(beta).multiply(now))
                .round(DIGITS_40);
    }
}
