package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Tensor;

class RelativePositionTest {
    @ParameterizedTest
    @CsvSource({"4, 1, 1", "8, 16, 1", "8, 16, 2", "12, 32, 1", "4, 128, 4", "16, 80, 2", "4, 27, 3"})
    void apply_is_the_definition(int width, int nodes, int reduce) {
        RelativePosition position = new RelativePosition(width, nodes, reduce);
        // dots of at most 16 products below 2 and 16 taps: below 64 roundings of numbers up to 2
        Neighbours.assertRows(position.apply(), position.definition(), 128 * Samples.U);
    }

    /// On a square that isn't resampled, R is -2/c of a sum of c/2 times sin^2 + cos^2 = 1: -1 on the diagonal; and
    /// what is one column away has cos(omega_t) in one half of the sum, omega = 1 and 1/100 for c = 8.
    @Test
    void a_square_is_not_resampled() {
        Tensor r = new RelativePosition(8, 16, 1).apply();
        for (int i = 0; i < 16; i++) {
            assertThat(r.get(17 * i)).isCloseTo(-1, within(1e-15));
        }
        double oneAway = -(StrictMath.cos(1) + StrictMath.cos(0.01) + 2) / 4;
        assertThat(r.get(1)).isCloseTo(oneAway, within(1e-15));
        assertThat(r.get(4)).isCloseTo(oneAway, within(1e-15));
    }

    @Test
    void sizes_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelativePosition(6, 16, 1))
                .withMessageContaining("must be a multiple of 4 of at least 4, got 6");
        assertThatIllegalArgumentException().isThrownBy(() -> new RelativePosition(8, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelativePosition(8, 18, 2))
                .withMessageContaining("18 nodes in windows of 2 x 2");
    }
}
