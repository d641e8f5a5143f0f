package org.thgcl.equation;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.equation.Eq3GraphConvolution.Activation;
import org.thgcl.equation.Eq3GraphConvolution.Adjacency;
import org.thgcl.equation.GatAv.Fusion;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// Gradients of graph layers against forward mode through their definitions on scalars, read from the paper once more,
/// and against central differences. Matrices are row-major arrays, as the tensors are.
class LayerGradientsTest {
    @Property(tries = 6)
    void eq_3_in_all_forms(@ForAll Adjacency adjacency, @ForAll Activation activation) {
        for (int out : new int[] {2, 4}) {
            // a repeated edge, (0, 2), and no symmetry
            int[] row = {0, 0, 0, 1, 1, 2};
            int[] column = {0, 2, 2, 0, 1, 2};
            SparsityPattern pattern = SparsityPattern.of(3, 3, row, column);
            GradientOracles.assertGradients(
                    v -> Eq3GraphConvolution.apply(
                            pattern,
                            Eq3GraphConvolution.normalise(pattern, v.get(0), adjacency),
                            v.get(1),
                            v.get(2),
                            Optional.of(v.get(3)),
                            activation),
                    x -> convolution(row, column, adjacency, activation, 3, out, x),
                    Samples.uniform(1, 0.2, 1, 6),
                    Samples.uniform(2, -1, 1, 3, 3),
                    Samples.uniform(3, -1, 1, 3, out),
                    Samples.uniform(4, -1, 1, out));
        }
    }

    /// `x'[i, o] = rho(sum over the edges j -> i of a_ij sum over f of x[j, f] psi[f, o] + b[o])`.
    private static DerivativeStructure[] convolution(
            int[] row,
            int[] column,
            Adjacency adjacency,
            Activation activation,
            int in,
            int out,
            DerivativeStructure[]... x) {
        DerivativeStructure[] d = new DerivativeStructure[3];
        for (int e = 0; e < row.length; e++) {
            d[row[e]] = d[row[e]] == null ? x[0][e] : d[row[e]].add(x[0][e]);
        }
        DerivativeStructure[] y = new DerivativeStructure[3 * out];
        for (int i = 0; i < 3; i++) {
            for (int o = 0; o < out; o++) {
                DerivativeStructure z = x[3][o];
                for (int e = 0; e < row.length; e++) {
                    int j = column[e];
                    for (int f = 0; row[e] == i && f < in; f++) {
                        DerivativeStructure a =
                                switch (adjacency) {
                                    case RAW -> x[0][e];
                                    case ROW -> x[0][e].divide(d[i]);
                                    case SYMMETRIC ->
                                        x[0][e].divide(d[i].multiply(d[j]).sqrt());
                                };
                        z = z.add(a.multiply(x[1][j * in + f]).multiply(x[2][f * out + o]));
                    }
                }
                y[i * out + o] = activation == Activation.RELU && z.getValue() < 0 ? z.multiply(0) : z;
            }
        }
        return y;
    }

    @ParameterizedTest
    @EnumSource
    void gat_av(Fusion fusion) {
        // audio node 2 has no edges
        int[] audio = {0, 0, 0, 1, 1, 3};
        int[] video = {0, 1, 2, 1, 2, 0};
        SparsityPattern pattern = SparsityPattern.of(4, 3, audio, video);
        Tensor weight = Samples.uniform(3, 0.2, 1, 6);
        Tensor[] inputs = {
            Samples.uniform(1, -1, 1, 3, 2),
            Samples.uniform(2, -1, 1, 4, 3),
            Samples.uniform(4, -1, 1, 2, 2),
            Samples.uniform(5, -1, 1, 3, 2),
            Samples.uniform(6, -1, 1, 2),
            Samples.uniform(7, -1, 1, 2),
            Samples.uniform(8, -1, 1, 2),
            weight
        };
        // without fusion nothing depends on the weight
        Tensor[] differentiated = fusion == Fusion.NONE ? Arrays.copyOf(inputs, 7) : inputs;
        GradientOracles.assertGradients(
                v -> new GatAv(0.2, fusion)
                        .apply(
                                pattern,
                                v.get(0),
                                v.get(1),
                                v.size() == 8 ? v.get(7) : v.get(0).tape().constant(weight),
                                new GatAv.Parameters(v.get(2), v.get(3), v.get(4), v.get(5), Optional.of(v.get(6))))
                        .out(),
                x -> attention(audio, video, fusion, x),
                differentiated);
    }

