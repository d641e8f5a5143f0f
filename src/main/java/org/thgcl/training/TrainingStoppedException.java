package org.thgcl.training;

/// A run was asked to stop and has kept all that it needs to go on.
public final class TrainingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int updates;

    TrainingStoppedException(int updates) {
        super("stopped after " + updates + " updates");
        this.updates = updates;
    }

    /// Updates made so far.
    public int updates() {
        return updates;
    }
}
