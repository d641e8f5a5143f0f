package org.thgcl.golden;

import java.util.List;
import org.thgcl.graph.Alignment;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// Edges of the temporal heterogeneous graph.
final class GraphKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "temporal_neighbourhood",
                    "2.2",
                    List.of("segments", "span", "dilation", "boundary"),
                    List.of(),
                    List.of("int source[E]", "int target[E]", "int min[E]", "int max[E]"),
                    GraphKinds::temporalNeighbourhood),
            new EquationKind(
                    "cross_modal_edges",
                    "2.2",
                    List.of("audio_segments", "video_segments", "span", "alignment"),
                    List.of("int hops[P_v]?"),
                    List.of("int video[E]", "int audio[E]", "int min[E]", "int max[E]", "int start[E]"),
                    GraphKinds::crossModalEdges));

    private GraphKinds() {}

    private static Outputs temporalNeighbourhood(CaseSettings settings, CaseInputs in) {
        int segments = settings.whole("segments", 0, Limits.SIZE);
        int span = settings.whole("span", 0, Integer.MAX_VALUE);
        int dilation = settings.whole("dilation", 1, Integer.MAX_VALUE);
        requireEdges("settings.segments", segments, span, dilation);
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, settings.word("boundary", PAPER.boundary()));
        return new Outputs()
                .put("source", GoldenTensor.whole(edges.source()))
                .put("target", GoldenTensor.whole(edges.target()))
                .put("min", GoldenTensor.whole(edges.min()))
                .put("max", GoldenTensor.whole(edges.max()));
    }

    /// Refuses neighbourhoods of too many edges: a node has at most 2S+1, and not more than its lattice has nodes.
    static void requireEdges(String field, int segments, int span, int dilation) {
        Limits.require(field, segments, Math.min(2L * span + 1, segments / dilation + 1L));
    }

    private static Outputs crossModalEdges(CaseSettings settings, CaseInputs in) {
        int audioSegments = settings.whole("audio_segments", PAPER.audioSegments(), 0, Limits.SIZE);
        int videoSegments = settings.whole("video_segments", PAPER.videoSegments(), 0, Limits.SIZE);
        int span = settings.whole("span", PAPER.crossSpan(), 0, Integer.MAX_VALUE);
        Limits.require("settings.span", videoSegments, Math.min(span, audioSegments));
        CrossModalEdges edges =
                switch (settings.word("alignment", PAPER.alignment())) {
                    case TIMESTAMP -> CrossModalEdges.of(audioSegments, videoSegments, span);
                    case HOPS -> CrossModalEdges.ofHops(audioSegments, span, hops(in, videoSegments));
                };
        if (in.has("hops") && settings.word("alignment", PAPER.alignment()) != Alignment.HOPS) {
            throw new GoldenException("inputs.hops", "stands here without alignment 'hops'");
        }
        return new Outputs()
                .put("video", GoldenTensor.whole(edges.video()))
                .put("audio", GoldenTensor.whole(edges.audio()))
                .put("min", GoldenTensor.whole(edges.min()))
                .put("max", GoldenTensor.whole(edges.max()))
                .put("start", GoldenTensor.whole(edges.start()));
    }

    private static int[] hops(CaseInputs in, int videoSegments) {
        in.require("int hops[" + videoSegments + "]");
        return in.ints("hops");
    }
}
