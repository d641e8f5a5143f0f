package org.thgcl.thgn;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.FocalLoss;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Configuration;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Suspect;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
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
/// [ThgnLayer] is a layer. GAT-AV may be in the last layer alone (A42). A clip without video (A25) has audio nodes
/// alone: no GAT-AV, no contrastive loss, X^G = g_a.
///
/// The graph of a clip and the weights that depend on its shape alone are built once; a batch of clips uses
/// them block by block without a copy.
public final class Thgn implements Model {
    /// The family of models that this is.
    public static final ModelFamily<ThgnSettings> FAMILY = new ModelFamily<>(
            "thgn",
            "The paper's network: Eq. 1 to 5.",
            ThgnSettings.SETTINGS,
            Map.of(),
            Thgn::new,
            ThgnSettings::check);

    private final ThgnSettings settings;
    private final ClipShape clips;
    private final ClipGraph graph;
    private final ThgnLayer.Form form;
    private final SparsityPattern audioMembership;
    private final SparsityPattern videoMembership;

    /// The pairs of Eq. 4, where it compares segments (A40).
    private final Optional<SparsityPattern> pairs;

    private final Map<DType, EdgeWeights> weights = new EnumMap<>(DType.class);

    /// The model of settings, without parameters: those are given at each call.
    public Thgn(ThgnSettings settings, ClipShape clips) {
        this(settings, clips, ThgnLayer::fused);
    }

    private Thgn(ThgnSettings settings, ClipShape clips, ThgnLayer.Form form) {
        this.settings = settings;
        this.clips = clips;
        this.form = form;
        this.graph = graph(settings, clips);
        this.audioMembership = RowGroups.uniform(1, clips.audioSegments()).membership();
        this.videoMembership = RowGroups.uniform(1, clips.videoSegments()).membership();
        this.pairs = settings.contrast() == Eq4ContrastiveLoss.Level.SEGMENTS
                ? Optional.of(graph.cross().pairs())
                : Optional.empty();
    }

    /// The model of a configuration.
    ///
    /// @throws IllegalArgumentException if its model isn't THGN
    public static Thgn of(Configuration c) {
        return new Thgn(ThgnSettings.of(c), c.clips());
    }

    /// The fixed edge weights in the type of a computation; computed when they are first asked for.
    ///
    /// @throws IllegalArgumentException if the type can't hold a setting, or what is computed with it
    private EdgeWeights weights(Kernels kernels) {
        return weights.computeIfAbsent(kernels.dtype(), dtype -> {
            requireConstants(dtype);
            return new EdgeWeights(settings, graph, kernels);
        });
    }

    /// What the settings make of numbers must be among those that the type holds.
    private void requireConstants(DType dtype) {
        dtype.requireHolds("1 / tau of tau=" + settings.tau(), 1 / settings.tau());
        dtype.requireHolds("1 / temperature of temperature=" + settings.temperature(), 1 / settings.temperature());
        dtype.requireHolds("negative_slope", settings.negativeSlope());
        dtype.requireHolds("weight_focal", settings.weightFocal());
        dtype.requireHolds("weight_contrastive", settings.weightContrastive());
    }

    /// The graph of the clips of settings.
    public static ClipGraph graph(ThgnSettings s, ClipShape clips) {
        var audio = TemporalNeighbourhood.of(clips.audioSegments(), s.audioSpan(), s.audioDilation(), s.boundary());
        if (!clips.hasVideo()) {
            return ClipGraph.withoutVideo(audio);
        }
        var video = TemporalNeighbourhood.of(clips.videoSegments(), s.videoSpan(), s.videoDilation(), s.boundary());
        var cross = CrossModalEdges.ofStarts(clips.audioSegments(), s.crossSpan(), s.crossDilation(), starts(s, clips));
        return new ClipGraph(audio, video, cross);
    }

    /// The graph of the clips of a configuration.
    ///
    /// @throws IllegalArgumentException if its model isn't THGN
    public static ClipGraph graph(Configuration c) {
        return graph(ThgnSettings.of(c), c.clips());
    }

    private static int[] starts(ThgnSettings s, ClipShape clips) {
        return switch (s.alignment()) {
            case TIMESTAMP -> Starts.timestamp(clips.audioSegments(), clips.videoSegments());
            case WINDOW_TIME ->
                Starts.windowTime(
                        clips.audioSegments(),
                        clips.videoSegments(),
                        s.crossSpan(),
                        s.audioHopSeconds(),
                        s.videoHopSeconds());
            case HOPS -> s.hops().stream().mapToInt(Integer::intValue).toArray();
        };
    }

