package org.thgcl.baseline.block;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// A conformer layer on the rows X of a clip,
///
/// `X = X + FFN1(X)/2`, `X = X + CONV(X)`, `X = X + Attention(LN(X))`, `X = X + FFN2(X)/2`, `X = LN(X)`
///
/// `FFN(X) = rho(LN(X) W_in + b_in) W_out + b_out`
///
/// `CONV(X) = rho(N(D(P sigmoid(Q)))) W_contract + b_contract`, `[P Q] = LN(X) W_expand + b_expand`
///
/// `D(x)[t, c] = bias[c] + sum over k of w[c, k] x[t + k - (K-1)/2, c]`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | X | `x` | `[B n, d]` | | real |
/// | `W_in`, `W_out` | `ffn1.in`, `ffn1.out`, `ffn2.in`, `ffn2.out` | `[d, m]`, `[m, d]` | | real |
/// | `W_expand`, `W_contract` | `convolution.expand`, `convolution.contract` | `[d, 2d]`, `[d, d]` | | real |
/// | w | `convolution.depthwise` | `[d, K]` | | real |
/// | N | `convolution.middle` | scale and shift, `[d]` | | real |
/// | LN | `ffn1.norm`, `convolution.norm`, `attention.norm`, `ffn2.norm`, `norm` | scale and shift | | real |
/// | Attention | `attention` | see [SelfAttention] | | |
///
/// With `attention_first` the second and third step are exchanged. There are (K-1)/2 zeros at each end of a clip. N is
/// one normalisation of all rows and channels of a clip (`group`), or one of each channel by a given mean and variance
/// (`batch`), then scale and shift of each channel.
///
/// Source: Gulati et al. 2020, *Conformer*; order and N as in later public code of the authors' colleagues (T15).
///
/// @param heads of the attention, at least 1
/// @param epsilon of all normalisations, at least 0
public record ConformerLayer(
        int heads, double epsilon, Order order, ConvolutionNorm convolutionNorm, Activation activation) {
    /// Which of convolution and attention comes first.
    public enum Order {
        /// The convolution.
        CONVOLUTION_FIRST,
        /// The attention.
        ATTENTION_FIRST
    }

    /// The normalisation behind the convolution.
    public enum ConvolutionNorm {
        /// Of all rows and channels of a clip together.
        GROUP,
        /// Of each channel, by given statistics.
        BATCH
    }

    /// The function rho.
    public enum Activation {
        /// `x sigmoid(x)`.
        SWISH,
        /// `x/2 (1 + erf(x / sqrt 2))`.
        GELU,
        /// `max(x, 0)`.
        RELU;

        Variable apply(Variable x) {
            return switch (this) {
                case SWISH -> x.silu();
                case GELU -> x.gelu();
                case RELU -> x.relu();
            };
        }

        double of(double x) {
            return switch (this) {
                case SWISH -> x / (1 + Elementary.exp(-x));
                case GELU -> x / 2 * (1 + Elementary.erf(x / Math.sqrt(2)));
                case RELU -> Math.max(x, 0);
            };
        }
    }

    /// What is learnt.
    ///
    /// @param prefix what the names begin with, such as `layers.0`
    /// @param width d
    /// @param mlp m
    /// @param kernel K
    /// @param bias whether the convolution's maps and the convolution have biases
    /// @param initial the distribution of the maps' weights
    public static List<ParameterSpec> parameters(
            String prefix, int width, int mlp, int kernel, boolean bias, Initial initial) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (String part : List.of(prefix + ".ffn1", prefix + ".ffn2")) {
            parameters.addAll(Affine.parameters(part + ".norm", Shape.of(width)));
            parameters.addAll(Linear.parameters(part + ".in", width, mlp, true, initial));
            parameters.addAll(Linear.parameters(part + ".out", mlp, width, true, initial));
        }
        parameters.addAll(Affine.parameters(prefix + ".attention.norm", Shape.of(width)));
        parameters.addAll(SelfAttention.parameters(prefix + ".attention", width, true, initial));
        String convolution = prefix + ".convolution";
        parameters.addAll(Affine.parameters(convolution + ".norm", Shape.of(width)));
        parameters.addAll(Linear.parameters(convolution + ".expand", width, 2 * width, bias, initial));
        parameters.add(new ParameterSpec(
                convolution + ".depthwise.weight",
                Shape.of(width, kernel),
                new Initial.Uniform(1 / Math.sqrt(kernel))));
        if (bias) {
            parameters.add(
                    new ParameterSpec(convolution + ".depthwise.bias", Shape.of(width), new Initial.Constant(0)));
        }
        parameters.addAll(Affine.parameters(convolution + ".middle", Shape.of(width)));
        parameters.addAll(Linear.parameters(convolution + ".contract", width, width, bias, initial));
        parameters.addAll(Affine.parameters(prefix + ".norm", Shape.of(width)));
        return parameters;
    }

    /// What is given with `batch`.
    public static List<ParameterSpec> statistics(String prefix, int width) {
        return BatchNorm.statistics(prefix + ".convolution.middle", width);
    }

    /// The layer on B clips.
    ///
    /// @param weights as in [#parameters], without the prefix
    /// @param rows n of each clip
    /// @throws IllegalArgumentException if the shapes don't fit or a given variance isn't positive
    public Variable apply(Variable x, Weights weights, int rows) {
        Variable y = x.plus(feedForward(x, weights.at("ffn1")).times(0.5));
        y = switch (order) {
            case CONVOLUTION_FIRST -> {
                Variable z = y.plus(convolution(y, weights.at("convolution"), rows));
                yield z.plus(attention(z, weights.at("attention"), rows));
            }
            case ATTENTION_FIRST -> {
                Variable z = y.plus(attention(y, weights.at("attention"), rows));
                yield z.plus(convolution(z, weights.at("convolution"), rows));
            }
        };
        y = y.plus(feedForward(y, weights.at("ffn2")).times(0.5));
        return normalise(y, weights);
    }

    private Variable normalise(Variable x, Weights weights) {
        return new LayerNorm(1, epsilon).apply(x, Affine.of(weights.at("norm")));
    }

    private Variable feedForward(Variable x, Weights weights) {
        Variable hidden = activation.apply(Linear.apply(normalise(x, weights), weights.at("in")));
        return Linear.apply(hidden, weights.at("out"));
    }

    private Variable attention(Variable x, Weights weights, int rows) {
        return SelfAttention.apply(normalise(x, weights), weights, heads, rows);
    }

    private Variable convolution(Variable x, Weights weights, int rows) {
        Variable gated = GatedLinearUnit.apply(Linear.apply(normalise(x, weights), weights.at("expand")));
        Variable y = depthwise(gated, weights.at("depthwise"), rows);
        y = activation.apply(middle(y, weights.at("middle"), rows));
        return Linear.apply(y, weights.at("contract"));
    }

    private static Variable depthwise(Variable x, Weights weights, int rows) {
        int width = x.shape().columns();
        Variable weight = weights.get("weight");
        int kernel = weight.shape().columns();
        Variable bias = weights.has("bias") ? weights.get("bias") : null;
        Variable time = x.reshape(Shape.of(x.shape().rows() / rows, rows, width));
        return new DepthwiseConvolution(List.of(Window.of(kernel).withPadding((kernel - 1) / 2)))
                .apply(time, weight.reshape(Shape.of(width, 1, kernel)), bias)
                .reshape(x.shape());
    }

    private Variable middle(Variable x, Weights weights, int rows) {
        Variable y =
                switch (convolutionNorm) {
                    case GROUP -> Dense.normalise(x, RowGroups.uniform(x.shape().rows() / rows, rows), epsilon);
                    case BATCH ->
                        new BatchNorm(epsilon).byRunning(x, weights.get("mean"), positive(weights.get("variance")));
                };
        return Affine.of(weights).apply(y);
    }

    private static Variable positive(Variable variance) {
        for (int i = 0; i < variance.shape().elements(); i++) {
            if (!(variance.value().get(i) > 0)) {
                throw new IllegalArgumentException("convolution.middle.variance: element " + i + " is "
                        + variance.value().get(i) + ", must be above 0");
            }
        }
        return variance;
    }

    /// The layer on one clip.
    ///
    /// @param weights the numbers of a parameter, row by row; empty for a bias that is absent
    public double[][] definition(double[][] x, Function<String, double[]> weights) {
        double[][] y = sum(x, definitionFeedForward(x, "ffn1", weights), 0.5);
        boolean first = order == Order.CONVOLUTION_FIRST;
        y = sum(y, first ? definitionConvolution(y, weights) : definitionAttention(y, weights), 1);
        y = sum(y, first ? definitionAttention(y, weights) : definitionConvolution(y, weights), 1);
        y = sum(y, definitionFeedForward(y, "ffn2", weights), 0.5);
        return definitionNorm(y, "norm", weights);
    }

    private static double[][] sum(double[][] x, double[][] y, double factor) {
        double[][] z = new double[x.length][x[0].length];
        for (int t = 0; t < z.length; t++) {
            for (int c = 0; c < z[t].length; c++) {
                z[t][c] = x[t][c] + factor * y[t][c];
            }
        }
        return z;
    }

    private double[][] definitionNorm(double[][] x, String name, Function<String, double[]> weights) {
        return new LayerNorm(1, epsilon).definition(x, weights.apply(name + ".scale"), weights.apply(name + ".shift"));
    }

    private static double[][] definitionMap(double[][] x, String name, Function<String, double[]> weights) {
        return Linear.definition(x, weights.apply(name + ".weight"), weights.apply(name + ".bias"));
    }

    private void activate(double[][] x) {
        for (double[] row : x) {
            for (int c = 0; c < row.length; c++) {
                row[c] = activation.of(row[c]);
            }
        }
    }

    private double[][] definitionFeedForward(double[][] x, String part, Function<String, double[]> weights) {
        double[][] hidden = definitionMap(definitionNorm(x, part + ".norm", weights), part + ".in", weights);
        activate(hidden);
        return definitionMap(hidden, part + ".out", weights);
    }

    private double[][] definitionAttention(double[][] x, Function<String, double[]> weights) {
        return SelfAttention.definition(
                definitionNorm(x, "attention.norm", weights), heads, name -> weights.apply("attention." + name));
    }

    private double[][] definitionConvolution(double[][] x, Function<String, double[]> weights) {
        double[][] gated = GatedLinearUnit.definition(
                definitionMap(definitionNorm(x, "convolution.norm", weights), "convolution.expand", weights));
        int width = x[0].length;
        double[] w = weights.apply("convolution.depthwise.weight");
        double[] bias = weights.apply("convolution.depthwise.bias");
        int K = w.length / width;
        double[][] y = new double[x.length][width];
        for (int t = 0; t < x.length; t++) {
            for (int c = 0; c < width; c++) {
                y[t][c] = bias.length == 0 ? 0 : bias[c];
                for (int k = 0; k < K; k++) {
                    int at = t + k - (K - 1) / 2;
                    y[t][c] += at < 0 || at >= x.length ? 0 : w[c * K + k] * gated[at][c];
                }
            }
        }
        definitionMiddle(y, weights);
        activate(y);
        return definitionMap(y, "convolution.contract", weights);
    }

    private void definitionMiddle(double[][] y, Function<String, double[]> weights) {
        int width = y[0].length;
        double mean = 0;
        double variance = 0;
        for (double[] row : y) {
            for (double value : row) {
                mean += value / (y.length * width);
            }
        }
        for (double[] row : y) {
            for (double value : row) {
                variance += (value - mean) * (value - mean) / (y.length * width);
            }
        }
        double[] scale = weights.apply("convolution.middle.scale");
        double[] shift = weights.apply("convolution.middle.shift");
        for (double[] row : y) {
            for (int c = 0; c < width; c++) {
                boolean given = convolutionNorm == ConvolutionNorm.BATCH;
                double m = given ? weights.apply("convolution.middle.mean")[c] : mean;
                double v = given ? weights.apply("convolution.middle.variance")[c] : variance;
                row[c] = (row[c] - m) / Math.sqrt(v + epsilon) * scale[c] + shift[c];
            }
        }
    }
}
