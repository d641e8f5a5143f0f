package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq1GaussianWeight.Current;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Tensor;

class Eq1GaussianWeightTest {
    @Property
    void apply_is_the_definition(
            @ForAll @DoubleRange(max = 100) @Scale(12) double i,
            @ForAll @DoubleRange(max = 100) @Scale(12) double j,
            @ForAll @DoubleRange(max = 50) @Scale(12) double min,
            @ForAll @DoubleRange(min = 50, max = 100) @Scale(12) double max) {
        double expected = Eq1GaussianWeight.definition(i, j, min, max);
        // Exponent -x after the same i - j and width: at most 6 roundings on each side, which change e^-x by
        // 12 U x e^-x <= 12 U / e; an exponential on each side, 2 U each.
        assertThat(weight(i, j, min, max)).isCloseTo(expected, within(9 * Samples.U));
    }

    @Test
    void weights_by_hand() {
        assertThat(weight(7, 7, 1, 13)).isEqualTo(1);
        // (i - j)^2 = 4, width 2: e^(-4/8)
        assertThat(weight(2, 0, 0, 1)).isCloseTo(0.6065306597126334, within(2 * Samples.U));
        // audio as in the paper, S = 6, D = 3, farthest neighbour: e^(-18^2 / (2 37^2))
        assertThat(weight(18, 36, 0, 36)).isCloseTo(0.8883987883963589, within(2 * Samples.U));
    }

    @Test
    void the_current_node_is_the_target_or_the_source_and_they_differ_at_the_ends_alone() {
        Edges edges = TemporalNeighbourhood.of(9, 1, 2, Boundary.CLIP);
        assertThat(edges.target()).startsWith(0, 0, 1, 1, 2, 2, 2);
        assertThat(edges.source()).startsWith(0, 2, 1, 3, 0, 2, 4);
        assertThat(Current.TARGET.min(edges)).startsWith(0, 0, 1, 1, 0, 0, 0);
        assertThat(Current.TARGET.max(edges)).startsWith(2, 2, 3, 3, 4, 4, 4);
        assertThat(Current.SOURCE.min(edges)).startsWith(0, 0, 1, 1, 0, 0, 2);
        assertThat(Current.SOURCE.max(edges)).startsWith(2, 4, 3, 5, 2, 4, 6);
        // shifted neighbourhoods have one width, whoever's they are, unless a lattice is too short
        Edges shifted = TemporalNeighbourhood.of(101, 6, 3, Boundary.SHIFT);
        assertThat(width(Current.TARGET, shifted)).containsOnly(36).isEqualTo(width(Current.SOURCE, shifted));
        Edges clipped = TemporalNeighbourhood.of(101, 6, 3, Boundary.CLIP);
        assertThat(width(Current.TARGET, clipped)).isNotEqualTo(width(Current.SOURCE, clipped));
    }

    private static int[] width(Current current, Edges edges) {
        return IntStream.range(0, edges.count())
                .map(e -> current.max(edges)[e] - current.min(edges)[e])
                .toArray();
    }

    @Property
    void weight_is_symmetric_in_i_and_j(@ForAll @IntRange(max = 100) int i, @ForAll @IntRange(max = 100) int j) {
        assertThat(weight(i, j, 0, 100)).isEqualTo(weight(j, i, 0, 100));
    }

    @Property
    void the_weight_of_a_node_to_itself_is_exactly_1(
            @ForAll @DoubleRange(max = 100) @Scale(12) double i,
            @ForAll @IntRange(max = 50) int min,
            @ForAll @IntRange(max = 50) int length) {
        assertThat(weight(i, i, min, min + length)).isEqualTo(1);
    }

    @Property
    void weight_falls_as_the_distance_grows(
            @ForAll @IntRange(max = 100) int i,
            @ForAll @IntRange(max = 100) int near,
            @ForAll @IntRange(max = 100) int far,
            @ForAll @IntRange(max = 100) int length) {
        Assume.that(Math.abs(i - near) < Math.abs(i - far));
        // the exponents of whole indices differ by at least 1 / (2 101^2) of at most 5000: far beyond rounding, until
        // exponentials vanish
        double weight = weight(i, near, 0, length);
        double less = weight(i, far, 0, length);
        assertThat(less).isLessThanOrEqualTo(weight);
        assertThat(weight == 0 || less < weight).isTrue();
    }

    @Property(tries = 100)
    void weights_of_a_clip_are_above_exp_of_minus_half_and_for_centred_nodes_above_exp_of_minus_an_eighth(
            @ForAll @IntRange(min = 1, max = 120) int segments,
            @ForAll @IntRange(max = 10) int span,
            @ForAll @IntRange(min = 1, max = 8) int dilation,
            @ForAll Boundary boundary) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, boundary);
        Tape tape = Samples.tape();
        Tensor weight = Eq1GaussianWeight.apply(
                        tape.constant(Samples.vector(edges.target())),
                        tape.constant(Samples.vector(edges.source())),
                        tape.constant(Samples.vector(edges.min())),
                        tape.constant(Samples.vector(edges.max())))
                .value();
        int[] target = edges.target();
        int[] min = edges.min();
        int[] max = edges.max();
        for (int e = 0; e < edges.count(); e++) {
            boolean centred = 2 * target[e] == min[e] + max[e];
            // |i - j| <= max - min, half of that if centred: strictly above, as the width is one more
            assertThat(weight.get(e)).isGreaterThan(centred ? 0.8824969025845955 : 0.6065306597126334);
            assertThat(weight.get(e)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void gradient_is_right_in_all_operands() {
        Samples.assertGradient(
                v -> Eq1GaussianWeight.apply(v.get(0), v.get(1), v.get(2), v.get(3)),
                Samples.uniform(1, 0, 9, 5),
                Samples.uniform(2, 0, 9, 5),
                Samples.uniform(3, 0, 3, 5),
                Samples.uniform(4, 6, 9, 5));
    }

    @Test
    void no_edges_have_no_weights_and_lists_of_different_length_are_refused() {
        Tape tape = Samples.tape();
        Variable none = tape.constant(Tensor.vector());
        assertThat(Eq1GaussianWeight.apply(none, none, none, none).shape().elements())
                .isZero();
        Variable one = tape.constant(Tensor.vector(1));
        assertThatIllegalArgumentException().isThrownBy(() -> Eq1GaussianWeight.apply(one, none, one, one));
    }

    private static double weight(double i, double j, double min, double max) {
        Tape tape = Samples.tape();
        return Eq1GaussianWeight.apply(
                        tape.constant(Tensor.vector(i)),
                        tape.constant(Tensor.vector(j)),
                        tape.constant(Tensor.vector(min)),
                        tape.constant(Tensor.vector(max)))
                .value()
                .item();
    }
}
