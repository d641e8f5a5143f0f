package org.thgcl.audit;

/// The origin of a claim. It determines what a failure of the claim means.
public enum ClaimKind {
    /// The paper says it in words, a table or a figure.
    STATED("stated", "the paper says it in words, a table or a figure"),
    /// The paper doesn't say it; a formula or a setting needs it to do what the text says of it.
    IMPLIED("implied", "not the paper's words: a formula or a setting needs it to do what the text says"),
    /// The program is compared with the paper: it says nothing about the paper.
    SELF_CHECK("self-check", "whether this program does what the paper says; it says nothing about the paper"),
    /// The paper is compared with another document.
    BETWEEN_DOCUMENTS("between documents", "the paper against another document: a data set, a file, a list");

    private final String words;
    private final String meaning;

    ClaimKind(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    /// The kind in plain words, such as `self-check`.
    public String words() {
        return words;
    }

    /// The meaning of the kind, in one phrase.
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return words;
    }
}
