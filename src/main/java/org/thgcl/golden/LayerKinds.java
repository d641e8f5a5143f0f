package org.thgcl.golden;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.SparsityPattern;

/// Parts of the network's layers, and the pooling.
final class LayerKinds {
    private static final double NORM_EPSILON = 1e-5;
    private static final KindSetting ACTIVATION =
            KindSetting.ofWords("activation", Eq3GraphConvolution.Activation.RELU);

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "graph_convolution",
                    "3",
                    "rho(A x psi + bias), A[target, source] = sum of weight, as it is or normalised by its row sums",
                    Stream.concat(Stream.of(ACTIVATION), KindSetting.ofModel("adjacency").stream())
                            .toList(),
                    List.of("x[n,in]", "int source[E]", "int target[E]", "weight[E]", "psi[in,out]", "bias[out]?"),
                    List.of("x_out[n,out]"),
                    LayerKinds::graphConvolution),
            new EquationKind(
                    "gat_av",
                    "2.3",
                    "x_out_j = sum_i (alpha_ij + weight_ij) x_video_i source + bias, alpha = softmax over i of"
                            + " LeakyReLU(attention_source . x_video_i source + attention_target . x_audio_j target)",
                    KindSetting.ofModel("negative_slope", "fusion"),
                    List.of(
                            "x_video[n_v,in_v]",
                            "x_audio[n_a,in_a]",
                            "int video[E]",
                            "int audio[E]",
                            "weight[E]",
                            "source[in_v,H]",
                            "target[in_a,H]",
                            "attention_source[H]",
                            "attention_target[H]",
                            "bias[H]"),
                    List.of("x_out[n_a,H]", "alpha[E]"),
                    LayerKinds::gatAv),
            new EquationKind(
                    "graph_layer_norm",
                    "2.3",
                    "(x - mean) / sqrt(variance + epsilon) over all nodes and features of a graph, biased variance",
                    List.of(KindSetting.real("epsilon", KindSetting.Bounds.between(0, Double.POSITIVE_INFINITY))
                            .or(NORM_EPSILON)),
                    List.of("x[n,h]", "int graph[n]"),
                    List.of("x_out[n,h]"),
                    LayerKinds::graphLayerNorm),
            new EquationKind(
                    "attention_pooling",
                    "2.3",
                    "beta = softmax over a graph's nodes of x gate, pooled = sum of beta x",
                    List.of(),
                    List.of("x[n,h]", "int graph[n]", "gate[h]"),
                    List.of("pooled[graphs,h]", "beta[n]"),
                    LayerKinds::attentionPooling));

    private LayerKinds() {}

    private static Outputs graphConvolution(CaseSettings settings, CaseInputs in) {
        int nodes = in.size("n");
        Limits.require("inputs.psi", nodes, in.size("out"));
        SparsityPattern pattern =
                SparsityPattern.of(nodes, nodes, in.indices("target", nodes), in.indices("source", nodes));
        Eq3GraphConvolution.Adjacency adjacency = settings.word(Eq3GraphConvolution.Adjacency.class, "adjacency");
        Variable weight = GoldenException.blaming(
                "inputs.weight", () -> Eq3GraphConvolution.normalise(pattern, in.variable("weight"), adjacency));
        return new Outputs()
                .put(
                        "x_out",
                        Eq3GraphConvolution.apply(
                                pattern,
                                weight,
                                in.variable("x"),
                                in.variable("psi"),
                                Optional.ofNullable(in.variable("bias")),
                                settings.word(Eq3GraphConvolution.Activation.class, "activation")));
    }

    private static Outputs gatAv(CaseSettings settings, CaseInputs in) {
        int audioNodes = in.size("n_a");
        int videoNodes = in.size("n_v");
        Limits.require("inputs.target", audioNodes, in.size("H"));
        Limits.require("inputs.source", videoNodes, in.size("H"));
        int[] audio = in.indices("audio", audioNodes);
        SparsityPattern pattern = SparsityPattern.of(audioNodes, videoNodes, audio, in.indices("video", videoNodes));
        GatAv gatAv = GoldenException.blaming(
                "settings.negative_slope",
                () -> new GatAv(settings.real("negative_slope"), settings.word(GatAv.Fusion.class, "fusion")));
        GatAv.Messages result = gatAv.apply(
                pattern,
                in.variable("x_video"),
                in.variable("x_audio"),
                in.variable("weight"),
                new GatAv.Parameters(
                        in.variable("source"),
                        in.variable("target"),
                        in.variable("attention_source"),
                        in.variable("attention_target"),
                        Optional.ofNullable(in.variable("bias"))));
        return new Outputs().put("x_out", result.out()).put("alpha", result.alpha(), audio);
    }

    private static Outputs graphLayerNorm(CaseSettings settings, CaseInputs in) {
        RowGroups graphs = graphs(in);
        return new Outputs()
                .put(
                        "x_out",
                        GoldenException.blaming(
                                "settings.epsilon",
                                () -> GraphLayerNorm.apply(in.variable("x"), graphs, settings.real("epsilon"))));
    }

    private static Outputs attentionPooling(CaseSettings settings, CaseInputs in) {
        RowGroups graphs = graphs(in);
        AttentionPooling.Pooled result =
                AttentionPooling.apply(in.variable("x"), graphs.membership(), in.variable("gate"));
        return new Outputs().put("pooled", result.pooled()).put("beta", result.beta(), in.ints("graph"));
    }

    private static RowGroups graphs(CaseInputs in) {
        int[] graph = in.indices("graph", Limits.SIZE);
        Limits.require("inputs.graph", graph.length == 0 ? 0 : graph[graph.length - 1] + 1L, in.size("h"));
        return GoldenException.blaming("inputs.graph", () -> RowGroups.ofAscending(graph));
    }
}