    /// The graph that all clips share.
    public ClipGraph graph() {
        return graph;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return ThgnParameters.of(settings, clips);
    }

    @Override
    public void prepare(Kernels kernels) {
        weights(kernels);
    }

    @Override
    public Pass apply(Weights weights, Clips batch, Moment moment) {
        Tensor xi = batch.tape().allocate(Shape.of(batch.count(), graph.cross().count()));
        return apply(weights, batch, noise(xi, batch.ids(), moment), moment);
    }

    private Pass apply(Weights weights, Clips batch, Tensor xi, Moment moment) {
        return new ThgnPass(
                this,
                forward(weights, batch.audio(), batch.video(), batch.tape().constant(xi), moment));
    }

    /// The noise of Eq. 2 (A10).
    private Tensor noise(Tensor xi, List<String> ids, Moment moment) {
        return switch (settings.noiseDraw()) {
            case EACH_STEP ->
                moment.training() ? HawkesNoise.eachStep(moment.random(), moment.step(), xi) : HawkesNoise.median(xi);
            case ONCE_PER_GRAPH -> HawkesNoise.oncePerGraph(moment.random(), ids.toArray(String[]::new), xi);
        };
    }

    /// The same model with given noise.
    ///
    /// @param xi of update k, `[B, E]`
    public Model withNoise(LongFunction<Tensor> xi) {
        return new Model() {
            @Override
            public List<ParameterSpec> parameters() {
                return Thgn.this.parameters();
            }

            @Override
            public Pass apply(Weights weights, Clips batch, Moment moment) {
                return Thgn.this.apply(weights, batch, xi.apply(moment.step()), moment);
            }
        };
    }

    @Override
    public OutputActivation activation() {
        return switch (settings.focalForm()) {
            case SOFTMAX -> OutputActivation.SOFTMAX;
            case SIGMOID -> OutputActivation.SIGMOID;
        };
    }

    @Override
    public List<String> notes() {
        return clips.hasVideo()
                ? List.of()
                : List.of("The clips have no video: audio nodes alone, no contrastive loss, X^G = g_a (A25).");
    }

    @Override
    public List<Suspect> suspects() {
        return new ThgnSuspects(settings, clips).all();
    }

    /// The same model with each layer computed equation by equation, as the paper writes it: slower, with the same
    /// bits.
    public Thgn asWritten() {
        return new Thgn(settings, clips, ThgnLayer::asWritten);
    }

    /// What the network makes of a batch.
    ///
    /// @param logits `[B, C]`
    /// @param embedding X^G, `[B, H]`, or `[B, 2H]` for a concatenation (A13)
    /// @param video if the clips have video
    public record Output(Variable logits, Variable embedding, Modality audio, Optional<Modality> video) {}

    /// What the network makes of a modality m.
    ///
    /// @param nodes X_m of the last layer, `[B * P_m, H]`
    /// @param attention beta of the pooling over its nodes, `[B * P_m]`
    /// @param embedding g_m, `[B, H]`
    public record Modality(Variable nodes, Variable attention, Variable embedding) {}

    /// The objective and its parts, all scalars.
    ///
    /// @param contrastive if Eq. 4 is part of the objective
    public record Loss(Variable focal, Optional<Variable> contrastive, Variable total) {}

