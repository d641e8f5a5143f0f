package org.thgcl.audit;

import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;

/// The graph that claims are checked with.
///
/// @param neighbourhood edges within a modality
/// @param cross edges across modalities, by timestamp
/// @param nearest edges across modalities, from each chunk to the windows whose start is nearest to its own
record Graphs(Neighbourhood neighbourhood, Cross cross, Cross nearest) {
    /// That which the program trains with.
    static Graphs here() {
        return new Graphs(TemporalNeighbourhood::of, CrossModalEdges::of, Graphs::nearest);
    }

    /// As [TemporalNeighbourhood#of].
    interface Neighbourhood {
        Edges of(int segments, int span, int dilation, Boundary boundary);
    }

    /// As [CrossModalEdges#of].
    interface Cross {
        CrossModalEdges of(int audioSegments, int videoSegments, int span);
    }

    /// A5 `window_time`: windows start every 9 hundredths of a second, chunks every 25. Ties go to the earlier window.
    private static CrossModalEdges nearest(int audioSegments, int videoSegments, int span) {
        int[] starts = new int[videoSegments];
        for (int i = 0; i < videoSegments; i++) {
            int nearest = Math.ceilDiv(2 * 25 * i - 9, 2 * 9);
            starts[i] = Math.clamp(nearest, 0, Math.max(0, audioSegments - span));
        }
        return CrossModalEdges.ofHops(audioSegments, span, starts);
    }
}
