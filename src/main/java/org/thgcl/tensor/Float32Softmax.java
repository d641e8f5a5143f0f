// Generated from Float64Softmax.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Loops over the rows of dense float32 matrices that a softmax consists of. Each works on the rows `from ... to - 1`
/// alone, so that ranges can run side by side.
///
/// The largest of some numbers is the same in every order, and [Float32Exp] gives the same bits one by one and in
/// vectors; sums are those of [Float32Sums].
final class Float32Softmax {
    private static final int LENGTH = SPECIES.length();

    private Float32Softmax() {}

    /// `max[r]` is the largest number of the row, `y = exp(x - max[r])`, `sum[r]` is the sum of the row of y; in place.
    static void exponentials(int from, int to, int columns, float[] x, float[] max, float[] sum, float[] y) {
        for (int r = from; r < to; r++) {
            int end = (r + 1) * columns;
            max[r] = max(x, r * columns, end);
            exponentials(x, r * columns, end, max[r], y);
            sum[r] = Float32VectorSums.sum(y, r * columns, end);
        }
    }

    /// `y = exp(x - max[r]) / sum[r]`; in place.
    static void softmax(int from, int to, int columns, float[] x, float[] max, float[] sum, float[] y) {
        for (int r = from; r < to; r++) {
            exponentials(x, r * columns, (r + 1) * columns, max[r], y);
        }
        divideRows(from, to, columns, y, sum, y);
    }

    /// `Y[r] = X[r] / divisor[r]`; in place.
    static void divideRows(int from, int to, int columns, float[] x, float[] divisor, float[] y) {
        for (int r = from; r < to; r++) {
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                y[i] = x[i] / divisor[r];
            }
        }
    }

    /// dx = y (dy - sum over the row of y dy); in place of dy.
    static void gradient(int from, int to, int columns, float[] y, float[] dy, float[] dx) {
        for (int r = from; r < to; r++) {
            float projection = Float32VectorSums.dot(y, r * columns, dy, r * columns, columns);
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                dx[i] = y[i] * (dy[i] - projection);
            }
        }
    }

    /// The largest of the elements `from ... to - 1`; NaN if one is NaN or infinite.
    private static float max(float[] x, int from, int to) {
        FloatVector high = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector low = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            FloatVector next = FloatVector.fromArray(SPECIES, x, i);
            high = high.max(next);
            low = low.min(next);
        }
        float max = high.reduceLanes(VectorOperators.MAX);
        float min = low.reduceLanes(VectorOperators.MIN);
        for (; i < to; i++) {
            max = Math.max(max, x[i]);
            min = Math.min(min, x[i]);
        }
        return max == Float.POSITIVE_INFINITY || min == Float.NEGATIVE_INFINITY ? Float.NaN : max;
    }

    private static void exponentials(float[] x, int from, int to, float max, float[] y) {
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            Float32VectorExp.exp(FloatVector.fromArray(SPECIES, x, i).sub(max)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float32Exp.exp(x[i] - max);
        }
    }
}
