package org.thgcl.baseline;

import java.util.Arrays;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.Pooling.Pool;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;

/// What the convolutional systems make of all positions of a clip, `[B, positions..., C]` to `[B, C]`.
final class PositionPooling {
    private PositionPooling() {}

    /// The mean over all positions.
    static Variable mean(Variable x) {
        return pooled(Pool.AVERAGE, x);
    }

    /// The mean over the bands, then the maximum over time plus the mean over time, as PANNs take it.
    ///
    /// @param x `[B, frames, bands, C]`
    /// @throws ShapeException if there are other axes
    static Variable overTime(Variable x) {
        Variable frames = Pooling.sideBySide(Pool.AVERAGE, 1, x.shape().size(2)).apply(x);
        return pooled(Pool.MAX, frames).plus(pooled(Pool.AVERAGE, frames));
    }

    private static Variable pooled(Pool pool, Variable x) {
        int[] all = Arrays.copyOfRange(x.shape().toArray(), 1, x.shape().rank() - 1);
        return Pooling.sideBySide(pool, all)
                .apply(x)
                .reshape(Shape.of(x.shape().size(0), x.shape().columns()));
    }
}
