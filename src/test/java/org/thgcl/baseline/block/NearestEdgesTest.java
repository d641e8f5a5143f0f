package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.autodiff.Tape;
import org.thgcl.baseline.block.NearestEdges.Distance;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

class NearestEdgesTest {
    /// Small whole numbers: products are exact, so the two compare the same numbers, and many distances are equal.
    @Property(tries = 200)
    void apply_is_the_definition_for_every_clip_of_a_batch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int clips,
            @ForAll @IntRange(min = 1, max = 4) int nVideo,
            @ForAll @IntRange(min = 1, max = 6) int nAudio,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 6) int neighbours,
            @ForAll Distance distance) {
        NearestEdges nearest = new NearestEdges(Math.min(neighbours, nAudio), distance);
        Tensor video = Neighbours.whole(seed, -2, 2, clips * nVideo, width);
        Tensor audio = Neighbours.whole(seed + 1, -2, 2, clips * nAudio, width);
        List<List<Integer>> expected = new ArrayList<>();
        for (int clip = 0; clip < clips; clip++) {
            int[][] of = nearest.definition(
                    Neighbours.rows(video, clip * nVideo, nVideo), Neighbours.rows(audio, clip * nAudio, nAudio));
            for (int i = 0; i < nVideo; i++) {
                for (int j : of[i]) {
                    expected.add(List.of(clip * nVideo + i, clip * nAudio + j));
                }
            }
        }
        assertThat(edges(nearest, video, audio, clips)).isEqualTo(expected);
    }

    private static List<List<Integer>> edges(NearestEdges nearest, Tensor video, Tensor audio, int clips) {
        Tape tape = Samples.tape();
        SparsityPattern pattern = nearest.apply(tape.constant(video), tape.constant(audio), clips);
        List<List<Integer>> edges = new ArrayList<>();
        for (int e = 0; e < pattern.entries(); e++) {
            edges.add(List.of(pattern.column(e), pattern.row(e)));
        }
        return edges;
    }

    /// (1, 0) to (3, 0) and (0, 1): nearer by the length of the difference is the second, by the angle the first.
    @Test
    void the_distances_differ() {
        Tensor video = Tensor.of(Shape.of(1, 2), 1, 0);
        Tensor audio = Tensor.of(Shape.of(2, 2), 3, 0, 0, 1);
        assertThat(edges(new NearestEdges(1, Distance.EUCLIDEAN), video, audio, 1))
                .containsExactly(List.of(0, 1));
        assertThat(edges(new NearestEdges(1, Distance.COSINE), video, audio, 1)).containsExactly(List.of(0, 0));
    }

    /// A row of zeros has the cosine 0 to all.
    @Test
    void a_row_of_zeros_takes_the_first() {
        Tensor audio = Tensor.of(Shape.of(3, 2), 3, 0, 0, 1, 0, 0);
        assertThat(edges(new NearestEdges(2, Distance.COSINE), Tensor.zeros(Shape.of(1, 2)), audio, 1))
                .containsExactly(List.of(0, 0), List.of(0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void the_same_edges_for_one_and_three_threads(Distance distance) {
        NearestEdges nearest = new NearestEdges(3, distance);
        Neighbours.assertSameBits(tape -> {
            SparsityPattern pattern = nearest.apply(
                    tape.constant(Samples.uniform(1, -1, 1, 120, 64)),
                    tape.constant(Samples.uniform(2, -1, 1, 80, 64)),
                    2);
            double[] rows = new double[pattern.entries()];
            for (int e = 0; e < rows.length; e++) {
                rows[e] = pattern.row(e);
            }
            return rows;
        });
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestEdges(0, Distance.COSINE))
                .withMessage("nearest edges: each node must have at least 1 neighbour, got 0");
        NearestEdges nearest = new NearestEdges(3, Distance.COSINE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> edges(nearest, Tensor.zeros(Shape.of(2, 4)), Tensor.zeros(Shape.of(4, 4)), 2))
                .withMessage("nearest edges: 3 neighbours, but a clip has only 2 audio nodes");
        assertThatThrownBy(() -> edges(nearest, Tensor.zeros(Shape.of(3, 4)), Tensor.zeros(Shape.of(8, 4)), 2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("nearest edges: 3 video nodes in 2 clips");
        assertThatThrownBy(() -> edges(nearest, Tensor.zeros(Shape.of(2, 4)), Tensor.zeros(Shape.of(8, 3)), 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("nearest edges, audio nodes");
    }
}
