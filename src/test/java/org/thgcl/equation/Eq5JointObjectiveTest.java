package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.tensor.Tensor;

class Eq5JointObjectiveTest {
    @Property
    void apply_is_the_definition(
            @ForAll @DoubleRange(max = 10) @Scale(12) double weightFocal,
            @ForAll @DoubleRange(max = 10) @Scale(12) double weightContrastive,
            @ForAll @DoubleRange(min = -10, max = 10) @Scale(12) double focal,
            @ForAll @DoubleRange(min = -10, max = 10) @Scale(12) double contrastive) {
        Eq5JointObjective equation = new Eq5JointObjective(weightFocal, weightContrastive);
        double actual = apply(equation, focal, contrastive);
        // the same two products and one sum, each rounded once
        assertThat(actual).isEqualTo(equation.definition(focal, contrastive));
    }

    @Property
    void it_is_linear_in_the_two_losses(
            @ForAll @DoubleRange(max = 10) @Scale(12) double weightFocal,
            @ForAll @DoubleRange(max = 10) @Scale(12) double weightContrastive,
            @ForAll @DoubleRange(min = -10, max = 10) @Scale(12) double factor,
            @ForAll("losses") double[] one,
            @ForAll("losses") double[] other) {
        Eq5JointObjective equation = new Eq5JointObjective(weightFocal, weightContrastive);
        double whole = apply(equation, factor * one[0] + other[0], factor * one[1] + other[1]);
        // products of at most 10 * 110, two of them, after 4 roundings, on both sides
        assertThat(whole)
                .isCloseTo(
                        factor * apply(equation, one[0], one[1]) + apply(equation, other[0], other[1]),
                        within(2 * 4 * 2200 * Samples.U));
    }

    @Provide
    Arbitrary<double[]> losses() {
        return Arbitraries.doubles()
                .between(-10, 10)
                .ofScale(12)
                .array(double[].class)
                .ofSize(2);
    }

    private static double apply(Eq5JointObjective equation, double focal, double contrastive) {
        Tape tape = Samples.tape();
        return equation.apply(tape.constant(Tensor.scalar(focal)), tape.constant(Tensor.scalar(contrastive)))
                .value()
                .item();
    }

    @Test
    void objective_by_hand() {
        assertThat(new Eq5JointObjective(2, 0.5).definition(3, -8)).isEqualTo(2);
    }

    @Test
    void gradient_is_right_in_both_losses() {
        Samples.assertGradient(
                v -> new Eq5JointObjective(1, 0.1).apply(v.get(0), v.get(1)), Tensor.scalar(0.7), Tensor.scalar(-1.3));
    }

    @Test
    void weights_out_of_range_are_refused() {
        for (double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Eq5JointObjective(bad, 1))
                    .withMessage(
                            "Eq. 5: the weight of the focal loss must be a finite number of at least 0, got " + bad);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Eq5JointObjective(1, bad))
                    .withMessageContaining("contrastive");
        }
    }
}
