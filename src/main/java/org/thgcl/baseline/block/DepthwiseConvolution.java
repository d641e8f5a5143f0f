package org.thgcl.baseline.block;

import java.util.List;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// Convolution of each channel by itself, [Convolution] with as many groups as channels:
///
/// `y[b, p, c] = bias[c] + sum over taps t of w[c, 0, t] x[b, stride p + dilation t - before, c]`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B, n..., C]` | | real |
/// | `w` | `weight` | `[C, 1, k...]` | | real |
/// | bias | `bias` | `[C]` | | real, or absent |
/// | `y` | returned | `[B, p..., C]` | | real |
///
/// A matrix product for each channel would be a product with one column, so the sums are taken directly. Refused:
/// shapes that don't fit.
///
/// @param windows one for each axis of positions, 1 to 3
public record DepthwiseConvolution(List<Window> windows) {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there are not 1 to 3 axes
    public DepthwiseConvolution {
        windows = new Convolution(windows, 1).windows();
    }

    /// The shape of a weight, `[C, 1, k...]`.
    public Shape weightShape(int channels) {
        return grouped(channels).weightShape(channels, channels);
    }

    private Convolution grouped(int channels) {
        return new Convolution(windows, channels);
    }

    /// The convolution.
    ///
    /// @param bias or `null` for none
    /// @throws ShapeException if the shapes don't fit
    public Variable apply(Variable x, Variable weight, Variable bias) {
        Windows seen = Windows.over(x.shape(), windows);
        int channels = x.shape().columns();
        if (!weight.shape().equals(weightShape(channels))) {
            throw new ShapeException("depthwise convolution: the weight is " + weight.shape() + ", must be "
                    + weightShape(channels) + " for " + channels + " channels");
        }
        Variable taps = Dense.permute(weight.reshape(Shape.of(channels, seen.taps())), 1, 0);
        Variable y = Convolutions.depthwise(x, taps, seen);
        return bias == null ? y : Dense.addBias(y, bias);
    }

    /// The convolution as the formula reads: see [Convolution#definition].
    ///
    /// @param w `[C][1][taps in row-major order]`
    public double[][][] definition(double[][][] x, int[] sizes, double[][][] w, double[] bias) {
        return grouped(w.length).definition(x, sizes, w, bias);
    }
}
