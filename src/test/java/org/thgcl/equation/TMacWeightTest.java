package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.tensor.Tensor;

class TMacWeightTest {
    @Property
    void apply_is_the_definition(
            @ForAll @DoubleRange(max = 1) @Scale(12) double place,
            @ForAll @DoubleRange(max = 50) @Scale(12) double min,
            @ForAll @DoubleRange(min = 50, max = 100) @Scale(12) double max) {
        double position = min + place * (max - min);
        // The exponent, at most about 1, is rounded in the same way on both sides; 2 U for each exponential.
        assertThat(weight(position, min, max))
                .isCloseTo(TMacWeight.definition(position, min, max), within(4 * Samples.U));
    }

    @Property
    void weight_lies_in_1_over_e_to_1_and_grows_with_the_position(
            @ForAll @IntRange(max = 100) int min,
            @ForAll @IntRange(max = 100) int length,
            @ForAll @IntRange(max = 100) int place) {
        int position = min + Math.min(place, length);
        double weight = weight(position, min, min + length);
        assertThat(weight).isBetween(0.36787944117144233, Math.nextDown(1.0));
        assertThat(weight(position - 1, min, min + length)).isLessThan(weight);
        // the first of the neighbourhood has 1/e whatever its length
        assertThat(weight(min, min, min + length)).isEqualTo(0.36787944117144233);
    }

    @Test
    void weights_by_hand() {
        assertThat(weight(0, 0, 2)).isCloseTo(0.36787944117144233, within(2 * Samples.U));
        assertThat(weight(1, 0, 2)).isCloseTo(0.513417119032592, within(2 * Samples.U));
        assertThat(weight(2, 0, 2)).isCloseTo(0.7165313105737893, within(2 * Samples.U));
    }

    @Test
    void gradient_is_right_in_all_operands() {
        Samples.assertGradient(
                v -> TMacWeight.apply(v.get(0), v.get(1), v.get(2)),
                Samples.uniform(1, 3, 6, 5),
                Samples.uniform(2, 0, 3, 5),
                Samples.uniform(3, 6, 9, 5));
    }

    private static double weight(double position, double min, double max) {
        Tape tape = Samples.tape();
        return TMacWeight.apply(
                        tape.constant(Tensor.vector(position)),
                        tape.constant(Tensor.vector(min)),
                        tape.constant(Tensor.vector(max)))
                .value()
                .item();
    }
}
