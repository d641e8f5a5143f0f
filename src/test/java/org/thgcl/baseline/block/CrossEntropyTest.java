package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The losses of Table 1's systems: of a softmax, with label smoothing and class weights, and of sigmoids.
class CrossEntropyTest {
    /// Up to 60 roundings of numbers up to 12 on each side.
    private static final double TOLERANCE = 1500 * Samples.U;

    private static int[] labels(long seed, int clips, int classes) {
        double[] numbers = Samples.uniform(seed, 0, classes, clips).toArray();
        return IntStream.range(0, clips).map(b -> (int) numbers[b]).toArray();
    }

    @Property(tries = 50)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int clips,
            @ForAll @IntRange(min = 1, max = 5) int classes) {
        Tensor logits = Samples.uniform(seed, -5, 5, clips, classes);
        int[] labels = labels(seed + 1, clips, classes);
        double[] weights = Samples.uniform(seed + 2, 0.1, 3, classes).toArray();
        for (CrossEntropy loss : new CrossEntropy[] {
            CrossEntropy.PLAIN, new CrossEntropy(0.3), new CrossEntropy(0, weights), new CrossEntropy(0.3, weights)
        }) {
            double expected = loss.definition(Neighbours.rows(logits), labels);
            assertThat(loss.apply(Samples.tape().constant(logits), labels)
                            .value()
                            .item())
                    .isCloseTo(expected, within(TOLERANCE));
        }
    }

    /// Values of PyTorch 2.13's cross_entropy on these logits, labels 2 and 0, weights 1, 2 and 0.5.
    @Test
    void weights_and_smoothing_are_those_of_pytorch() {
        Tensor logits = Tensor.of(Shape.of(2, 3), 0.5, -1, 2, 1, 0.25, -0.75);
        double[] w = {1, 2, 0.5};
        assertLoss(0.36987237570015347, CrossEntropy.PLAIN, logits);
        assertLoss(0.7198723757001534, new CrossEntropy(0.3), logits);
        assertLoss(0.4127260687144856, new CrossEntropy(0, w), logits);
        assertLoss(1.1198486900935447, new CrossEntropy(0.3, w), logits);
    }

    private static void assertLoss(double expected, CrossEntropy loss, Tensor logits) {
        assertThat(loss.apply(Samples.tape().constant(logits), 2, 0).value().item())
                .isCloseTo(expected, within(16 * Math.ulp(expected)));
    }

    @Test
    void gradients_are_right() {
        Samples.assertGradient(
                v -> new CrossEntropy(0.3, 1, 2, 0.5).apply(v.getFirst(), 2, 0, 2), Samples.uniform(1, -2, 2, 3, 3));
        Samples.assertGradient(
                v -> BinaryCrossEntropy.apply(
                        v.getFirst(), v.getFirst().tape().constant(Samples.uniform(2, 0, 1, 3, 2))),
                Samples.uniform(1, -2, 2, 3, 2));
    }

    @Property(tries = 50)
    void binary_cross_entropy_is_its_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int clips,
            @ForAll @IntRange(min = 1, max = 5) int classes) {
        Tensor logits = Samples.uniform(seed, -5, 5, clips, classes);
        Tensor target = Neighbours.whole(seed + 1, 0, 1, clips, classes);
        Tape tape = Samples.tape();
        // 1 - p of the definition loses up to 8 bits
        assertThat(BinaryCrossEntropy.apply(tape.constant(logits), tape.constant(target))
                        .value()
                        .item())
                .isCloseTo(
                        BinaryCrossEntropy.definition(Neighbours.rows(logits), Neighbours.rows(target)),
                        within(TOLERANCE));
    }

    @Test
    void huge_logits_do_not_overflow() {
        Tape tape = Samples.tape();
        Tensor logits = Tensor.of(Shape.of(1, 2), 1e4, -1e4);
        assertThat(CrossEntropy.PLAIN.apply(tape.constant(logits), 1).value().item())
                .isEqualTo(2e4);
        Variable target = tape.constant(Tensor.of(Shape.of(1, 2), 0, 1));
        assertThat(BinaryCrossEntropy.apply(tape.constant(logits), target)
                        .value()
                        .item())
                .isEqualTo(1e4);
    }

    @Test
    void balanced_weights_are_inverse_to_the_number_of_clips() {
        assertThat(CrossEntropy.balanced(1, 2, 0, 5)).containsExactly(2, 1, 0, 0.4);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        Tape tape = Samples.tape();
        Variable logits = tape.constant(Samples.uniform(1, -1, 1, 2, 3));
        assertThatThrownBy(() -> new CrossEntropy(1.5)).hasMessageContaining("smoothing must be in 0 ... 1, got 1.5");
        assertThatThrownBy(() -> new CrossEntropy(0, 1, -1)).hasMessageContaining("weight of class 1 is -1.0");
        assertThatThrownBy(() -> CrossEntropy.PLAIN.apply(logits)).hasMessageContaining("no clips");
        assertThatThrownBy(() -> CrossEntropy.PLAIN.apply(logits, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1 labels for 2 clips");
        assertThatThrownBy(() -> CrossEntropy.PLAIN.apply(logits, 1, 3))
                .hasMessageContaining("label of clip 1 in the batch is 3, the classes are 0 to 2");
        assertThatThrownBy(() -> new CrossEntropy(0, 1, 1).apply(logits, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 weights of classes, the logits have 3");
        assertThatThrownBy(() -> new CrossEntropy(0, 1, 0, 0).apply(logits, 1, 2))
                .hasMessageContaining("weight 0");
        Variable target = tape.constant(Samples.uniform(1, 2, 3, 2, 3));
        assertThatThrownBy(() -> BinaryCrossEntropy.apply(logits, target))
                .hasMessageContaining("target of clip 0 in the batch, class 0 is 2.");
        Variable none = tape.constant(Tensor.zeros(Shape.of(0, 3)));
        assertThatThrownBy(() -> BinaryCrossEntropy.apply(none, none)).hasMessageContaining("no element");
    }

    /// Some 12 roundings of numbers up to 10 for each of 6 elements: 720 at worst, of which most cancel.
    @Test
    void float32_is_near() {
        double exact = loss(DType.FLOAT64);
        assertThat(loss(DType.FLOAT32)).isCloseTo(exact, within(128 * 0x1p-24)).isNotEqualTo(exact);
    }

    private static double loss(DType dtype) {
        Tape tape = new Tape(Kernels.of(dtype, Workers.one()));
        Variable logits = tape.constant(Samples.uniform(1, -5, 5, 2, 3));
        return new CrossEntropy(0.3, 1, 2, 0.5).apply(logits, 2, 0).value().item();
    }
}
