package org.thgcl.autodiff;

import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// Operations along the entries of a sparsity pattern, which stand for the edges of a graph.
///
/// A pattern serves a batch of k blocks without being copied: dense operands have `k * rows` or `k * columns` rows.
/// Values of entries are `[entries]`, shared by all blocks, or `[k * entries]`.
public final class Sparse {
    private Sparse() {}

    /// Y = A X, A with the given values at the pattern's entries.
    ///
    /// @param values `[entries]` or `[blocks * entries]`
    /// @param x `[blocks * columns, features]`
    /// @return `[blocks * rows, features]`
    public static Variable spmm(SparsityPattern pattern, Variable values, Variable x) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int blocks = blocks("sparse times dense, dense operand", x.shape().rows(), pattern.columns());
        int count = values.shape().elements();
        if (count != pattern.entries() && count != blocks * pattern.entries()) {
            throw new ShapeException("sparse times dense: " + count + " values for " + pattern.entries()
                    + " entries and " + blocks + " blocks");
        }
        Tensor y = tape.allocate(Shape.of(blocks * pattern.rows(), x.shape().columns()));
        kernels.spmm(pattern, blocks, values.value(), x.value(), false, y);
        Tape.Gradient gradient = dy -> {
            // dX = A' dY
            x.accumulate((dx, add) -> kernels.spmm(pattern.transpose(), blocks, values.value(), dy, add, dx));
            // dA[i, j] = <row i of dY, row j of X>, at the entries alone
            values.accumulate(da -> kernels.sampledProduct(pattern, blocks, dy, x.value(), da));
        };
        return tape.record("spmm", new Detail.Entries(pattern), y, gradient, values, x);
    }

    /// `y[e] = x[row(e)]`.
    ///
    /// @param x `[blocks * rows]`
    /// @return `[blocks * entries]`
    public static Variable gatherRows(SparsityPattern pattern, Variable x) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int blocks = blocks("gather", x.shape().elements(), pattern.rows());
        Tensor y = tape.allocate(Shape.of(blocks * pattern.entries()));
        kernels.gatherRows(pattern, blocks, x.value(), y);
        // dx[r] = sum of dy[e] over the entries of row r
        return tape.record(
                "gather_rows",
                new Detail.Entries(pattern),
                y,
                dy -> x.accumulate(dx -> kernels.sumRows(pattern, blocks, dy, dx)),
                x);
    }

    /// `y[e] = x[column(e)]`.
    ///
    /// @param x `[blocks * columns]`
    /// @return `[blocks * entries]`
    public static Variable gatherColumns(SparsityPattern pattern, Variable x) {
        return gatherRows(pattern.transpose(), x);
    }

    /// `y[r]` = sum of `x[e]` over the entries of row r.
    ///
    /// @param x `[blocks * entries]`
    /// @param blocks number of blocks, which the entries alone can't tell where there are none
    /// @return `[blocks * rows]`
    public static Variable sumRows(SparsityPattern pattern, int blocks, Variable x) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        x.shape().require("sum over rows, values", Axis.of("entry", blocks * pattern.entries()));
        Tensor y = tape.allocate(Shape.of(blocks * pattern.rows()));
        kernels.sumRows(pattern, blocks, x.value(), y);
        // dx[e] = dy[row(e)]
        return tape.record("sum_rows", y, dy -> x.accumulate(dx -> kernels.gatherRows(pattern, blocks, dy, dx)), x);
    }

    /// The segment softmax: softmax over the entries of each row.
    ///
    /// @param x `[blocks * entries]`
    /// @return `[blocks * entries]`, each row's entries summing to 1
    public static Variable softmaxRows(SparsityPattern pattern, Variable x) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int blocks = blocks("segment softmax", x.shape().elements(), pattern.entries());
        Tensor y = tape.allocate(x.shape());
        kernels.softmaxRows(pattern, blocks, x.value(), y);
        // dx[e] = y[e] (dy[e] - sum of y[f] dy[f] over the entries of e's row)
        return tape.record(
                "softmax_rows",
                new Detail.Entries(pattern),
                y,
                dy -> x.accumulate(dx -> kernels.softmaxRowsGradient(pattern, blocks, y, dy, dx)),
                x);
    }

    /// Values that all blocks share, written out for each: x behind x behind x.
    ///
    /// @param x `[entries]`
    /// @return `[blocks * entries]`
    public static Variable repeat(Variable x, int blocks) {
        if (blocks == 1) {
            return x;
        }
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        Shape each = Shape.of(blocks, x.shape().elements());
        Tensor y = tape.allocate(each);
        y.fill(0);
        kernels.addRow(y, x.value(), y);
        // dx = sum of dy over the blocks
        return tape.record(
                "repeat",
                y.reshape(Shape.of(each.elements())),
                dy -> x.accumulate(dx -> kernels.columnSums(dy.reshape(each), dx)),
                x);
    }

    /// Number of blocks from the total and the size of one; a pattern without that axis has one block.
    private static int blocks(String what, int total, int one) {
        if (one == 0 ? total != 0 : total % one != 0) {
            throw new ShapeException(what + ": " + total + " is no multiple of the pattern's " + one);
        }
        return one == 0 ? 1 : total / one;
    }
}
