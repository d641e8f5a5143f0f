package org.thgcl.thgn;

import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.equation.LayerUpdate;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The temporal heterogeneous graph network: the equations put together as in Section 2.3 and Figure 2.
///
/// ```text
/// E_a, E_v = feature alignment of the segments
/// in each layer   X_a' = norm(dropout(relu(GNN-A(X_a) + GAT-AV(X_v, X_a))))
///                 X_v' = norm(dropout(relu(GNN-V(X_v))))
/// g_a, g_v = learnable pooling;  X^G = their sum;  logits = X^G W_c + b_c
/// L = 1.0 focal loss + 0.1 contrastive loss
/// ```
/// GAT-AV may be in the last layer alone (A42). A clip without video (A25) has audio nodes alone: no GAT-AV, no
/// contrastive loss, X^G = g_a.
///
/// The graph of a clip and the weights that depend on its shape alone are built once; a batch of clips uses
/// them block by block without a copy.
public final class Thgn {
    private static final double NORM_EPSILON = 1e-5;

    private final Configuration configuration;
    private final ClipGraph graph;
    private final EdgeWeights weights;
    private final GatAv gatAv;
    private final LayerUpdate update;
    private final SparsityPattern audioMembership;
    private final SparsityPattern videoMembership;
    private final SparsityPattern pairs;

    /// The model of a configuration, without parameters: those are given at each call.
    ///
    /// @param kernels for the fixed edge weights, of the type that the model will be run in
    /// @throws IllegalArgumentException if the configuration's type can't hold a setting, or what is computed
    /// with it
    public Thgn(Configuration configuration, Kernels kernels) {
        requireConstants(configuration);
        this.configuration = configuration;
        this.graph = graph(configuration);
        this.weights = new EdgeWeights(configuration, graph, kernels);
        this.gatAv = new GatAv(configuration.negativeSlope(), configuration.fusion());
        this.update = new LayerUpdate(configuration.normalisation() == Configuration.Normalisation.GRAPH, NORM_EPSILON);
        this.audioMembership =
                RowGroups.uniform(1, configuration.audioSegments()).membership();
        this.videoMembership =
                RowGroups.uniform(1, configuration.videoSegments()).membership();
        this.pairs = configuration.contrast() == Eq4ContrastiveLoss.Level.SEGMENTS
                ? graph.cross().pairs()
                : null;
    }

    /// What the settings make of numbers must be among those that the type holds.
    private static void requireConstants(Configuration c) {
        DType dtype = c.dtype();
        dtype.requireHolds("1 / tau of tau=" + c.tau(), 1 / c.tau());
        dtype.requireHolds("1 / temperature of temperature=" + c.temperature(), 1 / c.temperature());
        dtype.requireHolds("negative_slope", c.negativeSlope());
        dtype.requireHolds("weight_focal", c.weightFocal());
        dtype.requireHolds("weight_contrastive", c.weightContrastive());
    }

    /// The graph of the clips of a configuration.
    public static ClipGraph graph(Configuration c) {
        var audio = TemporalNeighbourhood.of(c.audioSegments(), c.audioSpan(), c.audioDilation(), c.boundary());
        if (!c.hasVideo()) {
            return ClipGraph.withoutVideo(audio);
        }
        var video = TemporalNeighbourhood.of(c.videoSegments(), c.videoSpan(), c.videoDilation(), c.boundary());
        var cross = CrossModalEdges.ofStarts(c.audioSegments(), c.crossSpan(), c.crossDilation(), starts(c));
        return new ClipGraph(audio, video, cross);
    }

    private static int[] starts(Configuration c) {
        return switch (c.alignment()) {
            case TIMESTAMP -> Starts.timestamp(c.audioSegments(), c.videoSegments());
            case WINDOW_TIME ->
                Starts.windowTime(
                        c.audioSegments(), c.videoSegments(), c.crossSpan(), c.audioHopSeconds(), c.videoHopSeconds());
            case HOPS -> c.hops().stream().mapToInt(Integer::intValue).toArray();
        };
    }

    /// Width of X^G of a configuration.
    public static int graphEmbeddingSize(Configuration c) {
        return c.pooling() == GraphEmbedding.CONCAT && c.hasVideo() ? 2 * c.hidden() : c.hidden();
    }

    /// The graph that all clips share.
    public ClipGraph graph() {
        return graph;
    }

