package org.thgcl.audit;

import org.thgcl.graph.Boundary;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// The graph that claims are checked with.
///
/// @param neighbourhood edges within a modality
/// @param cross edges across modalities, by timestamp
/// @param nearest edges across modalities, from each chunk to the windows whose start is nearest to its own
record Graphs(Neighbourhood neighbourhood, Cross cross, Cross nearest) {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    /// That which the program trains with.
    static Graphs implemented() {
        return new Graphs(
                TemporalNeighbourhood::of,
                (audio, video, span, dilation) ->
                        CrossModalEdges.ofStarts(audio, span, dilation, Starts.timestamp(audio, video)),
                (audio, video, span, dilation) -> CrossModalEdges.ofStarts(
                        audio,
                        span,
                        dilation,
                        Starts.windowTime(
                                audio,
                                video,
                                span,
                                ThgnSettings.of(PAPER).audioHopSeconds(),
                                ThgnSettings.of(PAPER).videoHopSeconds())));
    }

    /// The graph of the paper's clip.
    ClipGraph paper() {
        return new ClipGraph(
                neighbourhood.of(
                        PAPER.clips().audioSegments(),
                        ThgnSettings.of(PAPER).audioSpan(),
                        ThgnSettings.of(PAPER).audioDilation(),
                        Boundary.SHIFT),
                neighbourhood.of(
                        PAPER.clips().videoSegments(),
                        ThgnSettings.of(PAPER).videoSpan(),
                        ThgnSettings.of(PAPER).videoDilation(),
                        Boundary.SHIFT),
                cross.of(
                        PAPER.clips().audioSegments(),
                        PAPER.clips().videoSegments(),
                        ThgnSettings.of(PAPER).crossSpan(),
                        1));
    }

    /// As [TemporalNeighbourhood#of].
    interface Neighbourhood {
        Edges of(int segments, int span, int dilation, Boundary boundary);
    }

    /// As [CrossModalEdges#ofStarts], with starts by a rule of A5.
    interface Cross {
        CrossModalEdges of(int audioSegments, int videoSegments, int span, int dilation);
    }
}
