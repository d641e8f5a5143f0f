package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class FocalLossTest {
    private static final FocalLoss DEFAULT = new FocalLoss(0.5, 2);

    @Property(tries = 300)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int clips,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll @IntRange(max = 7) int twiceGamma) {
        // not gamma 1/2, whose derivative is unbounded at p = 1
        FocalLoss loss = new FocalLoss(0.5, twiceGamma == 1 ? 1 : twiceGamma / 2.0);
        Tensor logits = Samples.uniform(seed, -5, 5, clips, classes);
        double[][] rows = new double[clips][classes];
        int[] labels = new int[clips];
        for (int i = 0; i < clips * classes; i++) {
            rows[i / classes][i % classes] = logits.get(i);
        }
        for (int i = 0; i < clips; i++) {
            labels[i] = Math.floorMod(seed + i, classes);
        }
        Tape tape = Samples.tape();
        // |ln p| < 12, p and ln p right to 30 U on both sides together, gamma <= 3.5: 0.5 (3.5 12 30 + 30) U and the
        // mean
        assertThat(loss.apply(tape.constant(logits), labels).value().item())
                .isCloseTo(loss.definition(rows, labels), within(800 * Samples.U));
    }

    @Property
    void with_alpha_1_and_gamma_0_it_is_the_cross_entropy(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = -20, max = 20) @Scale(6) Double> logits,
            @ForAll @IntRange(max = 5) int label) {
        double[] z = logits.stream().mapToDouble(Double::doubleValue).toArray();
        int y = label % z.length;
        double sum = Arrays.stream(z).map(Math::exp).sum();
        // logits of at most 20, ln sum of at most 22: roundings of numbers of that size, 6 in the sum
        assertThat(loss(new FocalLoss(1, 0), y, z)).isCloseTo(Math.log(sum) - z[y], within(4 * 42 * Samples.U));
    }

    @Property
    void it_falls_as_p_y_grows_and_is_never_above_alpha_times_the_cross_entropy(
            @ForAll @Size(min = 2, max = 6) List<@DoubleRange(min = -5, max = 5) @Scale(6) Double> logits,
            @ForAll @IntRange(max = 5) int label,
            @ForAll @DoubleRange(min = 0.1, max = 2) @Scale(6) double alpha,
            @ForAll @DoubleRange(max = 5) @Scale(6) double gamma,
            @ForAll @DoubleRange(min = 0.01, max = 5) @Scale(6) double more) {
        double[] z = logits.stream().mapToDouble(Double::doubleValue).toArray();
        int y = label % z.length;
        FocalLoss focal = new FocalLoss(alpha, gamma);
        double loss = loss(focal, y, z);
        // (1 - p)^gamma <= 1; a few roundings
        assertThat(loss).isPositive().isLessThanOrEqualTo(loss(new FocalLoss(alpha, 0), y, z) * (1 + 16 * Samples.U));
        z[y] += more;
        assertThat(loss(focal, y, z)).isLessThan(loss);
    }

    @Test
    void losses_by_hand() {
        // p = 1/2: 0.5 (1/2)^2 ln 2
        assertThat(loss(DEFAULT, 0, 0.0, 0.0)).isCloseTo(0.08664339756999316, within(Samples.U));
        // p = 1/4, cross entropy: ln 4
        assertThat(loss(new FocalLoss(1, 0), 0, 0, 1.0986122886681098))
                .isCloseTo(1.3862943611198906, within(8 * Samples.U));
        // one class: p = 1
        assertThat(loss(DEFAULT, 0, 3.0)).isZero();
    }

    @Test
    void a_hopeless_clip_with_huge_logits_costs_alpha_times_the_margin() {
        Tape tape = Samples.tape();
        Variable logits = tape.parameter(Tensor.of(Shape.of(1, 2), 1e300, -1e300));
        Variable loss = DEFAULT.apply(logits, 1);
        tape.backward(loss);
        assertThat(loss.value().item()).isEqualTo(1e300);
        assertThat(logits.gradient().toArray()).containsExactly(0.5, -0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2, 5})
    void a_certain_and_right_clip_costs_nothing_and_has_a_finite_gradient(double gamma) {
        Tape tape = Samples.tape();
        Variable logits = tape.parameter(Tensor.of(Shape.of(1, 2), 1000, -1000));
        Variable loss = new FocalLoss(1, gamma).apply(logits, 0);
        tape.backward(loss);
        assertThat(loss.value().item()).isZero();
        // of either sign
        Samples.assertClose(logits.gradient(), new double[] {0, 0}, 0);
    }

    @Test
    void a_margin_beyond_the_largest_number_has_a_finite_gradient() {
        Tape tape = Samples.tape();
        Variable logits = tape.parameter(Tensor.of(Shape.of(1, 2), 1e308, -1e308));
        Variable loss = DEFAULT.apply(logits, 1);
        tape.backward(loss);
        assertThat(loss.value().item()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(logits.gradient().toArray()).containsExactly(0.5, -0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2, 3.5})
    void gradient_is_right(double gamma) {
        Samples.assertGradient(
                v -> new FocalLoss(0.25, gamma).apply(v.get(0), 0, 3, 1), Samples.uniform(1, -3, 3, 3, 4));
    }

    @Test
    void labels_that_are_no_class_are_refused() {
        for (int bad : new int[] {-1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loss(DEFAULT, bad, 0, 0, 0))
                    .withMessage("focal loss: label of clip 0 in the batch is " + bad + ", the classes are 0 to 2");
        }
        Tape tape = Samples.tape();
        Variable logits = tape.constant(Samples.uniform(1, 0, 1, 2, 3));
        assertThatThrownBy(() -> DEFAULT.apply(logits, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("focal loss: 1 labels for 2 clips");
        Variable none = tape.constant(Tensor.zeros(Shape.of(0, 3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.apply(none))
                .withMessage("focal loss: the batch has no clips, at least 1 is needed");
    }

    @Test
    void settings_out_of_range_are_refused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FocalLoss(bad, 2))
                    .withMessage("focal loss: alpha must be a finite number above 0, got " + bad);
        }
        for (double bad : new double[] {-0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new FocalLoss(1, bad))
                    .withMessage("focal loss: gamma must be a finite number of at least 0, got " + bad);
        }
    }

    private static double loss(FocalLoss loss, int label, double... logits) {
        Tape tape = Samples.tape();
        return loss.apply(tape.constant(Tensor.of(Shape.of(1, logits.length), logits)), label)
                .value()
                .item();
    }
}
