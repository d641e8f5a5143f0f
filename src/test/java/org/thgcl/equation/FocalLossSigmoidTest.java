package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.FocalLoss.Form;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class FocalLossSigmoidTest {
    private static final FocalLoss DEFAULT = new FocalLoss(0.5, 2, Form.SIGMOID);

    @Property(tries = 300)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int clips,
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll @IntRange(max = 7) int twiceGamma,
            @ForAll @IntRange(min = 1, max = 4) int fourAlpha) {
        // not gamma 1/2, whose derivative is unbounded at p = 1
        FocalLoss loss = new FocalLoss(fourAlpha / 4.0, twiceGamma == 1 ? 1 : twiceGamma / 2.0, Form.SIGMOID);
        Tensor logits = Samples.uniform(seed, -5, 5, clips, classes);
        Tensor draw = Samples.uniform(seed + 1, 0, 1, clips, classes);
        double[][] rows = new double[clips][classes];
        int[][] member = new int[clips][classes];
        for (int i = 0; i < clips * classes; i++) {
            rows[i / classes][i % classes] = logits.get(i);
            member[i / classes][i % classes] = draw.get(i) < 0.5 ? 1 : 0;
        }
        Tape tape = Samples.tape();
        // |ln p| < 6, 1 - p and ln p right to 30 U on both sides together, gamma <= 3.5: (3.5 6 30 + 30) U for each of
        // at most 6 classes; the sum of 30 numbers below 6 and the mean: 30 30 6 / 5 U
        assertThat(loss.apply(tape.constant(logits), member).value().item())
                .isCloseTo(loss.definitionSigmoid(rows, member), within((6 * 660 + 1080) * Samples.U));
    }

    /// alpha 1/2 and gamma 0 is half the binary cross entropy, summed over classes.
    @Test
    void losses_by_hand() {
        FocalLoss half = new FocalLoss(0.5, 0, Form.SIGMOID);
        assertThat(loss(half, new int[] {1, 0}, 0, 0)).isCloseTo(Math.log(2), within(2 * Samples.U));
        // p_t = 1/2 in three classes: (0.25 + 2 x 0.75) / 4 ln 2
        assertThat(loss(new FocalLoss(0.25, 2, Form.SIGMOID), new int[] {0, 1, 0}, 0, 0, 0))
                .isCloseTo(1.75 / 4 * Math.log(2), within(4 * Samples.U));
        // a clip of no class: 3/4 is what is missed of p_t = 1/4 at logit ln 3
        assertThat(loss(DEFAULT, new int[] {0}, Math.log(3)))
                .isCloseTo(0.5 * 9 / 16 * Math.log(4), within(8 * Samples.U));
    }

    /// The sigmoid of z is the softmax of 0 and z. Beyond 30 the softmax's ln p is lost in the rounding of 1 + e^-z.
    @Property
    void a_class_costs_what_the_softmax_of_0_and_its_logit_costs(@ForAll @IntRange(min = -600, max = 300) int tenths) {
        double z = tenths / 10.0;
        FocalLoss softmax = new FocalLoss(0.5, 2);
        Tape tape = Samples.tape();
        Variable two = softmax.apply(tape.constant(Tensor.of(Shape.of(1, 2), 0, z)), 1);
        double expected = two.value().item();
        // ln p and 1 - p to a few roundings relative to themselves where p is small, absolute where ln p is small; at
        // p near 1 the softmax's ln p is a difference from z: relative error U z / ln p, squared factor included
        double l = -Math.log1p(Math.exp(-z));
        double relative = 16 * Samples.U * (1 + Math.abs(z) / Math.min(1, -l));
        assertThat(loss(DEFAULT, new int[] {1}, z)).isCloseTo(expected, within(expected * relative));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2, 5})
    void a_certain_and_right_clip_costs_nothing_and_has_gradient_0(double gamma) {
        Tape tape = Samples.tape();
        Variable logits = tape.parameter(Tensor.of(Shape.of(1, 2), 1000, -1000));
        Variable loss = new FocalLoss(0.5, gamma, Form.SIGMOID).apply(logits, new int[][] {{1, 0}});
        tape.backward(loss);
        assertThat(loss.value().item()).isZero();
        // of either sign
        Samples.assertClose(logits.gradient(), new double[] {0, 0}, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 1, 2})
    void a_certain_and_wrong_clip_costs_alpha_times_the_logits(double gamma) {
        Tape tape = Samples.tape();
        Variable logits = tape.parameter(Tensor.of(Shape.of(1, 2), -1e300, 1e300));
        Variable loss = new FocalLoss(0.25, gamma, Form.SIGMOID).apply(logits, new int[][] {{1, 0}});
        tape.backward(loss);
        assertThat(loss.value().item()).isEqualTo(1e300);
        assertThat(logits.gradient().toArray()).containsExactly(-0.25, 0.75);
    }

    /// Where 1 - p is far below the distance of 1 to its neighbour, nothing is lost: e^-40 squared times e^-40.
    @Test
    void a_small_loss_keeps_its_digits() {
        double e40 = Math.exp(-40);
        assertThat(loss(DEFAULT, new int[] {1}, 40)).isCloseTo(0.5 * e40 * e40 * e40, within(1e-12 * e40 * e40 * e40));
        assertThat(loss(DEFAULT, new int[] {0}, -40)).isEqualTo(loss(DEFAULT, new int[] {1}, 40));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1, 2, 3.5})
    void gradient_is_right(double gamma) {
        int[][] labels = {{1, 0, 1, 0}, {0, 0, 0, 0}, {0, 1, 0, 0}};
        Samples.assertGradient(
                v -> new FocalLoss(0.25, gamma, Form.SIGMOID).apply(v.get(0), labels), Samples.uniform(1, -3, 3, 3, 4));
    }

    @Test
    void one_class_each_is_taken_as_a_row_with_one_1() {
        Tape tape = Samples.tape();
        Variable logits = tape.constant(Samples.uniform(1, -3, 3, 2, 3));
        assertThat(DEFAULT.apply(logits, 2, 0).value().item())
                .isEqualTo(DEFAULT.apply(logits, new int[][] {{0, 0, 1}, {1, 0, 0}})
                        .value()
                        .item());
    }

    @Test
    void several_labels_need_the_sigmoid_form_and_alpha_is_at_most_1() {
        Tape tape = Samples.tape();
        Variable logits = tape.constant(Samples.uniform(1, -3, 3, 1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FocalLoss(0.5, 2).apply(logits, new int[][] {{1, 1, 0}}))
                .withMessage(
                        "focal loss: the softmax form takes one label for each clip; several need the sigmoid form");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.apply(logits, new int[][] {{0, 1, -1}}))
                .withMessage("focal loss: label of clip 0 in the batch, class 2 is -1; must be 0 or 1");
        assertThatThrownBy(() -> DEFAULT.apply(logits, new int[][] {{0, 1}}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("focal loss: labels of clip 0 in the batch are for 2 classes, the logits for 3");
        assertThatThrownBy(() -> DEFAULT.apply(logits, new int[][] {}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("focal loss: 0 labels for 1 clips");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FocalLoss(1.5, 2, Form.SIGMOID))
                .withMessage("focal loss: alpha must be at most 1 in the sigmoid form, got 1.5; the classes that a clip"
                        + " doesn't have weigh 1 - alpha");
    }

    private static double loss(FocalLoss loss, int[] member, double... logits) {
        Tape tape = Samples.tape();
        return loss.apply(tape.constant(Tensor.of(Shape.of(1, logits.length), logits)), new int[][] {member})
                .value()
                .item();
    }
}
