package org.thgcl.thgn;

import java.util.HashMap;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.Starts;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;

/// The network on one clip, put together from the equations' literal definitions with dense matrices: what
/// [org.thgcl.thgn.Thgn] is compared with. Its methods are the places where an implementation can go wrong; a decoy of
/// the suite overrides one of them.
public class ThgnDefinition {
    public static final double EPSILON = 1e-5;

    public final Configuration c;
    private final Map<String, Tensor> parameters;
    private final Map<String, SimpleMatrix> sameForAllClips = new HashMap<>();

    /// The network of a configuration.
    ///
    /// @param parameters by name
    public ThgnDefinition(Configuration configuration, Map<String, Tensor> parameters) {
        this.c = configuration;
        this.parameters = parameters;
    }

    /// What the network makes of a clip.
    ///
    /// @param logits `[C]`
    /// @param audio g_a, `[H]`
    /// @param video g_v, `[H]`; `null` without video
    /// @param nodes of the last layer
    public record Embeddings(double[] logits, double[] audio, double[] video, Nodes nodes) {}

    /// A clip's graph.
    ///
    /// @param audio A_a, `[P_a, P_a]`
    /// @param video A_v, `[P_v, P_v]`; `null` without video, and so are the other two
    /// @param cross the edges from video to audio
    /// @param weights of the cross-modal edges, `[E]`
    public record Graph(SimpleMatrix audio, SimpleMatrix video, CrossModalEdges cross, double... weights) {}

    /// The nodes of both modalities.
    ///
    /// @param audio X_a, `[P_a, in]`
    /// @param video X_v, `[P_v, in]`; `null` without video
    public record Nodes(SimpleMatrix audio, SimpleMatrix video) {}

    /// Runs the network on one clip.
    ///
    /// @param audio `[P_a, F_a]`
    /// @param video `[P_v, F_v]`
    /// @param xi `[E]`
    public final Embeddings of(Tensor audio, Tensor video, Tensor xi) {
        Graph graph = graph(xi);
        Nodes x = new Nodes(
                aligned(matrix(audio, c.clips().audioSegments()), "audio"),
                c.clips().hasVideo() ? aligned(matrix(video, c.clips().videoSegments()), "video") : null);
        for (int layer = 0; layer < ThgnSettings.of(c).layers(); layer++) {
            x = layer(layer, x, graph);
        }
        SimpleMatrix ga = pooled(x.audio(), "audio");
        SimpleMatrix gv = c.clips().hasVideo() ? pooled(x.video(), "video") : null;
        SimpleMatrix embedding = c.clips().hasVideo() ? embedding(ga, gv) : ga;
        SimpleMatrix logits = ClassificationHead.definition(embedding, matrix("head.weight"), row("head.bias"));
        return new Embeddings(array(logits), array(ga), gv == null ? null : array(gv), x);
    }

    private Graph graph(Tensor xi) {
        SimpleMatrix audio = sameForAllClips.computeIfAbsent("audio", name -> adjacency(audioEdges()));
        if (!c.clips().hasVideo()) {
            return new Graph(audio, null, null);
        }
        SimpleMatrix video = sameForAllClips.computeIfAbsent(
                "video",
                name -> adjacency(TemporalNeighbourhood.of(
                        c.clips().videoSegments(),
                        ThgnSettings.of(c).videoSpan(),
                        ThgnSettings.of(c).videoDilation(),
                        ThgnSettings.of(c).boundary())));
        CrossModalEdges cross = cross(c);
        return new Graph(audio, video, cross, crossWeights(cross, xi));
    }

