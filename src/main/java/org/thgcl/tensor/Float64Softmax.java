package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Loops over the rows of dense float64 matrices that a softmax consists of. Each works on the rows `from ... to - 1`
/// alone, so that ranges can run side by side.
///
/// The largest of some numbers is the same in every order, and [Float64Exp] gives the same bits one by one and in
/// vectors; sums are those of [Float64Sums].
final class Float64Softmax {
    private static final int LENGTH = SPECIES.length();

    private Float64Softmax() {}

    /// `max[r]` is the largest number of the row, `y = exp(x - max[r])`, `sum[r]` is the sum of the row of y; in place.
    static void exponentials(int from, int to, int columns, double[] x, double[] max, double[] sum, double[] y) {
        for (int r = from; r < to; r++) {
            int end = (r + 1) * columns;
            max[r] = max(x, r * columns, end);
            exponentials(x, r * columns, end, max[r], y);
            sum[r] = Float64VectorSums.sum(y, r * columns, end);
        }
    }

    /// `y = exp(x - max[r]) / sum[r]`; in place.
    static void softmax(int from, int to, int columns, double[] x, double[] max, double[] sum, double[] y) {
        for (int r = from; r < to; r++) {
            exponentials(x, r * columns, (r + 1) * columns, max[r], y);
        }
        divideRows(from, to, columns, y, sum, y);
    }

    /// `Y[r] = X[r] / divisor[r]`; in place.
    static void divideRows(int from, int to, int columns, double[] x, double[] divisor, double[] y) {
        for (int r = from; r < to; r++) {
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                y[i] = x[i] / divisor[r];
            }
        }
    }

    /// dx = y (dy - sum over the row of y dy); in place of dy.
    static void gradient(int from, int to, int columns, double[] y, double[] dy, double[] dx) {
        for (int r = from; r < to; r++) {
            double projection = Float64VectorSums.dot(y, r * columns, dy, r * columns, columns);
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                dx[i] = y[i] * (dy[i] - projection);
            }
        }
    }

    /// The largest of the elements `from ... to - 1`; NaN if one is NaN or infinite.
    private static double max(double[] x, int from, int to) {
        DoubleVector high = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector low = DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY);
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            DoubleVector next = DoubleVector.fromArray(SPECIES, x, i);
            high = high.max(next);
            low = low.min(next);
        }
        double max = high.reduceLanes(VectorOperators.MAX);
        double min = low.reduceLanes(VectorOperators.MIN);
        for (; i < to; i++) {
            max = Math.max(max, x[i]);
            min = Math.min(min, x[i]);
        }
        return max == Double.POSITIVE_INFINITY || min == Double.NEGATIVE_INFINITY ? Double.NaN : max;
    }

    private static void exponentials(double[] x, int from, int to, double max, double[] y) {
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            Float64VectorExp.exp(DoubleVector.fromArray(SPECIES, x, i).sub(max)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float64Exp.exp(x[i] - max);
        }
    }
}
