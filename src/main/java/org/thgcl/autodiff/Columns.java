package org.thgcl.autodiff;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Submatrix;
import org.thgcl.tensor.Tensor;

/// Operations on the columns of matrices, which are the channels of `[B, positions..., C]`. All axes of a tensor but
/// the last count as rows, and stay.
public final class Columns {
    private Columns() {}

    /// Columns from ... to-1 of X.
    ///
    /// @throws IndexOutOfBoundsException if there are none such
    public static Variable slice(Variable x, int from, int to) {
        if (from < 0 || from > to || to > x.shape().columns()) {
            throw new IndexOutOfBoundsException(
                    "columns " + from + " to " + (to - 1) + " of " + x.shape().columns());
        }
        Tape tape = x.tape();
        Submatrix part = new Submatrix(0, from, x.shape().rows(), to - from);
        Tensor y = tape.allocate(withColumns(x.shape(), to - from));
        tape.kernels().copyOut(x.value(), part, y);
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX = dY in these columns, 0 elsewhere
            dx.fill(0);
            tape.kernels().copyIn(dy, part, dx);
        });
        return tape.record("slice_columns", new Detail.Range(from, to), y, gradient, x);
    }

    /// X with its columns in another order: column j of the result is column `order[j]` of X.
    ///
    /// @throws IllegalArgumentException if the order doesn't name each column once
    public static Variable permute(Variable x, int... order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        int columns = x.shape().columns();
        if (!Arrays.equals(sorted, IntStream.range(0, columns).toArray())) {
            throw new IllegalArgumentException("order of columns " + Arrays.toString(order) + " must name each of the "
                    + columns + " columns once");
        }
        int[] forth = order.clone();
        int[] back = new int[columns];
        for (int column = 0; column < columns; column++) {
            back[forth[column]] = column;
        }
        Tape tape = x.tape();
        Tensor y = tape.allocate(x.shape());
        tape.kernels().permuteColumns(x.value(), forth, y);
        // dX = dY with its columns in the old order
        return tape.record(
                "permute_columns",
                new Detail.Order(forth),
                y,
                dy -> x.accumulate(dx -> tape.kernels().permuteColumns(dy, back, dx)),
                x);
    }

    /// X with columns of zeros in front and behind.
    ///
    /// @param before at least 0
    /// @param after at least 0
    public static Variable pad(Variable x, int before, int after) {
        if (before < 0 || after < 0) {
            throw new IllegalArgumentException(
                    "padding by " + before + " and " + after + " columns: both must be at least 0");
        }
        Tape tape = x.tape();
        int columns = x.shape().columns();
        Submatrix part = new Submatrix(0, before, x.shape().rows(), columns);
        Tensor y = tape.allocate(withColumns(x.shape(), before + columns + after));
        y.fill(0);
        tape.kernels().copyIn(x.value(), part, y);
        // dX = dY in X's columns
        return tape.record(
                "pad_columns",
                new Detail.Range(before, before + columns),
                y,
                dy -> x.accumulate(dx -> tape.kernels().copyOut(dy, part, dx)),
                x);
    }

    /// `[X1 X2 ...]`, the columns of one behind those of the other.
    ///
    /// @param parts at least one; their axes but the last are equal
    public static Variable concatenate(Variable... parts) {
        Tape tape = parts[0].tape();
        int columns = 0;
        for (Variable part : parts) {
            if (!withColumns(part.shape(), 1).equals(withColumns(parts[0].shape(), 1))) {
                throw new ShapeException("concatenation of columns: shape " + part.shape() + " beside "
                        + parts[0].shape() + "; all axes but the last must be equal");
            }
            columns = Math.addExact(columns, part.shape().columns());
        }
        Tensor y = tape.allocate(withColumns(parts[0].shape(), columns));
        Submatrix[] places = new Submatrix[parts.length];
        int first = 0;
        for (int p = 0; p < parts.length; p++) {
            int width = parts[p].shape().columns();
            places[p] = new Submatrix(0, first, parts[p].shape().rows(), width);
            tape.kernels().copyIn(parts[p].value(), places[p], y);
            first += width;
        }
        Tape.Gradient gradient = dy -> {
            // dX = dY in X's columns
            for (int p = 0; p < parts.length; p++) {
                Submatrix place = places[p];
                parts[p].accumulate(dx -> tape.kernels().copyOut(dy, place, dx));
            }
        };
        return tape.record("concatenate_columns", y, gradient, parts);
    }

    /// `Y[r, c] = factor[c] X[r, c]`, each column with its own factor.
    ///
    /// @param x `[rows, columns]`
    /// @param factor `[columns]`
    public static Variable scale(Variable x, Variable factor) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        factor.shape().require("factors of columns", Axis.of("column", x.shape().columns()));
        Tensor y = tape.allocate(x.shape());
        kernels.scaleColumns(x.value(), factor.value(), y);
        Tape.Gradient gradient = dy -> {
            // dfactor[c] = sum over r of dY[r, c] X[r, c]
            factor.accumulate(df -> kernels.columnProducts(dy, x.value(), df));
            // dX[r, c] = factor[c] dY[r, c]
            x.accumulate(dx -> kernels.scaleColumns(dy, factor.value(), dx));
        };
        return tape.record("scale_columns", y, gradient, x, factor);
    }

    /// Normalised columns and what was computed on the way, which has no gradient.
    ///
    /// @param value of the shape of the argument
    /// @param mean of each column of each group, `[groups, columns]`, valid until the tape is reset
    /// @param variance the biased variance, likewise
    public record Normalised(Variable value, Tensor mean, Tensor variance) {}

    /// Y = (X - mean) / sqrt(variance + epsilon), mean and biased variance of each column over the rows of each group.
    ///
    /// @param x `[rows, columns]`
    /// @param groups the rows of each group
    public static Normalised normalise(Variable x, RowGroups groups, double epsilon) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        if (groups.rows() != x.shape().rows()) {
            throw new ShapeException(
                    "normalisation of columns: " + x.shape().rows() + " rows, but the groups have " + groups.rows());
        }
        Tensor y = tape.allocate(x.shape());
        Tensor mean = tape.allocate(Shape.of(groups.count(), x.shape().columns()));
        Tensor variance = tape.allocate(mean.shape());
        kernels.normaliseColumns(x.value(), groups, epsilon, mean, variance, y);
        // dX = (dY - mean(dY) - Y mean(dY Y)) / sqrt(variance + epsilon)
        Tape.Gradient gradient =
                dy -> x.accumulate(dx -> kernels.normaliseColumnsGradient(y, groups, epsilon, variance, dy, dx));
        return new Normalised(
                tape.record("normalise_columns", new Detail.Groups(groups, epsilon), y, gradient, x), mean, variance);
    }

    /// `Y[r, c] = (X[r, c] - mean[c]) / sqrt(variance[c] + epsilon)` for a given mean and variance.
    ///
    /// @param x `[rows, columns]`
    /// @param mean `[columns]`
    /// @param variance `[columns]`, at least 0
    public static Variable standardise(Variable x, Variable mean, Variable variance, double epsilon) {
        Variable inverse =
                variance.map("inverse_deviation", v -> 1 / Math.sqrt(v + epsilon), (v, y) -> -0.5 * y * y * y);
        return scale(Dense.addBias(x, mean.negated()), inverse);
    }

    private static Shape withColumns(Shape shape, int columns) {
        int[] sizes = shape.rank() == 0 ? new int[1] : shape.toArray();
        sizes[sizes.length - 1] = columns;
        return Shape.of(sizes);
    }
}
