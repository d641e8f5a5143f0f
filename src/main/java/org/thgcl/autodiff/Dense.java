package org.thgcl.autodiff;

import org.thgcl.tensor.Axis;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Segments;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// Operations on dense matrices. All axes of a tensor but the last count as rows.
public final class Dense {
    private Dense() {}

    /// C = A B.
    public static Variable matmul(Variable a, Variable b) {
        return matmul(a, false, b, false);
    }

    /// C = op(A) op(B), where op transposes if asked to.
    public static Variable matmul(Variable a, boolean transposeA, Variable b, boolean transposeB) {
        Tape tape = a.tape();
        Kernels kernels = tape.kernels();
        int m = transposeA ? a.shape().columns() : a.shape().rows();
        int inner = transposeA ? a.shape().rows() : a.shape().columns();
        int innerB = transposeB ? b.shape().columns() : b.shape().rows();
        int n = transposeB ? b.shape().rows() : b.shape().columns();
        if (inner != innerB) {
            throw new ShapeException("matrix product: the inner axis is " + inner + " on the left (" + a.shape()
                    + ") and " + innerB + " on the right (" + b.shape() + ")");
        }
        Tensor c = tape.allocate(Shape.of(m, n));
        kernels.matmul(a.value(), transposeA, b.value(), transposeB, c);
        Tape.Gradient gradient = dc -> {
            // dA = dC op(B)', transposed if A was
            a.accumulate(da -> {
                if (transposeA) {
                    kernels.matmul(b.value(), transposeB, dc, true, da);
                } else {
                    kernels.matmul(dc, false, b.value(), !transposeB, da);
                }
            });
            // dB = op(A)' dC, transposed if B was
            b.accumulate(db -> {
                if (transposeB) {
                    kernels.matmul(dc, true, a.value(), transposeA, db);
                } else {
                    kernels.matmul(a.value(), !transposeA, dc, false, db);
                }
            });
        };
        return tape.record(c, gradient, a, b);
    }

    /// y = X w, one number per row.
    ///
    /// @param x `[rows, k]`
    /// @param w `[k]`
    /// @return `[rows]`
    public static Variable matvec(Variable x, Variable w) {
        w.shape()
                .require(
                        "matrix-vector product, vector",
                        Axis.of("inner", x.shape().columns()));
        return matmul(x, w.reshape(Shape.of(w.shape().elements(), 1)))
                .reshape(Shape.of(x.shape().rows()));
    }

    /// Y = X + 1 b', the bias added to each row.
    ///
    /// @param x `[rows, columns]`
    /// @param bias `[columns]`
    public static Variable addBias(Variable x, Variable bias) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        bias.shape().require("bias", Axis.of("feature", x.shape().columns()));
        Tensor y = tape.allocate(x.shape());
        kernels.addRow(x.value(), bias.value(), y);
        Tape.Gradient gradient = dy -> {
            // dX = dY
            x.accumulate(dx -> dx.copyFrom(dy));
            // db = dY' 1
            bias.accumulate(db -> kernels.columnSums(dy, db));
        };
        return tape.record(y, gradient, x, bias);
    }

    /// `[X Y]`, the columns of Y behind those of X.
    public static Variable concatenateColumns(Variable x, Variable y) {
        Tape tape = x.tape();
        int rows = x.shape().rows();
        y.shape().require("concatenation, right side", Axis.of("row", rows), Axis.any("column"));
        int left = x.shape().columns();
        int right = y.shape().columns();
        Tensor z = tape.allocate(Shape.of(rows, left + right));
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < left; c++) {
                z.set(r * (left + right) + c, x.value().get(r * left + c));
            }
            for (int c = 0; c < right; c++) {
                z.set(r * (left + right) + left + c, y.value().get(r * right + c));
            }
        }
        Tape.Gradient gradient = dz -> {
            // dX, dY: the columns of dZ that came from each
            x.accumulate(dx -> copyColumns(dz, 0, dx));
            y.accumulate(dy -> copyColumns(dz, left, dy));
        };
        return tape.record(z, gradient, x, y);
    }

    private static void copyColumns(Tensor from, int firstColumn, Tensor to) {
        int columns = to.shape().columns();
        for (int i = 0; i < to.shape().elements(); i++) {
            to.set(i, from.get(i / columns * from.shape().columns() + firstColumn + i % columns));
        }
    }

    /// Dropout: y = x / (1 - rate) with probability 1 - rate, else 0. The mask is a function of seed, step, site
    /// and
    /// element alone.
    ///
    /// @param rate probability of 0, in [0, 1)
    /// @param site the number of the place in the model, see [CounterRandom#site]
    public static Variable dropout(Variable x, double rate, CounterRandom random, long step, int site) {
        Tape tape = x.tape();
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout rate must be in [0, 1), got " + rate);
        }
        if (rate == 0) {
            return x;
        }
        Kernels kernels = tape.kernels();
        Tensor y = tape.allocate(x.shape());
        kernels.dropout(x.value(), rate, random, step, site, y);
        // dx = dy / (1 - rate) where x was kept, else 0
        return tape.record(y, dy -> x.accumulate(dx -> kernels.dropout(dy, rate, random, step, site, dx)), x);
    }

    /// Y = (X - mean) / sqrt(variance + epsilon), mean and biased variance over all rows and columns of each group.
    ///
    /// @param x `[rows, columns]`
    /// @param groups the rows of each group
    public static Variable normalise(Variable x, Segments groups, double epsilon) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        if (groups.rows() != x.shape().rows()) {
            throw new ShapeException(
                    "normalisation: " + x.shape().rows() + " rows, but the groups have " + groups.rows());
        }
        Tensor y = tape.allocate(x.shape());
        Tensor inverse = tape.allocate(Shape.of(groups.count()));
        kernels.normalise(x.value(), groups, epsilon, inverse, y);
        // dX = (dY - mean(dY) - Y mean(dY Y)) / sqrt(variance + epsilon)
        return tape.record(y, dy -> x.accumulate(dx -> kernels.normaliseGradient(y, groups, inverse, dy, dx)), x);
    }
}
