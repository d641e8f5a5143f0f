package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.Pooling.Pool;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Window;

/// Wavegram-Logmel-CNN14 (Kong et al. 2020, "PANNs: Large-scale pretrained audio neural networks"): sound at 32 kHz
/// as a wave and as a log-mel spectrogram.
///
/// ```text
/// wave     relu(norm(conv(w))), 11 samples, stride 5; blocks of two convolutions of 3, the second with dilation 2,
///          and the maximum of 4; channels read as planes of bands/2; plane block; average of 2 x 1
/// log-mel  batch normalisation of each band; plane block; average of 2 x 2
/// both     [log-mel, wave] by channels; plane blocks, each but the last with an average of 2 x 2
/// head     max over time + mean over time of the mean over bands; embedding = relu(dense), logits = embedding W + b
/// ```
///
/// A plane block is twice relu(norm(conv)), 3 x 3. No convolution has a bias.
public final class WaveLogmel implements Network {
    private static final Convolution FIRST =
            Convolution.of(Window.of(11).withStride(5).withPadding(5));
    private static final Pooling WAVE_POOLING = Pooling.sideBySide(Pool.MAX, 4);
    private static final Pooling PLANE_POOLING = Pooling.sideBySide(Pool.AVERAGE, 2, 2);
    private static final Pooling TIME_POOLING = Pooling.sideBySide(Pool.AVERAGE, 2, 1);

    /// The convolutions of a block.
    private static final List<Convolution> WAVE = List.of(
            Convolution.of(Window.of(3).withPadding(1)),
            Convolution.of(Window.of(3).withDilation(2).withPadding(2)));

    private static final Convolution EVEN =
            Convolution.of(Window.of(3).withPadding(1), Window.of(3).withPadding(1));
    private static final List<Convolution> PLANE = List.of(EVEN, EVEN);

    private final WaveLogmelSettings settings;

    /// The network of settings.
    public WaveLogmel(WaveLogmelSettings settings) {
        this.settings = settings;
    }

    private int waveBlocks() {
        return settings.waveChannels().size() - 1;
    }

    @Override
    public List<ParameterSpec> parameters() {
        ParameterList parameters = new ParameterList();
        int wave = settings.waveChannels().getFirst();
        parameters.weight("wave.first", FIRST.weightShape(1, wave)).norm("wave.first.norm", wave);
        for (int block = 0; block < waveBlocks(); block++) {
            int next = settings.waveChannels().get(block + 1);
            add(parameters, "wave.blocks." + block, WAVE, wave, next);
            wave = next;
        }
        int width = settings.channels().getFirst();
        add(parameters, "wave.plane", PLANE, settings.planes(), width);
        parameters.norm("bands.norm", settings.bands());
        add(parameters, "blocks.0", PLANE, 1, width);
        width *= 2;
        for (int block = 1; block < settings.channels().size(); block++) {
            int next = settings.channels().get(block);
            add(parameters, "blocks." + block, PLANE, width, next);
            width = next;
        }
        return parameters
                .linear("dense", width, width)
                .linear("head", width, settings.classes())
                .list();
    }

    private static void add(ParameterList parameters, String name, List<Convolution> convolutions, int in, int out) {
        parameters
                .weight(name + ".conv0", convolutions.get(0).weightShape(in, out))
                .norm(name + ".norm0", out)
                .weight(name + ".conv1", convolutions.get(1).weightShape(out, out))
                .norm(name + ".norm1", out);
    }

    @Override
    public List<ParameterSpec> statistics() {
        return settings.statistics() == BatchNorm.Statistics.BATCH ? List.of() : ParameterList.statistics(parameters());
    }

    /// The sound, and its log-mel spectrogram.
    @Override
    public List<String> inputs() {
        return List.of("waveform[B,n]", "logmel[B,1,T," + settings.bands() + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("embedding[B,D]", "logits[B,C]");
    }

    /// @throws ShapeException if wave and spectrogram don't give as many frames
    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable wave = wave(inputs.get("waveform"), weights.at("wave"));
        Variable logmel = BandNorm.apply(inputs.get("logmel"), settings.statistics(), weights.at("bands.norm"));
        logmel = PLANE_POOLING.apply(block(logmel, PLANE, weights.at("blocks.0")));
        if (wave.shape().size(1) != logmel.shape().size(1)) {
            throw new ShapeException("waveform and logmel: after pooling they have "
                    + wave.shape().size(1) + " and " + logmel.shape().size(1) + " frames; they must be of one sound");
        }
        Variable x = Columns.concatenate(logmel, wave);
        int last = settings.channels().size() - 1;
        for (int block = 1; block <= last; block++) {
            x = block(x, PLANE, weights.at("blocks." + block));
            x = block < last ? PLANE_POOLING.apply(x) : x;
        }
        Variable embedding = Dense.addBias(
                        Dense.matmul(PositionPooling.overTime(x), weights.get("dense.weight")),
                        weights.get("dense.bias"))
                .relu();
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("embedding", embedding);
        outputs.put(
                "logits", ClassificationHead.apply(embedding, weights.get("head.weight"), weights.get("head.bias")));
        return outputs;
    }

    /// The wave as a plane of frames and bands.
    private Variable wave(Variable waveform, Weights weights) {
        int clips = waveform.shape().size(0);
        Variable x = waveform.reshape(Shape.of(clips, waveform.shape().columns(), 1));
        x = normalised(FIRST.apply(x, weights.get("first.weight"), null), weights.at("first.norm"))
                .relu();
        for (int block = 0; block < waveBlocks(); block++) {
            x = WAVE_POOLING.apply(block(x, WAVE, weights.at("blocks." + block)));
        }
        Variable planes = x.reshape(Shape.of(clips, x.shape().size(1), settings.planes(), settings.bands() / 2));
        return TIME_POOLING.apply(block(Dense.permute(planes, 0, 1, 3, 2), PLANE, weights.at("plane")));
    }

    private Variable block(Variable x, List<Convolution> convolutions, Weights weights) {
        Variable y = convolutions.get(0).apply(x, weights.get("conv0.weight"), null);
        y = normalised(y, weights.at("norm0")).relu();
        y = convolutions.get(1).apply(y, weights.get("conv1.weight"), null);
        return normalised(y, weights.at("norm1")).relu();
    }

    private Variable normalised(Variable x, Weights weights) {
        return BatchNorm.STANDARD.apply(x, settings.statistics(), weights);
    }
}
