package org.thgcl.baseline.block;

import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.ShapeException;

/// The max-relative aggregation (Li et al. 2019, DeepGCNs): how far the neighbours of node i reach beyond it in each
/// channel,
///
/// `z_ic = max over k of y[index[i, k], c] - x_ic`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[n, c]` | | real |
/// | `y` | `y` | `[m, c]` | | real; may be x itself |
/// | index | `index` | `[n, k]` | | rows of y, 0 to m - 1 |
/// | `z` | returned | `[n, c]` | | real |
///
/// The gradient goes to the first listed row that attains the maximum, and less it to `x_i`. Refused: shapes that don't
/// fit, indices out of range.
public final class MaxRelative {
    private MaxRelative() {}

    /// The aggregation.
    ///
    /// @param neighbours k, at least 1
    /// @param index row-major
    /// @throws ShapeException if the shapes don't fit
    public static Variable apply(Variable x, Variable y, int neighbours, int... index) {
        if (index.length != neighbours * x.shape().rows()) {
            throw new ShapeException("max-relative: " + index.length + " indices for "
                    + x.shape().rows() + " nodes with " + neighbours + " neighbours each");
        }
        return Convolutions.gatherMax(y, index, neighbours).plus(x.times(-1));
    }

    /// The same in plain loops.
    public static double[][] definition(double[][] x, double[][] y, int[][] index) {
        double[][] z = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            z[i] = new double[x[i].length];
            for (int c = 0; c < x[i].length; c++) {
                double max = Double.NEGATIVE_INFINITY;
                for (int j : index[i]) {
                    max = Math.max(max, y[j][c]);
                }
                z[i][c] = max - x[i][c];
            }
        }
        return z;
    }
}
