package org.thgcl.training;

/// The loss, or a parameter, is no longer a finite number: the run can't go on.
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
