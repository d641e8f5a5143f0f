package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class PositionNeighboursTest {
    private static int[] apply(PositionNeighbours neighbours, Tensor v, Tensor u, Tensor relative) {
        Tape tape = Samples.tape();
        return neighbours.apply(tape.constant(v), tape.constant(u), relative);
    }

    @Property(tries = 100)
    void apply_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 5) int n,
            @ForAll @IntRange(min = 1, max = 3) int k,
            @ForAll @IntRange(min = 1, max = 3) int dilation,
            @ForAll @IntRange(max = 3) int more,
            @ForAll @IntRange(min = 1, max = 4) int width) {
        int m = k * dilation + more;
        Tensor v = Samples.uniform(seed, -1, 1, clips * n, width);
        Tensor u = Samples.uniform(seed + 1, -1, 1, clips * m, width);
        Tensor relative = Samples.uniform(seed + 2, -1, 1, n, m);
        PositionNeighbours neighbours = new PositionNeighbours(k, dilation);
        List<Integer> expected = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            int[][] index = neighbours.definition(
                    Neighbours.rows(v, clip * n, n), Neighbours.rows(u, clip * m, m), Neighbours.rows(relative));
            for (int[] row : index) {
                for (int j : row) {
                    expected.add(clip * m + j);
                }
            }
        }
        assertThat(apply(neighbours, v, u, relative))
                .containsExactly(expected.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Without features, distances alone count; every second of them.
    @Test
    void every_second_neighbour_is_taken() {
        Tensor zeros = Tensor.zeros(Shape.of(4, 2));
        assertThat(apply(
                        new PositionNeighbours(2, 2),
                        Tensor.zeros(Shape.of(1, 2)),
                        zeros,
                        Tensor.of(Shape.of(1, 4), 3, 1, 4, 2)))
                .containsExactly(1, 0);
    }

    @Test
    void the_same_neighbours_for_one_and_three_threads() {
        Neighbours.assertSameBits(tape -> IntStream.of(new PositionNeighbours(9, 2)
                        .apply(
                                tape.constant(Samples.uniform(1, -1, 1, 300, 40)),
                                tape.constant(Samples.uniform(2, -1, 1, 200, 40)),
                                Samples.uniform(3, -1, 1, 150, 100)))
                .asDoubleStream()
                .toArray());
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PositionNeighbours(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PositionNeighbours(1, 0));
        Tensor v = Tensor.zeros(Shape.of(4, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply(new PositionNeighbours(3, 2), v, v, Tensor.zeros(Shape.of(4, 4))))
                .withMessageContaining("3 with dilation 2 are more than there are positions, 4");
        assertThatThrownBy(() -> apply(new PositionNeighbours(1, 1), v, v, Tensor.zeros(Shape.of(4, 3))))
                .isInstanceOf(ShapeException.class);
    }
}
