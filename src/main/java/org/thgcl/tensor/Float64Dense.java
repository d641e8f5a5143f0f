package org.thgcl.tensor;

import java.util.Arrays;

/// Loops over dense float64 arrays. Each works on the outputs `from ... to - 1` alone, so that ranges can run side by
/// side.
final class Float64Dense {
    /// Rows of the right factor that stay in the cache while the rows of the left one pass by.
    private static final int INNER_BLOCK = 64;

    /// Sums over a group run in this many lanes, element i in lane i mod LANES, which are then folded pairwise.
    private static final int LANES = 16;

    private Float64Dense() {}

    /// Rows from ... to-1 of the m x n product of A, given by its strides, and the k x n matrix B, given by rows.
    ///
    /// A row of C grows in an array of its own: where a loop reads and writes every array at the same index, the
    /// just-in-time compiler sees that no store hits a later load and turns the loop into vector instructions.
    static void matmul(
            int from, int to, int n, int k, double[] a, int rowStride, int columnStride, double[][] b, double[] c) {
        double[] row = new double[n];
        for (int start = 0; start < k || start == 0; start += INNER_BLOCK) {
            int end = Math.min(k, start + INNER_BLOCK);
            for (int i = from; i < to; i++) {
                if (start == 0) {
                    Arrays.fill(row, 0);
                } else {
                    System.arraycopy(c, i * n, row, 0, n);
                }
                int l = start;
                for (int p = i * rowStride + l * columnStride; l + 4 <= end; l += 4, p += 4 * columnStride) {
                    double a0 = a[p];
                    double a1 = a[p + columnStride];
                    double a2 = a[p + 2 * columnStride];
                    double a3 = a[p + 3 * columnStride];
                    addFourMultiples(n, a0, b[l], a1, b[l + 1], a2, b[l + 2], a3, b[l + 3], row);
                }
                for (; l < end; l++) {
                    addMultiple(n, a[i * rowStride + l * columnStride], b[l], 0, row, 0);
                }
                System.arraycopy(row, 0, c, i * n, n);
            }
        }
    }

    /// c += a0 b0 + a1 b1 + a2 b2 + a3 b3, in that order, over n elements.
    private static void addFourMultiples(
            int n,
            double a0,
            double[] b0,
            double a1,
            double[] b1,
            double a2,
            double[] b2,
            double a3,
            double[] b3,
            double[] c) {
        for (int j = 0; j < n; j++) {
            double s = Math.fma(a0, b0[j], c[j]);
            s = Math.fma(a1, b1[j], s);
            s = Math.fma(a2, b2[j], s);
            c[j] = Math.fma(a3, b3[j], s);
        }
    }

    /// Adds a multiple of n elements of b, from p on, to those of c, from q on.
    static void addMultiple(int n, double factor, double[] b, int p, double[] c, int q) {
        for (int j = 0; j < n; j++) {
            c[q + j] = Math.fma(factor, b[p + j], c[q + j]);
        }
    }

    /// Rows from ... to-1 of a matrix of n columns, given by its strides, each into an array of its own.
    static void rows(int from, int to, int n, double[] x, int rowStride, int columnStride, double[][] rows) {
        for (int r = from; r < to; r++) {
            for (int c = 0; c < n; c++) {
                rows[r][c] = x[r * rowStride + c * columnStride];
            }
        }
    }

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

    static void addRow(int from, int to, int columns, double[] x, double[] row, double[] y) {
        for (int r = from; r < to; r++) {
            for (int c = 0; c < columns; c++) {
                y[r * columns + c] = x[r * columns + c] + row[c];
            }
        }
    }

    static void columnSums(int from, int to, int rows, int columns, double[] x, double[] sums) {
        Arrays.fill(sums, from, to, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = from; c < to; c++) {
                sums[c] += x[r * columns + c];
            }
        }
    }

    static void leakyRelu(int from, int to, double[] x, double slope, double[] y) {
        for (int i = from; i < to; i++) {
            y[i] = slope == 0 ? Math.max(x[i], 0) : x[i] > 0 ? x[i] : slope * x[i];
        }
    }

    static void leakyReluGradient(int from, int to, double[] x, double slope, double[] dy, double[] dx) {
        for (int i = from; i < to; i++) {
            dx[i] = x[i] > 0 ? dy[i] : slope == 0 ? 0 : slope * dy[i];
        }
    }

    /// `from` is a multiple of 4: one block of the generator serves four elements.
    static void dropout(
            int from, int to, double[] x, double rate, CounterRandom random, long step, int site, double[] y) {
        long threshold = Math.round(rate * 0x1p32);
        double keep = 1 / (1 - rate);
        int[] words = new int[4];
        for (int i = from; i < to; i++) {
            if ((i & 3) == 0) {
                random.words(i >>> 2, site, step, words);
            }
            y[i] = Integer.toUnsignedLong(words[i & 3]) >= threshold ? x[i] * keep : 0;
        }
    }

    static void normalise(
            int from, int to, Segments groups, int columns, double[] x, double epsilon, double[] inverse, double[] y) {
        double[] lanes = new double[LANES];
        for (int g = from; g < to; g++) {
            int start = groups.offset(g) * columns;
            int n = groups.offset(g + 1) * columns - start;
            for (int i = 0; i < n; i++) {
                lanes[i % LANES] += x[start + i];
            }
            double mean = fold(lanes) / n;
            for (int i = 0; i < n; i++) {
                double deviation = x[start + i] - mean;
                lanes[i % LANES] = Math.fma(deviation, deviation, lanes[i % LANES]);
            }
            inverse[g] = 1 / Math.sqrt(fold(lanes) / n + epsilon);
            for (int i = start; i < start + n; i++) {
                y[i] = (x[i] - mean) * inverse[g];
            }
        }
    }

    static void normaliseGradient(
            int from, int to, Segments groups, int columns, double[] y, double[] inverse, double[] dy, double[] dx) {
        double[] lanes = new double[LANES];
        double[] products = new double[LANES];
        for (int g = from; g < to; g++) {
            int start = groups.offset(g) * columns;
            int n = groups.offset(g + 1) * columns - start;
            for (int i = 0; i < n; i++) {
                int lane = i % LANES;
                lanes[lane] += dy[start + i];
                products[lane] = Math.fma(dy[start + i], y[start + i], products[lane]);
            }
            double mean = fold(lanes) / n;
            double projection = fold(products) / n;
            for (int i = start; i < start + n; i++) {
                dx[i] = inverse[g] * (dy[i] - mean - y[i] * projection);
            }
        }
    }

    /// The sum of the lanes, upper half onto lower half until one is left; clears them for the next sum.
    private static double fold(double[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        double sum = lanes[0];
        Arrays.fill(lanes, 0);
        return sum;
    }
}
