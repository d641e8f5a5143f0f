package org.thgcl.autodiff;

import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// Operations on the rows of small matrices, one row per clip of a batch, as plain loops.
public final class Rows {
    private Rows() {}

    /// `y[i]` = ln of the sum of `exp(X[i, j])` over the columns j that are not masked: with the row's maximum
    /// taken
    /// out, so that nothing overflows.
    ///
    /// @param x `[n, m]`
    /// @param maskDiagonal whether j = i is left out
    /// @return `[n]`; -infinity for a row with nothing left, NaN for one with an infinite number
    public static Variable logSumExp(Variable x, boolean maskDiagonal) {
        Tape tape = x.tape();
        int n = x.shape().rows();
        int m = x.shape().columns();
        Tensor y = tape.allocate(Shape.of(n));
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                max = maskDiagonal && j == i ? max : Math.max(max, x.value().get(i * m + j));
            }
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += maskDiagonal && j == i ? 0 : power(x.value().get(i * m + j), max);
            }
            y.set(i, max + Elementary.log(sum));
        }
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX[i, j] = exp(X[i, j] - y[i]) dy[i], 0 where masked and in rows with nothing left
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    boolean absent = (maskDiagonal && j == i) || y.get(i) == Double.NEGATIVE_INFINITY;
                    double share = absent ? 0 : Elementary.exp(x.value().get(i * m + j) - y.get(i));
                    dx.set(i * m + j, share * dy.get(i));
                }
            }
        });
        return tape.record(y, gradient, x);
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
        return tape.record(y, gradient, x);
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
        return tape.record(y, gradient, x);
    }

    /// `y[i] = X[i, i]`.
    ///
    /// @param x `[n, n]`
    public static Variable diagonal(Variable x) {
        int n = x.shape().rows();
        x.shape().require("diagonal", Axis.of("row", n), Axis.of("column", n));
        int[] index = new int[n];
        for (int i = 0; i < n; i++) {
            index[i] = i;
        }
        return pick(x, index);
    }

    /// Cosine matrix: `C[i, j] = <A_i, B_j> / max(|A_i| |B_j|, floor)`.
    ///
    /// @param a `[n, h]`
    /// @param b `[m, h]`
    /// @param floor smallest denominator, above 0
    /// @return `[n, m]`
    public static Variable cosine(Variable a, Variable b, double floor) {
        Tape tape = a.tape();
        int n = a.shape().rows();
        int m = b.shape().rows();
        int h = a.shape().columns();
        b.shape().require("cosine matrix, right side", Axis.any("row"), Axis.of("feature", h));
        ScaledRows scaledA = ScaledRows.of(tape, a.value());
        ScaledRows scaledB = ScaledRows.of(tape, b.value());
        double[] normA = scaledA.norm();
        double[] normB = scaledB.norm();
        double[] floors = new double[n * m];
        Tensor c = tape.allocate(Shape.of(n, m));
        tape.kernels().matmul(scaledA.rows(), false, scaledB.rows(), true, false, c);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                floors[i * m + j] = Math.scalb(floor, -scaledA.exponent()[i] - scaledB.exponent()[j]);
                c.set(i * m + j, c.get(i * m + j) / Math.max(normA[i] * normB[j], floors[i * m + j]));
            }
        }
        Tape.Gradient gradient = dc -> {
            // with q = |A_i| |B_j|: dA_i = sum over j of dC (B_j / q - C A_i / |A_i|^2), and for q below
            // the floor dC B_j / floor; dB_j likewise
            Tensor toOther = tape.allocate(Shape.of(n, m));
            double[] toA = new double[n];
            double[] toB = new double[m];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    double q = normA[i] * normB[j];
                    double d = dc.get(i * m + j);
                    toOther.set(i * m + j, d / Math.max(q, floors[i * m + j]));
                    double toSelf = q > floors[i * m + j] ? d * c.get(i * m + j) : 0;
                    toA[i] += toSelf;
                    toB[j] += toSelf;
                }
            }
            a.accumulate(da -> {
                tape.kernels().matmul(toOther, false, scaledB.rows(), false, false, da);
                subtractMultiples(scaledA.rows(), toA, normA, da);
                scaledA.toGradient(da);
            });
            b.accumulate(db -> {
                tape.kernels().matmul(toOther, true, scaledA.rows(), false, false, db);
                subtractMultiples(scaledB.rows(), toB, normB, db);
                scaledB.toGradient(db);
            });
        };
        return tape.record(c, gradient, a, b);
    }

    /// dX_i = dX_i - factor_i X_i / |X_i|^2 for each row with a factor other than 0.
    private static void subtractMultiples(Tensor x, double[] factor, double[] norm, Tensor dx) {
        int h = x.shape().columns();
        for (int i = 0; i < factor.length; i++) {
            double multiple = factor[i] == 0 ? 0 : factor[i] / (norm[i] * norm[i]);
            for (int k = i * h; k < (i + 1) * h; k++) {
                dx.set(k, dx.get(k) - multiple * x.get(k));
            }
        }
    }
}