    /// The cross-modal edges of a clip.
    public static CrossModalEdges cross(Configuration c) {
        int[] starts =
                switch (ThgnSettings.of(c).alignment()) {
                    case TIMESTAMP ->
                        Starts.timestamp(c.clips().audioSegments(), c.clips().videoSegments());
                    case WINDOW_TIME ->
                        Starts.windowTime(
                                c.clips().audioSegments(),
                                c.clips().videoSegments(),
                                ThgnSettings.of(c).crossSpan(),
                                ThgnSettings.of(c).audioHopSeconds(),
                                ThgnSettings.of(c).videoHopSeconds());
                    case HOPS ->
                        ThgnSettings.of(c).hops().stream().mapToInt(i -> i).toArray();
                };
        return CrossModalEdges.ofStarts(
                c.clips().audioSegments(),
                ThgnSettings.of(c).crossSpan(),
                ThgnSettings.of(c).crossDilation(),
                starts);
    }

    private Edges audioEdges() {
        return TemporalNeighbourhood.of(
                c.clips().audioSegments(),
                ThgnSettings.of(c).audioSpan(),
                ThgnSettings.of(c).audioDilation(),
                ThgnSettings.of(c).boundary());
    }

    /// X_a' and X_v' from X_a and X_v.
    public Nodes layer(int layer, Nodes x, Graph graph) {
        String name = "layers." + layer;
        SimpleMatrix zAudio = convolution(graph.audio(), x.audio(), name + ".audio");
        if (!c.clips().hasVideo()) {
            return new Nodes(activated(zAudio), null);
        }
        if (ThgnSettings.of(c).crossLayers() == ThgnSettings.CrossLayers.EVERY
                || layer == ThgnSettings.of(c).layers() - 1) {
            zAudio = zAudio.plus(gatAv(graph, x.video(), x.audio(), name + ".cross"));
        }
        SimpleMatrix zVideo = convolution(graph.video(), x.video(), name + ".video");
        return new Nodes(activated(zAudio), activated(zVideo));
    }

    public SimpleMatrix adjacency(Edges edges) {
        SimpleMatrix a = new SimpleMatrix(edges.nodes(), edges.nodes());
        for (int e = 0; e < edges.count(); e++) {
            int i = edges.target()[e];
            int j = edges.source()[e];
            int current = ThgnSettings.of(c).current() == Eq1GaussianWeight.Current.TARGET ? i : j;
            double weight = ThgnSettings.of(c).intraWeight() == ThgnSettings.IntraWeight.GAUSSIAN
                    ? Eq1GaussianWeight.definition(i, j, edges.nodeMin()[current], edges.nodeMax()[current])
                    : TMacWeight.definition(j, edges.nodeMin()[i], edges.nodeMax()[i]);
            a.set(i, j, a.get(i, j) + weight);
        }
        return Eq3GraphConvolution.definitionNormalise(a, ThgnSettings.of(c).adjacency());
    }

    public double[] crossWeights(CrossModalEdges cross, Tensor xi) {
        double[] weights = new double[cross.count()];
        int[] audioMin = audioEdges().nodeMin();
        int[] audioMax = audioEdges().nodeMax();
        Eq2HawkesWeight hawkes = new Eq2HawkesWeight(
                ThgnSettings.of(c).noise(),
                ThgnSettings.of(c).sign(),
                ThgnSettings.of(c).tauPlace(),
                ThgnSettings.of(c).tau());
        for (int e = 0; e < weights.length; e++) {
            double min = cross.min()[e];
            double max = cross.max()[e];
            int audio = cross.audio()[e];
            weights[e] = switch (ThgnSettings.of(c).crossWeight()) {
                case HAWKES -> {
                    int p = ThgnSettings.of(c).position().of(cross)[e];
                    yield switch (ThgnSettings.of(c).primes()) {
                        case LIST -> hawkes.definition(p, min, max, xi.get(e));
                        case CLIP -> hawkes.definition(p, 0, c.clips().audioSegments() - 1, xi.get(e));
                        case AUDIO -> hawkes.definition(p, audioMin[audio], audioMax[audio], xi.get(e));
                    };
                }
                case GAUSSIAN -> Eq1GaussianWeight.definition(audio, cross.start()[e], min, max);
                case TMAC -> TMacWeight.definition(audio, min, max);
            };
        }
        return weights;
    }

