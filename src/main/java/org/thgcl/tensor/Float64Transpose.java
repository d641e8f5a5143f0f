package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/// Transposes a part of a matrix of float64: reads runs of numbers and writes runs of numbers, as a loop over single
/// ones can't.
///
/// Eight rows of vectors are interleaved three times, `a0 b0 a1 b1 ...`, rows 1 with 5, 2 with 6 and so on first.
/// Then the eight numbers of each column stand side by side.
final class Float64Transpose {
    private static final int LANES = SPECIES.length();

    /// Rows that are interleaved.
    private static final int ROWS = 8;

    /// Lanes of two vectors that give the first and the second half of both interleaved.
    private static final DoubleVector FIRST = interleaved(0);

    private static final DoubleVector SECOND = interleaved(LANES / 2);

    private static final VectorMask<Double> LOW = SPECIES.indexInRange(0, ROWS);

    private Float64Transpose() {}

    private static DoubleVector interleaved(int from) {
        double[] lanes = new double[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = from + i / 2 + i % 2 * LANES;
        }
        return DoubleVector.fromArray(SPECIES, lanes, 0);
    }

    /// The scalar form: `y[target + c stepY + r] = x[source + r stepX + c]` for r below rows, c below columns.
    static void definition(
            int rows, int columns, double[] x, int source, int stepX, double[] y, int target, int stepY) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                y[target + c * stepY + r] = x[source + r * stepX + c];
            }
        }
    }

    /// The same, fast.
    static void transpose(int rows, int columns, double[] x, int source, int stepX, double[] y, int target, int stepY) {
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
    private static void block(double[] x, int source, int stepX, double[] y, int target, int stepY) {
        DoubleVector a = DoubleVector.fromArray(SPECIES, x, source);
        DoubleVector b = DoubleVector.fromArray(SPECIES, x, source + stepX);
        DoubleVector c = DoubleVector.fromArray(SPECIES, x, source + 2 * stepX);
        DoubleVector d = DoubleVector.fromArray(SPECIES, x, source + 3 * stepX);
        DoubleVector e = DoubleVector.fromArray(SPECIES, x, source + 4 * stepX);
        DoubleVector f = DoubleVector.fromArray(SPECIES, x, source + 5 * stepX);
        DoubleVector g = DoubleVector.fromArray(SPECIES, x, source + 6 * stepX);
        DoubleVector h = DoubleVector.fromArray(SPECIES, x, source + 7 * stepX);
        DoubleVector ae0 = FIRST.selectFrom(a, e);
        DoubleVector ae1 = SECOND.selectFrom(a, e);
        DoubleVector bf0 = FIRST.selectFrom(b, f);
        DoubleVector bf1 = SECOND.selectFrom(b, f);
        DoubleVector cg0 = FIRST.selectFrom(c, g);
        DoubleVector cg1 = SECOND.selectFrom(c, g);
        DoubleVector dh0 = FIRST.selectFrom(d, h);
        DoubleVector dh1 = SECOND.selectFrom(d, h);
        quarter(FIRST.selectFrom(ae0, cg0), FIRST.selectFrom(bf0, dh0), 0, y, target, stepY);
        quarter(SECOND.selectFrom(ae0, cg0), SECOND.selectFrom(bf0, dh0), 2, y, target, stepY);
        quarter(FIRST.selectFrom(ae1, cg1), FIRST.selectFrom(bf1, dh1), 4, y, target, stepY);
        quarter(SECOND.selectFrom(ae1, cg1), SECOND.selectFrom(bf1, dh1), 6, y, target, stepY);
    }

    /// Interleaves a quarter's even and odd rows, and writes it: vectors `number` and `number + 1` of the eight that
    /// hold the columns one behind the other.
    private static void quarter(DoubleVector even, DoubleVector odd, int number, double[] y, int target, int stepY) {
        write(FIRST.selectFrom(even, odd), number, y, target, stepY);
        write(SECOND.selectFrom(even, odd), number + 1, y, target, stepY);
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