    /// Runs the network.
    ///
    /// @param parameters by name
    /// @param audio `[B, P_a, F_a]`
    /// @param video `[B, P_v, F_v]`; without video `[B, 0, 0]`
    /// @param xi the noise of Eq. 2, `[B, E]` for the E cross-modal edges
    /// @throws IllegalArgumentException if the tape's type can't hold a setting, or what is computed with it
    public Output forward(Weights parameters, Variable audio, Variable video, Variable xi, Moment moment) {
        EdgeWeights edgeWeights = weights(audio.tape().kernels());
        requireShapes(audio, video, xi);
        int batch = audio.shape().size(0);
        ThgnLayer.Nodes x = new ThgnLayer.Nodes(
                aligned(audio, "audio", parameters), ofVideo(() -> aligned(video, "video", parameters)));
        Optional<Variable> crossWeights = ofVideo(() -> edgeWeights.cross(xi));
        for (int layer = 0; layer < settings.layers(); layer++) {
            boolean crossModal = settings.crossModal(clips, layer);
            x = form.of(
                    new ThgnLayer(
                            settings,
                            graph,
                            "layers." + layer,
                            parameters,
                            edgeWeights,
                            crossWeights.filter(_ -> crossModal),
                            batch,
                            moment),
                    x);
        }
        Modality ofAudio = pooled(x.audio(), audioMembership, parameters.get("pool.audio.gate"));
        Optional<Modality> ofVideo =
                x.video().map(nodes -> pooled(nodes, videoMembership, parameters.get("pool.video.gate")));
        Variable embedding = ofVideo.map(m -> settings.graphEmbedding().apply(ofAudio.embedding(), m.embedding()))
                .orElse(ofAudio.embedding());
        Variable logits =
                ClassificationHead.apply(embedding, parameters.get("head.weight"), parameters.get("head.bias"));
        return new Output(logits.named("logits"), embedding.named("embedding"), ofAudio, ofVideo);
    }

    private void requireShapes(Variable audio, Variable video, Variable xi) {
        audio.shape()
                .require(
                        "audio features",
                        Axis.any("clip"),
                        Axis.of("segment", clips.audioSegments()),
                        Axis.of("feature", clips.audioFeatures()));
        if (clips.hasVideo()) {
            Axis clip = Axis.of("clip", audio.shape().size(0));
            video.shape()
                    .require(
                            "video features",
                            clip,
                            Axis.of("segment", clips.videoSegments()),
                            Axis.of("feature", clips.videoFeatures()));
            xi.shape().require("noise xi", clip, Axis.of("edge", graph.cross().count()));
        }
    }

    /// Something of the video, if the clips have video.
    private <T> Optional<T> ofVideo(Supplier<T> something) {
        return clips.hasVideo() ? Optional.of(something.get()) : Optional.empty();
    }

    /// One row per node, of width d; the features themselves where d is 0.
    private Variable aligned(Variable features, String modality, Weights parameters) {
        Variable nodes = features.reshape(
                Shape.of(features.shape().rows(), features.shape().columns()));
        return settings.embedding() == 0
                ? nodes
                : FeatureAlignment.apply(
                        nodes,
                        parameters.get("projection." + modality + ".weight"),
                        parameters.get("projection." + modality + ".bias"));
    }

    private static Modality pooled(Variable nodes, SparsityPattern membership, Variable gate) {
        AttentionPooling.Pooled pool = AttentionPooling.apply(nodes, membership, gate);
        return new Modality(nodes, pool.beta(), pool.pooled());
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
        FocalLoss focalLoss = new FocalLoss(settings.alpha(), settings.gamma(), settings.focalForm());
        Variable focal = labels.several()
                ? focalLoss.apply(output.logits(), labels.indicators(clips.classes()))
                : focalLoss.apply(output.logits(), labels.only());
        if (!settings.contrastive(clips)) {
            return new Loss(
                    focal.named("focal"),
                    Optional.empty(),
                    focal.times(settings.weightFocal()).named("loss"));
        }
        Variable contrastive = contrastive(output);
        Variable total =
                new Eq5JointObjective(settings.weightFocal(), settings.weightContrastive()).apply(focal, contrastive);
        return new Loss(focal.named("focal"), Optional.of(contrastive.named("contrastive")), total.named("loss"));
    }

    /// Eq. 4 of a batch with video, whether it is part of the objective or not.
    ///
    /// @throws IllegalArgumentException if there are fewer samples than two (A40)
    /// @throws java.util.NoSuchElementException if there is no video
    public Variable contrastive(Output output) {
        var eq4 = new Eq4ContrastiveLoss(settings.temperature(), settings.negatives());
        Modality audio = output.audio();
        Modality video = output.video().orElseThrow();
        return switch (settings.contrast()) {
            case CLIPS -> eq4.apply(audio.embedding(), video.embedding()).total();
            case SEGMENTS -> {
                SparsityPattern starts = pairs.orElseThrow();
                Variable ones = output.logits().tape().constant(ones(starts.entries()));
                Variable matched = Sparse.spmm(starts, ones, audio.nodes());
                Shape nodes = Shape.of(output.logits().shape().rows(), clips.videoSegments(), settings.hidden());
                yield eq4.applySegments(matched.reshape(nodes), video.nodes().reshape(nodes))
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
