package org.thgcl.audit;

import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;

/// The graph that claims are checked with.
///
/// @param neighbourhood edges within a modality
/// @param cross edges across modalities, by timestamp
record Graphs(Neighbourhood neighbourhood, Cross cross) {
    /// That which the program trains with.
    static Graphs here() {
        return new Graphs(TemporalNeighbourhood::of, CrossModalEdges::of);
    }

    /// As [TemporalNeighbourhood#of].
    interface Neighbourhood {
        Edges of(int segments, int span, int dilation, Boundary boundary);
    }

    /// As [CrossModalEdges#of].
    interface Cross {
        CrossModalEdges of(int audioSegments, int videoSegments, int span);
    }
}
