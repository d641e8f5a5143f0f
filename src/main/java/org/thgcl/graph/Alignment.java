package org.thgcl.graph;

/// Which audio segment a video segment's cross-modal edges start at (reading A5). [Starts] computes them.
public enum Alignment {
    /// The one at the same time, if segments divide the clip evenly: `floor(i P_a / P_v)` for video segment i.
    TIMESTAMP,
    /// The one whose start is nearest in seconds.
    WINDOW_TIME,
    /// A list of starts, given explicitly.
    HOPS
}
