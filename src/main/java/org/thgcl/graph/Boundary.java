package org.thgcl.graph;

/// The treatment of a temporal neighbourhood that reaches beyond an end of the clip (reading A4).
public enum Boundary {
    /// Drop what is outside and extend by the dilation at the other side, so that every node keeps 2S+1
    /// neighbours; a lattice (the nodes with one remainder modulo the dilation) of at most 2S+1 nodes is taken
    /// whole.
    SHIFT,
    /// Keep what is inside.
    CLIP
}
