package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
        Tape tape = Samples.tape();
        double actual = equation.apply(
                        tape.constant(Tensor.scalar(focal)), tape.constant(Tensor.scalar(contrastive)))
                .value()
                .item();
        // the same two products and one sum, each rounded once
        assertThat(actual).isEqualTo(equation.definition(focal, contrastive));
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
                    .withMessage("Eq. 5: the weight of the focal loss must be a finite number of at least 0, got " + bad);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Eq5JointObjective(1, bad))
                    .withMessageContaining("contrastive");
        }
    }
}
