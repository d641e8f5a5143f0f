package org.thgcl.audit;

import java.util.List;

/// The verdict of all readings of a claim together.
public enum Verdict {
    /// The claim holds in every reading tried.
    HOLDS("holds"),
    /// It fails in every reading tried.
    CONTRADICTED("contradicted"),
    /// It holds in some readings and fails in others.
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

    /// The verdict on a claim that was tried in these readings; without any, it can't be checked.
    static Verdict of(List<Reading> readings) {
        if (readings.isEmpty()) {
            return CANNOT_BE_CHECKED;
        }
        long holding = readings.stream().filter(Reading::holds).count();
        return holding == readings.size() ? HOLDS : holding > 0 ? DEPENDS_ON_READING : CONTRADICTED;
    }

    @Override
    public String toString() {
        return words;
    }
}
