package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.CrossEntropy;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.baseline.block.SageConvolution;
import org.thgcl.data.Labels;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The graph network of HGCN (Shirian, Ahmadian, Somandepalli, Guha 2023, "Heterogeneous graph learning for acoustic
/// event classification"), without the trunks that make features of sound and video.
///
/// ```text
/// X_m = projection of the layer normalisation of a clip's segments and features
/// in each layer   Y_m = SAGE(X_m), in a fused layer with the same parameters for both modalities
///   fused         Y_a = Y_a + GAT(X_v -> X_a) over the nearest nodes
///   not fused     Y_a = 2 Y_a with `stale`
///                 X_m = dropout(silu(batch norm(Y_m))) + X_m with `residual`
/// logits = head of [g_a, g_v], the attention poolings
/// ```
///
/// Batch normalisation runs over all nodes of all clips of the batch, in evaluation too, and has no parameters: the
/// released program keeps it outside its module tree, so that it is neither trained nor switched (G6). The scores of a
/// clip depend on the clips beside it. Edges within a modality are dropped in training, the same in all layers.
public final class Hgcn implements Network, Model {
    /// The family of models that this is, on the features of a data set in the place of its trunks. How the released
    /// program optimises isn't known here: Adam at a moderate rate.
    public static final ModelFamily<HgcnSettings> FAMILY = new ModelFamily<>(
            "hgcn",
            "HGCN's graph network of Table 1, without its trunks.",
            Settings.of(HgcnSettings.class),
            Map.of("learning_rate", 0.0005, "batch", 32),
            (settings, clips) -> new Hgcn(ClipSizes.of(clips), settings),
            (settings, clips, training) -> {
                ClipSizes.requireVideo("HGCN", clips);
                new Hgcn(ClipSizes.of(clips), settings); // refuses what doesn't fit together
                boolean fused = !settings.fusionLayers().isEmpty();
                Settings.rule(
                        !fused || settings.neighbours() <= clips.audioSegments(),
                        "neighbours",
                        settings.neighbours(),
                        "at most the number of audio segments, " + clips.audioSegments());
            });

    private static final LayerNorm CLIP_NORM = new LayerNorm(2, 1e-5);

    private final ClipNodes nodes;
    private final HgcnSettings settings;
    private final SparsityPattern audio;
    private final SparsityPattern video;
    private final NearestEdges nearest;
    private final CrossEntropy loss;

    /// The network of settings, for clips of some sizes.
    ///
    /// @throws IllegalArgumentException if the fused layers aren't layers
    public Hgcn(ClipSizes clips, HgcnSettings settings) {
        this(clips, settings, new CrossEntropy(settings.labelSmoothing()));
    }

    private Hgcn(ClipSizes clips, HgcnSettings settings, CrossEntropy loss) {
        this.loss = loss;
        this.nodes = new ClipNodes(clips);
        this.settings = settings;
        this.audio = TemporalPattern.of(
                clips.audioSegments(), settings.audioSpan(), settings.audioDilation(), settings.selfLoops());
        this.video = TemporalPattern.of(
                clips.videoSegments(), settings.videoSpan(), settings.videoDilation(), settings.selfLoops());
        this.nearest = new NearestEdges(settings.neighbours(), settings.distance());
        ClipNodes.requireLayers(settings.fusionLayers(), settings.layers());
    }

    private boolean fused(int layer) {
        return settings.fusionLayers().contains(layer);
    }

    @Override
    public List<ParameterSpec> parameters() {
        ClipSizes clips = nodes.sizes();
        int hidden = settings.hidden();
        ParameterList parameters = new ParameterList()
                .norm("norm.audio", clips.audioSegments(), clips.audioFeatures())
                .linear("projection.audio", clips.audioFeatures(), hidden)
                .norm("norm.video", clips.videoSegments(), clips.videoFeatures())
                .linear("projection.video", clips.videoFeatures(), hidden);
        for (int layer = 0; layer < settings.layers(); layer++) {
            String name = "layers." + layer;
            if (fused(layer)) {
                parameters.sage(name + ".both", hidden, hidden).attention(name + ".cross", hidden, hidden, hidden);
            } else {
                parameters.sage(name + ".audio", hidden, hidden).sage(name + ".video", hidden, hidden);
            }
        }
        return parameters
                .pools(hidden)
                .linear("head", 2 * hidden, clips.classes())
                .list();
    }

    @Override
    public List<String> inputs() {
        return nodes.sizes().inputs();
    }

    @Override
    public List<String> outputs() {
        return List.of("logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("logits", logits(weights, inputs.get("audio"), inputs.get("video"), Moment.evaluation(0)));
        return outputs;
    }

    /// The same network with the weights of classes that training on these clips takes: N / (C n_c).
    @Override
    public Hgcn trainedOn(Labels labels) {
        if (!settings.classWeights()) {
            return this;
        }
        ClipSizes clips = nodes.sizes();
        int[] count = new int[clips.classes()];
        for (int clip = 0; clip < labels.size(); clip++) {
            for (int category : labels.of(clip)) {
                count[category]++;
            }
        }
        return new Hgcn(clips, settings, new CrossEntropy(settings.labelSmoothing(), CrossEntropy.balanced(count)));
    }

    @Override
    public Pass apply(Weights weights, Clips clips, Moment moment) {
        Variable logits = logits(weights, clips.audio(), clips.video(), moment);
        return new OneLoss("HGCN", logits, labels -> loss.apply(logits, labels));
    }

    private Variable logits(Weights weights, Variable audioFeatures, Variable videoFeatures, Moment moment) {
        Variable xAudio = projected(nodes.audio(normalised(audioFeatures, "audio", weights)), "audio", weights);
        Variable xVideo = projected(nodes.video(normalised(videoFeatures, "video", weights)), "video", weights);
        int clips = nodes.clips(xAudio);
        Variable audioShares = shares(audio, clips, xAudio, moment, "audio.edges");
        Variable videoShares = shares(video, clips, xVideo, moment, "video.edges");
        for (int layer = 0; layer < settings.layers(); layer++) {
            String name = "layers." + layer;
            Weights own = weights.at(name);
            Variable toAudio = sage(audio, audioShares, xAudio, own.at(fused(layer) ? "both" : "audio"));
            Variable toVideo = sage(video, videoShares, xVideo, own.at(fused(layer) ? "both" : "video"));
            if (fused(layer)) {
                SparsityPattern edges = nodes.nearest(nearest, xVideo, xAudio);
                toAudio = toAudio.plus(ClipNodes.attention(edges, xVideo, xAudio, own.at("cross")));
            } else if (settings.stale()) {
                toAudio = toAudio.times(2);
            }
            xAudio = updated(toAudio, xAudio, name + ".audio.dropout", moment);
            xVideo = updated(toVideo, xVideo, name + ".video.dropout", moment);
        }
        return ClassificationHead.apply(
                Columns.concatenate(nodes.pooledAudio(xAudio, weights), nodes.pooledVideo(xVideo, weights)),
                weights.get("head.weight"),
                weights.get("head.bias"));
    }

    /// What each edge counts in the mean over its node's neighbours.
    private Variable shares(SparsityPattern edges, int clips, Variable x, Moment moment, String place) {
        if (!moment.training()) {
            return x.tape().constant(SageConvolution.shares(edges));
        }
        CounterRandom random = moment.random();
        int site = CounterRandom.site(place);
        boolean[] kept = new boolean[clips * edges.entries()];
        for (int e = 0; e < kept.length; e++) {
            kept[e] = random.uniform(moment.step(), site, e) >= settings.edgeDropout();
        }
        Tensor shares = SageConvolution.shares(edges, kept);
        return x.tape().constant(shares);
    }

    /// Features normalised over the segments and features of each clip.
    private static Variable normalised(Variable features, String modality, Weights weights) {
        return CLIP_NORM.apply(features, Affine.of(weights.at("norm." + modality)));
    }

    private static Variable projected(Variable nodes, String modality, Weights weights) {
        Weights projection = weights.at("projection." + modality);
        return FeatureAlignment.apply(nodes, projection.get("weight"), projection.get("bias"));
    }

    private static Variable sage(SparsityPattern edges, Variable shares, Variable x, Weights weights) {
        return SageConvolution.apply(
                edges,
                shares,
                x,
                new SageConvolution.Parameters(weights.get("neighbour"), weights.get("bias"), weights.get("self")));
    }

    private Variable updated(Variable y, Variable x, String place, Moment moment) {
        Variable normalised = BatchNorm.STANDARD.byBatch(y).value();
        Variable active = Dense.dropout(normalised.silu(), moment.dropout(settings.dropout(), place));
        return settings.residual() ? active.plus(x) : active;
    }
}
