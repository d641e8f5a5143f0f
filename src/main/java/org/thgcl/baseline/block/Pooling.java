package org.thgcl.baseline.block;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// The largest number, or the average, of each channel in each window, along 1 to 3 axes of positions:
///
/// | pool | `y[b, p, c]` |
/// |---|---|
/// | `max` | max over taps t of `x[b, stride p + dilation t - before, c]` |
/// | `average` | `1/taps` sum over taps t of `x[b, stride p + dilation t - before, c]` |
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B, n..., C]` | | real |
/// | `y` | returned | `[B, p..., C]` | | real |
///
/// Zeros around the input take part in both. What is left over behind the last window is not seen. The gradient of a
/// maximum goes to the first element that attains it. Refused: windows that are longer than their axis.
///
/// @param pool what is taken of a window
/// @param windows one for each axis of positions, 1 to 3
public record Pooling(Pool pool, List<Window> windows) {
    /// What is taken of a window.
    public enum Pool {
        /// The largest number.
        MAX,
        /// The average.
        AVERAGE
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if there are not 1 to 3 axes
    public Pooling {
        Objects.requireNonNull(pool, "pool");
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.size() > 3) {
            throw new IllegalArgumentException("pooling: " + windows.size() + " axes of positions, must be 1 to 3");
        }
    }

    /// Windows of these sizes that lie side by side.
    public static Pooling sideBySide(Pool pool, int... kernel) {
        return new Pooling(
                pool, Arrays.stream(kernel).mapToObj(Window::sideBySide).toList());
    }

    /// Pools.
    ///
    /// @throws ShapeException if the shapes don't fit
    public Variable apply(Variable x) {
        Windows seen = Windows.over(x.shape(), windows);
        Shape shape = seen.outputShape(x.shape().size(0), x.shape().columns());
        return (pool == Pool.MAX ? max(x, seen) : average(x, seen)).reshape(shape);
    }

    private static Variable max(Variable x, Windows seen) {
        int clips = x.shape().size(0);
        int taps = seen.taps();
        int ofAClip = Math.multiplyExact(seen.outputs(), taps);
        int[] index = new int[Math.multiplyExact(clips, ofAClip)];
        for (int i = 0; i < index.length; i++) {
            int position = seen.position(i % ofAClip / taps, i % taps);
            index[i] = position < 0 ? -1 : i / ofAClip * seen.positions() + position;
        }
        return Convolutions.gatherMax(x, index, taps);
    }

    private static Variable average(Variable x, Windows seen) {
        int taps = seen.taps();
        int[] output = new int[Math.multiplyExact(seen.outputs(), taps)];
        int[] position = new int[output.length];
        int entries = 0;
        for (int i = 0; i < output.length; i++) {
            output[entries] = i / taps;
            position[entries] = seen.position(i / taps, i % taps);
            entries += position[entries] < 0 ? 0 : 1;
        }
        SparsityPattern pattern = SparsityPattern.of(
                seen.outputs(), seen.positions(), Arrays.copyOf(output, entries), Arrays.copyOf(position, entries));
        Tensor share = x.tape().allocate(Shape.of(entries));
        share.fill(1.0 / taps);
        return Sparse.spmm(pattern, x.tape().constant(share), x);
    }

    /// Pools as the formula reads.
    ///
    /// @param x `[B][positions in row-major order][C]`
    /// @param sizes of the axes of positions
    /// @return `[B][positions in row-major order][C]`
    public double[][][] definition(double[][][] x, int... sizes) {
        Windows seen = Windows.of(windows, sizes);
        int channels = x[0][0].length;
        double[][][] y = new double[x.length][seen.outputs()][channels];
        for (int b = 0; b < x.length; b++) {
            for (int p = 0; p < seen.outputs(); p++) {
                for (int c = 0; c < channels; c++) {
                    double max = Double.NEGATIVE_INFINITY;
                    double sum = 0;
                    for (int t = 0; t < seen.taps(); t++) {
                        int position = seen.position(p, t);
                        double value = position < 0 ? 0 : x[b][position][c];
                        max = Math.max(max, value);
                        sum += value;
                    }
                    y[b][p][c] = pool == Pool.MAX ? max : sum / seen.taps();
                }
            }
        }
        return y;
    }
}
