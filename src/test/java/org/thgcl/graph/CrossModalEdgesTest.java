package org.thgcl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrossModalEdgesTest {
    /// One edge, for comparison by value.
    private record Edge(int video, int audio, int min, int max, int start) {}

    @Property
    void hops_join_each_video_node_with_the_span_that_starts_there_cut_to_the_clip(
            @ForAll @IntRange(max = 12) int audioSegments,
            @ForAll @IntRange(max = 6) int span,
            @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @Size(max = 6) List<@IntRange(min = -8, max = 20) Integer> hops) {
        List<Edge> expected = new ArrayList<>();
        for (int i = 0; i < hops.size(); i++) {
            int start = hops.get(i);
            List<Integer> inside = new ArrayList<>();
            for (int k = 0; k < span; k++) {
                int j = start + k * dilation;
                if (j >= 0 && j < audioSegments) {
                    inside.add(j);
                }
            }
            for (int j : inside) {
                expected.add(new Edge(i, j, inside.getFirst(), inside.getLast(), start));
            }
        }
        CrossModalEdges edges = CrossModalEdges.ofStarts(
                audioSegments,
                span,
                dilation,
                hops.stream().mapToInt(Integer::intValue).toArray());
        assertThat(list(edges)).isEqualTo(expected);
        assertThat(edges.count()).isEqualTo(expected.size());
        assertThat(edges.audioNodes()).isEqualTo(audioSegments);
        assertThat(edges.videoNodes()).isEqualTo(hops.size());
    }

    @Property
    void timestamps_are_the_hops_that_match_in_time(
            @ForAll @IntRange(min = 1, max = 120) int audioSegments,
            @ForAll @IntRange(min = 1, max = 60) int videoSegments) {
        CrossModalEdges edges = CrossModalEdges.of(audioSegments, videoSegments, 3);
        int[] hops = new int[videoSegments];
        for (int i = 0; i < videoSegments; i++) {
            // the last audio segment that begins no later than video segment i: start / P_a <= i / P_v
            while ((hops[i] + 1) * videoSegments <= i * audioSegments) {
                hops[i]++;
            }
        }
        assertThat(list(edges)).isEqualTo(list(CrossModalEdges.ofHops(audioSegments, 3, hops)));
    }

    @Property
    void no_edge_leaves_the_clip_and_each_video_node_has_its_span_of_them_less_what_is_cut(
            @ForAll @IntRange(min = 1, max = 120) int audioSegments,
            @ForAll @IntRange(min = 1, max = 60) int videoSegments,
            @ForAll @IntRange(min = 1, max = 8) int span) {
        CrossModalEdges edges = CrossModalEdges.of(audioSegments, videoSegments, span);
        int[] degree = new int[videoSegments];
        for (Edge edge : list(edges)) {
            assertThat(edge.audio).isBetween(0, audioSegments - 1).isBetween(edge.min, edge.max);
            degree[edge.video]++;
        }
        for (int i = 0; i < videoSegments; i++) {
            // starts never lie outside, so that no video node is without edges
            int start = i * audioSegments / videoSegments;
            assertThat(degree[i])
                    .isEqualTo(Math.min(span, audioSegments - start))
                    .isPositive();
        }
    }

    @Test
    void the_papers_graph_by_hand() {
        CrossModalEdges edges = CrossModalEdges.of(101, 40, 3);
        // 40 starts, the last floor(39 * 101 / 40) = 98, so that nothing is cut
        assertThat(edges.count()).isEqualTo(120);
        assertThat(list(edges).getFirst()).isEqualTo(new Edge(0, 0, 0, 2, 0));
        assertThat(list(edges).get(3)).isEqualTo(new Edge(1, 2, 2, 4, 2));
        assertThat(list(edges).getLast()).isEqualTo(new Edge(39, 100, 98, 100, 98));
    }

    @Test
    void a_start_near_the_end_is_cut_and_one_beyond_gives_nothing() {
        assertThat(list(CrossModalEdges.ofHops(5, 3, 4, 5, -2)))
                .containsExactly(new Edge(0, 4, 4, 4, 4), new Edge(2, 0, 0, 0, -2));
        assertThat(CrossModalEdges.ofHops(5, 3, Integer.MAX_VALUE, Integer.MIN_VALUE)
                        .count())
                .isZero();
        int most = Integer.MAX_VALUE;
        assertThat(list(CrossModalEdges.ofStarts(5, most, most, 1, -most, Integer.MIN_VALUE)))
                .containsExactly(new Edge(0, 1, 1, 1, 1), new Edge(1, 0, 0, 0, -most));
    }

    @Test
    void span_0_no_audio_and_no_video_give_no_edges() {
        assertThat(CrossModalEdges.of(5, 3, 0).count()).isZero();
        assertThat(CrossModalEdges.of(0, 3, 3).count()).isZero();
        assertThat(CrossModalEdges.of(5, 0, 3).count()).isZero();
    }

    @Test
    void the_pattern_has_audio_rows_and_video_columns() {
        CrossModalEdges edges = CrossModalEdges.of(9, 4, 3);
        assertThat(edges.pattern().rows()).isEqualTo(9);
        assertThat(edges.pattern().columns()).isEqualTo(4);
        assertThat(edges.pattern().entries()).isEqualTo(edges.count());
        for (int e = 0; e < edges.count(); e++) {
            assertThat(edges.pattern().row(e)).isEqualTo(edges.audio()[e]);
            assertThat(edges.pattern().column(e)).isEqualTo(edges.video()[e]);
        }
    }

    @Test
    void what_is_handed_out_is_a_copy() {
        CrossModalEdges edges = CrossModalEdges.of(9, 4, 3);
        List<Edge> before = list(edges);
        for (int[] array : List.of(edges.video(), edges.audio(), edges.min(), edges.max(), edges.start())) {
            Arrays.fill(array, 99);
        }
        assertThat(list(edges)).isEqualTo(before);
    }

    @Test
    void negative_sizes_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossModalEdges.of(-1, 2, 3))
                .withMessage("cross-modal edges: audio segments must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossModalEdges.of(1, -2, 3))
                .withMessage("cross-modal edges: video segments must be at least 0, got -2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossModalEdges.ofHops(1, -3, 0))
                .withMessage("cross-modal edges: span must be at least 0, got -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossModalEdges.ofStarts(1, 3, 0, 0))
                .withMessage("cross-modal edges: the dilation must be at least 1 (no gaps), got 0");
    }

    private static List<Edge> list(CrossModalEdges edges) {
        List<Edge> list = new ArrayList<>();
        for (int e = 0; e < edges.count(); e++) {
            list.add(new Edge(edges.video()[e], edges.audio()[e], edges.min()[e], edges.max()[e], edges.start()[e]));
        }
        return list;
    }
}
