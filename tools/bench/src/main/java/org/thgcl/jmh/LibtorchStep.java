package org.thgcl.jmh;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.graph.ClipGraph;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// The training step of preset `paper` as a good PyTorch program would do it: adjacency and attention as dense
/// matrices for each clip, gradients by libtorch, X_a (W_d a_d) instead of (X_a W_d) a_d. Edge weights within a
/// modality are all 1 and those across 1/2, which costs the same.
final class LibtorchStep implements Runnable {
    private static final Configuration C = Preset.PAPER.configuration();
    private static final ClipShape SHAPE = C.clips();
    private static final ThgnSettings NETWORK = ThgnSettings.of(C);
    private static final TrainingSettings TRAINING = C.training();
    private static final long CLIPS = TRAINING.batch();
    private static final long AUDIO = SHAPE.audioSegments();
    private static final long VIDEO = SHAPE.videoSegments();
    private static final long HIDDEN = NETWORK.hidden();

    private final NDManager manager;
    private final DataType type;
    private final NDArray audio;
    private final NDArray video;
    private final NDArray labels;
    private final NDArray audioAdjacency;
    private final NDArray videoAdjacency;
    private final NDArray cross;
    private final NDArray crossLogits;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final List<NDArray> moments = new ArrayList<>();
    private int iteration;

    LibtorchStep(NDManager manager, DataType type) {
        this.manager = manager;
        this.type = type;
        audio = uniform(1, CLIPS * AUDIO, SHAPE.audioFeatures());
        video = uniform(1, CLIPS * VIDEO, SHAPE.videoFeatures());
        labels = manager.arange((int) CLIPS)
                .mod(SHAPE.classes())
                .oneHot(SHAPE.classes())
                .toType(type, false);
        ClipGraph graph = Thgn.graph(C);
        audioAdjacency = dense(graph.audio().pattern());
        videoAdjacency = dense(graph.video().pattern());
        cross = dense(graph.cross().pattern());
        crossLogits = cross.sub(1).mul(1e9);
        Parameters.shapes(C).forEach((name, shape) -> {
            long[] sizes = new long[shape.rank()];
            for (int axis = 0; axis < sizes.length; axis++) {
                sizes[axis] = shape.size(axis);
            }
            NDArray parameter = uniform(1 / Math.sqrt(sizes[0]), sizes);
            parameter.setRequiresGradient(true);
            parameters.put(name, parameter);
            moments.add(manager.zeros(new Shape(sizes), type));
            moments.add(manager.zeros(new Shape(sizes), type));
        });
    }

    private NDArray uniform(double bound, long... sizes) {
        return manager.randomUniform((float) -bound, (float) bound, new Shape(sizes))
                .toType(type, false);
    }

    private NDArray dense(SparsityPattern pattern) {
        double[] values = new double[pattern.rows() * pattern.columns()];
        for (int e = 0; e < pattern.entries(); e++) {
            values[pattern.row(e) * pattern.columns() + pattern.column(e)]++;
        }
        return manager.create(values, new Shape(pattern.rows(), pattern.columns()))
                .toType(type, false);
    }

    @Override
    public void run() {
        try (NDManager step = manager.newSubManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            audio.attach(step);
            video.attach(step);
            parameters.values().forEach(parameter -> parameter.attach(step));
            collector.backward(loss());
            iteration++;
            int slot = 0;
            for (NDArray parameter : parameters.values()) {
                adam(parameter, parameter.getGradient(), moments.get(slot), moments.get(slot + 1), iteration);
                slot += 2;
            }
            audio.attach(manager);
            video.attach(manager);
            parameters.values().forEach(parameter -> parameter.attach(manager));
        }
    }

    private NDArray loss() {
        NDArray xAudio = audio.matMul(get("projection.audio.weight")).add(get("projection.audio.bias"));
        NDArray xVideo = video.matMul(get("projection.video.weight")).add(get("projection.video.bias"));
        for (int layer = 0; layer < NETWORK.layers(); layer++) {
            String name = "layers." + layer;
            NDArray nextAudio = convolution(audioAdjacency, xAudio, AUDIO, name + ".audio")
                    .add(messages(xVideo, xAudio, name + ".cross"));
            NDArray nextVideo = convolution(videoAdjacency, xVideo, VIDEO, name + ".video");
            xAudio = activated(nextAudio, AUDIO);
            xVideo = activated(nextVideo, VIDEO);
        }
        NDArray a = pooled(xAudio, AUDIO, "audio");
        NDArray v = pooled(xVideo, VIDEO, "video");
        NDArray logits = a.add(v).matMul(get("head.weight")).add(get("head.bias"));
        NDArray logP = logits.logSoftmax(1).mul(labels).sum(new int[] {1});
        NDArray focal =
                logP.exp().neg().add(1).pow(NETWORK.gamma()).mul(logP).mean().mul(-NETWORK.alpha());
        return focal.mul(NETWORK.weightFocal()).add(contrastive(a, v).mul(NETWORK.weightContrastive()));
    }

