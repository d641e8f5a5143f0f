package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// LHGNN (Singh, Benetos, Phan, Stowell 2025, "LHGNN: local-higher order graph neural networks for audio
/// classification and tagging"): a graph of the positions of a log-mel spectrogram, joined to their nearest neighbours
/// and to the nearest of some centroids.
///
/// The spectrogram becomes a map `[B, bands, frames, 1]`. A stem of three convolutions makes a quarter of its height
/// and width of it, to which `position` is added. Stages of [LhgnnBlock]s follow, each but the first behind a
/// convolution that halves the map. The logits are a linear map of `gelu(norm(head.0))` of the mean over positions.
///
/// The centroids of block q start from the input `centroids.q`. The program draws it anew at every call, in evaluation
/// too, so that the scores of a sound vary (G11).
public final class Lhgnn implements Network {
    private static final Convolution SAME = Convolution.of(window(1), window(1));
    private static final Convolution HALF = Convolution.of(window(2), window(2));
    private static final Convolution POINT = Convolution.of(Window.of(1), Window.of(1));

    private final LhgnnSettings settings;
    private final List<LhgnnBlock> blocks = new ArrayList<>();

    /// The network of settings.
    public Lhgnn(LhgnnSettings settings) {
        this.settings = settings;
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            for (int j = 0; j < settings.depths().get(stage); j++) {
                int dilation = Math.min(blocks.size() / 4 + 1, settings.maxDilation());
                blocks.add(new LhgnnBlock(settings, stage, dilation));
            }
        }
    }

    private static Window window(int stride) {
        return Window.of(3).withStride(stride).withPadding(1);
    }

    @Override
    public List<ParameterSpec> parameters() {
        int width = settings.widths().getFirst();
        ParameterList parameters =
                new ParameterList().constant(0, "position", width, settings.bands() / 4, settings.frames() / 4);
        normed(parameters, "stem.0", HALF.weightShape(1, width / 2));
        normed(parameters, "stem.1", HALF.weightShape(width / 2, width));
        normed(parameters, "stem.2", SAME.weightShape(width, width));
        int q = 0;
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            int in = width;
            width = settings.widths().get(stage);
            if (stage > 0) {
                normed(parameters, "stages." + stage + ".down", HALF.weightShape(in, width));
            }
            for (int j = 0; j < settings.depths().get(stage); j++) {
                blocks.get(q++).add(parameters, "stages." + stage + "." + j);
            }
        }
        normed(parameters, "head.0", POINT.weightShape(width, settings.head()));
        return parameters
                .convolution("head.1", POINT.weightShape(settings.head(), settings.classes()))
                .list();
    }

    /// A convolution with a bias, and the batch normalisation behind it.
    static void normed(ParameterList parameters, String name, Shape weight) {
        parameters.convolution(name, weight).norm(name + ".norm", weight.size(0));
    }

    @Override
    public List<ParameterSpec> statistics() {
        return settings.statistics() == BatchNorm.Statistics.BATCH ? List.of() : ParameterList.statistics(parameters());
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        inputs.add("logmel[B," + settings.frames() + "," + settings.bands() + "]");
        for (int q = 0; q < blocks.size(); q++) {
            inputs.add("centroids." + q + "[B," + blocks.get(q).width() + "," + settings.clusters() + "]");
        }
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.of("logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable logmel = inputs.get("logmel");
        int clips = logmel.shape().size(0);
        Variable x = Dense.permute(logmel, 0, 2, 1).reshape(Shape.of(clips, settings.bands(), settings.frames(), 1));
        x = normed(HALF, x, weights.at("stem.0")).gelu();
        x = normed(HALF, x, weights.at("stem.1")).gelu();
        x = positioned(normed(SAME, x, weights.at("stem.2")), weights.get("position"));
        int q = 0;
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            Weights own = weights.at("stages." + stage);
            if (stage > 0) {
                x = normed(HALF, x, own.at("down"));
            }
            for (int j = 0; j < settings.depths().get(stage); j++) {
                Variable start = inputs.get("centroids." + q);
                x = blocks.get(q++).apply(x, start, own.at(Integer.toString(j)));
            }
        }
        Variable mean = Pooling.sideBySide(
                        Pooling.Pool.AVERAGE, x.shape().size(1), x.shape().size(2))
                .apply(x);
        Variable head = normed(POINT, mean, weights.at("head.0")).gelu();
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put(
                "logits",
                POINT.apply(head, weights.get("head.1.weight"), weights.get("head.1.bias"))
                        .reshape(Shape.of(clips, settings.classes())));
        return outputs;
    }

    private Variable normed(Convolution convolution, Variable x, Weights weights) {
        Variable y = convolution.apply(x, weights.get("weight"), weights.get("bias"));
        return norm(y, settings.statistics(), weights.at("norm"));
    }

    /// Batch normalisation, in the shape of x.
    static Variable norm(Variable x, BatchNorm.Statistics statistics, Weights weights) {
        return BatchNorm.STANDARD.apply(x, statistics, weights).reshape(x.shape());
    }

    /// x with `position`, `[c, h, w]`, added to each clip.
    private static Variable positioned(Variable x, Variable position) {
        Variable last = Dense.permute(position, 1, 2, 0);
        int elements = last.shape().elements();
        return Dense.addBias(x.reshape(Shape.of(x.shape().size(0), elements)), last.reshape(Shape.of(elements)))
                .reshape(x.shape());
    }
}
