package org.thgcl.features;

import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// The largest number of each channel in each window over frames, rows and columns:
///
/// `y[t, h, w, c] = max over i, j, k of x[s_t t + i - p_t, s_h h + j - p_h, s_w w + k - p_w, c]`
///
/// with -infinity outside x, and `floor((n + 2 p - kernel) / s) + 1` positions on each axis.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[N, T, H, W, C]` | | real |
/// | `s`, `p` | stride, padding of `windows` | | | at least 1, at least 0 |
/// | `y` | returned | `[N, T', H', W', C]` | | real |
///
/// Zeros instead of -infinity would change nothing behind a rectifier, whose maps have no number below 0, but for
/// the gradient of a window of zeros.
///
/// @param windows of frames, rows and columns
record MaxPool(List<Window> windows) implements SpaceTimeLayer {
    @Override
    public List<ParameterSpec> parameters() {
        return List.of();
    }

    @Override
    public List<ParameterSpec> statistics() {
        return List.of();
    }

    @Override
    public Variable apply(Variable x, Weights weights) {
        return Convolutions.maxPool(x, Windows.over(x.shape(), windows));
    }

    @Override
    public double[][][][] definition(double[][][][] x, Function<String, double[]> weights) {
        Window frames = windows.get(0);
        Window rows = windows.get(1);
        Window columns = windows.get(2);
        int channels = x[0][0][0].length;
        double[][][][] y = new double[frames.outputs(x.length)][rows.outputs(x[0].length)]
                [columns.outputs(x[0][0].length)][channels];
        for (int t = 0; t < y.length; t++) {
            for (int h = 0; h < y[0].length; h++) {
                for (int w = 0; w < y[0][0].length; w++) {
                    for (int c = 0; c < channels; c++) {
                        double max = Double.NEGATIVE_INFINITY;
                        for (int i = 0; i < frames.kernel(); i++) {
                            for (int j = 0; j < rows.kernel(); j++) {
                                for (int k = 0; k < columns.kernel(); k++) {
                                    int frame = frames.stride() * t + i - frames.before();
                                    int row = rows.stride() * h + j - rows.before();
                                    int column = columns.stride() * w + k - columns.before();
                                    max = Math.max(max, at(x, frame, row, column, c, Double.NEGATIVE_INFINITY));
                                }
                            }
                        }
                        y[t][h][w][c] = max;
                    }
                }
            }
        }
        return y;
    }

    /// A number of a map.
    ///
    /// @param outside what stands outside of it
    static double at(double[][][][] x, int t, int h, int w, int c, double outside) {
        boolean inside = t >= 0 && t < x.length && h >= 0 && h < x[0].length && w >= 0 && w < x[0][0].length;
        return inside ? x[t][h][w][c] : outside;
    }
}