    public SimpleMatrix aligned(SimpleMatrix features, String modality) {
        String name = "projection." + modality;
        return ThgnSettings.of(c).embedding() == 0
                ? features
                : FeatureAlignment.definition(features, matrix(name + ".weight"), row(name + ".bias"));
    }

    public final SimpleMatrix convolution(SimpleMatrix a, SimpleMatrix x, String name) {
        SimpleMatrix bias = ThgnSettings.of(c).bias()
                ? row(name + ".bias")
                : new SimpleMatrix(1, ThgnSettings.of(c).hidden());
        return Eq3GraphConvolution.definition(a, x, matrix(name + ".psi"), bias, Eq3GraphConvolution.Activation.NONE);
    }

    /// What the audio nodes hear from the video nodes.
    public final SimpleMatrix gatAv(Graph graph, SimpleMatrix xVideo, SimpleMatrix xAudio, String name) {
        return attended(graph.cross().video(), graph.cross().audio(), graph.weights(), xVideo, xAudio, name);
    }

    /// What nodes hear along edges from others.
    public final SimpleMatrix attended(
            int[] from, int[] to, double[] weights, SimpleMatrix xFrom, SimpleMatrix xTo, String name) {
        double[] alpha = alpha(from, to, xFrom, xTo, name);
        return new GatAv(ThgnSettings.of(c).negativeSlope(), ThgnSettings.of(c).fusion())
                .definition(from, to, alpha, weights, xFrom, xTo, matrix(name + ".source"), row(name + ".bias"));
    }

    /// The attention of each cross-modal edge.
    public double[] alpha(int[] from, int[] to, SimpleMatrix xFrom, SimpleMatrix xTo, String name) {
        return new GatAv(ThgnSettings.of(c).negativeSlope(), ThgnSettings.of(c).fusion())
                .definitionAlpha(
                        from,
                        to,
                        xFrom,
                        xTo,
                        matrix(name + ".source"),
                        matrix(name + ".target"),
                        column(name + ".attention_source"),
                        column(name + ".attention_target"));
    }

    /// rho and the normalisation.
    public SimpleMatrix activated(SimpleMatrix z) {
        return normalised(rho(z));
    }

    /// ReLU.
    public SimpleMatrix rho(SimpleMatrix z) {
        SimpleMatrix rho = z.copy();
        for (int k = 0; k < rho.getNumElements(); k++) {
            rho.set(k, Math.max(rho.get(k), 0));
        }
        return rho;
    }

    /// The graph layer normalisation, if there is one.
    public SimpleMatrix normalised(SimpleMatrix x) {
        return ThgnSettings.of(c).normalisation() == ThgnSettings.Normalisation.GRAPH
                ? GraphLayerNorm.definition(x, EPSILON)
                : x;
    }

    /// g of a modality.
    public SimpleMatrix pooled(SimpleMatrix x, String modality) {
        return AttentionPooling.definition(x, column("pool." + modality + ".gate"));
    }

    /// X^G.
    public SimpleMatrix embedding(SimpleMatrix ga, SimpleMatrix gv) {
        return ThgnSettings.of(c).graphEmbedding().definition(ga, gv);
    }

    public final SimpleMatrix matrix(String name) {
        Tensor tensor = parameters.get(name);
        return matrix(tensor, tensor.shape().rows());
    }

    private static SimpleMatrix matrix(Tensor tensor, int rows) {
        return new SimpleMatrix(rows, tensor.shape().columns(), true, tensor.toArray());
    }

    private SimpleMatrix row(String name) {
        return new SimpleMatrix(
                1,
                parameters.get(name).shape().elements(),
                true,
                parameters.get(name).toArray());
    }

    public final SimpleMatrix column(String name) {
        return row(name).transpose();
    }

    private static double[] array(SimpleMatrix matrix) {
        return matrix.getDDRM().getData();
    }
}
