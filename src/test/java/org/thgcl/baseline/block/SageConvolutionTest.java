package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.SageConvolution.Parameters;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

class SageConvolutionTest {
    /// Node 2 has no neighbours, the edge 1 -> 0 stands twice.
    private static final SparsityPattern EDGES =
            SparsityPattern.of(4, 4, new int[] {0, 0, 1, 3, 0, 3}, new int[] {1, 2, 1, 0, 1, 2});

    private static List<List<Integer>> neighbours(SparsityPattern pattern) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < pattern.rows(); i++) {
            neighbours.add(new ArrayList<>());
        }
        for (int e = 0; e < pattern.entries(); e++) {
            neighbours.get(pattern.row(e)).add(pattern.column(e));
        }
        return neighbours;
    }

    @Property(tries = 50)
    void apply_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 4) int in,
            @ForAll @IntRange(min = 1, max = 4) int out) {
        Tensor x = Samples.uniform(seed, -1, 1, clips * 4, in);
        Tensor neighbour = Samples.uniform(seed + 1, -1, 1, in, out);
        Tensor bias = Samples.uniform(seed + 2, -1, 1, out);
        Tensor self = Samples.uniform(seed + 3, -1, 1, in, out);
        Tape tape = Samples.tape();
        Variable y = SageConvolution.apply(
                EDGES,
                tape.constant(SageConvolution.shares(EDGES)),
                tape.constant(x),
                new Parameters(tape.constant(neighbour), tape.constant(bias), tape.constant(self)));
        for (int clip = 0; clip < clips; clip++) {
            double[][] expected = SageConvolution.definition(
                    neighbours(EDGES),
                    Neighbours.rows(x, clip * 4, 4),
                    Neighbours.rows(neighbour),
                    bias.toArray(),
                    Neighbours.rows(self));
            double[] actual = new double[4 * out];
            for (int i = 0; i < actual.length; i++) {
                actual[i] = y.value().get(clip * 4 * out + i);
            }
            // at most 4 + 4 + 3 products below 1, 20 roundings on each side
            Neighbours.assertRows(Tensor.vector(actual), expected, 64 * Samples.U);
        }
    }

    @Test
    void a_dropped_edge_counts_no_more() {
        boolean[] kept = {true, true, true, true, true, true, true, false, true, false, false, true};
        assertThat(SageConvolution.shares(EDGES, kept).toArray())
                .containsExactly(1.0 / 3, 1.0 / 3, 1, 0.5, 1.0 / 3, 0.5, 1, 0, 1, 0, 0, 1);
        assertThatThrownBy(() -> SageConvolution.shares(EDGES, true, false))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 edges kept or not are no multiple of the 6 edges of a clip");
    }

    @Test
    void gradients_are_right() {
        Samples.assertGradient(
                v -> SageConvolution.apply(
                        EDGES,
                        v.get(0).tape().constant(SageConvolution.shares(EDGES)),
                        v.get(0),
                        new Parameters(v.get(1), v.get(2), v.get(3))),
                Samples.uniform(1, -1, 1, 8, 3),
                Samples.uniform(2, -1, 1, 3, 2),
                Samples.uniform(3, -1, 1, 2),
                Samples.uniform(4, -1, 1, 3, 2));
    }

    private static double[] large(Tape tape) {
        return SageConvolution.apply(
                        EDGES,
                        tape.constant(SageConvolution.shares(EDGES)),
                        tape.constant(Samples.uniform(1, -1, 1, 400, 64)),
                        new Parameters(
                                tape.constant(Samples.uniform(2, -1, 1, 64, 64)),
                                tape.constant(Samples.uniform(3, -1, 1, 64)),
                                tape.constant(Samples.uniform(4, -1, 1, 64, 64))))
                .value()
                .toArray();
    }

    @Test
    void the_same_bits_for_one_and_three_threads() {
        Neighbours.assertSameBits(SageConvolutionTest::large);
    }

    @Test
    void float32_is_near() {
        // two chains of 64 products below 1 with sums below 16: 130 roundings of numbers below 16, most of which cancel
        Neighbours.assertFloat32(SageConvolutionTest::large, 256);
    }
}
