package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Loops over dense float64 arrays. Each works on the outputs `from ... to - 1` alone, so that ranges can run side
/// by side.
///
/// Where every array is read and written at the same index, the compiler turns the plain loop into vector
/// instructions itself. The others are written out in vectors.
final class Float64Dense {
    private static final int LENGTH = SPECIES.length();

    /// The weights of four rows of a plain sum.
    private static final double[] ONES = {1, 1, 1, 1};

    private Float64Dense() {}

    static void add(int from, int to, double[] x, double[] y, double[] z) {
        for (int i = from; i < to; i++) {
            z[i] = x[i] + y[i];
        }
    }

    static void scale(int from, int to, double[] x, double factor, double[] y) {
        for (int i = from; i < to; i++) {
            y[i] = factor * x[i];
        }
    }

    static void leakyRelu(int from, int to, double[] x, double slope, double[] y) {
        for (int i = from; i < to; i++) {
            y[i] = slope == 0 ? Math.max(x[i], 0) + 0 * x[i] : x[i] > 0 ? x[i] : slope * x[i];
        }
    }

    static void leakyReluGradient(int from, int to, double[] x, double slope, double[] dy, double[] dx) {
        for (int i = from; i < to; i++) {
            dx[i] = x[i] > 0 ? dy[i] : slope == 0 ? 0 : slope * dy[i];
        }
    }

    /// `y[i] = x[i] scale` where the element is kept, else 0; `from` is a multiple of 64.
    static void dropout(int from, int to, double[] x, VectorKeepBits keep, double scale, double[] y) {
        for (int i = from; i < to; i += Long.SIZE) {
            long bits = keep.word(i);
            for (int j = i; j < Math.min(to, i + Long.SIZE); j++) {
                y[j] = (bits >>> j & 1) != 0 ? x[j] * scale : 0;
            }
        }
    }

    /// Rows from ... to-1 of Y = X + 1 row'.
    static void addRow(int from, int to, int columns, double[] x, double[] row, double[] y) {
        for (int r = from; r < to; r++) {
            int c = 0;
            for (; c <= columns - LENGTH; c += LENGTH) {
                DoubleVector.fromArray(SPECIES, x, r * columns + c)
                        .add(DoubleVector.fromArray(SPECIES, row, c))
                        .intoArray(y, r * columns + c);
            }
            for (; c < columns; c++) {
                y[r * columns + c] = x[r * columns + c] + row[c];
            }
        }
    }

    /// Rows from ... to-1 of Y = max(X + 1 row', 0), NaN for an infinite sum.
    static void addRowRelu(int from, int to, int columns, double[] x, double[] row, double[] y) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int r = from; r < to; r++) {
            int c = 0;
            for (; c <= columns - LENGTH; c += LENGTH) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, x, r * columns + c)
                        .add(DoubleVector.fromArray(SPECIES, row, c));
                zero.blend(sum, sum.compare(VectorOperators.GT, zero))
                        .add(sum.mul(zero))
                        .intoArray(y, r * columns + c);
            }
            for (; c < columns; c++) {
                double sum = x[r * columns + c] + row[c];
                y[r * columns + c] = Math.max(sum, 0) + 0 * sum;
            }
        }
    }

    /// Columns from ... to-1 of the sum over rows, each one chain over the rows in ascending order: the weight 1 of a
    /// fused multiply-add changes no bit.
    static void columnSums(int from, int to, int rows, int columns, double[] x, double[] sums) {
        Arrays.fill(sums, from, to, 0);
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            addFourRows(to - from, ONES, 0, x, r * columns + from, columns, sums, from);
        }
        for (; r < rows; r++) {
            addMultiple(to - from, 1, x, r * columns + from, sums, from);
        }
    }

    /// Rows from ... to-1 of y = X w, each the dot product of [Float64Sums].
    static void rowDots(int from, int to, int columns, double[] x, double[] w, double[] y) {
        for (int r = from; r < to; r++) {
            y[r] = Float64VectorSums.dot(x, r * columns, w, 0, columns);
        }
    }

    /// Columns from ... to-1 of y = X' w, each one chain over the rows in ascending order.
    static void weightedColumnSums(int from, int to, int rows, int columns, double[] x, double[] w, double[] y) {
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
    private static void addFourRows(int n, double[] w, int r, double[] x, int p, int columns, double[] y, int q) {
        int p1 = p + columns;
        int p2 = p1 + columns;
        int p3 = p2 + columns;
        DoubleVector w0 = DoubleVector.broadcast(SPECIES, w[r]);
        DoubleVector w1 = DoubleVector.broadcast(SPECIES, w[r + 1]);
        DoubleVector w2 = DoubleVector.broadcast(SPECIES, w[r + 2]);
        DoubleVector w3 = DoubleVector.broadcast(SPECIES, w[r + 3]);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, y, q + i);
            sum = w0.fma(DoubleVector.fromArray(SPECIES, x, p + i), sum);
            sum = w1.fma(DoubleVector.fromArray(SPECIES, x, p1 + i), sum);
            sum = w2.fma(DoubleVector.fromArray(SPECIES, x, p2 + i), sum);
            sum = w3.fma(DoubleVector.fromArray(SPECIES, x, p3 + i), sum);
            sum.intoArray(y, q + i);
        }
        for (; i < n; i++) {
            for (int row = 0; row < 4; row++) {
                y[q + i] = Math.fma(w[r + row], x[p + row * columns + i], y[q + i]);
            }
        }
    }

    /// Rows from ... to-1 of Z = x y' + (`add` ? Z : 0).
    static void outer(int from, int to, int columns, double[] x, double[] y, boolean add, double[] z) {
        for (int r = from; r < to; r++) {
            if (add) {
                addMultiple(columns, x[r], y, 0, z, r * columns);
            } else {
                multiple(columns, x[r], y, z, r * columns);
            }
        }
    }

    /// A multiple of n elements of y, plus 0, to those of z from q on.
    private static void multiple(int n, double factor, double[] y, double[] z, int q) {
        DoubleVector multiplier = DoubleVector.broadcast(SPECIES, factor);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            multiplier.fma(DoubleVector.fromArray(SPECIES, y, i), zero).intoArray(z, q + i);
        }
        for (; i < n; i++) {
            z[q + i] = Math.fma(factor, y[i], 0);
        }
    }

    /// Adds a multiple of n elements of x, from p on, to those of y, from q on.
    private static void addMultiple(int n, double factor, double[] x, int p, double[] y, int q) {
        DoubleVector multiplier = DoubleVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            multiplier
                    .fma(DoubleVector.fromArray(SPECIES, x, p + i), DoubleVector.fromArray(SPECIES, y, q + i))
                    .intoArray(y, q + i);
        }
        for (; i < n; i++) {
            y[q + i] = Math.fma(factor, x[p + i], y[q + i]);
        }
    }
}
