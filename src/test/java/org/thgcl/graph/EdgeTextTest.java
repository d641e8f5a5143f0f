package org.thgcl.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeTextTest {
    @Test
    void edges_are_printed_node_by_node() {
        assertThat(TemporalNeighbourhood.of(3, 1, 1, Boundary.CLIP)).hasToString("""
            3 nodes, 7 edges
              node 0 hears 0 1
              node 1 hears 0 1 2
              node 2 hears 1 2\
            """);
    }

    @Test
    void long_ones_are_cut() {
        String many = TemporalNeighbourhood.of(20, 6, 1, Boundary.SHIFT).toString();
        assertThat(many.lines()).hasSize(1 + 8 + 1).last().isEqualTo("  ...");
        assertThat(many.lines()).contains("  node 0 hears 0 1 2 3 4 5 6 7 ...");
    }

    @Test
    void a_graph_prints_its_three_kinds_of_edges() {
        Edges audio = TemporalNeighbourhood.of(4, 0, 1, Boundary.SHIFT);
        Edges video = TemporalNeighbourhood.of(2, 0, 1, Boundary.SHIFT);
        assertThat(new ClipGraph(audio, video, CrossModalEdges.ofHops(4, 2, 0, 3)))
                .hasToString("""
                    audio: 4 nodes, 4 edges
                      node 0 hears 0
                      node 1 hears 1
                      node 2 hears 2
                      node 3 hears 3
                    video: 2 nodes, 2 edges
                      node 0 hears 0
                      node 1 hears 1
                    from video to audio: 2 video and 4 audio nodes, 3 edges
                      video 0 speaks to audio 0 1
                      video 1 speaks to audio 3\
                    """);
        assertThat(ClipGraph.withoutVideo(audio).toString())
                .endsWith("video: 0 nodes, 0 edges\nfrom video to audio: 0 video and 4 audio nodes, 0 edges");
    }
}