    /// Dropout in training: the masks are a function of seed, step and place.
    ///
    /// @param rate probability of dropping an element; 0 for none
    public record Dropout(double rate, CounterRandom random, long step) {
        /// No dropout, as in evaluation.
        public static final Dropout NONE = new Dropout(0, new CounterRandom(0), 0);

        org.thgcl.tensor.Dropout at(String site) {
            return new org.thgcl.tensor.Dropout(rate, random, step, CounterRandom.site(site));
        }
    }

    /// What the network makes of a batch.
    ///
    /// @param logits `[B, C]`
    /// @param audioEmbedding g_a, `[B, H]`
    /// @param videoEmbedding g_v, `[B, H]`; `null` without video
    /// @param embedding X^G, `[B, H]`, or `[B, 2H]` for a concatenation (A13)
    /// @param audioAttention beta of the pooling over audio nodes, `[B * P_a]`
    /// @param videoAttention the same over video nodes, `[B * P_v]`; `null` without video
    /// @param audioNodes X_a of the last layer, `[B * P_a, H]`
    /// @param videoNodes X_v of the last layer, `[B * P_v, H]`; `null` without video
    public record Output(
            Variable logits,
            Variable audioEmbedding,
            Variable videoEmbedding,
            Variable embedding,
            Variable audioAttention,
            Variable videoAttention,
            Variable audioNodes,
            Variable videoNodes) {}

    /// The objective and its parts, all scalars.
    ///
    /// @param contrastive `null` where Eq. 4 isn't part of the objective
    public record Loss(Variable focal, Variable contrastive, Variable total) {}

    /// Runs the network.
    ///
    /// @param parameters by name, see [Parameters]
    /// @param audio `[B, P_a, F_a]`
    /// @param video `[B, P_v, F_v]`; `null` without video
    /// @param xi the noise of Eq. 2, `[B, E]` for the E cross-modal edges; not looked at without video
    public Output forward(
            Map<String, Variable> parameters, Variable audio, Variable video, Tensor xi, Dropout dropout) {
        return forward(
                parameters, audio, video, xi == null ? null : audio.tape().constant(xi), dropout);
    }

    /// The same, differentiable in the noise, too.
    public Output forward(
            Map<String, Variable> parameters, Variable audio, Variable video, Variable xi, Dropout dropout) {
        Configuration c = configuration;
        int batch = audio.shape().size(0);
        audio.shape()
                .require(
                        "audio features",
                        Axis.any("clip"),
                        Axis.of("segment", c.audioSegments()),
                        Axis.of("feature", c.audioFeatures()));
        Variable xAudio = aligned(audio, "audio", parameters);
        Variable xVideo = null;
        Variable crossWeights = null;
        if (c.hasVideo()) {
            video.shape()
                    .require(
                            "video features",
                            Axis.of("clip", batch),
                            Axis.of("segment", c.videoSegments()),
                            Axis.of("feature", c.videoFeatures()));
            xi.shape()
                    .require(
                            "noise xi",
                            Axis.of("clip", batch),
                            Axis.of("edge", graph.cross().count()));
            xVideo = aligned(video, "video", parameters);
            crossWeights = weights.cross(xi);
        }
        for (int layer = 0; layer < c.layers(); layer++) {
            String name = "layers." + layer;
            Variable toAudio =
                    convolution(graph.audio().pattern(), weights.audio(), xAudio, name + ".audio", parameters);
            Variable messages =
                    c.crossModal(layer) ? crossModal(xVideo, xAudio, crossWeights, name + ".cross", parameters) : null;
            Variable audioBias = parameters.get(name + ".audio.bias");
            Variable crossBias = parameters.get(name + ".cross.bias");
            if (c.hasVideo()) {
                Variable toVideo =
                        convolution(graph.video().pattern(), weights.video(), xVideo, name + ".video", parameters);
                Variable videoBias = parameters.get(name + ".video.bias");
                xVideo = activated(toVideo, videoBias, null, null, batch, dropout.at(name + ".video.dropout"));
            }
            xAudio = activated(toAudio, audioBias, messages, crossBias, batch, dropout.at(name + ".audio.dropout"));
        }
        var audioPool = AttentionPooling.apply(xAudio, audioMembership, parameters.get("pool.audio.gate"));
        var videoPool = c.hasVideo()
                ? AttentionPooling.apply(xVideo, videoMembership, parameters.get("pool.video.gate"))
                : new AttentionPooling.Pooled(null, null);
        Variable embedding =
                c.hasVideo() ? c.pooling().apply(audioPool.pooled(), videoPool.pooled()) : audioPool.pooled();
        Variable logits =
                ClassificationHead.apply(embedding, parameters.get("head.weight"), parameters.get("head.bias"));
        return new Output(
                logits,
                audioPool.pooled(),
                videoPool.pooled(),
                embedding,
                audioPool.beta(),
                videoPool.beta(),
                xAudio,
                xVideo);
    }

