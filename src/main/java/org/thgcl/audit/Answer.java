package org.thgcl.audit;

/// Whether a claim holds, in one column of the audit: as printed, or in some reading.
public enum Answer {
    /// What was computed is what the paper says.
    HOLDS("holds"),
    /// What was computed is not what the paper says.
    FAILS("fails"),
    /// Nothing could be computed that decides it.
    NO_NUMBER("no number");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /// The answer in plain words, such as `no number`.
    public String words() {
        return words;
    }

    @Override
    public String toString() {
        return words;
    }
}
