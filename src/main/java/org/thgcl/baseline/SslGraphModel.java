package org.thgcl.baseline;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.CrossEntropy;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.baseline.block.NearestEdges.Distance;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The proposal for SSL graph as a model that can be trained. **A batch is one subgraph**: its nodes are the clips of
/// the batch, and the scores of a clip depend on the clips beside it, in evaluation too.
///
/// A node's features are the means over the segments of audio and, where there is video, of video. Each clip receives
/// edges from the `neighbours` clips of the batch whose features have the smallest angle to its own. Equal angles are
/// ordered by index. A batch of fewer clips has as many edges as there are others.
///
/// In training the graph is spoilt as the three published tasks do it: each feature is 0 in all nodes with the
/// probability `completion`, or has standard normal noise added in all nodes with `denoising`, and each edge is left
/// out with `shuffling`. The published tasks ask the network to undo this before it is trained to classify. Here it is
/// trained to classify in spite of it, by cross entropy.
public final class SslGraphModel implements Model {
    /// The family of models that this is. Nothing of its training is published.
    public static final ModelFamily<SslGraphSettings> FAMILY = new ModelFamily<>(
            "ssl_graph",
            "A proposal for SSL graph of Table 1: clips are nodes.",
            Settings.of(SslGraphSettings.class),
            Map.of("learning_rate", 0.001),
            (settings, clips) ->
                    new SslGraphModel(clips.audioFeatures() + clips.videoFeatures(), clips.classes(), settings),
            (settings, clips, training) -> {});

    private final SslGraphSettings settings;
    private final SslGraph network;

    /// The model.
    ///
    /// @param features of an audio segment and, where there is video, of a video segment together
    public SslGraphModel(int features, int classes, SslGraphSettings settings) {
        this.settings = settings;
        this.network = new SslGraph(new NodeSizes(features, classes), settings);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return network.parameters();
    }

    @Override
    public Pass apply(Weights weights, Clips clips, Moment moment) {
        Variable nodes = nodes(clips);
        Edges edges = edges(nodes, moment);
        Variable logits = network.apply(weights, spoilt(nodes, moment), edges.source(), edges.target())
                .get("logits");
        return new OneLoss("SSL graph", logits, labels -> CrossEntropy.PLAIN.apply(logits, labels));
    }

    private static Variable nodes(Clips clips) {
        Variable audio = means(clips.audio());
        return clips.hasVideo() ? Columns.concatenate(audio, means(clips.video())) : audio;
    }

    /// The mean over the segments of each clip.
    private static Variable means(Variable features) {
        int segments = features.shape().size(1);
        Tensor shares = Tensor.zeros(Shape.of(segments));
        shares.fill(1.0 / segments);
        Variable rows = features.reshape(
                Shape.of(features.shape().size(0) * segments, features.shape().columns()));
        return Sparse.spmm(
                RowGroups.uniform(1, segments).membership(), rows.tape().constant(shares), rows);
    }

    private record Edges(int[] source, int[] target) {}

    private Edges edges(Variable nodes, Moment moment) {
        int clips = nodes.shape().rows();
        int neighbours = Math.min(settings.neighbours(), clips - 1);
        // one more: a clip is among its own nearest, unless others are equal to it
        SparsityPattern nearest = new NearestEdges(neighbours + 1, Distance.COSINE).apply(nodes, nodes, 1);
        CounterRandom random = moment.random();
        int site = CounterRandom.site("ssl_graph.shuffling");
        int[] kept = IntStream.range(0, clips)
                .flatMap(clip -> IntStream.range(clip * (neighbours + 1), (clip + 1) * (neighbours + 1))
                        .filter(e -> nearest.row(e) != clip)
                        .limit(neighbours))
                .filter(e -> !moment.training() || random.uniform(moment.step(), site, e) >= settings.shuffling())
                .toArray();
        return new Edges(
                IntStream.of(kept).map(nearest::row).toArray(),
                IntStream.of(kept).map(nearest::column).toArray());
    }

    /// The features with columns set to 0, and others with noise; as they are in evaluation.
    private Variable spoilt(Variable nodes, Moment moment) {
        if (!moment.training()) {
            return nodes;
        }
        CounterRandom random = moment.random();
        int completion = CounterRandom.site("ssl_graph.completion");
        int denoising = CounterRandom.site("ssl_graph.denoising");
        int noise = CounterRandom.site("ssl_graph.noise");
        int features = nodes.shape().columns();
        Tape tape = nodes.tape();
        Tensor factor = Tensor.zeros(Shape.of(features));
        Tensor added = Tensor.zeros(nodes.shape());
        for (int f = 0; f < features; f++) {
            factor.set(f, random.uniform(moment.step(), completion, f) < settings.completion() ? 0 : 1);
            boolean noisy = random.uniform(moment.step(), denoising, f) < settings.denoising();
            for (int e = f; noisy && e < added.shape().elements(); e += features) {
                added.set(e, random.gaussian(moment.step(), noise, e));
            }
        }
        return Columns.scale(nodes, tape.constant(factor)).plus(tape.constant(added));
    }
}
