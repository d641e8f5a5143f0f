package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest {
    private static final double RATE = 0.005;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final MathContext DIGITS_40 = new MathContext(40);

    private final Kernels kernels = Kernels.of(DType.FLOAT64, Workers.one());

    /// Without decay the first step is rate g / (|g| + epsilon): both bias corrections undo the first
    /// averaging. A handful of roundings of numbers below 2.
    @Test
    void the_first_step_of_adam_is_the_rate_in_the_direction_of_the_gradient() {
        Tensor p = Tensor.vector(1, 1, 1);
        adam(1, Tensor.vector(2, -0.5, 0), 0, Tensor.zeros(Shape.of(3)), Tensor.zeros(Shape.of(3)), p);
        assertThat(p.get(0)).isCloseTo(1 - RATE * 2 / (2 + EPSILON), within(8 * 0x1p-53));
        assertThat(p.get(1)).isCloseTo(1 + RATE * 0.5 / (0.5 + EPSILON), within(8 * 0x1p-53));
        assertThat(p.get(2)).isEqualTo(1);
    }

    /// Against the recurrence in decimal numbers of 40 digits. Each step moves p, of size 1, by about rate; per
    /// step there are some 12 roundings relative to that move, which m and v remember for up to 20 steps, and
    /// one of p.
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

    /// The first step is rate g / (|g| + epsilon) for any betas, whatever float32 makes of them. Each of some
    /// 12 roundings changes the step by at most 2^-24 of it; p starts at 0, where the step loses nothing.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9, 0.999, 0.9999, 0.99999999})
    void the_first_step_of_adam_in_float32_is_the_rate_whatever_the_betas(double beta) {
        Tensor p = float32(0);
        Kernels.of(DType.FLOAT32, Workers.one())
                .adam(float32(0.5), RATE, beta, beta, 1 - beta, 1 - beta, EPSILON, 0, float32(0), float32(0), p);
        assertThat(p.item()).isCloseTo(-RATE, within(12 * 0x1p-24 * RATE));
    }

    /// Against the recurrence in float64, over 20,000 gradients between 0.5 and 1.5. A step rounds a moment
    /// twice, by at most 2^-24 of it, at random: a deviation of sqrt(2/3) 2^-24. A moment remembers 1 / (1 -
    /// beta) steps, half as many in the sum of squares of the deviations; 6 deviations are allowed. The rounded
    /// beta alone leaves 1.3e-5 with 0.999 and 1.7e-4 with 0.9999, each more than is allowed.
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.999, 0.9999})
    void moments_and_momentum_in_float32_forget_at_the_pace_of_the_given_betas(double beta) {
        Kernels kernels32 = Kernels.of(DType.FLOAT32, Workers.one());
        Tensor m = float32(0);
        Tensor v = float32(0);
        Tensor sum = float32(0);
        double exactM = 0;
        double exactV = 0;
        double exactSum = 0;
        double allowed = 2 * 0x1p-24 + 6 * Math.sqrt(2.0 / 3) * 0x1p-24 * Math.sqrt(0.5 / (1 - beta));
        CounterRandom random = new CounterRandom(3);
        for (int t = 1; t <= 20_000; t++) {
            double g = (float) (0.5 + random.uniform(t, 1, 0));
            double bias = 1 - Math.pow(beta, t);
            kernels32.adam(float32(g), RATE, beta, beta, bias, bias, EPSILON, 0, m, v, float32(0));
            kernels32.momentum(float32(g), RATE, beta, 0, sum, float32(0));
            exactSum = beta * exactSum + g;
            assertThat(sum.item()).as("momentum, step %d", t).isCloseTo(exactSum, within(allowed * exactSum));
            exactM = beta * exactM + (1 - beta) * g;
            exactV = beta * exactV + (1 - beta) * g * g;
            assertThat(m.item()).as("m, step %d", t).isCloseTo(exactM, within(allowed * exactM));
            assertThat(v.item()).as("v, step %d", t).isCloseTo(exactV, within(allowed * exactV));
        }
    }

    /// A square above the largest number would make a step of 0, for ever and unseen.
    @ParameterizedTest
    @EnumSource(DType.class)
    void a_gradient_whose_square_overflows_makes_the_parameter_nan(DType dtype) {
        Tensor p = Tensor.zeros(dtype, Shape.of(1));
        Tensor g = Tensor.zeros(dtype, Shape.of(1));
        g.set(0, dtype == DType.FLOAT32 ? 3e21 : 1e156);
        Tensor m = Tensor.zeros(dtype, Shape.of(1));
        Tensor v = Tensor.zeros(dtype, Shape.of(1));
        Kernels.of(dtype, Workers.one()).adam(g, RATE, BETA1, BETA2, 0.1, 0.001, EPSILON, 0, m, v, p);
        assertThat(p.item()).isNaN();
    }

    @Test
    void a_constant_that_float32_does_not_hold_is_refused() {
        for (double rate : new double[] {1e39, 1e-39, 1e-300}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Kernels.of(DType.FLOAT32, Workers.one())
                            .momentum(float32(1), rate, 0.9, 0, float32(0), float32(1)))
                    .withMessage("a factor of the computation is " + rate
                            + ", but float32 holds 0 and 1.18e-38 to 3.40e+38; choose another value or dtype=float64");
        }
    }

    private static Tensor float32(double value) {
        return Tensor.vector(value).to(DType.FLOAT32);
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