    private NDArray get(String name) {
        return parameters.get(name);
    }

    private static NDArray convolution(NDArray adjacency, NDArray x, long nodes, NDArray psi, NDArray bias) {
        long in = x.getShape().get(1);
        return adjacency
                .matMul(x.reshape(CLIPS, nodes, in))
                .reshape(CLIPS * nodes, in)
                .matMul(psi)
                .add(bias);
    }

    private NDArray convolution(NDArray adjacency, NDArray x, long nodes, String name) {
        return convolution(adjacency, x, nodes, get(name + ".psi"), get(name + ".bias"));
    }

    private NDArray messages(NDArray xVideo, NDArray xAudio, String name) {
        NDArray h = xVideo.matMul(get(name + ".source"));
        NDArray source = h.matMul(get(name + ".attention_source").reshape(HIDDEN, 1));
        NDArray target = xAudio.matMul(
                get(name + ".target").matMul(get(name + ".attention_target").reshape(HIDDEN, 1)));
        NDArray logits = Activation.leakyRelu(
                target.reshape(CLIPS, AUDIO, 1).add(source.reshape(CLIPS, 1, VIDEO)), (float) NETWORK.negativeSlope());
        NDArray alpha = logits.add(crossLogits).softmax(2).add(0.5).mul(cross);
        return alpha.matMul(h.reshape(CLIPS, VIDEO, HIDDEN))
                .reshape(CLIPS * AUDIO, HIDDEN)
                .add(get(name + ".bias"));
    }

    private NDArray activated(NDArray x, long nodes) {
        NDArray kept = Dropout.dropout(Activation.relu(x), (float) NETWORK.dropout(), true)
                .singletonOrThrow();
        Shape graph = new Shape(nodes, HIDDEN);
        NDManager own = kept.getManager();
        return LayerNorm.layerNorm(
                        kept.reshape(CLIPS, nodes, HIDDEN), graph, own.ones(graph, type), own.zeros(graph, type), 1e-5f)
                .singletonOrThrow()
                .reshape(CLIPS * nodes, HIDDEN);
    }

    private NDArray pooled(NDArray x, long nodes, String modality) {
        NDArray gate = get("pool." + modality + ".gate").reshape(HIDDEN, 1);
        NDArray beta = x.matMul(gate).reshape(CLIPS, nodes).softmax(1);
        return beta.reshape(CLIPS, 1, nodes)
                .matMul(x.reshape(CLIPS, nodes, HIDDEN))
                .reshape(CLIPS, HIDDEN);
    }

    private static NDArray contrastive(NDArray a, NDArray v) {
        NDArray cosines = unit(a).matMul(unit(v).transpose()).div(NETWORK.temperature());
        NDManager own = a.getManager();
        NDArray diagonal = own.eye((int) CLIPS).toType(a.getDataType(), false);
        NDArray positives = cosines.mul(diagonal).sum(new int[] {1});
        NDArray others = cosines.exp().mul(diagonal.neg().add(1));
        NDArray toAudio = others.sum(new int[] {1}).log();
        NDArray toVideo = others.sum(new int[] {0}).log();
        return toAudio.add(toVideo).mean().sub(positives.mean().mul(2));
    }

    private static NDArray unit(NDArray x) {
        return x.div(x.mul(x).sum(new int[] {1}, true).sqrt());
    }

    /// Adam's update, the gradient then set to 0.
    static void adam(NDArray weight, NDArray gradient, NDArray first, NDArray second, int iteration) {
        double correction =
                Math.sqrt(1 - Math.pow(TRAINING.beta2(), iteration)) / (1 - Math.pow(TRAINING.beta1(), iteration));
        float rate = (float) TRAINING.learningRate();
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, first, second),
                        new NDList(weight),
                        rate,
                        (float) (rate * correction),
                        0,
                        1,
                        -1,
                        (float) TRAINING.beta1(),
                        (float) TRAINING.beta2(),
                        (float) TRAINING.epsilon(),
                        false,
                        false);
    }
}
