// Generated from Float64Transpose.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Transposes a part of a matrix of float32: reads runs of numbers and writes runs of numbers, as a loop over single
/// ones can't.
///
/// Eight rows of vectors are interleaved three times, `a0 b0 a1 b1 ...`, rows 1 with 5, 2 with 6 and so on first.
/// Then the eight numbers of each column stand side by side.
final class Float32Transpose {
    private static final int LANES = SPECIES.length();

    /// Rows that are interleaved.
    private static final int ROWS = 8;

    /// Lanes of two vectors that give the first and the second half of both interleaved.
    private static final FloatVector FIRST = interleaved(0);

    private static final FloatVector SECOND = interleaved(LANES / 2);

    private static final VectorMask<Float> LOW = SPECIES.indexInRange(0, ROWS);

    private Float32Transpose() {}

    private static FloatVector interleaved(int from) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = from + i / 2 + i % 2 * LANES;
        }
        return FloatVector.fromArray(SPECIES, lanes, 0);
    }

    /// The scalar form: `y[target + c stepY + r] = x[source + r stepX + c]` for r below rows, c below columns.
    static void definition(int rows, int columns, float[] x, int source, int stepX, float[] y, int target, int stepY) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                y[target + c * stepY + r] = x[source + r * stepX + c];
            }
        }
    }

    /// The same, fast.
    static void transpose(int rows, int columns, float[] x, int source, int stepX, float[] y, int target, int stepY) {
        if (columns < LANES) {
            definition(rows, columns, x, source, stepX, y, target, stepY);
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
        definition(rows - whole, columns, x, source + whole * stepX, stepX, y, target + whole, stepY);
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
        FloatVector ae0 = FIRST.selectFrom(a, e);
        FloatVector ae1 = SECOND.selectFrom(a, e);
        FloatVector bf0 = FIRST.selectFrom(b, f);
        FloatVector bf1 = SECOND.selectFrom(b, f);
        FloatVector cg0 = FIRST.selectFrom(c, g);
        FloatVector cg1 = SECOND.selectFrom(c, g);
        FloatVector dh0 = FIRST.selectFrom(d, h);
        FloatVector dh1 = SECOND.selectFrom(d, h);
        quarter(FIRST.selectFrom(ae0, cg0), FIRST.selectFrom(bf0, dh0), 0, y, target, stepY);
        quarter(SECOND.selectFrom(ae0, cg0), SECOND.selectFrom(bf0, dh0), 2, y, target, stepY);
        quarter(FIRST.selectFrom(ae1, cg1), FIRST.selectFrom(bf1, dh1), 4, y, target, stepY);
        quarter(SECOND.selectFrom(ae1, cg1), SECOND.selectFrom(bf1, dh1), 6, y, target, stepY);
    }

    /// Interleaves a quarter's even and odd rows, and writes it: vectors `number` and `number + 1` of the eight that
    /// hold the columns one behind the other.
    private static void quarter(FloatVector even, FloatVector odd, int number, float[] y, int target, int stepY) {
        write(FIRST.selectFrom(even, odd), number, y, target, stepY);
        write(SECOND.selectFrom(even, odd), number + 1, y, target, stepY);
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
