package org.thgcl.features;

import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// A unit of S3D, a convolution over frames, rows and columns, a normalisation by given statistics and a rectifier:
///
/// `u[t, h, w, o] = sum over i, j, k, c of W[i, j, k, c, o] x[s_t t + i - p_t, s_h h + j - p_h, s_w w + k - p_w, c]`
///
/// `y[t, h, w, o] = max(0, (u[t, h, w, o] - m_o) / sqrt(v_o + epsilon) scale_o + shift_o)`
///
/// with 0 outside x, and `floor((n - 1) / s) + 1` positions on each axis, for `p = (kernel - 1) / 2`.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[N, T, H, W, in]` | | real |
/// | `W` | `NAME.weight` | `[kt, kh, kw, in, out]` | | real |
/// | scale, shift | `NAME.norm.scale`, `NAME.norm.shift` | `[out]` | | real |
/// | `m`, `v` | `NAME.norm.mean`, `NAME.norm.variance` | `[out]` | | real; at least 0 |
/// | `s`, `p` | stride, padding of `windows` | | | at least 1, at least 0 |
/// | epsilon | `epsilon` | | | above 0 |
/// | `y` | returned | `[N, T', H', W', out]` | | at least 0 |
///
/// `apply` multiplies the weight by `a = scale / sqrt(v + epsilon)` first and adds `shift - m a` at the end: two
/// passes over the maps instead of five.
///
/// @param name what its parameters' names begin with
/// @param windows of frames, rows and columns
record NormalisedUnit(String name, List<Window> windows, int in, int out, double epsilon) implements SpaceTimeLayer {
    /// A unit of single positions, 1 x 1 x 1.
    static NormalisedUnit single(String name, int in, int out, double epsilon) {
        return new NormalisedUnit(name, List.of(Window.of(1), Window.of(1), Window.of(1)), in, out, epsilon);
    }

    /// Two units, `NAME.conv1` over rows and columns, then `NAME.conv2` over frames.
    static List<SpaceTimeLayer> separate(String name, int kernel, int in, int out, int stride, double epsilon) {
        Window each = Window.of(kernel).withStride(stride).withPadding((kernel - 1) / 2);
        Window one = Window.of(1);
        return List.of(
                new NormalisedUnit(name + ".conv1", List.of(one, each, each), in, out, epsilon),
                new NormalisedUnit(name + ".conv2", List.of(each, one, one), out, out, epsilon));
    }

    @Override
    public List<ParameterSpec> parameters() {
        Shape weight = Shape.of(
                windows.get(0).kernel(), windows.get(1).kernel(), windows.get(2).kernel(), in, out);
        return List.of(
                new ParameterSpec(name + ".weight", weight, RectifiedConvolution.initial(weight)),
                ofChannels("scale", 1),
                ofChannels("shift", 0));
    }

    @Override
    public List<ParameterSpec> statistics() {
        return List.of(ofChannels("mean", 0), ofChannels("variance", 1));
    }

    private ParameterSpec ofChannels(String what, double initial) {
        return new ParameterSpec(name + ".norm." + what, Shape.of(out), new Initial.Constant(initial));
    }

    @Override
    public Variable apply(Variable x, Weights weights) {
        Weights norm = weights.at(name + ".norm");
        Variable variance = norm.get("variance");
        requireVariance(variance);
        Variable inverse =
                variance.map("inverse_deviation", v -> 1 / Math.sqrt(v + epsilon), (v, y) -> -0.5 * y * y * y);
        Variable factor = norm.get("scale").times(inverse);
        Variable bias = norm.get("shift").minus(norm.get("mean").times(factor));
        Variable weight = Columns.scale(weights.get(name + ".weight"), factor);
        return RectifiedConvolution.apply(x, weight, bias, Windows.over(x.shape(), windows));
    }

    private void requireVariance(Variable variance) {
        for (int c = 0; c < out; c++) {
            if (!(variance.value().get(c) >= 0)) {
                throw new IllegalArgumentException(name + ".norm.variance of channel " + c + " is "
                        + variance.value().get(c) + ", must be at least 0");
            }
        }
    }

    @Override
    public double[][][][] definition(double[][][][] x, Function<String, double[]> weights) {
        Window frames = windows.get(0);
        Window rows = windows.get(1);
        Window columns = windows.get(2);
        double[] W = weights.apply(name + ".weight");
        double[][][][] y =
                new double[frames.outputs(x.length)][rows.outputs(x[0].length)][columns.outputs(x[0][0].length)][out];
        for (int t = 0; t < y.length; t++) {
            for (int h = 0; h < y[0].length; h++) {
                for (int w = 0; w < y[0][0].length; w++) {
                    for (int o = 0; o < out; o++) {
                        double u = 0;
                        for (int i = 0; i < frames.kernel(); i++) {
                            for (int j = 0; j < rows.kernel(); j++) {
                                for (int k = 0; k < columns.kernel(); k++) {
                                    for (int c = 0; c < in; c++) {
                                        int tap = (i * rows.kernel() + j) * columns.kernel() + k;
                                        int frame = frames.stride() * t + i - frames.before();
                                        int row = rows.stride() * h + j - rows.before();
                                        int column = columns.stride() * w + k - columns.before();
                                        u += W[(tap * in + c) * out + o] * MaxPool.at(x, frame, row, column, c, 0);
                                    }
                                }
                            }
                        }
                        y[t][h][w][o] = Math.max(0, definitionNorm(u, o, weights));
                    }
                }
            }
        }
        return y;
    }

    private double definitionNorm(double u, int o, Function<String, double[]> weights) {
        double mean = weights.apply(name + ".norm.mean")[o];
        double variance = weights.apply(name + ".norm.variance")[o];
        double scale = weights.apply(name + ".norm.scale")[o];
        double shift = weights.apply(name + ".norm.shift")[o];
        return (u - mean) / Math.sqrt(variance + epsilon) * scale + shift;
    }
}
