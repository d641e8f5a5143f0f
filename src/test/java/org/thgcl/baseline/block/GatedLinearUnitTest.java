package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class GatedLinearUnitTest {
    @Property(tries = 50)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 9) int c) {
        Tensor x = Samples.uniform(seed, -3, 3, rows, 2 * c);
        // a logistic function of at most 3 units in the last place, and a product below 3
        Neighbours.assertRows(
                GatedLinearUnit.apply(Samples.tape().constant(x)).value(),
                GatedLinearUnit.definition(Neighbours.rows(x)),
                24 * Samples.U);
    }

    @Test
    void gradients_are_right() {
        Samples.assertGradient(v -> GatedLinearUnit.apply(v.getFirst()), Samples.uniform(1, -2, 2, 2, 3, 4));
    }

    @Test
    void an_odd_number_of_channels_is_refused() {
        assertThatThrownBy(() -> GatedLinearUnit.apply(Samples.tape().constant(Samples.uniform(1, -2, 2, 2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("must be even, got 3");
    }

    private static double[] large(Tape tape) {
        return GatedLinearUnit.apply(tape.constant(Samples.uniform(1, -3, 3, 400, 66)))
                .value()
                .toArray();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Neighbours.assertSameBits(GatedLinearUnitTest::large);
    }

    @Test
    void float32_is_near() {
        // one rounding of each input, of the logistic function and of the product, all below 3
        Neighbours.assertFloat32(GatedLinearUnitTest::large, 16);
    }
}
