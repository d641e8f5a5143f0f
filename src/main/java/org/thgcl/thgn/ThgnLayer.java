package org.thgcl.thgn;

import java.util.Optional;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Dense.Summand;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.equation.LayerUpdate;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.Edges;
import org.thgcl.model.Moment;
import org.thgcl.model.Weights;
import org.thgcl.tensor.RowGroups;

/// A layer of Figure 2, for the nodes of B clips:
///
/// ```text
/// X_a' = norm(dropout(relu(GNN-A(X_a) + GAT-AV(X_v, X_a))))
/// X_v' = norm(dropout(relu(GNN-V(X_v))))
/// ```
///
/// It stands here twice. [#asWritten] puts the equations together as the paper does. [#fused], which training uses,
/// leaves all that follows the products to [LayerUpdate]: biases, sum, rectifier, dropout and normalisation are one
/// pass over memory. Nodes and gradients have the same bits, since both round in the same order: each product plus its
/// bias, then the sum of the two, then what follows, element by element.
///
/// @param name of the layer, such as `layers.0`; its parameters' names begin with it
/// @param parameters of the whole network
/// @param edgeWeights of Eq. 1
/// @param crossWeights of Eq. 2, if this layer has GAT-AV
/// @param clips B
record ThgnLayer(
        ThgnSettings settings,
        ClipGraph graph,
        String name,
        Weights parameters,
        EdgeWeights edgeWeights,
        Optional<Variable> crossWeights,
        int clips,
        Moment moment) {
    private static final double NORM_EPSILON = 1e-5;

    /// The nodes of both modalities.
    ///
    /// @param audio X_a, `[B P_a, in]`
    /// @param video X_v, `[B P_v, in]`, if the clips have video
    record Nodes(Variable audio, Optional<Variable> video) {}

    /// How a layer is computed.
    interface Form {
        Nodes of(ThgnLayer layer, Nodes nodes);
    }

    /// The new nodes, equation by equation.
    Nodes asWritten(Nodes x) {
        Variable audio = gnn("audio", x.audio(), bias("audio"));
        Optional<Variable> messages = crossWeights.map(s -> gatAv(s, x, bias("cross")));
        Optional<Variable> video = x.video().map(nodes -> gnn("video", nodes, bias("video")));
        Variable sum = messages.map(heard -> audio.plus(heard)).orElse(audio);
        return new Nodes(norm(dropout(sum.relu(), "audio")), video.map(nodes -> norm(dropout(nodes.relu(), "video"))));
    }

    /// The new nodes, with one pass over memory for all that follows the products.
    Nodes fused(Nodes x) {
        Summand audio = new Summand(gnn("audio", x.audio(), Optional.empty()), bias("audio"));
        Optional<Summand> messages = crossWeights.map(s -> new Summand(gatAv(s, x, Optional.empty()), bias("cross")));
        Optional<Summand> video =
                x.video().map(nodes -> new Summand(gnn("video", nodes, Optional.empty()), bias("video")));
        return new Nodes(updated(audio, messages, "audio"), video.map(sum -> updated(sum, Optional.empty(), "video")));
    }

    /// GNN-A or GNN-V: Eq. 3 without its activation.
    private Variable gnn(String modality, Variable x, Optional<Variable> bias) {
        boolean ofAudio = "audio".equals(modality);
        Edges edges = ofAudio ? graph.audio() : graph.video();
        Variable weights = x.tape().constant(ofAudio ? edgeWeights.audio() : edgeWeights.video());
        return Eq3GraphConvolution.apply(
                edges.pattern(),
                weights,
                x,
                parameters.get(name + "." + modality + ".psi"),
                bias,
                Eq3GraphConvolution.Activation.NONE);
    }

    /// What the audio nodes hear from the video nodes.
    private Variable gatAv(Variable weights, Nodes x, Optional<Variable> bias) {
        Weights cross = parameters.at(name + ".cross");
        GatAv.Parameters learnt = new GatAv.Parameters(
                cross.get("source"),
                cross.get("target"),
                cross.get("attention_source"),
                cross.get("attention_target"),
                bias);
        return new GatAv(settings.negativeSlope(), settings.fusion())
                .apply(graph.cross().pattern(), x.video().orElseThrow(), x.audio(), weights, learnt)
                .out();
    }

    /// A bias, if there is one (A20). GAT-AV mostly has its own without one in Eq. 3, too.
    private Optional<Variable> bias(String part) {
        String bias = name + "." + part + ".bias";
        return settings.bias() || parameters.has(bias) ? Optional.of(parameters.get(bias)) : Optional.empty();
    }

    private Variable dropout(Variable x, String modality) {
        return Dense.dropout(x, moment.dropout(settings.dropout(), name + "." + modality + ".dropout"));
    }

    /// The graph layer normalisation, if there is one.
    private Variable norm(Variable x) {
        return normalised() ? GraphLayerNorm.apply(x, graphs(x), NORM_EPSILON) : x;
    }

    private Variable updated(Summand nodes, Optional<Summand> messages, String modality) {
        return new LayerUpdate(normalised(), NORM_EPSILON)
                .apply(
                        nodes,
                        messages,
                        moment.dropout(settings.dropout(), name + "." + modality + ".dropout"),
                        graphs(nodes.x()));
    }

    private boolean normalised() {
        return settings.normalisation() == ThgnSettings.Normalisation.GRAPH;
    }

    /// The nodes of each clip.
    private RowGroups graphs(Variable x) {
        return RowGroups.uniform(clips, x.shape().rows() / clips);
    }
}