    /// One row per node, of width d; the features themselves where d is 0.
    private Variable aligned(Variable features, String modality, Map<String, Variable> parameters) {
        Variable nodes = features.reshape(
                Shape.of(features.shape().rows(), features.shape().columns()));
        return configuration.embedding() == 0
                ? nodes
                : FeatureAlignment.apply(
                        nodes,
                        parameters.get("projection." + modality + ".weight"),
                        parameters.get("projection." + modality + ".bias"));
    }

    /// GNN-A and GNN-V: Eq. 3 up to its bias and activation, which [LayerUpdate] adds.
    private static Variable convolution(
            SparsityPattern pattern, Tensor weight, Variable x, String name, Map<String, Variable> parameters) {
        return Eq3GraphConvolution.apply(
                pattern,
                x.tape().constant(weight),
                x,
                parameters.get(name + ".psi"),
                null,
                Eq3GraphConvolution.Activation.NONE);
    }

    /// GAT-AV up to its bias.
    private Variable crossModal(
            Variable xVideo, Variable xAudio, Variable weight, String name, Map<String, Variable> parameters) {
        GatAv.Parameters gat = new GatAv.Parameters(
                parameters.get(name + ".source"),
                parameters.get(name + ".target"),
                parameters.get(name + ".attention_source"),
                parameters.get(name + ".attention_target"),
                null);
        return gatAv.apply(graph.cross().pattern(), xVideo, xAudio, weight, gat).out();
    }

    /// A layer's new nodes: norm(dropout(relu(x + bias + messages + messageBias))), with what is `null` left
    /// out.
    private Variable activated(
            Variable x,
            Variable bias,
            Variable messages,
            Variable messageBias,
            int batch,
            org.thgcl.tensor.Dropout dropout) {
        LayerUpdate.Summand nodes = new LayerUpdate.Summand(x, bias);
        return update.apply(
                messages == null ? List.of(nodes) : List.of(nodes, new LayerUpdate.Summand(messages, messageBias)),
                dropout,
                RowGroups.uniform(batch, x.shape().rows() / batch));
    }

    /// The training objective, Eq. 5, of clips with one class each.
    ///
    /// @param labels the class of each clip
    public Loss loss(Output output, int... labels) {
        return loss(output, Labels.one(labels));
    }

    /// The training objective, Eq. 5.
    ///
    /// @param labels the classes of each clip
    /// @throws IllegalArgumentException if clips may have several and the focal loss is the softmax form (A43)
    public Loss loss(Output output, Labels labels) {
        FocalLoss focalLoss = new FocalLoss(configuration.alpha(), configuration.gamma(), configuration.focalForm());
        Variable focal = labels.several()
                ? focalLoss.apply(output.logits(), labels.indicators(configuration.classes()))
                : focalLoss.apply(output.logits(), labels.only());
        if (!configuration.contrastive()) {
            return new Loss(focal, null, focal.times(configuration.weightFocal()));
        }
        Variable contrastive = contrastive(output);
        Variable total = new Eq5JointObjective(configuration.weightFocal(), configuration.weightContrastive())
                .apply(focal, contrastive);
        return new Loss(focal, contrastive, total);
    }

    /// Eq. 4 of a batch with video, whether it is part of the objective or not.
    ///
    /// @throws IllegalArgumentException if there are fewer samples than two (A40)
    public Variable contrastive(Output output) {
        var eq4 = new Eq4ContrastiveLoss(configuration.temperature(), configuration.negatives());
        return switch (configuration.contrast()) {
            case CLIPS ->
                eq4.apply(output.audioEmbedding(), output.videoEmbedding()).total();
            case SEGMENTS -> {
                Variable ones = output.logits().tape().constant(ones(pairs.entries()));
                Variable matched = Sparse.spmm(pairs, ones, output.audioNodes());
                Shape nodes =
                        Shape.of(output.logits().shape().rows(), configuration.videoSegments(), configuration.hidden());
                yield eq4.applySegments(
                                matched.reshape(nodes), output.videoNodes().reshape(nodes))
                        .total();
            }
        };
    }

    private static Tensor ones(int count) {
        Tensor ones = Tensor.zeros(Shape.of(count));
        ones.fill(1);
        return ones;
    }
}
