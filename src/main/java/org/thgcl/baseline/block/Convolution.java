package org.thgcl.baseline.block;

import java.util.List;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// Convolution along 1 to 3 axes of positions, a cross-correlation with zeros around the input:
///
/// `y[b, p, o] = bias[o] + sum over c < in/groups and taps t of w[o, c, t] x[b, q(p, t), g(o) + c]`
///
/// with `q(p, t) = stride p + dilation t - before` on each axis, 0 outside x,
/// `g(o) = (in/groups) floor(o / (out/groups))` and
/// `floor((n + before + after - dilation (k - 1) - 1) / stride) + 1` positions p on each axis.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B, n..., in]` | | real |
/// | `w` | `weight` | `[out, in/groups, k...]` | | real |
/// | bias | `bias` | `[out]` | | real, or absent |
/// | `y` | returned | `[B, p..., out]` | | real |
///
/// It is a matrix product of the windows, unfolded, with the weight; each group of channels takes one. Refused:
/// shapes that don't fit, numbers of channels that the groups don't divide.
///
/// @param windows one for each axis of positions
/// @param groups that input and output channels are divided into; each output sees the inputs of its group
public record Convolution(List<Window> windows, int groups) {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there are not 1 to 3 axes, or no group
    public Convolution {
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.size() > 3) {
            throw new IllegalArgumentException("convolution: " + windows.size() + " axes of positions, must be 1 to 3");
        }
        if (groups < 1) {
            throw new IllegalArgumentException("convolution: groups is " + groups + ", must be at least 1");
        }
    }

    /// One group of channels.
    public static Convolution of(Window... windows) {
        return new Convolution(List.of(windows), 1);
    }

    /// The shape of a weight, `[out, in/groups, k...]`.
    ///
    /// @throws ShapeException if the groups don't divide the channels
    public Shape weightShape(int in, int out) {
        if (in % groups != 0 || out % groups != 0) {
            throw new ShapeException(
                    "convolution: " + groups + " groups don't divide " + in + " input and " + out + " output channels");
        }
        int[] sizes = new int[2 + windows.size()];
        sizes[0] = out;
        sizes[1] = in / groups;
        for (int axis = 0; axis < windows.size(); axis++) {
            sizes[axis + 2] = windows.get(axis).kernel();
        }
        return Shape.of(sizes);
    }

    /// The convolution.
    ///
    /// @param bias or `null` for none
    /// @throws ShapeException if the shapes don't fit
    public Variable apply(Variable x, Variable weight, Variable bias) {
        Windows seen = Windows.over(x.shape(), windows);
        int in = x.shape().columns();
        int out = weight.shape().rank() == 0 ? 0 : weight.shape().size(0);
        requireWeight(weight.shape(), in, out);
        // [k..., in/groups, out], the order in which windows list what they see
        Variable matrix = tapsFirst(weight).reshape(Shape.of(seen.taps() * (in / groups), out));
        Variable y = groups == 1 ? Convolutions.convolve(x, matrix, seen) : grouped(x, matrix, seen);
        return bias == null ? y : Dense.addBias(y, bias);
    }

    private void requireWeight(Shape weight, int in, int out) {
        Shape expected = weightShape(in, out);
        if (!weight.equals(expected)) {
            throw new ShapeException("convolution: the weight is " + weight + ", must be " + expected + " for " + in
                    + " input channels");
        }
    }

    private static Variable tapsFirst(Variable weight) {
        int axes = weight.shape().rank() - 2;
        int[] order = new int[axes + 2];
        for (int axis = 0; axis < axes; axis++) {
            order[axis] = axis + 2;
        }
        order[axes] = 1;
        return Dense.permute(weight, order);
    }

    private Variable grouped(Variable x, Variable matrix, Windows seen) {
        int in = x.shape().columns() / groups;
        int out = matrix.shape().columns() / groups;
        Variable[] parts = new Variable[groups];
        for (int g = 0; g < groups; g++) {
            parts[g] = Convolutions.convolve(
                    Columns.slice(x, g * in, (g + 1) * in), Columns.slice(matrix, g * out, (g + 1) * out), seen);
        }
        return Columns.concatenate(parts);
    }

    /// The convolution as the formula reads.
    ///
    /// @param x `[B][positions in row-major order][in]`
    /// @param sizes of the axes of positions
    /// @param w `[out][in/groups][taps in row-major order]`
    /// @return `[B][positions in row-major order][out]`
    public double[][][] definition(double[][][] x, int[] sizes, double[][][] w, double[] bias) {
        Windows seen = Windows.of(windows, sizes);
        int out = w.length;
        int in = w[0].length;
        double[][][] y = new double[x.length][seen.outputs()][out];
        for (int b = 0; b < x.length; b++) {
            for (int p = 0; p < seen.outputs(); p++) {
                for (int o = 0; o < out; o++) {
                    int g = in * (o / (out / groups));
                    y[b][p][o] = bias[o];
                    for (int c = 0; c < in; c++) {
                        for (int t = 0; t < seen.taps(); t++) {
                            int position = seen.position(p, t);
                            y[b][p][o] += position < 0 ? 0 : w[o][c][t] * x[b][position][g + c];
                        }
                    }
                }
            }
        }
        return y;
    }
}
