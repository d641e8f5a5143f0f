package org.thgcl.baseline.block;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// A layer of a transformer's encoder on the N tokens of each clip, with [SelfAttention], [LayerNorm] and two affine
/// maps, `MLP(X) = GELU(X W_in + b_in) W_out + b_out`. With the norm before them (Dosovitskiy et al. 2021, section 3.1)
///
/// `U = X + Attention(LN1(X))`, `Y = U + MLP(LN2(U))`
///
/// and with the norm after them (Vaswani et al. 2017, section 3.1)
///
/// `U = LN1(X + Attention(X))`, `Y = LN2(U + MLP(U))`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | X | `x` | `[B N, d]` | | real |
/// | `LN1`, `LN2` | `norm1`, `norm2` | scale and shift, `[d]` | | real |
/// | Attention | `attention` | see [SelfAttention] | | |
/// | `W_in`, `b_in` | `mlp.in` | `[d, m]`, `[m]` | | real |
/// | `W_out`, `b_out` | `mlp.out` | `[m, d]`, `[d]` | | real |
/// | Y | returned | `[B N, d]` | | real |
///
/// GELU is the exact one. Refused: shapes that don't fit.
///
/// @param norm where the layer normalisations stand
/// @param heads H of the attention, at least 1
/// @param epsilon of the layer normalisations, above 0
public record TransformerLayer(Norm norm, int heads, double epsilon) {
    /// Where the layer normalisations stand.
    public enum Norm {
        /// Before attention and maps.
        PRE,
        /// After the sums.
        POST
    }

    /// What is learnt: `norm1`, `attention`, `norm2`, `mlp.in` and `mlp.out`.
    ///
    /// @param prefix what the names begin with, such as `layers.0`
    /// @param width d
    /// @param mlp m
    /// @param bias whether the attention's queries, keys and values have biases
    /// @param initial the distribution of the weights
    public static List<ParameterSpec> parameters(String prefix, int width, int mlp, boolean bias, Initial initial) {
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.addAll(Affine.parameters(prefix + ".norm1", Shape.of(width)));
        parameters.addAll(SelfAttention.parameters(prefix + ".attention", width, bias, initial));
        parameters.addAll(Affine.parameters(prefix + ".norm2", Shape.of(width)));
        parameters.addAll(Linear.parameters(prefix + ".mlp.in", width, mlp, true, initial));
        parameters.addAll(Linear.parameters(prefix + ".mlp.out", mlp, width, true, initial));
        return parameters;
    }

    /// The layer on B clips.
    ///
    /// @param weights as in [#parameters], without the prefix
    /// @param tokens N of each clip
    /// @throws org.thgcl.tensor.ShapeException if the shapes don't fit
    public Variable apply(Variable x, Weights weights, int tokens) {
        return switch (norm) {
            case PRE -> {
                Variable u = x.plus(attention(normalise(x, weights.at("norm1")), weights, tokens));
                yield u.plus(mlp(normalise(u, weights.at("norm2")), weights));
            }
            case POST -> {
                Variable u = normalise(x.plus(attention(x, weights, tokens)), weights.at("norm1"));
                yield normalise(u.plus(mlp(u, weights)), weights.at("norm2"));
            }
        };
    }

    private Variable normalise(Variable x, Weights weights) {
        return new LayerNorm(1, epsilon).apply(x, Affine.of(weights));
    }

    private Variable attention(Variable x, Weights weights, int tokens) {
        return SelfAttention.apply(x, weights.at("attention"), heads, tokens);
    }

    private static Variable mlp(Variable x, Weights weights) {
        return Linear.apply(Linear.apply(x, weights.at("mlp.in")).gelu(), weights.at("mlp.out"));
    }

    /// The layer on one clip.
    ///
    /// @param weights the numbers of a parameter, row by row; empty for a bias that is absent
    /// @param activation GELU, as in [#gelu]
    public double[][] definition(double[][] X, Function<String, double[]> weights, DoubleUnaryOperator activation) {
        Function<String, double[]> attention = name -> weights.apply("attention." + name);
        return switch (norm) {
            case PRE -> {
                double[][] U = sum(X, SelfAttention.definition(normalised(X, "norm1", weights), heads, attention));
                yield sum(U, definitionMlp(normalised(U, "norm2", weights), weights, activation));
            }
            case POST -> {
                double[][] U = normalised(sum(X, SelfAttention.definition(X, heads, attention)), "norm1", weights);
                yield normalised(sum(U, definitionMlp(U, weights, activation)), "norm2", weights);
            }
        };
    }

    private double[][] normalised(double[][] X, String name, Function<String, double[]> weights) {
        return new LayerNorm(1, epsilon).definition(X, weights.apply(name + ".scale"), weights.apply(name + ".shift"));
    }

    private static double[][] sum(double[][] X, double[][] Y) {
        double[][] Z = new double[X.length][X[0].length];
        for (int i = 0; i < Z.length; i++) {
            for (int j = 0; j < Z[i].length; j++) {
                Z[i][j] = X[i][j] + Y[i][j];
            }
        }
        return Z;
    }

    /// GELU, `x Phi(x)`.
    public static double gelu(double x) {
        return x / 2 * (1 + Elementary.erf(x / Math.sqrt(2)));
    }

    private static double[][] definitionMlp(
            double[][] X, Function<String, double[]> weights, DoubleUnaryOperator activation) {
        double[][] hidden = Linear.definition(X, weights.apply("mlp.in.weight"), weights.apply("mlp.in.bias"));
        for (double[] row : hidden) {
            for (int j = 0; j < row.length; j++) {
                row[j] = activation.applyAsDouble(row[j]);
            }
        }
        return Linear.definition(hidden, weights.apply("mlp.out.weight"), weights.apply("mlp.out.bias"));
    }
}
