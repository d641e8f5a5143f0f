package org.thgcl.baseline.block;

import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;

/// Layer normalisation (Ba, Kiros, Hinton 2016) over the last axes of a tensor:
///
/// `y[r, j] = (x[r, j] - m_r) / sqrt(v_r + epsilon) scale_j + shift_j`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[..., n1, ..., nd]`, rows r of n1 ... nd elements j | | real |
/// | `m_r`, `v_r` | | | | mean and biased variance of a row |
/// | scale, shift | `affine` | `[n1, ..., nd]` | | real |
/// | d | `axes` | | 1 | 1 to the number of axes of x |
/// | epsilon | `epsilon` | | | above 0 |
/// | `y` | returned | as `x` | | real |
///
/// With one axis, and channels last, it is the normalisation of each position over its channels that ConvNeXt has.
/// Refused: settings out of range, a scale or shift of another size.
///
/// @param axes how many of the last axes are normalised together
/// @param epsilon what is added to a variance
public record LayerNorm(int axes, double epsilon) {
    /// @throws IllegalArgumentException if a setting is out of range
    public LayerNorm {
        if (axes < 1) {
            throw new IllegalArgumentException("layer normalisation: axes must be at least 1, got " + axes);
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "layer normalisation: epsilon must be a finite number above 0, got " + epsilon);
        }
    }

    /// Normalises, scales and shifts.
    ///
    /// @throws ShapeException if x has fewer axes, or scale and shift another size
    public Variable apply(Variable x, Affine affine) {
        return affine.apply(rows(x)).reshape(x.shape());
    }

    /// Normalises, without scale and shift.
    ///
    /// @throws ShapeException if x has fewer axes
    public Variable apply(Variable x) {
        return rows(x).reshape(x.shape());
    }

    private Variable rows(Variable x) {
        Shape shape = x.shape();
        if (shape.rank() < axes) {
            throw new ShapeException(
                    "layer normalisation over the last " + axes + " axes of shape " + shape + ": it has fewer");
        }
        int rows = 1;
        int width = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (axis < shape.rank() - axes) {
                rows *= shape.size(axis);
            } else {
                width *= shape.size(axis);
            }
        }
        return Dense.normalise(x.reshape(Shape.of(rows, width)), RowGroups.uniform(rows, 1), epsilon);
    }

    /// The rows, one after the other.
    ///
    /// @param x rows of the normalised elements
    public double[][] definition(double[][] x, double[] scale, double[] shift) {
        double[][] y = new double[x.length][scale.length];
        for (int r = 0; r < x.length; r++) {
            int n = x[r].length;
            double m = 0;
            double v = 0;
            for (int j = 0; j < n; j++) {
                m += x[r][j] / n;
            }
            for (int j = 0; j < n; j++) {
                v += (x[r][j] - m) * (x[r][j] - m) / n;
            }
            for (int j = 0; j < n; j++) {
                y[r][j] = (x[r][j] - m) / Math.sqrt(v + epsilon) * scale[j] + shift[j];
            }
        }
        return y;
    }
}
