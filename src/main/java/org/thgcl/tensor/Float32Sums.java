// Generated from Float64Sums.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.LANES;

/// Sums and dot products whose order is written down, so that vectors of any width give the same bits
/// ([Float32VectorSums], [Float32Columns]).
///
/// Element i of each whole block of [Float32Format#LANES] goes to logical lane i. Each lane is one chain of additions,
/// or fused multiply-adds, that starts at 0 and takes the blocks in ascending order. Then the upper half of the lanes
/// is added to the lower, lane by lane, until one is left. The elements after the last whole block are added to it one
/// after the other.
///
/// The sum of a column needs no lanes, as vectors lie across the columns. Each block of [#BLOCK] rows is one chain over
/// its rows in ascending order, and the sums of the blocks are added in ascending order. So the rounding error of a sum
/// over n rows grows with `BLOCK + n / BLOCK` and not with n: float32 keeps 5 digits of a sum over a hundred thousand
/// rows.
final class Float32Sums {
    /// Rows of a column whose sum is one chain.
    static final int BLOCK = 256;

    private Float32Sums() {}

    /// The sum of the elements `from ... to - 1`.
    static float sum(float[] x, int from, int to) {
        float[] lanes = new float[LANES];
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes[lane] += x[i + lane];
            }
        }
        float sum = fold(lanes);
        for (; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    /// The dot product of the `n` elements from `x[xFrom]` and from `y[yFrom]` on.
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        float[] lanes = new float[LANES];
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                lanes[lane] = Math.fma(x[xFrom + i + lane], y[yFrom + i + lane], lanes[lane]);
            }
        }
        float sum = fold(lanes);
        for (; i < n; i++) {
            sum = Math.fma(x[xFrom + i], y[yFrom + i], sum);
        }
        return sum;
    }

    private static float fold(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }

    /// The sum of column c of a matrix in the rows `from ... to - 1`.
    static float columnSum(float[] x, int columns, int c, int from, int to) {
        float sum = 0;
        for (int block = from; block < to; block += BLOCK) {
            float part = 0;
            for (int r = block; r < Math.min(block + BLOCK, to); r++) {
                part += x[r * columns + c];
            }
            sum += part;
        }
        return sum;
    }

    /// The dot product of column c of two matrices in the rows `from ... to - 1`.
    static float columnDot(float[] x, float[] y, int columns, int c, int from, int to) {
        float sum = 0;
        for (int block = from; block < to; block += BLOCK) {
            float part = 0;
            for (int r = block; r < Math.min(block + BLOCK, to); r++) {
                part = Math.fma(x[r * columns + c], y[r * columns + c], part);
            }
            sum += part;
        }
        return sum;
    }
}
