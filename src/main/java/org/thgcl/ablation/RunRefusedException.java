package org.thgcl.ablation;

/// A run isn't made at a place, since it would give other numbers there: the program computes others, or the data are
/// others. Trying again at the same place doesn't help. The message names what was found and what was wanted.
public final class RunRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    RunRefusedException(String message) {
        super(message);
    }
}
