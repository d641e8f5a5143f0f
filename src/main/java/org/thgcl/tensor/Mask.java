package org.thgcl.tensor;

/// One bit for each element of a matrix, each row beginning with a word of its own so that rows can be written side
/// by side.
public final class Mask {
    /// 2^6 bits are a word.
    private static final int WORD = 6;

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

    /// The bits of `row` from `column` on, as many as its word has; the lowest bit is that of the column.
    long bits(int row, int column) {
        return words[row * wordsPerRow + (column >>> WORD)] >>> column;
    }

    /// Clears the bits of `row` from `column` on that are set in `bits`, all in the column's word.
    void clear(int row, int column, long bits) {
        words[row * wordsPerRow + (column >>> WORD)] &= ~(bits << column);
    }

    /// Sets the word with the bits of `row` from `column` on, a multiple of 64.
    void setWord(int row, int column, long word) {
        words[row * wordsPerRow + (column >>> WORD)] = word;
    }
}
