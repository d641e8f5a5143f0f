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
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.DepthwiseConvolution;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// ConvNeXt on log-mel spectrograms (Pellegrini et al. 2023, "Adapting a ConvNeXt model to audio classification on
/// AudioSet").
///
/// ```text
/// stem     norm(conv(x)), windows side by side; before it each band has a batch normalisation
/// stage    from the second on conv(norm(x)), 2 x 2, stride 2; then blocks
/// block    x + gamma reduce(gelu(expand(norm(depthwise(x))))), depthwise 7 x 7, expand to four times the channels
/// head     embedding = norm(max over time + mean over time) of the mean over bands, logits = embedding W + b
/// ```
///
/// All norms but that of the bands are over the channels of each position, with epsilon 1e-6.
public final class ConvNeXt implements Network {
    private static final LayerNorm NORM = new LayerNorm(1, 1e-6);
    private static final int EXPANSION = 4;
    private static final Convolution DOWN = Convolution.of(Window.sideBySide(2), Window.sideBySide(2));
    private static final DepthwiseConvolution DEPTHWISE = new DepthwiseConvolution(
            List.of(Window.of(7).withPadding(3), Window.of(7).withPadding(3)));

    private final ConvNeXtSettings settings;
    private final Convolution stem;

    /// The network of settings.
    public ConvNeXt(ConvNeXtSettings settings) {
        this.settings = settings;
        this.stem = Convolution.of(stem(0), stem(1));
    }

    private Window stem(int axis) {
        return Window.sideBySide(settings.stemKernel().get(axis))
                .withPadding(settings.stemPadding().get(axis));
    }

    @Override
    public List<ParameterSpec> parameters() {
        ParameterList parameters = new ParameterList();
        int width = settings.widths().getFirst();
        parameters
                .norm("bands.norm", settings.bands())
                .convolution("stem", stem.weightShape(1, width))
                .norm("stem.norm", width);
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            String name = "stages." + stage;
            int in = width;
            width = settings.widths().get(stage);
            if (stage > 0) {
                parameters.norm(name + ".norm", in).convolution(name + ".down", DOWN.weightShape(in, width));
            }
            for (int block = 0; block < settings.depths().get(stage); block++) {
                add(parameters, name + "." + block, width);
            }
        }
        return parameters
                .norm("head.norm", width)
                .linear("head", width, settings.classes())
                .list();
    }

    private static void add(ParameterList parameters, String name, int width) {
        parameters
                .convolution(name + ".depthwise", DEPTHWISE.weightShape(width))
                .norm(name + ".norm", width)
                .linear(name + ".expand", width, EXPANSION * width)
                .linear(name + ".reduce", EXPANSION * width, width)
                .constant(1e-6, name + ".gamma", width);
    }

    @Override
    public List<ParameterSpec> statistics() {
        return settings.statistics() == BatchNorm.Statistics.BATCH
                ? List.of()
                : BatchNorm.statistics("bands.norm", settings.bands());
    }

    @Override
    public List<String> inputs() {
        return List.of("logmel[B,1,T," + settings.bands() + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("embedding[B,D]", "logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable x = BandNorm.apply(inputs.get("logmel"), settings.statistics(), weights.at("bands.norm"));
        x = norm(stem.apply(x, weights.get("stem.weight"), weights.get("stem.bias")), weights.at("stem.norm"));
        for (int stage = 0; stage < settings.widths().size(); stage++) {
            Weights own = weights.at("stages." + stage);
            if (stage > 0) {
                x = DOWN.apply(norm(x, own.at("norm")), own.get("down.weight"), own.get("down.bias"));
            }
            for (int block = 0; block < settings.depths().get(stage); block++) {
                x = block(x, own.at(Integer.toString(block)));
            }
        }
        Variable embedding = norm(PositionPooling.overTime(x), weights.at("head.norm"));
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("embedding", embedding);
        outputs.put(
                "logits", ClassificationHead.apply(embedding, weights.get("head.weight"), weights.get("head.bias")));
        return outputs;
    }

    private static Variable block(Variable x, Weights weights) {
        Shape shape = x.shape();
        Variable y = DEPTHWISE.apply(x, weights.get("depthwise.weight"), weights.get("depthwise.bias"));
        y = linear(norm(y, weights.at("norm")), weights.at("expand")).gelu();
        y = Columns.scale(linear(y, weights.at("reduce")), weights.get("gamma"));
        return x.plus(y.reshape(shape));
    }

    private static Variable linear(Variable x, Weights weights) {
        return Dense.addBias(Dense.matmul(x, weights.get("weight")), weights.get("bias"));
    }

    private static Variable norm(Variable x, Weights weights) {
        return NORM.apply(x, Affine.of(weights));
    }
}
