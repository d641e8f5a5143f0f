package org.thgcl.baseline.block;

import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;

/// The positions of wav2vec 2.0, a convolution along time in G groups whose weights have a length of their own at each
/// place of the kernel,
///
/// `w[o, i, k] = gain[k] v[o, i, k] / sqrt(sum over o, i of v[o, i, k]^2)`
///
/// `P[t, o] = GELU( bias[o] + sum over i, k of w[o, i, k] x[t + k - floor(K/2), g(o) + i] )`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B, T, d]` | | real |
/// | `v` | `direction` | `[d, d/G, K]` | | real, not all 0 at a k |
/// | gain | `gain` | `[K]` | | real |
/// | bias | `bias` | `[d]` | | real |
/// | `P` | returned | `[B, T, d]` | | real |
///
/// `g(o) = (d/G) floor(o / (d/G))`. Outside a clip there are zeros, floor(K/2) in front and K - 1 - floor(K/2) behind,
/// so that the length stays, also with an even K.
///
/// Source: Baevski et al. 2020, *wav2vec 2.0*, and its published code.
///
/// @param width d
/// @param kernel K, at least 1
/// @param groups G, a divisor of d
public record ConvolutionalPositions(int width, int kernel, int groups) {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if the groups don't divide the width
    public ConvolutionalPositions {
        if (width % groups != 0) {
            throw new IllegalArgumentException(
                    "position_groups: " + groups + " isn't allowed, must divide the width, " + width);
        }
    }

    /// What is learnt: `direction`, `gain`, `bias`.
    public List<ParameterSpec> parameters(String prefix) {
        double deviation = 2 / Math.sqrt((double) kernel * width);
        return List.of(
                new ParameterSpec(
                        prefix + ".direction", convolution().weightShape(width, width), new Initial.Normal(deviation)),
                new ParameterSpec(prefix + ".gain", Shape.of(kernel), new Initial.Constant(1)),
                new ParameterSpec(prefix + ".bias", Shape.of(width), new Initial.Constant(0)));
    }

    private Convolution convolution() {
        int before = kernel / 2;
        return new Convolution(List.of(new Window(kernel, 1, before, kernel - 1 - before, 1)), groups);
    }

    /// The positions of B clips.
    ///
    /// @param x `[B, T, d]`
    /// @param weights as in [#parameters], without the prefix
    /// @throws org.thgcl.tensor.ShapeException if the shapes don't fit
    public Variable apply(Variable x, Weights weights) {
        return convolution().apply(x, weight(weights), weights.get("bias")).gelu();
    }

    /// w, `[d, d/G, K]`.
    private Variable weight(Weights weights) {
        Variable direction = weights.get("direction");
        int rows = width * (width / groups);
        Variable v = direction.reshape(Shape.of(rows, kernel));
        Tensor ones = Tensor.zeros(v.value().dtype(), Shape.of(1, rows));
        ones.fill(1);
        Variable squares = Dense.matmul(v.tape().constant(ones), v.squared()).reshape(Shape.of(kernel));
        Variable inverse = squares.map("inverse_root", s -> 1 / Math.sqrt(s), (s, y) -> -0.5 * y * y * y);
        return Columns.scale(v, weights.get("gain").times(inverse)).reshape(direction.shape());
    }

    /// The positions of one clip.
    ///
    /// @param x `[T][d]`
    /// @param weights the numbers of a parameter, row by row
    public double[][] definition(double[][] x, Function<String, double[]> weights) {
        double[] v = weights.apply("direction");
        double[] gain = weights.apply("gain");
        int size = width / groups;
        double[][] P = new double[x.length][width];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < width; o++) {
                double sum = weights.apply("bias")[o];
                for (int k = 0; k < kernel; k++) {
                    int at = t + k - kernel / 2;
                    for (int i = 0; i < size && at >= 0 && at < x.length; i++) {
                        double w = gain[k] * v[(o * size + i) * kernel + k] / length(v, k);
                        sum += w * x[at][o / size * size + i];
                    }
                }
                P[t][o] = sum / 2 * (1 + Elementary.erf(sum / Math.sqrt(2)));
            }
        }
        return P;
    }

    private double length(double[] v, int k) {
        double squares = 0;
        for (int j = k; j < v.length; j += kernel) {
            squares += v[j] * v[j];
        }
        return Math.sqrt(squares);
    }
}
