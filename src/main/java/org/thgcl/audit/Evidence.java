package org.thgcl.audit;

/// What the claims rest on.
record Evidence() {
    /// The program's own formulas, and what has been published.
    static Evidence here() {
        return new Evidence();
    }
}
