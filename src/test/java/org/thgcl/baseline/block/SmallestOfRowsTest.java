package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class SmallestOfRowsTest {
    /// Few different numbers, so that many are equal.
    @Property(tries = 300)
    void apply_is_the_definition_with_many_ties(
            @ForAll @IntRange(max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll @IntRange(max = 20) int k,
            @ForAll long seed) {
        double[][] x = Neighbours.rows(Neighbours.whole(seed, -3, 3, rows, columns));
        int count = Math.min(k, columns);
        int[] expected = Arrays.stream(SmallestOfRows.definition(x, count))
                .flatMapToInt(Arrays::stream)
                .toArray();
        assertThat(SmallestOfRows.of(Neighbours.whole(seed, -3, 3, rows, columns), count))
                .isEqualTo(expected);
    }

    @Test
    void what_is_not_a_number_comes_last() {
        Tensor x = Tensor.of(Shape.of(1, 4), Double.NaN, 2, Double.POSITIVE_INFINITY, 1);
        assertThat(SmallestOfRows.of(x, 4)).containsExactly(3, 1, 2, 0);
        assertThat(SmallestOfRows.of(x, 1)).containsExactly(3);
    }

    @Test
    void more_than_there_are_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmallestOfRows.of(Tensor.zeros(Shape.of(2, 3)), 4))
                .withMessage("smallest of rows: 4 of 3 numbers a row; it must be from 0 to 3");
        assertThatIllegalArgumentException().isThrownBy(() -> SmallestOfRows.of(Tensor.zeros(Shape.of(2, 3)), -1));
    }
}
