package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.VaedSettings.Matching;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Starts;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.SparsityPattern;

/// VAED (Shirian, Ahmadian, Somandepalli, Guha 2023, "Visually-aware acoustic event detection"): a graph of the audio
/// and video segments of a clip.
///
/// ```text
/// in each layer   Y_a = A_a X_a Psi_a + b_a,  Y_v = A_v X_v Psi_v + b_v,  A of zeros and ones
///   fused         Y_a = Y_a + GAT(X_v -> X_a)
///   not fused     Y_a = 2 Y_a with `stale`
///                 X_m = norm(dropout(relu(Y_m)))
/// logits = head of the attention pooling of X_a
/// ```
///
/// The released program keeps the result of a layer's last relation and adds it once more where a relation has no
/// network: this is `stale` (G2). Its configuration fuses no layer, so that no logit depends on the video (G1).
public final class Vaed implements Network, Model {
    /// The family of models that this is, trained as the released program does it: TMac's schedule without its steps
    /// and without its penalty of norms.
    public static final ModelFamily<VaedSettings> FAMILY = new ModelFamily<>(
            "vaed",
            "VAED of Table 1, as its released configuration runs.",
            Settings.of(VaedSettings.class),
            Map.ofEntries(
                    Map.entry("optimiser", "sgd"),
                    Map.entry("learning_rate", 0.005),
                    Map.entry("momentum", 0.9),
                    Map.entry("weight_decay", 1e-4),
                    Map.entry("schedule", "warmup_multistep"),
                    Map.entry("warmup_iterations", 1000),
                    Map.entry("steps", List.of()),
                    Map.entry("batch", 32)),
            (settings, clips) -> new Vaed(ClipSizes.of(clips), settings),
            (settings, clips, training) -> check(settings, clips));

    private static final double NORM_EPSILON = 1e-5;

    private final ClipNodes nodes;
    private final VaedSettings settings;
    private final SparsityPattern audio;
    private final SparsityPattern video;
    private final NearestEdges nearest;

    /// The network of settings, for clips of some sizes.
    ///
    /// @throws IllegalArgumentException if the fused layers aren't layers, or one compares or maps features of two
    /// widths
    public Vaed(ClipSizes clips, VaedSettings settings) {
        this.nodes = new ClipNodes(clips);
        this.settings = settings;
        this.audio = TemporalPattern.of(
                clips.audioSegments(), settings.audioSpan(), settings.audioDilation(), settings.selfLoops());
        this.video = TemporalPattern.of(
                clips.videoSegments(), settings.videoSpan(), settings.videoDilation(), settings.selfLoops());
        this.nearest = new NearestEdges(settings.neighbours(), settings.distance());
        ClipNodes.requireLayers(settings.fusionLayers(), settings.layers());
        boolean equal = clips.audioFeatures() == clips.videoFeatures();
        if (!equal && shared(0)) {
            throw new IllegalArgumentException("share: layer 0 has one Psi for " + features() + "; they must be equal");
        }
        if (!equal && fused(0) && settings.matching() == Matching.NEAREST) {
            throw new IllegalArgumentException(
                    "matching: layer 0 has distances between " + features() + "; they must be equal");
        }
    }

    private static void check(VaedSettings settings, ClipShape clips) {
        ClipSizes.requireVideo("VAED", clips);
        new Vaed(ClipSizes.of(clips), settings); // refuses what doesn't fit together
        boolean compared = settings.fusionLayers().contains(0) && settings.trainingMatching() == Matching.NEAREST;
        Settings.rule(
                !compared || clips.audioFeatures() == clips.videoFeatures(),
                "training_matching",
                settings.trainingMatching(),
                "given while layer 0 is fused and audio has " + clips.audioFeatures() + " features, video "
                        + clips.videoFeatures());
    }

    private String features() {
        return nodes.sizes().audioFeatures() + " audio and " + nodes.sizes().videoFeatures() + " video features";
    }

    private boolean fused(int layer) {
        return settings.fusionLayers().contains(layer);
    }

    private boolean shared(int layer) {
        return settings.share() && fused(layer);
    }

