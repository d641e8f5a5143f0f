package org.thgcl.page;

/// The mark of a point: each is told from the others by its shape alone.
public enum Mark {
    NONE(""),
    DISC("m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
    SQUARE("m-3.2-3.2h6.4v6.4h-6.4z"),
    TRIANGLE("m0-4.4 4.4 7.6h-8.8z"),
    DIAMOND("m0-4.8 4.8 4.8-4.8 4.8-4.8-4.8z"),
    PLUS("m-1.2-4.4h2.4v3.2h3.2v2.4h-3.2v3.2h-2.4v-3.2h-3.2v-2.4h3.2z"),
    CROSS("m0-1.7 2.5-2.5 1.7 1.7-2.5 2.5 2.5 2.5-1.7 1.7-2.5-2.5-2.5 2.5-1.7-1.7 2.5-2.5-2.5-2.5 1.7-1.7z"),
    DOWN("m0 4.4-4.4-7.6h8.8z"),
    BAR("m-1.5-4.6h3v9.2h-3z"),
    RING("m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0zm1.8 0a2.2 2.2 0 1 1 4.4 0a2.2 2.2 0 1 1-4.4 0z");

    private static final Mark[] ALL = values();

    private final String shape;

    Mark(String shape) {
        this.shape = shape;
    }

    /// Its outline around a point that a path has moved to.
    String shape() {
        return shape;
    }

    /// One of the nine marks, in turn.
    ///
    /// @param number from 0
    public static Mark of(int number) {
        return ALL[1 + number % (ALL.length - 1)];
    }
}
