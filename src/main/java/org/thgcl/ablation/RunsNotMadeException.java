package org.thgcl.ablation;

/// Runs that were to be made elsewhere could not be made, though they were tried more than once. The message names them
/// and says why.
public final class RunsNotMadeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message one line
    public RunsNotMadeException(String message) {
        super(message);
    }
}