    @Override
    public List<ParameterSpec> parameters() {
        int hidden = settings.hidden();
        ParameterList parameters = new ParameterList();
        for (int layer = 0; layer < settings.layers(); layer++) {
            String name = "layers." + layer;
            int audioIn = layer > 0 ? hidden : nodes.sizes().audioFeatures();
            int videoIn = layer > 0 ? hidden : nodes.sizes().videoFeatures();
            if (shared(layer)) {
                parameters.convolution(name + ".both", audioIn, hidden);
            } else {
                parameters.convolution(name + ".audio", audioIn, hidden);
                parameters.convolution(name + ".video", videoIn, hidden);
            }
            if (fused(layer)) {
                parameters.attention(name + ".cross", audioIn, videoIn, hidden);
            }
        }
        return parameters
                .pools(hidden)
                .linear("head", hidden, nodes.sizes().classes())
                .list();
    }

    /// The features, and where they are given the starts of each video node's audio nodes. Without them time stamps
    /// decide.
    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>(nodes.sizes().inputs());
        inputs.add("int hops[" + nodes.sizes().videoSegments() + "]?");
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.of("logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        int[] starts = inputs.containsKey("hops")
                ? Arrays.stream(inputs.get("hops").value().toArray())
                        .mapToInt(start -> (int) start)
                        .toArray()
                : starts();
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put(
                "logits",
                logits(
                        weights,
                        inputs.get("audio"),
                        inputs.get("video"),
                        starts,
                        settings.matching(),
                        Moment.evaluation(0)));
        return outputs;
    }

    private int[] starts() {
        return Starts.timestamp(nodes.sizes().audioSegments(), nodes.sizes().videoSegments());
    }

    /// The scores of clips in training or evaluation, which may find the edges between modalities differently.
    ///
    /// @throws IllegalArgumentException if layer 0 compares features of two widths in training
    @Override
    public Pass apply(Weights weights, Clips clips, Moment moment) {
        Matching matching = moment.training() ? settings.trainingMatching() : settings.matching();
        Variable logits = logits(weights, clips.audio(), clips.video(), starts(), matching, moment);
        FocalLoss focal = new FocalLoss(settings.alpha(), settings.gamma());
        return new OneLoss("VAED", logits, labels -> focal.apply(logits, labels));
    }

    private Variable logits(
            Weights weights,
            Variable audioFeatures,
            Variable videoFeatures,
            int[] starts,
            Matching matching,
            Moment moment) {
        Variable xAudio = nodes.audio(audioFeatures);
        Variable xVideo = nodes.video(videoFeatures);
        int clips = nodes.clips(xAudio);
        SparsityPattern given = CrossModalEdges.ofHops(nodes.sizes().audioSegments(), settings.crossSpan(), starts)
                .pattern();
        for (int layer = 0; layer < settings.layers(); layer++) {
            String name = "layers." + layer;
            Weights own = weights.at(name);
            Variable toAudio = convolution(audio, xAudio, own.at(shared(layer) ? "both" : "audio"));
            Variable toVideo = convolution(video, xVideo, own.at(shared(layer) ? "both" : "video"));
            if (fused(layer)) {
                SparsityPattern edges = matching == Matching.GIVEN ? given : nodes.nearest(nearest, xVideo, xAudio);
                toAudio = toAudio.plus(ClipNodes.attention(edges, xVideo, xAudio, own.at("cross")));
            } else if (settings.stale()) {
                toAudio = toAudio.times(2);
            }
            xAudio = updated(toAudio, clips, moment.dropout(settings.dropout(), name + ".audio.dropout"));
            xVideo = updated(toVideo, clips, moment.dropout(settings.dropout(), name + ".video.dropout"));
        }
        return ClassificationHead.apply(
                nodes.pooledAudio(xAudio, weights), weights.get("head.weight"), weights.get("head.bias"));
    }

    private static Variable convolution(SparsityPattern edges, Variable x, Weights weights) {
        return Eq3GraphConvolution.apply(
                edges,
                x.tape().constant(TemporalPattern.ones(edges)),
                x,
                weights.get("psi"),
                Optional.of(weights.get("bias")),
                Eq3GraphConvolution.Activation.NONE);
    }

    private static Variable updated(Variable x, int clips, Dropout dropout) {
        RowGroups graphs = RowGroups.uniform(clips, x.shape().rows() / clips);
        return GraphLayerNorm.apply(Dense.dropout(x.relu(), dropout), graphs, NORM_EPSILON);
    }
}
