package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.ConformerLayer;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.baseline.block.Linear;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;

/// Table 1's Conformer-based system.
///
/// 1. **Rows.** `stack` frames of the spectrogram, one behind the other and each with all its bands, are a row. What is
///    left over at the end is dropped. `X = LN(rows W_stack + b)`, `X = X W_projection + b`.
/// 2. **Layers**, see [ConformerLayer].
/// 3. **Features** are the mean over the rows, logits an affine map of them.
///
/// Its authors have published no program. The sizes are those of the large configuration in later public code of their
/// colleagues (T15); how the spectrogram was made is not known (T16). Refused: another number of bands or frames than
/// the settings say.
///
/// Source: Srivastava et al. 2022, *Conformer-Based Self-Supervised Learning for Non-Speech Audio Tasks*.
public final class Conformer implements SoundEncoder {
    private static final Initial INITIAL = new Initial.Normal(0.02);

    private final ConformerSettings settings;
    private final ConformerLayer layer;
    private final int rows;

    /// The network of the given settings.
    public Conformer(ConformerSettings settings) {
        this.settings = settings;
        layer = new ConformerLayer(
                settings.heads(),
                settings.epsilon(),
                settings.order(),
                settings.convolutionNorm(),
                settings.activation());
        rows = settings.frames() / settings.stack();
    }

    @Override
    public List<ParameterSpec> parameters() {
        int width = settings.width();
        List<ParameterSpec> parameters = new ArrayList<>(
                Linear.parameters("stack", settings.stack() * settings.bands(), settings.extractor(), true, INITIAL));
        parameters.addAll(Affine.parameters("projection.norm", Shape.of(settings.extractor())));
        parameters.addAll(Linear.parameters("projection", settings.extractor(), width, true, INITIAL));
        for (int l = 0; l < settings.layers(); l++) {
            parameters.addAll(ConformerLayer.parameters(
                    "layers." + l,
                    width,
                    settings.mlp(),
                    settings.kernels().get(l),
                    settings.convolutionBias(),
                    INITIAL));
        }
        parameters.addAll(headParameters());
        return parameters;
    }

    private List<ParameterSpec> headParameters() {
        return Linear.parameters("head", settings.width(), settings.classes(), true, INITIAL);
    }

    @Override
    public List<ParameterSpec> statistics() {
        List<ParameterSpec> statistics = new ArrayList<>();
        for (int l = 0; l < settings.layers(); l++) {
            if (settings.convolutionNorm() == ConformerLayer.ConvolutionNorm.BATCH) {
                statistics.addAll(ConformerLayer.statistics("layers." + l, settings.width()));
            }
        }
        return statistics;
    }

    /// The parameters; all are of effect and trained.
    public ParameterCount count() {
        return ParameterCount.of(parameters(), headParameters(), 0, 0);
    }

    @Override
    public List<String> inputs() {
        return List.of(
                "spectrogram[B," + settings.bands() + "," + settings.frames() + "]",
                "int label[B," + settings.classes() + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("features[B," + settings.width() + "]", "logits[B," + settings.classes() + "]", "loss[]");
    }

    @Override
    public String input() {
        return "spectrogram";
    }

    /// The features of B clips.
    ///
    /// @param spectrogram `[B, bands, frames]`
    /// @return `[B, d]`
    /// @throws org.thgcl.tensor.ShapeException for other bands or frames
    @Override
    public Variable features(Weights weights, Variable spectrogram) {
        spectrogram
                .shape()
                .require(
                        "conformer, spectrogram",
                        Axis.any("clip"),
                        Axis.of("band", settings.bands()),
                        Axis.of("frame", settings.frames()));
        int clips = spectrogram.shape().size(0);
        Variable stacked = Dense.permute(Columns.slice(spectrogram, 0, rows * settings.stack()), 0, 2, 1)
                .reshape(Shape.of(clips * rows, settings.stack() * settings.bands()));
        Variable x = new LayerNorm(1, settings.epsilon())
                .apply(Linear.apply(stacked, weights.at("stack")), Affine.of(weights.at("projection.norm")));
        x = Linear.apply(x, weights.at("projection"));
        for (int l = 0; l < settings.layers(); l++) {
            x = layer.apply(x, weights.at("layers." + l), rows);
        }
        return Pooling.sideBySide(Pooling.Pool.AVERAGE, rows)
                .apply(x.reshape(Shape.of(clips, rows, settings.width())))
                .reshape(Shape.of(clips, settings.width()));
    }

    /// The logits of B clips.
    ///
    /// @param features `[B, d]`
    /// @return `[B, C]`
    @Override
    public Variable logits(Weights weights, Variable features) {
        return Linear.apply(features, weights.at("head"));
    }

    /// The features of one clip, read literally.
    ///
    /// @param spectrogram `[bands][frames]`
    /// @param weights the numbers of a parameter, row by row; empty for a bias that is absent
    public double[] definition(double[][] spectrogram, Function<String, double[]> weights) {
        int bands = settings.bands();
        double[][] stacked = new double[rows][settings.stack() * bands];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < stacked[i].length; j++) {
                stacked[i][j] = spectrogram[j % bands][i * settings.stack() + j / bands];
            }
        }
        double[][] x = Linear.definition(stacked, weights.apply("stack.weight"), weights.apply("stack.bias"));
        x = new LayerNorm(1, settings.epsilon())
                .definition(x, weights.apply("projection.norm.scale"), weights.apply("projection.norm.shift"));
        x = Linear.definition(x, weights.apply("projection.weight"), weights.apply("projection.bias"));
        for (int l = 0; l < settings.layers(); l++) {
            String prefix = "layers." + l + ".";
            x = layer.definition(x, name -> weights.apply(prefix + name));
        }
        double[] features = new double[settings.width()];
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                features[j] += row[j] / rows;
            }
        }
        return features;
    }

    /// The logits of one clip, read literally.
    public double[] definitionLogits(double[] features, Function<String, double[]> weights) {
        return Linear.definition(new double[][] {features}, weights.apply("head.weight"), weights.apply("head.bias"))[
                0];
    }
}
