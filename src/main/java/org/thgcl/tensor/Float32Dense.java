// Generated from Float64Dense.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Loops over dense float32 arrays. Each works on the outputs `from ... to - 1` alone, so that ranges can run side
/// by side.
///
/// Where every array is read and written at the same index, the compiler turns the plain loop into vector
/// instructions itself. The others are written out in vectors.
final class Float32Dense {
    private static final int LENGTH = SPECIES.length();

    /// The weights of four rows of a plain sum.
    private static final float[] ONES = {1, 1, 1, 1};

    private Float32Dense() {}

    static void add(int from, int to, float[] x, float[] y, float[] z) {
        for (int i = from; i < to; i++) {
            z[i] = x[i] + y[i];
        }
    }

    static void scale(int from, int to, float[] x, float factor, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] = factor * x[i];
        }
    }

    static void leakyRelu(int from, int to, float[] x, float slope, float[] y) {
        for (int i = from; i < to; i++) {
            y[i] = slope == 0 ? Math.max(x[i], 0) + 0 * x[i] : x[i] > 0 ? x[i] : slope * x[i];
        }
    }

    static void leakyReluGradient(int from, int to, float[] x, float slope, float[] dy, float[] dx) {
        for (int i = from; i < to; i++) {
            dx[i] = x[i] > 0 ? dy[i] : slope == 0 ? 0 : slope * dy[i];
        }
    }

    /// `y[i] = x[i] scale` where the element is kept, else 0; `from` is a multiple of 64.
    static void dropout(int from, int to, float[] x, VectorKeepBits keep, float scale, float[] y) {
        for (int i = from; i < to; i += Long.SIZE) {
            long bits = keep.word(i);
            for (int j = i; j < Math.min(to, i + Long.SIZE); j++) {
                y[j] = (bits >>> j & 1) != 0 ? x[j] * scale : 0;
            }
        }
    }

    /// Rows from ... to-1 of Y = X + 1 row'.
    static void addRow(int from, int to, int columns, float[] x, float[] row, float[] y) {
        for (int r = from; r < to; r++) {
            int c = 0;
            for (; c <= columns - LENGTH; c += LENGTH) {
                FloatVector.fromArray(SPECIES, x, r * columns + c)
                        .add(FloatVector.fromArray(SPECIES, row, c))
                        .intoArray(y, r * columns + c);
            }
            for (; c < columns; c++) {
                y[r * columns + c] = x[r * columns + c] + row[c];
            }
        }
    }

    /// Rows from ... to-1 of Y = max(X + 1 row', 0), NaN for an infinite sum.
    static void addRowRelu(int from, int to, int columns, float[] x, float[] row, float[] y) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int r = from; r < to; r++) {
            int c = 0;
            for (; c <= columns - LENGTH; c += LENGTH) {
                FloatVector sum =
                        FloatVector.fromArray(SPECIES, x, r * columns + c).add(FloatVector.fromArray(SPECIES, row, c));
                zero.blend(sum, sum.compare(VectorOperators.GT, zero))
                        .add(sum.mul(zero))
                        .intoArray(y, r * columns + c);
            }
            for (; c < columns; c++) {
                float sum = x[r * columns + c] + row[c];
                y[r * columns + c] = Math.max(sum, 0) + 0 * sum;
            }
        }
    }

    /// Columns from ... to-1 of the sum over rows, each one chain over the rows in ascending order: the weight 1 of a
    /// fused multiply-add changes no bit.
    static void columnSums(int from, int to, int rows, int columns, float[] x, float[] sums) {
        Arrays.fill(sums, from, to, 0);
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            addFourRows(to - from, ONES, 0, x, r * columns + from, columns, sums, from);
        }
        for (; r < rows; r++) {
            addMultiple(to - from, 1, x, r * columns + from, sums, from);
        }
    }

    /// Rows from ... to-1 of y = X w, each the dot product of [Float32Sums].
    static void rowDots(int from, int to, int columns, float[] x, float[] w, float[] y) {
        for (int r = from; r < to; r++) {
            y[r] = Float32VectorSums.dot(x, r * columns, w, 0, columns);
        }
    }

    /// Columns from ... to-1 of y = X' w, each one chain over the rows in ascending order.
    static void weightedColumnSums(int from, int to, int rows, int columns, float[] x, float[] w, float[] y) {
        Arrays.fill(y, from, to, 0);
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            addFourRows(to - from, w, r, x, r * columns + from, columns, y, from);
        }
        for (; r < rows; r++) {
            addMultiple(to - from, w[r], x, r * columns + from, y, from);
        }
    }

    /// Adds multiples of n elements of four rows of x, from p on, to those of y, from q on, one row after the other.
    private static void addFourRows(int n, float[] w, int r, float[] x, int p, int columns, float[] y, int q) {
        int p1 = p + columns;
        int p2 = p1 + columns;
        int p3 = p2 + columns;
        FloatVector w0 = FloatVector.broadcast(SPECIES, w[r]);
        FloatVector w1 = FloatVector.broadcast(SPECIES, w[r + 1]);
        FloatVector w2 = FloatVector.broadcast(SPECIES, w[r + 2]);
        FloatVector w3 = FloatVector.broadcast(SPECIES, w[r + 3]);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, y, q + i);
            sum = w0.fma(FloatVector.fromArray(SPECIES, x, p + i), sum);
            sum = w1.fma(FloatVector.fromArray(SPECIES, x, p1 + i), sum);
            sum = w2.fma(FloatVector.fromArray(SPECIES, x, p2 + i), sum);
            sum = w3.fma(FloatVector.fromArray(SPECIES, x, p3 + i), sum);
            sum.intoArray(y, q + i);
        }
        for (; i < n; i++) {
            for (int row = 0; row < 4; row++) {
                y[q + i] = Math.fma(w[r + row], x[p + row * columns + i], y[q + i]);
            }
        }
    }

    /// Rows from ... to-1 of Z = x y' + (`add` ? Z : 0).
    static void outer(int from, int to, int columns, float[] x, float[] y, boolean add, float[] z) {
        for (int r = from; r < to; r++) {
            if (add) {
                addMultiple(columns, x[r], y, 0, z, r * columns);
            } else {
                multiple(columns, x[r], y, z, r * columns);
            }
        }
    }

    /// A multiple of n elements of y, plus 0, to those of z from q on.
    private static void multiple(int n, float factor, float[] y, float[] z, int q) {
        FloatVector multiplier = FloatVector.broadcast(SPECIES, factor);
        FloatVector zero = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            multiplier.fma(FloatVector.fromArray(SPECIES, y, i), zero).intoArray(z, q + i);
        }
        for (; i < n; i++) {
            z[q + i] = Math.fma(factor, y[i], 0);
        }
    }

    /// Adds a multiple of n elements of x, from p on, to those of y, from q on.
    private static void addMultiple(int n, float factor, float[] x, int p, float[] y, int q) {
        FloatVector multiplier = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            multiplier
                    .fma(FloatVector.fromArray(SPECIES, x, p + i), FloatVector.fromArray(SPECIES, y, q + i))
                    .intoArray(y, q + i);
        }
        for (; i < n; i++) {
            y[q + i] = Math.fma(factor, x[p + i], y[q + i]);
        }
    }
}
