package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.TransformerSettings.Position;
import org.thgcl.baseline.TransformerSettings.TokenOrder;
import org.thgcl.baseline.block.Affine;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// What the encoder [Transformer] adds to the tokens of a clip to tell their places. Patch (f, t) of F x T patches has
/// the token `f T + t` or `t F + f`; in front of the patches are k prefix tokens.
///
/// | kind | added to the token n of patch (f, t) | added to prefix token i |
/// |---|---|---|
/// | table | row k + n of `position.table` | row i |
/// | separable | `position.frame[t] + position.band[f]` | `position.prefix[i]` |
/// | normed table | the layer normalisation of row n of `position.table` | nothing |
/// | sinusoidal | `[S(f), S(t)]` | nothing |
/// | sinusoidal as published | `[S(n mod T), S(n div T)]`, whatever the patch (T8) | nothing |
///
/// `S(a) = [sin(a r_0), ..., cos(a r_0), ...]`, all sines before all cosines, with `r_j = 10000^(-j / (d/4))` for
/// j = 0 ... d/4 - 1.
final class TokenPositions {
    private final TransformerSettings settings;
    private final int prefix;
    private final int width;

    TokenPositions(TransformerSettings settings) {
        this.settings = settings;
        prefix = settings.prefix().tokens();
        width = settings.width();
    }

    /// What is learnt.
    List<ParameterSpec> parameters(Initial initial) {
        int patches = settings.bandPatches() * settings.framePatches();
        return switch (settings.position()) {
            case TABLE -> List.of(new ParameterSpec("position.table", Shape.of(prefix + patches, width), initial));
            case SEPARABLE ->
                List.of(
                        new ParameterSpec("position.prefix", Shape.of(prefix, width), initial),
                        new ParameterSpec("position.band", Shape.of(settings.bandPatches(), width), initial),
                        new ParameterSpec("position.frame", Shape.of(settings.framePatches(), width), initial));
            case NORMED_TABLE -> {
                List<ParameterSpec> parameters = new ArrayList<>();
                parameters.add(new ParameterSpec("position.table", Shape.of(patches, width), initial));
                parameters.addAll(Affine.parameters("position.norm", Shape.of(width)));
                yield parameters;
            }
            case SINUSOIDAL, SINUSOIDAL_PUBLISHED -> List.of();
        };
    }

    /// Checks that there are positions for an input with `columns` columns of patches.
    ///
    /// @throws ShapeException if there are not
    void require(int columns) {
        int known = settings.framePatches();
        boolean fewer = settings.position() == Position.SEPARABLE
                || (settings.position() == Position.TABLE && settings.bandPatches() == 1);
        if (columns > known || (columns < known && !fewer)) {
            throw new ShapeException("transformer, input: axis frame gives " + columns + " columns of patches, but the"
                    + " positions are for " + (fewer ? "at most " : "") + known);
        }
    }

    /// The positions of the patches, `[F T, d]`, for T columns of patches.
    Variable ofPatches(Weights weights, Tape tape, int columns) {
        int[] tokens = IntStream.range(0, settings.bandPatches() * columns).toArray();
        return switch (settings.position()) {
            case TABLE ->
                rows(
                        weights.get("position.table"),
                        IntStream.of(tokens).map(n -> prefix + n).toArray());
            case SEPARABLE ->
                rows(
                                weights.get("position.frame"),
                                IntStream.of(tokens).map(n -> frame(n, columns)).toArray())
                        .plus(rows(
                                weights.get("position.band"),
                                IntStream.of(tokens).map(n -> band(n, columns)).toArray()));
            case NORMED_TABLE ->
                new LayerNorm(1, settings.epsilon())
                        .apply(weights.get("position.table"), Affine.of(weights.at("position.norm")));
            case SINUSOIDAL, SINUSOIDAL_PUBLISHED -> tape.constant(sinusoids(columns));
        };
    }

    /// The prefix tokens with their positions.
    ///
    /// @param tokens `[k, d]`
    Variable onPrefix(Weights weights, Variable tokens) {
        return switch (settings.position()) {
            case TABLE ->
                tokens.plus(rows(
                        weights.get("position.table"),
                        IntStream.range(0, prefix).toArray()));
            case SEPARABLE -> tokens.plus(weights.get("position.prefix"));
            case NORMED_TABLE, SINUSOIDAL, SINUSOIDAL_PUBLISHED -> tokens;
        };
    }

    /// The row of the patch of token n.
    private int band(int n, int columns) {
        return settings.tokenOrder() == TokenOrder.BAND_MAJOR ? n / columns : n % settings.bandPatches();
    }

    /// The column of the patch of token n.
    private int frame(int n, int columns) {
        return settings.tokenOrder() == TokenOrder.BAND_MAJOR ? n % columns : n / settings.bandPatches();
    }

    /// The named rows of X, each as often as it is named.
    private static Variable rows(Variable x, int... rows) {
        int[] places = IntStream.range(0, rows.length).toArray();
        SparsityPattern pattern = SparsityPattern.of(rows.length, x.shape().rows(), places, rows);
        Tensor ones = Tensor.zeros(Shape.of(rows.length));
        ones.fill(1);
        return Sparse.spmm(pattern, x.tape().constant(ones), x);
    }

    private Tensor sinusoids(int columns) {
        boolean published = settings.position() == Position.SINUSOIDAL_PUBLISHED;
        int tokens = settings.bandPatches() * columns;
        Tensor positions = Tensor.zeros(Shape.of(tokens, width));
        for (int n = 0; n < tokens; n++) {
            sinusoids(positions, n * width, published ? n % columns : band(n, columns));
            sinusoids(positions, n * width + width / 2, published ? n / columns : frame(n, columns));
        }
        return positions;
    }

    /// Writes S(a).
    private void sinusoids(Tensor positions, int first, int a) {
        int quarter = width / 4;
        for (int j = 0; j < quarter; j++) {
            double angle = a * StrictMath.pow(10_000, -(double) j / quarter);
            positions.set(first + j, StrictMath.sin(angle));
            positions.set(first + quarter + j, StrictMath.cos(angle));
        }
    }
}
