package org.thgcl.golden;

import java.util.List;
import java.util.stream.Stream;
import org.thgcl.graph.Alignment;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Edges of the temporal heterogeneous graph.
final class GraphKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "temporal_neighbourhood",
                    "2.2",
                    "edges from i + k dilation, |k| <= span, to i; min, max: the smallest and largest source of i",
                    Stream.concat(
                                    Stream.of(
                                            KindSetting.whole("segments", 0, Limits.SIZE),
                                            KindSetting.whole("span", 0, Integer.MAX_VALUE),
                                            KindSetting.whole("dilation", 1, Integer.MAX_VALUE)),
                                    KindSetting.ofModel("boundary").stream())
                            .toList(),
                    List.of(),
                    List.of("int source[E]", "int target[E]", "int min[E]", "int max[E]"),
                    GraphKinds::temporalNeighbourhood),
            new EquationKind(
                    "cross_modal_edges",
                    "2.2",
                    "edges from video i to audio start(i) + k dilation, k = 0 ... span - 1; start(i) = floor(i P_a /"
                            + " P_v)",
                    Stream.concat(
                                    Stream.of(
                                            KindSetting.whole("audio_segments", 0, Limits.SIZE)
                                                    .or(PAPER.clips().audioSegments()),
                                            KindSetting.whole("video_segments", 0, Limits.SIZE)
                                                    .or(PAPER.clips().videoSegments()),
                                            KindSetting.whole("span", 0, Integer.MAX_VALUE)
                                                    .or(ThgnSettings.of(PAPER).crossSpan()),
                                            KindSetting.whole("dilation", 1, Integer.MAX_VALUE)
                                                    .or(ThgnSettings.of(PAPER).crossDilation())),
                                    KindSetting.ofModel("alignment", "audio_hop_seconds", "video_hop_seconds").stream())
                            .toList(),
                    List.of("int hops[P_v]?"),
                    List.of("int video[E]", "int audio[E]", "int min[E]", "int max[E]", "int start[E]"),
                    GraphKinds::crossModalEdges));

    private GraphKinds() {}

    private static Outputs temporalNeighbourhood(CaseSettings settings, CaseInputs in) {
        int segments = settings.whole("segments");
        int span = settings.whole("span");
        int dilation = settings.whole("dilation");
        requireEdges("settings.segments", segments, span, dilation);
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, settings.word(Boundary.class, "boundary"));
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
        int audioSegments = settings.whole("audio_segments");
        int videoSegments = settings.whole("video_segments");
        int span = settings.whole("span");
        Limits.require("settings.span", videoSegments, Math.min(span, audioSegments));
        Alignment alignment = settings.word(Alignment.class, "alignment");
        if (in.has("hops") && alignment != Alignment.HOPS) {
            throw new GoldenException("inputs.hops", "stands here without alignment 'hops'");
        }
        int[] starts =
                switch (alignment) {
                    case TIMESTAMP -> Starts.timestamp(audioSegments, videoSegments);
                    case WINDOW_TIME ->
                        Starts.windowTime(
                                audioSegments,
                                videoSegments,
                                span,
                                settings.real("audio_hop_seconds"),
                                settings.real("video_hop_seconds"));
                    case HOPS -> hops(in, videoSegments);
                };
        CrossModalEdges edges = CrossModalEdges.ofStarts(audioSegments, span, settings.whole("dilation"), starts);
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
