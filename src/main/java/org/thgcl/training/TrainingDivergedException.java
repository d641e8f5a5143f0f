package org.thgcl.training;

/// The loss, or a parameter, is no longer a finite number: the run can't go on.
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /// @param what happened, and when
    /// @param advice where the last good state is, and what may be done
    TrainingDivergedException(String what, String advice) {
        super(what + "; " + advice);
        this.what = what;
    }

    /// What happened and when, without the files of the run: the same for every run that goes the same way.
    public String what() {
        return what;
    }
}
