// Generated from Float64Transpose.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Transposes a part of a matrix of float32: reads runs of numbers and writes runs of numbers, as a loop over single
/// ones can't.
///
/// Eight rows of vectors are interleaved three times, `a0 b0 a1 b1 ...`, rows 1 with 5, 2 with 6 and so on first.
/// Then the eight numbers of each column stand side by side.
final class Float32Transpose {
    private static final int LANES = SPECIES.length();

    /// Rows that are interleaved.
    private static final int ROWS = 8;

    /// Lanes of one vector that come first when two are interleaved, and those that come then.
    private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(SPECIES, lane -> lane / 2);

    private static final VectorShuffle<Float> SECOND = VectorShuffle.fromOp(SPECIES, lane -> (LANES + lane) / 2);

    /// The lanes that the other vector's go to.
    private static final VectorMask<Float> ODD = VectorMask.fromLong(SPECIES, 0xAAAAAAAAAAAAAAAAL);

    private static final VectorMask<Float> LOW = SPECIES.indexInRange(0, ROWS);

    /// Whether the compiler has an instruction that moves lanes: not where there are two.
    private static final boolean MOVABLE = LANES > 2;

    private Float32Transpose() {}

    /// [#transpose] one by one.
    private static void numbers(
            int rows, int columns, float[] x, int source, int stepX, float[] y, int target, int stepY) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                y[target + c * stepY + r] = x[source + r * stepX + c];
            }
        }
    }

    /// `y[target + c stepY + r] = x[source + r stepX + c]` for r below rows, c below columns.
    static void transpose(int rows, int columns, float[] x, int source, int stepX, float[] y, int target, int stepY) {
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
    private static void block(float[] x, int source, int stepX, float[] y, int target, int stepY) {
        FloatVector a = FloatVector.fromArray(SPECIES, x, source);
        FloatVector b = FloatVector.fromArray(SPECIES, x, source + stepX);
        FloatVector c = FloatVector.fromArray(SPECIES, x, source + 2 * stepX);
        FloatVector d = FloatVector.fromArray(SPECIES, x, source + 3 * stepX);
        FloatVector e = FloatVector.fromArray(SPECIES, x, source + 4 * stepX);
        FloatVector f = FloatVector.fromArray(SPECIES, x, source + 5 * stepX);
        FloatVector g = FloatVector.fromArray(SPECIES, x, source + 6 * stepX);
        FloatVector h = FloatVector.fromArray(SPECIES, x, source + 7 * stepX);
        FloatVector ae0 = first(a, e);
        FloatVector ae1 = second(a, e);
        FloatVector bf0 = first(b, f);
        FloatVector bf1 = second(b, f);
        FloatVector cg0 = first(c, g);
        FloatVector cg1 = second(c, g);
        FloatVector dh0 = first(d, h);
        FloatVector dh1 = second(d, h);
        quarter(first(ae0, cg0), first(bf0, dh0), 0, y, target, stepY);
        quarter(second(ae0, cg0), second(bf0, dh0), 2, y, target, stepY);
        quarter(first(ae1, cg1), first(bf1, dh1), 4, y, target, stepY);
        quarter(second(ae1, cg1), second(bf1, dh1), 6, y, target, stepY);
    }

    /// The first half of two vectors interleaved. Each one's lanes are moved by themselves: only with 512 bits does the
    /// compiler know an instruction that takes lanes from two vectors.
    private static FloatVector first(FloatVector a, FloatVector b) {
        return a.rearrange(FIRST).blend(b.rearrange(FIRST), ODD);
    }

    /// The second half.
    private static FloatVector second(FloatVector a, FloatVector b) {
        return a.rearrange(SECOND).blend(b.rearrange(SECOND), ODD);
    }

    /// Interleaves a quarter's even and odd rows, and writes it: vectors `number` and `number + 1` of the eight that
    /// hold the columns one behind the other.
    private static void quarter(FloatVector even, FloatVector odd, int number, float[] y, int target, int stepY) {
        write(first(even, odd), number, y, target, stepY);
        write(second(even, odd), number + 1, y, target, stepY);
    }

    private static void write(FloatVector vector, int number, float[] y, int target, int stepY) {
        if (LANES > ROWS) {
            vector.intoArray(y, target + 2 * number * stepY, LOW);
            vector.intoArray(y, target + (2 * number + 1) * stepY - ROWS, LOW.not());
        } else {
            int first = number * LANES;
            vector.intoArray(y, target + first / ROWS * stepY + first % ROWS);
        }
    }
}
