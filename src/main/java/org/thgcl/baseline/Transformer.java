package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.TransformerSettings.ChunkMean;
import org.thgcl.baseline.TransformerSettings.FinalNorm;
import org.thgcl.baseline.TransformerSettings.HeadNorm;
import org.thgcl.baseline.TransformerSettings.Prefix;
import org.thgcl.baseline.TransformerSettings.TokenOrder;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.baseline.block.Linear;
import org.thgcl.baseline.block.TransformerLayer;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// The encoder that seven systems of Table 1 share: AST, PaSST, ASiT, Audio-MAE, MaskSpec, ATST-Clip and VATT are its
/// presets in [TransformerSettings].
///
/// 1. **Patches.** Blocks of the input `[bands, frames]`, written row by row (a row is the frames of one band), become
///    tokens by an affine map, `patch`. What is left over at the end of an axis is dropped.
/// 2. **Positions** are added, see [TokenPositions]; prefix tokens stand in front of the patches.
/// 3. **Layers**, see [TransformerLayer].
/// 4. **Features.** The last layer normalisation is taken of all tokens, or of what they are pooled to.
/// 5. **Pieces.** A longer input than `chunk_frames` is cut into pieces of so many frames. The last one counts if it
///    has more than half of them. Each goes through 1 to 4 by itself, with positions from the start; the features are
///    their mean.
/// 6. **Head.** A normalisation, or none, and an affine map give the logits of C classes, each of which may be present
///    or not.
///
/// Dropout, masks and dropped patches belong to training and are left out.
public final class Transformer implements SoundEncoder {
    /// Of weights, tokens and tables, if trained from nothing.
    private static final Initial INITIAL = new Initial.Normal(0.02);

    private static final double BATCH_EPSILON = 1e-5;

    private final TransformerSettings settings;
    private final TokenPositions positions;
    private final TransformerLayer layer;
    private final int prefix;

    public Transformer(TransformerSettings settings) {
        this.settings = settings;
        positions = new TokenPositions(settings);
        layer = new TransformerLayer(settings.norm(), settings.heads(), settings.epsilon());
        prefix = settings.prefix().tokens();
    }

    @Override
    public List<ParameterSpec> parameters() {
        int width = settings.width();
        List<ParameterSpec> parameters = new ArrayList<>(
                Linear.parameters("patch", settings.patchBands() * settings.patchFrames(), width, true, INITIAL));
        parameters.add(new ParameterSpec("token.class", Shape.of(width), INITIAL));
        if (settings.prefix() == Prefix.CLASS_DISTILLATION) {
            parameters.add(new ParameterSpec("token.distillation", Shape.of(width), INITIAL));
        }
        parameters.addAll(positions.parameters(INITIAL));
        for (int l = 0; l < settings.layers(); l++) {
            parameters.addAll(
                    TransformerLayer.parameters("layers." + l, width, settings.mlp(), settings.qkvBias(), INITIAL));
        }
        parameters.addAll(Affine.parameters(
                "norm", Shape.of(settings.finalNorm() == FinalNorm.TOKENS ? width : settings.features())));
        parameters.addAll(headParameters());
        return parameters;
    }

