package org.thgcl.file;

/// Text from outside, such as names and tags of files, for a line on a terminal.
public final class OneLine {
    private OneLine() {}

    /// The text with `?` in the place of each control character: what comes from outside may hold anything, also what
    /// a terminal obeys.
    public static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
