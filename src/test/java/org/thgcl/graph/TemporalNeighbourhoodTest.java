package org.thgcl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TemporalNeighbourhoodTest {
    @Property
    void edges_are_those_of_the_definition(
            @ForAll @IntRange(max = 40) int segments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 12) int dilation,
            @ForAll Boundary boundary) {
        List<Integer> source = new ArrayList<>();
        List<Integer> target = new ArrayList<>();
        List<Integer> min = new ArrayList<>();
        List<Integer> max = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            SortedSet<Integer> neighbours = TemporalNeighbourhood.definition(i, segments, span, dilation, boundary);
            for (int j : neighbours) {
                source.add(j);
                target.add(i);
                min.add(neighbours.first());
                max.add(neighbours.last());
            }
        }
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, boundary);
        assertThat(edges.nodes()).isEqualTo(segments);
        assertThat(list(edges.source())).isEqualTo(source);
        assertThat(list(edges.target())).isEqualTo(target);
        assertThat(list(edges.min())).isEqualTo(min);
        assertThat(list(edges.max())).isEqualTo(max);
    }

    @Property
    void every_node_is_its_own_neighbour_and_all_others_are_multiples_of_the_dilation_away(
            @ForAll @IntRange(min = 1, max = 40) int segments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 12) int dilation,
            @ForAll Boundary boundary) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, boundary);
        int[] loops = new int[segments];
        for (int e = 0; e < edges.count(); e++) {
            int i = edges.target()[e];
            int j = edges.source()[e];
            assertThat(j).isBetween(0, segments - 1);
            assertThat((i - j) % dilation).isZero();
            loops[i] += i == j ? 1 : 0;
        }
        assertThat(loops).containsOnly(1);
    }

    @Property
    void with_shift_both_nodes_of_an_edge_have_neighbourhoods_of_one_width(
            @ForAll @IntRange(min = 1, max = 40) int segments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 12) int dilation) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, Boundary.SHIFT);
        for (int e = 0; e < edges.count(); e++) {
            int j = edges.source()[e];
            assertThat(edges.nodeMax()[j] - edges.nodeMin()[j]).isEqualTo(edges.max()[e] - edges.min()[e]);
        }
    }

    @Property
    void shifting_keeps_2s_plus_1_neighbours_wherever_the_lattice_has_them(
            @ForAll @IntRange(min = 1, max = 40) int segments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 12) int dilation) {
        int[] degree = degrees(TemporalNeighbourhood.of(segments, span, dilation, Boundary.SHIFT));
        for (int i = 0; i < segments; i++) {
            int lattice = 0;
            for (int j = 0; j < segments; j++) {
                lattice += j % dilation == i % dilation ? 1 : 0;
            }
            assertThat(degree[i]).isEqualTo(Math.min(2 * span + 1, lattice));
        }
    }

    @Property
    void clipping_leaves_as_many_neighbours_as_lie_inside(
            @ForAll @IntRange(min = 1, max = 40) int segments,
            @ForAll @IntRange(max = 8) int span,
            @ForAll @IntRange(min = 1, max = 12) int dilation) {
        int[] degree = degrees(TemporalNeighbourhood.of(segments, span, dilation, Boundary.CLIP));
        for (int i = 0; i < segments; i++) {
            int inside = 0;
            for (int k = -span; k <= span; k++) {
                inside += i + k * dilation >= 0 && i + k * dilation < segments ? 1 : 0;
            }
            assertThat(degree[i]).isEqualTo(inside);
        }
    }

    @Test
    void shift_moves_the_window_inside_and_clip_cuts_it() {
        Edges shift = TemporalNeighbourhood.of(7, 1, 2, Boundary.SHIFT);
        assertThat(neighbours(shift, 0)).containsExactly(0, 2, 4);
        assertThat(neighbours(shift, 4)).containsExactly(2, 4, 6);
        assertThat(neighbours(shift, 6)).containsExactly(2, 4, 6);
        // the odd lattice 1, 3, 5 has just 2S+1 nodes
        assertThat(neighbours(shift, 5)).containsExactly(1, 3, 5);
        Edges clip = TemporalNeighbourhood.of(7, 1, 2, Boundary.CLIP);
        assertThat(neighbours(clip, 0)).containsExactly(0, 2);
        assertThat(neighbours(clip, 4)).containsExactly(2, 4, 6);
        assertThat(neighbours(clip, 6)).containsExactly(4, 6);
    }

    @Test
    void the_papers_graph_has_the_expected_number_of_edges() {
        // 101 audio nodes with 13 neighbours each; 40 video nodes, 10 in each of 4 lattices, with 9 each
        assertThat(TemporalNeighbourhood.of(101, 6, 3, Boundary.SHIFT).count()).isEqualTo(1313);
        assertThat(TemporalNeighbourhood.of(40, 4, 4, Boundary.SHIFT).count()).isEqualTo(360);
    }

    @Test
    void span_0_leaves_self_loops_and_no_segments_leave_nothing() {
        Edges loops = TemporalNeighbourhood.of(3, 0, 5, Boundary.SHIFT);
        assertThat(loops.source()).containsExactly(0, 1, 2);
        assertThat(loops.target()).containsExactly(0, 1, 2);
        assertThat(TemporalNeighbourhood.of(0, 2, 1, Boundary.CLIP).count()).isZero();
    }

    @Test
    void the_largest_span_and_dilation_dont_overflow() {
        Edges all = TemporalNeighbourhood.of(3, Integer.MAX_VALUE, 1, Boundary.SHIFT);
        assertThat(all.source()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
        assertThat(TemporalNeighbourhood.of(3, Integer.MAX_VALUE, 1, Boundary.CLIP)
                        .source())
                .containsExactly(all.source());
        Edges alone = TemporalNeighbourhood.of(3, 2, Integer.MAX_VALUE, Boundary.SHIFT);
        assertThat(alone.source()).containsExactly(0, 1, 2);
    }

    @Test
    void the_pattern_has_targets_as_rows_and_edges_as_entries() {
        Edges edges = TemporalNeighbourhood.of(9, 1, 2, Boundary.CLIP);
        assertThat(edges.pattern().rows()).isEqualTo(9);
        assertThat(edges.pattern().columns()).isEqualTo(9);
        assertThat(edges.pattern().entries()).isEqualTo(edges.count());
        for (int e = 0; e < edges.count(); e++) {
            assertThat(edges.pattern().row(e)).isEqualTo(edges.target()[e]);
            assertThat(edges.pattern().column(e)).isEqualTo(edges.source()[e]);
        }
    }

    @Test
    void what_is_handed_out_is_a_copy() {
        Edges edges = TemporalNeighbourhood.of(3, 0, 1, Boundary.CLIP);
        Arrays.fill(edges.source(), 99);
        Arrays.fill(edges.target(), 99);
        Arrays.fill(edges.min(), 99);
        Arrays.fill(edges.max(), 99);
        assertThat(edges.source()).containsExactly(0, 1, 2);
        assertThat(edges.target()).containsExactly(0, 1, 2);
        assertThat(edges.min()).containsExactly(0, 1, 2);
        assertThat(edges.max()).containsExactly(0, 1, 2);
    }

    @Test
    void sizes_out_of_range_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalNeighbourhood.of(-1, 1, 1, Boundary.SHIFT))
                .withMessage("temporal neighbourhood: the number of segments must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalNeighbourhood.of(4, -2, 1, Boundary.SHIFT))
                .withMessageContaining("the span must be at least 0")
                .withMessageContaining("got -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalNeighbourhood.of(4, 1, 0, Boundary.SHIFT))
                .withMessageContaining("the dilation must be at least 1")
                .withMessageContaining("got 0");
    }

    private static List<Integer> neighbours(Edges edges, int i) {
        List<Integer> neighbours = new ArrayList<>();
        for (int e = 0; e < edges.count(); e++) {
            if (edges.target()[e] == i) {
                neighbours.add(edges.source()[e]);
            }
        }
        return neighbours;
    }

    private static int[] degrees(Edges edges) {
        int[] degrees = new int[edges.nodes()];
        for (int i : edges.target()) {
            degrees[i]++;
        }
        return degrees;
    }

    private static List<Integer> list(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
