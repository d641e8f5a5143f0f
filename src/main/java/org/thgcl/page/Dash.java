package org.thgcl.page;

/// How a line is drawn.
public enum Dash {
    NONE(""),
    LONG(" long"),
    SHORT(" short"),
    DOTS(" dots");

    private static final Dash[] ALL = values();

    private final String word;

    Dash(String word) {
        this.word = word;
    }

    /// What is put behind the class of a line: nothing, or a space and a class.
    String word() {
        return word;
    }

    /// One of the four, in turn.
    ///
    /// @param number from 0
    public static Dash of(int number) {
        return ALL[number % ALL.length];
    }
}
