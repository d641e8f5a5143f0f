package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class MaxRelativeTest {
    private static int[] index(long seed, int nodes, int neighbours, int rows) {
        return Arrays.stream(
                        Neighbours.whole(seed, 0, rows - 1, nodes, neighbours).toArray())
                .mapToInt(d -> (int) d)
                .toArray();
    }

    @Property(tries = 100)
    void apply_is_the_definition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int nodes,
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 4) int neighbours,
            @ForAll @IntRange(min = 1, max = 4) int channels) {
        Tensor x = Samples.uniform(seed, -1, 1, nodes, channels);
        Tensor y = Samples.uniform(seed + 1, -1, 1, rows, channels);
        int[] index = index(seed + 2, nodes, neighbours, rows);
        Tape tape = Samples.tape();
        int[][] lists = new int[nodes][];
        for (int i = 0; i < nodes; i++) {
            lists[i] = Arrays.copyOfRange(index, i * neighbours, (i + 1) * neighbours);
        }
        Variable z = MaxRelative.apply(tape.constant(x), tape.constant(y), neighbours, index);
        // one subtraction on both sides: the same bits
        Neighbours.assertRows(z.value(), MaxRelative.definition(Neighbours.rows(x), Neighbours.rows(y), lists), 0);
    }

    @Test
    void gradients_are_right() {
        Samples.assertGradient(
                v -> MaxRelative.apply(v.get(0), v.get(1), 3, index(5, 6, 3, 8)),
                Samples.uniform(1, -1, 1, 6, 3),
                Samples.uniform(2, -1, 1, 8, 3));
    }

    /// x on both sides: the gradient of a node that is its own maximum is 0.
    @Test
    void a_node_may_be_its_own_neighbour() {
        Tape tape = Samples.tape();
        Variable x = tape.parameter(Tensor.of(Shape.of(2, 1), 3, 1));
        Variable z = MaxRelative.apply(x, x, 2, 0, 1, 0, 1);
        assertThat(z.value().toArray()).containsExactly(0, 2);
        tape.backward(z.sum());
        assertThat(x.gradient().toArray()).containsExactly(1, -1);
    }

    private static double[] large(Tape tape) {
        Variable x = tape.parameter(
                Samples.uniform(1, -1, 1, 500, 64).to(tape.kernels().dtype()));
        Variable z = MaxRelative.apply(x, x, 9, index(2, 500, 9, 500));
        tape.backward(z.times(z).sum());
        return x.gradient().toArray();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Neighbours.assertSameBits(MaxRelativeTest::large);
    }

    @Test
    void float32_is_near() {
        // z below 2 has two roundings; a gradient is the sum of some ten of 2 z
        Neighbours.assertFloat32(MaxRelativeTest::large, 256);
    }

    @Test
    void a_wrong_number_of_indices_is_refused() {
        Tape tape = Samples.tape();
        Variable x = tape.constant(Tensor.zeros(Shape.of(2, 3)));
        assertThatThrownBy(() -> MaxRelative.apply(x, x, 2, 0, 1, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessage("max-relative: 3 indices for 2 nodes with 2 neighbours each");
    }
}
