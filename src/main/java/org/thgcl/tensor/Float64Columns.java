package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Sums.BLOCK;
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// Loops over the columns `from ... to - 1` of matrices: each column for itself, so that ranges can run side by side.
/// Sums over rows have the order of [Float64Sums].
final class Float64Columns {
    private static final int LENGTH = SPECIES.length();

    private Float64Columns() {}

    /// `Y[r, c] = factor[c] X[r, c]` for the rows from ... to-1; y may be x.
    static void scale(int from, int to, int columns, double[] x, double[] factor, double[] y) {
        for (int r = from; r < to; r++) {
            multiply(columns, x, r * columns, factor, 0, y);
        }
    }

    /// `sums[c]` = sum over the rows r of `X[r, c] Y[r, c]`.
    static void products(int from, int to, int rows, int columns, double[] x, double[] y, double[] sums) {
        Block sum = new Block(from, to, columns, 0, rows);
        sum.products(x, y, sums, from);
    }

    /// y = (x - mean) / sqrt(biased variance + epsilon) for each column of each group; y may be x. `mean` and
    /// `variance` are `[groups, columns]`.
    static void normalise(
            int from,
            int to,
            RowGroups groups,
            int columns,
            double[] x,
            double epsilon,
            double[] mean,
            double[] variance,
            double[] y) {
        double[] factor = new double[to - from];
        for (int g = 0; g < groups.count(); g++) {
            Block group = new Block(from, to, columns, groups.offset(g), groups.offset(g + 1));
            int statistics = g * columns + from;
            group.sums(x, mean, statistics);
            group.divideByRows(mean, statistics);
            group.subtract(x, mean, statistics, y);
            group.products(y, y, variance, statistics);
            group.divideByRows(variance, statistics);
            inverseDeviation(to - from, variance, statistics, epsilon, factor);
            group.multiplyRows(y, factor, y);
        }
    }

    /// dx = (dy - mean(dy) - y mean(dy y)) / sqrt(variance + epsilon), means over the rows of each group; dx may be dy.
    static void normaliseGradient(
            int from,
            int to,
            RowGroups groups,
            int columns,
            double[] y,
            double epsilon,
            double[] variance,
            double[] dy,
            double[] dx) {
        double[] mean = new double[to - from];
        double[] projection = new double[to - from];
        double[] factor = new double[to - from];
        for (int g = 0; g < groups.count(); g++) {
            Block group = new Block(from, to, columns, groups.offset(g), groups.offset(g + 1));
            group.sums(dy, mean, 0);
            group.divideByRows(mean, 0);
            group.products(dy, y, projection, 0);
            group.divideByRows(projection, 0);
            inverseDeviation(to - from, variance, g * columns + from, epsilon, factor);
            group.combine(y, dy, mean, projection, dx);
            group.multiplyRows(dx, factor, dx);
        }
    }

    /// `factor[i]` = 1 / sqrt(variance + epsilon); NaN for a variance that has overflowed.
    private static void inverseDeviation(int n, double[] variance, int start, double epsilon, double[] factor) {
        for (int i = 0; i < n; i++) {
            double v = variance[start + i];
            factor[i] = 1 / Float64Format.sqrt(v + epsilon) + 0 * v;
        }
    }

