package org.thgcl.audit;

import java.util.Map;

/// What was found of a claim.
public enum Verdict {
    /// What was computed is what the paper says.
    HOLDS("holds"),
    /// What was computed is not what the paper says, however the paper is read.
    CONTRADICTED("contradicted"),
    /// Some readings of the paper agree with the claim, others don't.
    DEPENDS_ON_READING("depends on a reading"),
    /// Nothing that is here can decide it.
    CANNOT_BE_CHECKED("cannot be checked here");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /// The verdict in plain words, such as `depends on a reading`.
    public String words() {
        return words;
    }

    static Verdict of(boolean holds) {
        return holds ? HOLDS : CONTRADICTED;
    }

    /// The verdict on a claim that was tried in several readings.
    ///
    /// @param holds by reading, whether the claim holds in it; at least one
    static Verdict of(Map<String, Boolean> holds) {
        if (holds.isEmpty()) {
            throw new IllegalArgumentException("audit: a verdict needs at least one reading");
        }
        if (!holds.containsValue(false)) {
            return HOLDS;
        }
        return holds.containsValue(true) ? DEPENDS_ON_READING : CONTRADICTED;
    }

    @Override
    public String toString() {
        return words;
    }
}
