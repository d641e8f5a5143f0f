package org.thgcl.graph;

/// Which audio segment a video segment's cross-modal edges start at (reading A5).
public enum Alignment {
    /// The one at the same time: `floor(i P_a / P_v)` for video segment i.
    TIMESTAMP,
    /// A list of starts, given explicitly.
    HOPS
}
