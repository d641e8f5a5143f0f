package org.thgcl.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClipGraphTest {
    private final Edges audio = TemporalNeighbourhood.of(5, 1, 1, Boundary.SHIFT);
    private final Edges video = TemporalNeighbourhood.of(3, 1, 1, Boundary.SHIFT);

    @Test
    void a_clip_with_video_has_three_kinds_of_edges() {
        ClipGraph graph = new ClipGraph(audio, video, CrossModalEdges.of(5, 3, 3));
        assertThat(graph.hasVideo()).isTrue();
    }

    @Test
    void a_clip_without_video_has_audio_edges_alone() {
        ClipGraph graph = ClipGraph.withoutVideo(audio);
        assertThat(graph.hasVideo()).isFalse();
        assertThat(graph.audio()).isSameAs(audio);
        assertThat(graph.video().nodes()).isZero();
        assertThat(graph.video().count()).isZero();
        assertThat(graph.cross().count()).isZero();
        assertThat(graph.cross().pattern().rows()).isEqualTo(5);
    }

    @Test
    void edge_lists_of_different_clips_are_refused() {
        CrossModalEdges tooFewAudioNodes = CrossModalEdges.of(4, 3, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipGraph(audio, video, tooFewAudioNodes))
                .withMessage("clip graph: the cross-modal edges join 4 audio and 3 video nodes, the graph has 5 and 3");
        CrossModalEdges tooManyVideoNodes = CrossModalEdges.of(5, 4, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> new ClipGraph(audio, video, tooManyVideoNodes));
    }
}
