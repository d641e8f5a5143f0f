package org.thgcl.golden.suite;

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
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;

/// The network on one clip, put together from the equations' literal definitions with dense matrices: what
/// [org.thgcl.model.Thgn] is compared with.
public final class ThgnDefinition {
    private final Configuration c;
    private final Map<String, Tensor> parameters;

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
    public record Embeddings(double[] logits, double[] audio, double[] video) {}

    /// Runs the network on one clip.
    ///
    /// @param audio `[P_a, F_a]`
    /// @param video `[P_v, F_v]`
    /// @param xi `[E]`
    public Embeddings of(Tensor audio, Tensor video, Tensor xi) {
        Edges audioEdges = TemporalNeighbourhood.of(c.audioSegments(), c.audioSpan(), c.audioDilation(), c.boundary());
        SimpleMatrix audioAdjacency = adjacency(audioEdges);
        SimpleMatrix xAudio = aligned(matrix(audio, c.audioSegments()), "audio");
        SimpleMatrix xVideo = null;
        SimpleMatrix videoAdjacency = null;
        CrossModalEdges cross = null;
        double[] crossWeights = null;
        if (c.hasVideo()) {
            videoAdjacency = adjacency(
                    TemporalNeighbourhood.of(c.videoSegments(), c.videoSpan(), c.videoDilation(), c.boundary()));
            xVideo = aligned(matrix(video, c.videoSegments()), "video");
            cross = c.hops().isEmpty()
                    ? CrossModalEdges.of(c.audioSegments(), c.videoSegments(), c.crossSpan())
                    : CrossModalEdges.ofHops(
                            c.audioSegments(),
                            c.crossSpan(),
                            c.hops().stream().mapToInt(i -> i).toArray());
            crossWeights = crossWeights(cross, xi);
        }
        for (int layer = 0; layer < c.layers(); layer++) {
            String name = "layers." + layer;
            SimpleMatrix zAudio = convolution(audioAdjacency, xAudio, name + ".audio");
            if (c.hasVideo()) {
                zAudio = zAudio.plus(gatAv(cross, crossWeights, xVideo, xAudio, name + ".cross"));
                xVideo = activated(convolution(videoAdjacency, xVideo, name + ".video"));
            }
            xAudio = activated(zAudio);
        }
        SimpleMatrix ga = AttentionPooling.definition(xAudio, column("pool.audio.gate"));
        SimpleMatrix gv = c.hasVideo() ? AttentionPooling.definition(xVideo, column("pool.video.gate")) : null;
        SimpleMatrix embedding = c.hasVideo() ? c.pooling().definition(ga, gv) : ga;
        SimpleMatrix logits = ClassificationHead.definition(embedding, matrix("head.weight"), row("head.bias"));
        return new Embeddings(array(logits), array(ga), gv == null ? null : array(gv));
    }

    private SimpleMatrix adjacency(Edges edges) {
        SimpleMatrix a = new SimpleMatrix(edges.nodes(), edges.nodes());
        for (int e = 0; e < edges.count(); e++) {
            int i = edges.target()[e];
            int j = edges.source()[e];
            double min = edges.min()[e];
            double max = edges.max()[e];
            double weight = c.intraWeight() == Configuration.IntraWeight.GAUSSIAN
                    ? Eq1GaussianWeight.definition(i, j, min, max)
                    : TMacWeight.definition(j, min, max);
            a.set(i, j, a.get(i, j) + weight);
        }
        return Eq3GraphConvolution.definitionNormalise(a, c.adjacency());
    }

    private double[] crossWeights(CrossModalEdges cross, Tensor xi) {
        double[] weights = new double[cross.count()];
        Eq2HawkesWeight hawkes = new Eq2HawkesWeight(c.noise(), c.sign(), c.temperaturePlace(), c.tau());
        for (int e = 0; e < weights.length; e++) {
            double min = cross.min()[e];
            double max = cross.max()[e];
            int audio = cross.audio()[e];
            weights[e] = switch (c.crossWeight()) {
                case HAWKES -> hawkes.definition(c.position().of(cross)[e], min, max, xi.get(e));
                case GAUSSIAN -> Eq1GaussianWeight.definition(audio, cross.start()[e], min, max);
                case TMAC -> TMacWeight.definition(audio, min, max);
            };
        }
        return weights;
    }

    private SimpleMatrix aligned(SimpleMatrix features, String modality) {
        String name = "projection." + modality;
        return c.embedding() == 0
                ? features
                : FeatureAlignment.definition(features, matrix(name + ".weight"), row(name + ".bias"));
    }

    private SimpleMatrix convolution(SimpleMatrix a, SimpleMatrix x, String name) {
        SimpleMatrix bias = c.bias() ? row(name + ".bias") : new SimpleMatrix(1, c.hidden());
        return Eq3GraphConvolution.definition(a, x, matrix(name + ".psi"), bias, Eq3GraphConvolution.Activation.NONE);
    }

    private SimpleMatrix gatAv(
            CrossModalEdges cross, double[] weights, SimpleMatrix xVideo, SimpleMatrix xAudio, String name) {
        GatAv gat = new GatAv(c.negativeSlope(), c.fusion());
        SimpleMatrix source = matrix(name + ".source");
        double[] alpha = gat.definitionAlpha(
                cross.video(),
                cross.audio(),
                xVideo,
                xAudio,
                source,
                matrix(name + ".target"),
                column(name + ".attention_source"),
                column(name + ".attention_target"));
        return gat.definition(
                cross.video(), cross.audio(), alpha, weights, xVideo, xAudio, source, row(name + ".bias"));
    }

    private SimpleMatrix activated(SimpleMatrix z) {
        SimpleMatrix rho = z.copy();
        for (int k = 0; k < rho.getNumElements(); k++) {
            rho.set(k, Math.max(rho.get(k), 0));
        }
        return c.normalisation() == Configuration.Normalisation.GRAPH ? GraphLayerNorm.definition(rho, 1e-5) : rho;
    }

    private SimpleMatrix matrix(String name) {
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

    private SimpleMatrix column(String name) {
        return row(name).transpose();
    }

    private static double[] array(SimpleMatrix matrix) {
        return matrix.getDDRM().getData();
    }
}
