package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Transposes a part of a matrix of float64: reads runs of numbers and writes runs of numbers, as a loop over single
/// ones can't.
///
/// Eight rows of vectors are interleaved three times, `a0 b0 a1 b1 ...`, rows 1 with 5, 2 with 6 and so on first.
/// Then the eight numbers of each column stand side by side.
final class Float64Transpose {
    private static final int LANES = SPECIES.length();

    /// Rows that are interleaved.
    private static final int ROWS = 8;

    /// Lanes of one vector that come first when two are interleaved, and those that come then.
    private static final VectorShuffle<Double> FIRST = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);

    private static final VectorShuffle<Double> SECOND = VectorShuffle.fromOp(SPECIES, lane -> (LANES + lane) / 2);

    /// The lanes that the other vector's go to.
    private static final VectorMask<Double> ODD = VectorMask.fromLong(SPECIES, 0xAAAAAAAAAAAAAAAAL);

    private static final VectorMask<Double> LOW = SPECIES.indexInRange(0, ROWS);

    /// Whether the compiler has an instruction that moves lanes: not where there are two.
    private static final boolean MOVABLE = LANES > 2;

    private Float64Transpose() {}

    /// [#transpose] one by one.
    private static void numbers(
            int rows, int columns, double[] x, int source, int stepX, double[] y, int target, int stepY) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                y[target + c * stepY + r] = x[source + r * stepX + c];
            }
        }
    }

    /// `y[target + c stepY + r] = x[source + r stepX + c]` for r below rows, c below columns.
    static void transpose(int rows, int columns, double[] x, int source, int stepX, double[] y, int target, int stepY) {
        if (columns < LANES || !MOVABLE) {
            numbers(rows, columns, x, source, stepX, y, target, stepY);
            return;
        }
        int whole = rows - rows % ROWS;
        for (int r = 0; r < whole; r += ROWS) {
            for (int c = 0; c < columns; c += LANES) {
                // the last vector of a row may take up numbers of the one before
                int column = Math.min(c, columns - LANES);
                block(x, source + r * stepX + column, stepX, y, target + column * stepY + r, stepY);
            }
        }
        numbers(rows - whole, columns, x, source + whole * stepX, stepX, y, target + whole, stepY);
    }

    /// Eight rows of a vector each.
    private static void block(double[] x, int source, int stepX, double[] y, int target, int stepY) {
        DoubleVector a = DoubleVector.fromArray(SPECIES, x, source);
        DoubleVector b = DoubleVector.fromArray(SPECIES, x, source + stepX);
        DoubleVector c = DoubleVector.fromArray(SPECIES, x, source + 2 * stepX);
        DoubleVector d = DoubleVector.fromArray(SPECIES, x, source + 3 * stepX);
        DoubleVector e = DoubleVector.fromArray(SPECIES, x, source + 4 * stepX);
        DoubleVector f = DoubleVector.fromArray(SPECIES, x, source + 5 * stepX);
        DoubleVector g = DoubleVector.fromArray(SPECIES, x, source + 6 * stepX);
        DoubleVector h = DoubleVector.fromArray(SPECIES, x, source + 7 * stepX);
        DoubleVector ae0 = first(a, e);
        DoubleVector ae1 = second(a, e);
        DoubleVector bf0 = first(b, f);
        DoubleVector bf1 = second(b, f);
        DoubleVector cg0 = first(c, g);
        DoubleVector cg1 = second(c, g);
        DoubleVector dh0 = first(d, h);
        DoubleVector dh1 = second(d, h);
        quarter(first(ae0, cg0), first(bf0, dh0), 0, y, target, stepY);
        quarter(second(ae0, cg0), second(bf0, dh0), 2, y, target, stepY);
        quarter(first(ae1, cg1), first(bf1, dh1), 4, y, target, stepY);
        quarter(second(ae1, cg1), second(bf1, dh1), 6, y, target, stepY);
    }

    /// The first half of two vectors interleaved. Each one's lanes are moved by themselves: only with 512 bits does the
    /// compiler know an instruction that takes lanes from two vectors.
    private static DoubleVector first(DoubleVector a, DoubleVector b) {
        return a.rearrange(FIRST).blend(b.rearrange(FIRST), ODD);
    }

    /// The second half.
    private static DoubleVector second(DoubleVector a, DoubleVector b) {
        return a.rearrange(SECOND).blend(b.rearrange(SECOND), ODD);
    }

    /// Interleaves a quarter's even and odd rows, and writes it: vectors `number` and `number + 1` of the eight that
    /// hold the columns one behind the other.
    private static void quarter(DoubleVector even, DoubleVector odd, int number, double[] y, int target, int stepY) {
        write(first(even, odd), number, y, target, stepY);
        write(second(even, odd), number + 1, y, target, stepY);
    }

    private static void write(DoubleVector vector, int number, double[] y, int target, int stepY) {
        if (LANES > ROWS) {
            vector.intoArray(y, target + 2 * number * stepY, LOW);
            vector.intoArray(y, target + (2 * number + 1) * stepY - ROWS, LOW.not());
        } else {
            int first = number * LANES;
            vector.intoArray(y, target + first / ROWS * stepY + first % ROWS);
        }
    }
}
