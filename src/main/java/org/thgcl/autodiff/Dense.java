package org.thgcl.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.EuclideanNorm;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Mask;
import org.thgcl.tensor.RowGroups;
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
        kernels.matmul(a.value(), transposeA, b.value(), transposeB, false, c);
        Tape.Gradient gradient = dc -> {
            // dA = dC op(B)', transposed if A was
            a.accumulate((da, add) -> {
                if (transposeA) {
                    kernels.matmul(b.value(), transposeB, dc, true, add, da);
                } else {
                    kernels.matmul(dc, false, b.value(), !transposeB, add, da);
                }
            });
            // dB = op(A)' dC, transposed if B was
            b.accumulate((db, add) -> {
                if (transposeB) {
                    kernels.matmul(dc, true, a.value(), transposeA, add, db);
                } else {
                    kernels.matmul(a.value(), !transposeA, dc, false, add, db);
                }
            });
        };
        return tape.record("matmul", new Detail.Transposed(transposeA, transposeB), c, gradient, a, b);
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
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        Tensor y = tape.allocate(Shape.of(x.shape().rows()));
        kernels.matvec(x.value(), w.value(), y);
        Tape.Gradient gradient = dy -> {
            // dX = dy w'
            x.accumulate((dx, add) -> kernels.outer(dy, w.value(), add, dx));
            // dw = X' dy
            w.accumulate(dw -> kernels.weightedColumnSums(x.value(), dy, dw));
        };
        return tape.record("matvec", y, gradient, x, w);
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
            // db = dY' 1
            bias.accumulate(db -> kernels.columnSums(dy, db));
            // dX = dY
            x.accumulate(dy);
        };
        return tape.record("add_bias", y, gradient, x, bias);
    }

    /// X with its axes in another order: axis a of the result is axis `order[a]` of X.
    ///
    /// @throws ShapeException if the order doesn't name each axis once
    public static Variable permute(Variable x, int... order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, IntStream.range(0, x.shape().rank()).toArray())) {
            throw new ShapeException("order of axes " + Arrays.toString(order) + " must name each of the "
                    + x.shape().rank() + " axes of " + x.shape() + " once");
        }
        if (order.length == 0) {
            return x;
        }
        int[] sizes = new int[order.length];
        int[] inverse = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            sizes[axis] = x.shape().size(order[axis]);
            inverse[order[axis]] = axis;
        }
        int[] forth = order.clone();
        Tape tape = x.tape();
        Tensor y = tape.allocate(Shape.of(sizes));
        tape.kernels().permute(x.value(), forth, y);
        // dX = dY with its axes in the old order
        return tape.record(
                "permute",
                new Detail.Order(forth),
                y,
                dy -> x.accumulate(dx -> tape.kernels().permute(dy, inverse, dx)),
                x);
    }

    /// The rows, each divided by its Euclidean norm, or by `floor` if that is larger.
    ///
    /// @param x `[rows, columns]`
    /// @param floor above 0
    public static Variable unitRows(Variable x, double floor) {
        Tape tape = x.tape();
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        double[] norm = new double[rows];
        Tensor y = tape.allocate(x.shape());
        for (int i = 0; i < rows; i++) {
            norm[i] = EuclideanNorm.of(x.value(), i * columns, (i + 1) * columns);
            for (int k = i * columns; k < (i + 1) * columns; k++) {
                y.set(k, x.value().get(k) / Math.max(norm[i], floor));
            }
        }
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX_i = (dY_i - (dY_i . Y_i) Y_i) / |X_i|, and dY_i / floor below the floor
            for (int i = 0; i < rows; i++) {
                double along = 0;
                for (int k = i * columns; norm[i] > floor && k < (i + 1) * columns; k++) {
                    along += dy.get(k) * y.get(k);
                }
                for (int k = i * columns; k < (i + 1) * columns; k++) {
                    dx.set(k, (dy.get(k) - along * y.get(k)) / Math.max(norm[i], floor));
                }
            }
        });
        return tape.record("unit_rows", y, gradient, x);
    }

    /// Dropout: y = x / (1 - rate) with probability 1 - rate, else 0. The mask is a function of seed, step, site and
    /// element alone.
    public static Variable dropout(Variable x, Dropout dropout) {
        Tape tape = x.tape();
        if (dropout.rate() == 0) {
            return x;
        }
        Kernels kernels = tape.kernels();
        Tensor y = tape.allocate(x.shape());
        kernels.dropout(x.value(), dropout, y);
        // dx = dy / (1 - rate) where x was kept, else 0
        return tape.record("dropout", y, dy -> x.accumulate(dx -> kernels.dropout(dy, dropout, dx)), x);
    }

    /// Y = (X - mean) / sqrt(variance + epsilon), mean and biased variance over all rows and columns of each group.
    ///
    /// @param x `[rows, columns]`
    /// @param groups the rows of each group
    public static Variable normalise(Variable x, RowGroups groups, double epsilon) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        requireRows(groups, x);
        Tensor y = tape.allocate(x.shape());
        Tensor inverse = tape.allocate(Shape.of(groups.count()));
        kernels.normalise(x.value(), groups, epsilon, inverse, y);
        // dX = (dY - mean(dY) - Y mean(dY Y)) / sqrt(variance + epsilon)
        return tape.record(
                "normalise",
                new Detail.Groups(groups, epsilon),
                y,
                dy -> x.accumulate(dx -> kernels.normaliseGradient(y, groups, inverse, dy, dx)),
                x);
    }

    private static void requireRows(RowGroups groups, Variable x) {
        if (groups.rows() != x.shape().rows()) {
            throw new ShapeException(
                    "normalisation: " + x.shape().rows() + " rows, but the groups have " + groups.rows());
        }
    }

    /// X + 1 b', a part of a sum.
    ///
    /// @param x `[rows, columns]`
    /// @param bias `[columns]`, if there is one
    public record Summand(Variable x, Optional<Variable> bias) {
        /// A part that has a bias.
        public Summand(Variable x, Variable bias) {
            this(x, Optional.of(bias));
        }

        /// A part without a bias.
        public Summand(Variable x) {
            this(x, Optional.empty());
        }

        /// Its value, by itself.
        public Variable sum() {
            return bias.map(b -> addBias(x, b)).orElse(x);
        }

        private Stream<Variable> operands() {
            return Stream.concat(Stream.of(x), bias.stream());
        }
    }

    /// `normalise(dropout(relu((X + 1 b') + (Z + 1 c'))))`, with the bits of these operations one by one, but in one
    /// pass over memory instead of six, forward, and one instead of five, backward.
    ///
    /// @param first X with b
    /// @param second Z with c, if there is a second part
    /// @param groups the rows of each group
    public static Variable activate(
            Summand first, Optional<Summand> second, Dropout dropout, RowGroups groups, double epsilon) {
        Tape tape = first.x.tape();
        Kernels kernels = tape.kernels();
        requireRows(groups, first.x);
        Tensor y = tape.allocate(first.x.shape());
        Tensor inverse = tape.allocate(Shape.of(groups.count()));
        Mask active = tape.allocateMask(y.shape());
        kernels.activate(
                first.x.value(),
                orNull(first.bias),
                orNull(second.map(Summand::x)),
                orNull(second.flatMap(Summand::bias)),
                dropout,
                groups,
                epsilon,
                active,
                inverse,
                y);
        List<Summand> summands =
                Stream.concat(Stream.of(first), second.stream()).toList();
        Tape.Gradient gradient = dy -> {
            // dX = dZ = (dY - mean(dY) - Y mean(dY Y)) / sqrt(variance + epsilon) / (1 - rate) where active, else 0
            Tensor dx = tape.arena().take(y.shape());
            kernels.activateGradient(y, active, dropout, groups, inverse, dy, dx);
            summands.forEach(summand -> summand.x.accumulate(dx));
            // db = dc = dX' 1, computed once
            List<Variable> biases = summands.stream()
                    .flatMap(summand -> summand.bias.stream())
                    .filter(Variable::needsGradient)
                    .toList();
            if (!biases.isEmpty()) {
                Tensor db = tape.arena().take(biases.getFirst().shape());
                kernels.columnSums(dx, db);
                biases.forEach(bias -> bias.accumulate(db));
                tape.arena().give(db);
            }
            tape.arena().give(dx);
        };
        Variable[] operands = summands.stream().flatMap(Summand::operands).toArray(Variable[]::new);
        Detail detail = new Detail.Sum(
                first.bias.isPresent(),
                second.isPresent(),
                second.flatMap(Summand::bias).isPresent(),
                new Detail.Groups(groups, epsilon));
        return tape.record("activate", detail, y, gradient, operands);
    }

    /// As the kernels take what may be absent.
    private static Tensor orNull(Optional<Variable> variable) {
        return variable.map(Variable::value).orElse(null);
    }
}
