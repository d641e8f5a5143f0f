package org.thgcl.baseline.block;

import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.ShapeException;

/// Between the axes of published programs, `[B, C, n1, ..., nd]`, and those that the blocks here work on, `[B, n1,
/// ..., nd, C]`, where positions count as rows and channels as columns.
public final class ChannelsLast {
    private ChannelsLast() {}

    /// `[B, C, n...]` to `[B, n..., C]`.
    ///
    /// @throws ShapeException if there are fewer than two axes
    public static Variable of(Variable x) {
        int rank = rank(x);
        int[] order = new int[rank];
        for (int axis = 1; axis < rank - 1; axis++) {
            order[axis] = axis + 1;
        }
        order[rank - 1] = 1;
        return Dense.permute(x, order);
    }

    /// `[B, n..., C]` to `[B, C, n...]`.
    ///
    /// @throws ShapeException if there are fewer than two axes
    public static Variable undo(Variable x) {
        int rank = rank(x);
        int[] order = new int[rank];
        order[1] = rank - 1;
        for (int axis = 2; axis < rank; axis++) {
            order[axis] = axis - 1;
        }
        return Dense.permute(x, order);
    }

    private static int rank(Variable x) {
        if (x.shape().rank() < 2) {
            throw new ShapeException("channels: shape " + x.shape() + " has no axes of clips and channels");
        }
        return x.shape().rank();
    }
}
