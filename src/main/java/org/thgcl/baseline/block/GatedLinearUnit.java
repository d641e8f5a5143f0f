package org.thgcl.baseline.block;

import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;

/// The gated linear unit (Dauphin et al. 2017): the first half of the channels, each times the logistic function of its
/// partner in the second,
///
/// `y[r, c] = x[r, c] sigmoid(x[r, C + c])`, c < C
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[..., 2 C]` | | real |
/// | `y` | returned | `[..., C]` | | real |
///
/// Refused: an odd number of channels.
public final class GatedLinearUnit {
    private GatedLinearUnit() {}

    /// The gated channels.
    ///
    /// @throws ShapeException if the number of channels is odd
    public static Variable apply(Variable x) {
        int columns = x.shape().columns();
        if (columns % 2 != 0) {
            throw new ShapeException("gated linear unit: the number of channels must be even, got " + columns);
        }
        Variable gate = Columns.slice(x, columns / 2, columns).sigmoid();
        return Columns.slice(x, 0, columns / 2).times(gate);
    }

    /// One row after the other.
    public static double[][] definition(double[][] x) {
        double[][] y = new double[x.length][];
        for (int r = 0; r < x.length; r++) {
            int C = x[r].length / 2;
            y[r] = new double[C];
            for (int c = 0; c < C; c++) {
                y[r][c] = x[r][c] / (1 + Elementary.exp(-x[r][C + c]));
            }
        }
        return y;
    }
}
