package org.thgcl.baseline.block;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Attention;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Elementary;

/// Self-attention with H heads over the tokens of a clip (Vaswani et al. 2017, section 3.2). Head h has the columns
/// `h c ... (h + 1) c - 1` of `Q = X W_Q + b_Q` and of K and V, which are made likewise:
///
/// `Y_h = softmax(Q_h K_h' / sqrt(c)) V_h`, the softmax over each row, and `Z = [Y_0 ... Y_(H-1)] W_O + b_O`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | X | `x` | `[B N, d]` | | real |
/// | H | `heads` | | | divides d |
/// | c | | | | d / H |
/// | `W_Q`, `b_Q` | `query` | `[d, d]`, `[d]` | | real; the biases of Q, K and V may be absent |
/// | `W_K`, `b_K` | `key` | `[d, d]`, `[d]` | | |
/// | `W_V`, `b_V` | `value` | `[d, d]`, `[d]` | | |
/// | `W_O`, `b_O` | `output` | `[d, d]`, `[d]` | | |
/// | Z | returned | `[B N, d]` | | real |
///
/// `b_K` has no effect: it adds the same number to each row before the softmax. Refused: shapes that don't fit.
public final class SelfAttention {
    private SelfAttention() {}

    /// What is learnt: the affine maps `query`, `key`, `value` and `output`.
    ///
    /// @param prefix what the names begin with
    /// @param width d
    /// @param bias whether queries, keys and values have biases; the output has one
    /// @param initial the distribution of the weights
    public static List<ParameterSpec> parameters(String prefix, int width, boolean bias, Initial initial) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (String map : List.of("query", "key", "value")) {
            parameters.addAll(Linear.parameters(prefix + "." + map, width, width, bias, initial));
        }
        parameters.addAll(Linear.parameters(prefix + ".output", width, width, true, initial));
        return parameters;
    }

    /// The attention of B clips.
    ///
    /// @param weights as in [#parameters], without the prefix
    /// @param heads H
    /// @param tokens N of each clip
    /// @throws org.thgcl.tensor.ShapeException if the shapes don't fit
    public static Variable apply(Variable x, Weights weights, int heads, int tokens) {
        Variable q = Linear.apply(x, weights.at("query"));
        Variable k = Linear.apply(x, weights.at("key"));
        Variable v = Linear.apply(x, weights.at("value"));
        Variable mixed = Attention.apply(q, k, v, heads, tokens).reshape(q.shape());
        return Linear.apply(mixed, weights.at("output"));
    }

    /// The attention of one clip.
    ///
    /// @param weights the numbers of a parameter, row by row; empty for a bias that is absent
    public static double[][] definition(double[][] X, int H, Function<String, double[]> weights) {
        double[][] Q = Linear.definition(X, weights.apply("query.weight"), weights.apply("query.bias"));
        double[][] K = Linear.definition(X, weights.apply("key.weight"), weights.apply("key.bias"));
        double[][] V = Linear.definition(X, weights.apply("value.weight"), weights.apply("value.bias"));
        int N = X.length;
        int c = Q[0].length / H;
        double[][] Y = new double[N][H * c];
        for (int h = 0; h < H; h++) {
            for (int i = 0; i < N; i++) {
                double[] power = new double[N];
                double sum = 0;
                for (int j = 0; j < N; j++) {
                    double product = 0;
                    for (int l = h * c; l < (h + 1) * c; l++) {
                        product += Q[i][l] * K[j][l];
                    }
                    power[j] = Elementary.exp(product / Math.sqrt(c));
                    sum += power[j];
                }
                for (int j = 0; j < N; j++) {
                    for (int l = h * c; l < (h + 1) * c; l++) {
                        Y[i][l] += power[j] / sum * V[j][l];
                    }
                }
            }
        }
        return Linear.definition(Y, weights.apply("output.weight"), weights.apply("output.bias"));
    }
}
