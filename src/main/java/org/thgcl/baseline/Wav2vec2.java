package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.ConvolutionalPositions;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.baseline.block.Linear;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.baseline.block.TransformerLayer;
import org.thgcl.baseline.block.WaveformConvolutions;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;

/// Table 1's Wav2vec2-audio: wav2vec 2.0 base with a classifier.
///
/// 1. **Convolutions** of the waveform, see [WaveformConvolutions]; each step is normalised and mapped to d numbers.
/// 2. **Positions** are added, see [ConvolutionalPositions], and each step is normalised again, by `norm`.
/// 3. **Layers**, see [TransformerLayer].
/// 4. **Features** are the mean over time. The head has a ReLU layer for each of `headHidden`, and an affine map.
///
/// No paper of that name is known. The number of parameters that Table 1 prints, 94.9 M, is not that of any head that
/// we know of (T17). Refused: a waveform too short for one step, or of another length than the settings say.
///
/// Source: Baevski et al. 2020, *wav2vec 2.0*, and its published code.
public final class Wav2vec2 implements SoundEncoder {
    private static final Initial INITIAL = new Initial.Normal(0.02);

    private final Wav2vec2Settings settings;
    private final WaveformConvolutions convolutions;
    private final ConvolutionalPositions positions;
    private final LayerNorm norm;
    private final TransformerLayer layer;

    /// The network of the given settings.
    ///
    /// @throws IllegalArgumentException if they don't fit together, or the waveform is too short
    public Wav2vec2(Wav2vec2Settings settings) {
        this.settings = settings;
        convolutions = new WaveformConvolutions(settings.channels(), settings.kernels(), settings.strides());
        convolutions.steps(settings.samples());
        positions = new ConvolutionalPositions(settings.width(), settings.positionKernel(), settings.positionGroups());
        norm = new LayerNorm(1, settings.epsilon());
        layer = new TransformerLayer(settings.norm(), settings.heads(), settings.epsilon());
    }

    @Override
    public List<ParameterSpec> parameters() {
        int width = settings.width();
        List<ParameterSpec> parameters = new ArrayList<>(convolutions.parameters("convolutions"));
        parameters.addAll(Affine.parameters("projection.norm", Shape.of(settings.channels())));
        parameters.addAll(Linear.parameters("projection", settings.channels(), width, true, INITIAL));
        parameters.addAll(positions.parameters("position"));
        parameters.addAll(Affine.parameters("norm", Shape.of(width)));
        for (int l = 0; l < settings.layers(); l++) {
            parameters.addAll(
                    TransformerLayer.parameters("layers." + l, width, settings.mlp(), settings.qkvBias(), INITIAL));
        }
        parameters.addAll(headParameters());
        return parameters;
    }

    private List<ParameterSpec> headParameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        int inputs = settings.width();
        for (int i = 0; i < settings.headHidden().size(); i++) {
            int outputs = settings.headHidden().get(i);
            parameters.addAll(Linear.parameters("head.hidden." + i, inputs, outputs, true, INITIAL));
            inputs = outputs;
        }
        parameters.addAll(Linear.parameters("head", inputs, settings.classes(), true, INITIAL));
        return parameters;
    }

    /// The parameters of the published program: besides these the vector that stood for masked steps.
    public ParameterCount count() {
        return ParameterCount.of(parameters(), headParameters(), settings.width(), 0);
    }

    @Override
    public List<String> inputs() {
        return List.of("waveform[B," + settings.samples() + "]", "int label[B," + settings.classes() + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("features[B," + settings.width() + "]", "logits[B," + settings.classes() + "]", "loss[]");
    }

    @Override
    public String input() {
        return "waveform";
    }

    /// The features of B clips.
    ///
    /// @param waveform `[B, samples]`
    /// @return `[B, d]`
    /// @throws org.thgcl.tensor.ShapeException for another number of samples
    @Override
    public Variable features(Weights weights, Variable waveform) {
        waveform.shape().require("wav2vec2, waveform", Axis.any("clip"), Axis.of("sample", settings.samples()));
        Variable y = convolutions.apply(waveform, weights.at("convolutions"), settings.epsilon());
        int clips = y.shape().size(0);
        int steps = y.shape().size(1);
        Shape rows = Shape.of(clips * steps, settings.width());
        Shape time = Shape.of(clips, steps, settings.width());
        Variable normalised = norm.apply(
                y.reshape(Shape.of(clips * steps, settings.channels())), Affine.of(weights.at("projection.norm")));
        Variable x = Linear.apply(normalised, weights.at("projection"));
        Variable place =
                positions.apply(x.reshape(time), weights.at("position")).reshape(rows);
        x = norm.apply(x.plus(place), Affine.of(weights.at("norm")));
        for (int l = 0; l < settings.layers(); l++) {
            x = layer.apply(x, weights.at("layers." + l), steps);
        }
        return Pooling.sideBySide(Pooling.Pool.AVERAGE, steps)
                .apply(x.reshape(time))
                .reshape(Shape.of(clips, settings.width()));
    }

    /// The logits of B clips.
    ///
    /// @param features `[B, d]`
    /// @return `[B, C]`
    @Override
    public Variable logits(Weights weights, Variable features) {
        Variable x = features;
        for (int i = 0; i < settings.headHidden().size(); i++) {
            x = Linear.apply(x, weights.at("head.hidden." + i)).relu();
        }
        return Linear.apply(x, weights.at("head"));
    }

    /// The features of one clip, read literally.
    ///
    /// @param weights the numbers of a parameter, row by row
    public double[] definition(double[] waveform, Function<String, double[]> weights) {
        double[][] y =
                convolutions.definition(waveform, name -> weights.apply("convolutions." + name), settings.epsilon());
        double[][] x = Linear.definition(
                normalised(y, "projection.norm", weights),
                weights.apply("projection.weight"),
                weights.apply("projection.bias"));
        double[][] place = positions.definition(x, name -> weights.apply("position." + name));
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < x[t].length; j++) {
                x[t][j] += place[t][j];
            }
        }
        x = normalised(x, "norm", weights);
        for (int l = 0; l < settings.layers(); l++) {
            String prefix = "layers." + l + ".";
            x = layer.definition(x, name -> weights.apply(prefix + name), TransformerLayer::gelu);
        }
        double[] features = new double[settings.width()];
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                features[j] += row[j] / x.length;
            }
        }
        return features;
    }

    /// The logits of one clip, read literally.
    public double[] definitionLogits(double[] features, Function<String, double[]> weights) {
        double[][] x = {features};
        for (int i = 0; i < settings.headHidden().size(); i++) {
            x = Linear.definition(
                    x, weights.apply("head.hidden." + i + ".weight"), weights.apply("head.hidden." + i + ".bias"));
            for (int j = 0; j < x[0].length; j++) {
                x[0][j] = Math.max(0, x[0][j]);
            }
        }
        return Linear.definition(x, weights.apply("head.weight"), weights.apply("head.bias"))[0];
    }

    private double[][] normalised(double[][] x, String name, Function<String, double[]> weights) {
        return norm.definition(x, weights.apply(name + ".scale"), weights.apply(name + ".shift"));
    }
}