    /// The parameters behind the features.
    List<ParameterSpec> headParameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        if (settings.headNorm() == HeadNorm.LAYER) {
            parameters.addAll(Affine.parameters("head.norm", Shape.of(settings.features())));
        }
        parameters.addAll(Linear.parameters("head", settings.features(), settings.classes(), true, INITIAL));
        return parameters;
    }

    @Override
    public List<ParameterSpec> statistics() {
        if (settings.headNorm() != HeadNorm.BATCH) {
            return List.of();
        }
        Shape shape = Shape.of(settings.features());
        return List.of(
                new ParameterSpec("head.norm.mean", shape, new Initial.Constant(0)),
                new ParameterSpec("head.norm.variance", shape, new Initial.Constant(1)));
    }

    @Override
    public List<String> inputs() {
        return List.of(input() + "[B," + settings.bands() + ",frames]", "int label[B," + settings.classes() + "]");
    }

    /// A waveform has one band.
    @Override
    public String input() {
        return settings.bands() == 1 ? "waveform" : "spectrogram";
    }

    @Override
    public List<String> outputs() {
        return List.of("features[B," + settings.features() + "]", "logits[B," + settings.classes() + "]", "loss[]");
    }

    /// The features of B clips.
    ///
    /// @param x `[B, bands, frames]`
    /// @return `[B, e]`
    /// @throws org.thgcl.tensor.ShapeException for other bands, or frames without positions
    @Override
    public Variable features(Weights weights, Variable x) {
        x.shape().require("transformer, input", Axis.any("clip"), Axis.of("band", settings.bands()), Axis.any("frame"));
        int frames = x.shape().size(2);
        positions.require(settings.framePatches(frames));
        int piece = settings.chunkFrames() == 0 ? frames : Math.min(frames, settings.chunkFrames());
        Variable sum = pieceFeatures(weights, x, 0, piece);
        int pieces = 1;
        for (int start = piece; frames - start > settings.chunkFrames() / 2 && start < frames; start += piece) {
            sum = sum.plus(pieceFeatures(weights, x, start, Math.min(piece, frames - start)));
            pieces++;
        }
        return pieces == 1 ? sum : sum.times(1.0 / pieces);
    }

    /// The features of the frames `start ... start + length - 1`.
    private Variable pieceFeatures(Weights weights, Variable x, int start, int length) {
        int frames = x.shape().size(2);
        Variable piece = length == frames ? x : Columns.slice(x, start, start + length);
        int columns = settings.framePatches(length);
        int tokens = prefix + settings.bandPatches() * columns;
        int divisor = settings.bandPatches()
                * (settings.chunkMean() == ChunkMean.OWN ? columns : settings.framePatches(frames - start));
        Variable y = tokens(weights, piece, columns);
        for (int l = 0; l < settings.layers(); l++) {
            y = layer(y, weights.at("layers." + l), tokens);
        }
        boolean ofTokens = settings.finalNorm() == FinalNorm.TOKENS;
        Variable pooled = pool(ofTokens ? normalise(y, weights) : y, tokens, divisor);
        return ofTokens ? pooled : normalise(pooled, weights);
    }

    private Variable layer(Variable x, Weights weights, int tokens) {
        return x.tape().part(() -> layer.apply(x, weights, tokens));
    }

    private Variable normalise(Variable x, Weights weights) {
        return new LayerNorm(1, settings.epsilon()).apply(x, Affine.of(weights.at("norm")));
    }

    /// The tokens of B clips with their positions, prefix first, `[B (k + F T), d]`.
    private Variable tokens(Weights weights, Variable x, int columns) {
        Tape tape = x.tape();
        int clips = x.shape().size(0);
        int width = settings.width();
        int patches = settings.bandPatches() * columns;
        Variable map = Linear.apply(patches(x, columns), weights.at("patch"));
        Variable position = positions.ofPatches(weights, tape, columns);
        Variable placed = Dense.addBias(
                map.reshape(Shape.of(clips, patches * width)), position.reshape(Shape.of(patches * width)));
        Variable front = positions.onPrefix(weights, prefixTokens(weights));
        Variable fronts = Sparse.repeat(front.reshape(Shape.of(prefix * width)), clips);
        return Columns.concatenate(fronts.reshape(Shape.of(clips, prefix * width)), placed)
                .reshape(Shape.of(clips * (prefix + patches), width));
    }

    /// The patches of B clips in the order of their tokens, `[B F T, patch_bands patch_frames]`.
    private Variable patches(Variable x, int columns) {
        Shape shape = x.shape();
        Variable oneChannel = x.reshape(Shape.of(shape.size(0), shape.size(1), shape.size(2), 1));
        Windows windows = Windows.over(
                oneChannel.shape(),
                List.of(
                        Window.of(settings.patchBands()).withStride(settings.strideBands()),
                        Window.of(settings.patchFrames()).withStride(settings.strideFrames())));
        Variable patches = Convolutions.unfold(oneChannel, windows);
        Variable ordered =
                settings.tokenOrder() == TokenOrder.BAND_MAJOR ? patches : Dense.permute(patches, 0, 2, 1, 3);
        return ordered.reshape(Shape.of(shape.size(0) * settings.bandPatches() * columns, windows.taps()));
    }

    private Variable prefixTokens(Weights weights) {
        Shape row = Shape.of(1, settings.width());
        Variable first = weights.get("token.class").reshape(row);
        return settings.prefix() == Prefix.CLASS
                ? first
                : Columns.concatenate(first, weights.get("token.distillation").reshape(row))
                        .reshape(Shape.of(prefix, settings.width()));
    }

    /// @param tokens of each clip
    /// @param divisor of the mean over patches
    private Variable pool(Variable y, int tokens, int divisor) {
        return switch (settings.pooling()) {
            case CLASS -> sum(y, tokens, 0, 1);
            case CLASS_DISTILLATION -> sum(y, tokens, 0, 2).times(0.5);
            case PATCHES -> sum(y, tokens, prefix, tokens).times(1.0 / divisor);
            case CLASS_PATCHES ->
                Columns.concatenate(
                        sum(y, tokens, 0, 1), sum(y, tokens, prefix, tokens).times(1.0 / divisor));
        };
    }

    /// The sum over the tokens `from ... to - 1` of each clip, `[B, d]`.
    private static Variable sum(Variable y, int tokens, int from, int to) {
        SparsityPattern pattern = SparsityPattern.of(
                1, tokens, new int[to - from], IntStream.range(from, to).toArray());
        double[] ones = new double[to - from];
        Arrays.fill(ones, 1);
        return Sparse.spmm(pattern, y.tape().constant(Tensor.vector(ones)), y);
    }

    /// The logits of B clips.
    ///
    /// @param features `[B, e]`
    /// @return `[B, C]`
    /// @throws IllegalArgumentException if a given variance isn't positive
    @Override
    public Variable logits(Weights weights, Variable features) {
        Weights norm = weights.at("head.norm");
        Variable normalised =
                switch (settings.headNorm()) {
                    case NONE -> features;
                    case LAYER -> new LayerNorm(1, settings.headEpsilon()).apply(features, Affine.of(norm));
                    case BATCH ->
                        Columns.standardise(features, norm.get("mean"), positive(norm.get("variance")), BATCH_EPSILON);
                };
        return Linear.apply(normalised, weights.at("head"));
    }

    private static Variable positive(Variable variance) {
        for (int i = 0; i < variance.shape().elements(); i++) {
            if (!(variance.value().get(i) > 0)) {
                throw new IllegalArgumentException("head.norm.variance: element " + i + " is "
                        + variance.value().get(i) + ", must be above 0");
            }
        }
        return variance;
    }
}