    private static DerivativeStructure[] attention(
            int[] audio, int[] video, Fusion fusion, DerivativeStructure[]... x) {
        DerivativeStructure[] h = product(x[0], x[2], 3, 2, 2);
        DerivativeStructure[] target = product(x[1], x[3], 4, 3, 2);
        DerivativeStructure[] power = new DerivativeStructure[audio.length];
        DerivativeStructure[] total = new DerivativeStructure[4];
        for (int e = 0; e < audio.length; e++) {
            DerivativeStructure logit = h[2 * video[e]]
                    .multiply(x[4][0])
                    .add(h[2 * video[e] + 1].multiply(x[4][1]))
                    .add(target[2 * audio[e]].multiply(x[5][0]))
                    .add(target[2 * audio[e] + 1].multiply(x[5][1]));
            power[e] = (logit.getValue() < 0 ? logit.multiply(0.2) : logit).exp();
            total[audio[e]] = total[audio[e]] == null ? power[e] : total[audio[e]].add(power[e]);
        }
        DerivativeStructure[] out = new DerivativeStructure[8];
        for (int k = 0; k < 8; k++) {
            out[k] = x[6][k % 2];
        }
        for (int e = 0; e < audio.length; e++) {
            DerivativeStructure alpha = power[e].divide(total[audio[e]]);
            DerivativeStructure share =
                    switch (fusion) {
                        case ADD -> alpha.add(x[7][e]);
                        case MULTIPLY -> alpha.multiply(x[7][e]);
                        case NONE -> alpha;
                    };
            for (int o = 0; o < 2; o++) {
                int k = 2 * audio[e] + o;
                out[k] = out[k].add(share.multiply(h[2 * video[e] + o]));
            }
        }
        return out;
    }

    /// X W, with X of n rows.
    private static DerivativeStructure[] product(
            DerivativeStructure[] x, DerivativeStructure[] w, int n, int in, int out) {
        DerivativeStructure[] y = new DerivativeStructure[n * out];
        for (int k = 0; k < y.length; k++) {
            y[k] = x[k / out * in].multiply(w[k % out]);
            for (int f = 1; f < in; f++) {
                y[k] = y[k].add(x[k / out * in + f].multiply(w[f * out + k % out]));
            }
        }
        return y;
    }

    @Test
    void graph_layer_norm_of_two_graphs() {
        double epsilon = 1e-5;
        RowGroups graphs = RowGroups.ofAscending(0, 0, 0, 1, 1);
        GradientOracles.assertGradients(
                v -> GraphLayerNorm.apply(v.get(0), graphs, epsilon),
                x -> {
                    DerivativeStructure[] y = new DerivativeStructure[15];
                    normalise(x[0], 0, 9, epsilon, y);
                    normalise(x[0], 9, 15, epsilon, y);
                    return y;
                },
                Samples.uniform(1, -1, 1, 5, 3));
    }

    /// One graph, the numbers from index `from` to below `to`: the variance as the mean square less the squared mean.
    private static void normalise(DerivativeStructure[] x, int from, int to, double epsilon, DerivativeStructure[] y) {
        DerivativeStructure mean = x[from].multiply(0);
        DerivativeStructure square = mean;
        for (int k = from; k < to; k++) {
            mean = mean.add(x[k].divide(to - from));
            square = square.add(x[k].pow(2).divide(to - from));
        }
        DerivativeStructure deviation =
                square.subtract(mean.pow(2)).add(epsilon).sqrt();
        for (int k = from; k < to; k++) {
            y[k] = x[k].subtract(mean).divide(deviation);
        }
    }

    @Test
    void pooling_of_two_graphs() {
        RowGroups graphs = RowGroups.ofAscending(0, 0, 0, 1, 1);
        GradientOracles.assertGradients(
                v -> AttentionPooling.apply(v.get(0), graphs.membership(), v.get(1))
                        .pooled(),
                x -> {
                    DerivativeStructure[] g = new DerivativeStructure[4];
                    pool(x[0], x[1], 0, 3, g, 0);
                    pool(x[0], x[1], 3, 5, g, 2);
                    return g;
                },
                Samples.uniform(1, -1, 1, 5, 2),
                Samples.uniform(2, -1, 1, 2));
    }

    /// `sum of exp(x_i . w) x_i / sum of exp(x_i . w)` of the nodes `from` to below `to`, with 2 features.
    private static void pool(
            DerivativeStructure[] x, DerivativeStructure[] w, int from, int to, DerivativeStructure[] g, int at) {
        DerivativeStructure total = w[0].multiply(0);
        DerivativeStructure[] sum = {total, total};
        for (int i = from; i < to; i++) {
            DerivativeStructure power =
                    x[2 * i].multiply(w[0]).add(x[2 * i + 1].multiply(w[1])).exp();
            total = total.add(power);
            sum[0] = sum[0].add(power.multiply(x[2 * i]));
            sum[1] = sum[1].add(power.multiply(x[2 * i + 1]));
        }
        g[at] = sum[0].divide(total);
        g[at + 1] = sum[1].divide(total);
    }
}
