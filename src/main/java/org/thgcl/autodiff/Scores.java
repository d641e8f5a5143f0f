package org.thgcl.autodiff;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// Operations on matrices of scores, as plain loops: logits, `[clips, classes]`, and similarities, `[clips, clips]`.
public final class Scores {
    private Scores() {}

    /// `y[i]` = ln of the sum of `exp(X[i, j])` over the columns j that are not masked: with the row's maximum
    /// taken out, so that nothing overflows.
    ///
    /// @param x `[n, m]`
    /// @param maskDiagonal whether j = i is left out; in further blocks of m rows, i is counted within the block
    /// @return `[n]`; -infinity for a row with nothing left, NaN for one with an infinite number
    public static Variable logSumExp(Variable x, boolean maskDiagonal) {
        Tape tape = x.tape();
        int n = x.shape().rows();
        int m = x.shape().columns();
        IntPredicate masked = k -> maskDiagonal && k / m % m == k % m;
        Tensor y = tape.allocate(Shape.of(n));
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                max = masked.test(i * m + j) ? max : Math.max(max, x.value().get(i * m + j));
            }
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += masked.test(i * m + j) ? 0 : power(x.value().get(i * m + j), max);
            }
            y.set(i, max + Elementary.log(sum));
        }
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX[i, j] = exp(X[i, j] - y[i]) dy[i], 0 where masked and in rows with nothing left
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    boolean absent = masked.test(i * m + j) || y.get(i) == Double.NEGATIVE_INFINITY;
                    double share = absent ? 0 : Elementary.exp(x.value().get(i * m + j) - y.get(i));
                    dx.set(i * m + j, share * dy.get(i));
                }
            }
        });
        return tape.record("log_sum_exp", y, gradient, x);
    }

    /// e^(x - max), and NaN for an infinite x: it has overflowed, and must not pass for a power of 0.
    private static double power(double x, double max) {
        return Elementary.exp(x - max) + 0 * x;
    }

    /// `Y[i, j] = X[i, j] - ln sum over k of exp(X[i, k])`.
    ///
    /// @param x `[n, m]`
    public static Variable logSoftmax(Variable x) {
        Tape tape = x.tape();
        int n = x.shape().rows();
        int m = x.shape().columns();
        Tensor y = tape.allocate(x.shape());
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                max = Math.max(max, x.value().get(i * m + j));
            }
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += power(x.value().get(i * m + j), max);
            }
            double log = Elementary.log(sum);
            for (int j = 0; j < m; j++) {
                y.set(i * m + j, x.value().get(i * m + j) - max - log);
            }
        }
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX[i, j] = dY[i, j] - exp(Y[i, j]) sum over k of dY[i, k]
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < m; j++) {
                    sum += dy.get(i * m + j);
                }
                for (int j = 0; j < m; j++) {
                    dx.set(i * m + j, dy.get(i * m + j) - Elementary.exp(y.get(i * m + j)) * sum);
                }
            }
        });
        return tape.record("log_softmax", y, gradient, x);
    }

    /// `y[i] = X[i, index[i]]`.
    ///
    /// @param x `[n, m]`
    /// @param index one column per row, each in 0 ... m-1
    /// @return `[n]`
    public static Variable pick(Variable x, int... index) {
        int[] column = index.clone();
        Tape tape = x.tape();
        int n = x.shape().rows();
        int m = x.shape().columns();
        if (column.length != n) {
            throw new ShapeException("pick: " + column.length + " indices for " + n + " rows");
        }
        Tensor y = tape.allocate(Shape.of(n));
        for (int i = 0; i < n; i++) {
            if (column[i] < 0 || column[i] >= m) {
                throw new IllegalArgumentException(
                        "pick: index of row " + i + " is " + column[i] + ", allowed is 0 to " + (m - 1));
            }
            y.set(i, x.value().get(i * m + column[i]));
        }
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX[i, index[i]] = dy[i], 0 elsewhere
            dx.fill(0);
            for (int i = 0; i < n; i++) {
                dx.set(i * m + column[i], dy.get(i));
            }
        });
        return tape.record("pick", y, gradient, x);
    }

    /// `y[i] = X[i, i]`; in further blocks of n rows, i is counted within the block.
    ///
    /// @param x `[blocks * n, n]`
    /// @return `[blocks * n]`
    public static Variable diagonal(Variable x) {
        int rows = x.shape().rows();
        int n = x.shape().columns();
        if (n == 0 ? rows > 0 : rows % n != 0) {
            throw new ShapeException("diagonal: " + rows + " rows are no multiple of the " + n + " columns");
        }
        return pick(x, IntStream.range(0, rows).map(i -> i % n).toArray());
    }

    /// Cosine matrix: `C[i, j] = <A_i, B_j> / max(|A_i| |B_j|, floor)`.
    ///
    /// @param a `[n, h]`
    /// @param b `[m, h]`
    /// @param floor smallest denominator, above 0
    /// @return `[n, m]`
    public static Variable cosine(Variable a, Variable b, double floor) {
        return Cosine.of(a, b, 1, floor);
    }

    /// The cosine matrix of each block of rows: row i of a block of A with row j of the same block of B.
    ///
    /// @param a `[blocks * n, h]`
    /// @param b `[blocks * m, h]`
    /// @param blocks at least 1
    /// @param floor smallest denominator, above 0
    /// @return `[blocks * n, m]`
    public static Variable cosine(Variable a, Variable b, int blocks, double floor) {
        return Cosine.of(a, b, blocks, floor);
    }
}
