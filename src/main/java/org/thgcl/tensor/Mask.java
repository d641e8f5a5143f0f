package org.thgcl.tensor;

/// One bit for each element of a matrix, each row beginning with a word of its own so that rows can be written side
/// by side.
public final class Mask {
    private final int wordsPerRow;
    private final long[] words;

    /// All bits clear.
    public Mask(int rows, int columns) {
        wordsPerRow = wordsPerRow(columns);
        words = new long[Math.multiplyExact(rows, wordsPerRow)];
    }

    /// Bytes that the bits take.
    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    private static int wordsPerRow(int columns) {
        return Math.ceilDiv(columns, Long.SIZE);
    }

    /// Whether the mask is one for matrices of this size.
    boolean fits(int rows, int columns) {
        return wordsPerRow == wordsPerRow(columns) && words.length == rows * wordsPerRow;
    }

    /// The word with the bits of `row` from `column` on, a multiple of 64; the lowest bit is that of the column.
    long word(int row, int column) {
        return words[row * wordsPerRow + column / Long.SIZE];
    }

    void setWord(int row, int column, long word) {
        words[row * wordsPerRow + column / Long.SIZE] = word;
    }
}