    /// `y[p + i] = x[p + i] factor[q + i]` for i below n.
    private static void multiply(int n, double[] x, int p, double[] factor, int q, double[] y) {
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            DoubleVector.fromArray(SPECIES, x, p + i)
                    .mul(DoubleVector.fromArray(SPECIES, factor, q + i))
                    .intoArray(y, p + i);
        }
        for (; i < n; i++) {
            y[p + i] = x[p + i] * factor[q + i];
        }
    }

    /// The columns `from ... to - 1` in the rows `first ... last - 1` of a matrix of so many columns.
    private record Block(int from, int to, int columns, int first, int last) {
        int width() {
            return to - from;
        }

        int position(int row) {
            return row * columns + from;
        }

        /// `sums[start + i]` = the sum of column from + i.
        void sums(double[] x, double[] sums, int start) {
            double[] part = new double[width()];
            Arrays.fill(sums, start, start + width(), 0);
            for (int block = first; block < last; block += BLOCK) {
                Arrays.fill(part, 0);
                for (int r = block; r < Math.min(last, block + BLOCK); r++) {
                    add(width(), x, position(r), part, 0);
                }
                add(width(), part, 0, sums, start);
            }
        }

        /// `sums[start + i]` = the sum of products of column from + i of X and Y, by fused multiply-adds.
        void products(double[] x, double[] y, double[] sums, int start) {
            double[] part = new double[width()];
            Arrays.fill(sums, start, start + width(), 0);
            for (int block = first; block < last; block += BLOCK) {
                Arrays.fill(part, 0);
                for (int r = block; r < Math.min(last, block + BLOCK); r++) {
                    addProducts(width(), x, y, position(r), part);
                }
                add(width(), part, 0, sums, start);
            }
        }

        void divideByRows(double[] sums, int start) {
            for (int i = start; i < start + width(); i++) {
                sums[i] /= last - first;
            }
        }

        /// y = x - mean.
        void subtract(double[] x, double[] mean, int start, double[] y) {
            for (int r = first; r < last; r++) {
                int p = position(r);
                int i = 0;
                for (; i <= width() - LENGTH; i += LENGTH) {
                    DoubleVector.fromArray(SPECIES, x, p + i)
                            .sub(DoubleVector.fromArray(SPECIES, mean, start + i))
                            .intoArray(y, p + i);
                }
                for (; i < width(); i++) {
                    y[p + i] = x[p + i] - mean[start + i];
                }
            }
        }

        void multiplyRows(double[] x, double[] factor, double[] y) {
            for (int r = first; r < last; r++) {
                multiply(width(), x, position(r), factor, 0, y);
            }
        }

        /// dx = dy - mean - y projection.
        void combine(double[] y, double[] dy, double[] mean, double[] projection, double[] dx) {
            for (int r = first; r < last; r++) {
                int p = position(r);
                int i = 0;
                for (; i <= width() - LENGTH; i += LENGTH) {
                    DoubleVector along = DoubleVector.fromArray(SPECIES, y, p + i)
                            .mul(DoubleVector.fromArray(SPECIES, projection, i));
                    DoubleVector.fromArray(SPECIES, dy, p + i)
                            .sub(DoubleVector.fromArray(SPECIES, mean, i))
                            .sub(along)
                            .intoArray(dx, p + i);
                }
                for (; i < width(); i++) {
                    dx[p + i] = dy[p + i] - mean[i] - y[p + i] * projection[i];
                }
            }
        }

        /// `sums[q + i] += x[p + i]` for i below n.
        private static void add(int n, double[] x, int p, double[] sums, int q) {
            int i = 0;
            for (; i <= n - LENGTH; i += LENGTH) {
                DoubleVector.fromArray(SPECIES, sums, q + i)
                        .add(DoubleVector.fromArray(SPECIES, x, p + i))
                        .intoArray(sums, q + i);
            }
            for (; i < n; i++) {
                sums[q + i] += x[p + i];
            }
        }

        /// `sums[i] += x[p + i] y[p + i]` for i below n, by fused multiply-adds.
        private static void addProducts(int n, double[] x, double[] y, int p, double[] sums) {
            int i = 0;
            for (; i <= n - LENGTH; i += LENGTH) {
                DoubleVector.fromArray(SPECIES, x, p + i)
                        .fma(DoubleVector.fromArray(SPECIES, y, p + i), DoubleVector.fromArray(SPECIES, sums, i))
                        .intoArray(sums, i);
            }
            for (; i < n; i++) {
                sums[i] = Math.fma(x[p + i], y[p + i], sums[i]);
            }
        }
    }
}
