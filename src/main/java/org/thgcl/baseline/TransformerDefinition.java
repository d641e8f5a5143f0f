package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.thgcl.baseline.TransformerSettings.ChunkMean;
import org.thgcl.baseline.TransformerSettings.FinalNorm;
import org.thgcl.baseline.TransformerSettings.TokenOrder;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.baseline.block.Linear;
import org.thgcl.baseline.block.TransformerLayer;

/// The encoder of [Transformer] read literally, for one clip, in plain loops.
///
/// @param s the settings
/// @param weights the numbers of a parameter or statistic, row by row; empty for a bias that is absent
/// @param activation of the layers, [TransformerLayer#gelu]
public record TransformerDefinition(
        TransformerSettings s, Function<String, double[]> weights, DoubleUnaryOperator activation) {
    /// The features of a clip.
    ///
    /// @param x `[bands][frames]`
    public double[] features(double[][] x) {
        int frames = x[0].length;
        int c = s.chunkFrames() == 0 ? frames : s.chunkFrames();
        double[] sum = new double[s.features()];
        int pieces = 0;
        for (int start = 0; start < frames; start += c) {
            int length = Math.min(c, frames - start);
            if (start == 0 || length > c / 2) {
                double[] piece = features(x, start, length);
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += piece[k];
                }
                pieces++;
            }
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= pieces;
        }
        return sum;
    }

    private double[] features(double[][] x, int start, int length) {
        int T = columns(length);
        List<double[]> tokens = new ArrayList<>();
        for (int i = 0; i < s.prefix().tokens(); i++) {
            tokens.add(prefixToken(i));
        }
        for (int n = 0; n < s.bandPatches() * T; n++) {
            tokens.add(patchToken(x, start, n, T));
        }
        double[][] X = tokens.toArray(double[][]::new);
        TransformerLayer layer = new TransformerLayer(s.norm(), s.heads(), s.epsilon());
        for (int l = 0; l < s.layers(); l++) {
            String prefix = "layers." + l + ".";
            X = layer.definition(X, name -> weights.apply(prefix + name), activation);
        }
        int divisor = s.bandPatches() * (s.chunkMean() == ChunkMean.OWN ? T : columns(x[0].length - start));
        return s.finalNorm() == FinalNorm.TOKENS
                ? pooled(normalised(X, "norm", s.epsilon()), divisor)
                : normalised(new double[][] {pooled(X, divisor)}, "norm", s.epsilon())[0];
    }

    private int columns(int frames) {
        return (frames - s.patchFrames()) / s.strideFrames() + 1;
    }

    private double[] prefixToken(int i) {
        double[] token =
                weights.apply(i == 0 ? "token.class" : "token.distillation").clone();
        double[] position =
                switch (s.position()) {
                    case TABLE -> row("position.table", i);
                    case SEPARABLE -> row("position.prefix", i);
                    case NORMED_TABLE, SINUSOIDAL, SINUSOIDAL_PUBLISHED -> new double[s.width()];
                };
        return sum(token, position);
    }

    /// Token n of T columns of patches, from the frame `start` on.
    private double[] patchToken(double[][] x, int start, int n, int T) {
        int F = s.bandPatches();
        int f = s.tokenOrder() == TokenOrder.BAND_MAJOR ? n / T : n % F;
        int t = s.tokenOrder() == TokenOrder.BAND_MAJOR ? n % T : n / F;
        double[] patch = new double[s.patchBands() * s.patchFrames()];
        for (int b = 0; b < s.patchBands(); b++) {
            for (int k = 0; k < s.patchFrames(); k++) {
                patch[b * s.patchFrames() + k] = x[f * s.strideBands() + b][start + t * s.strideFrames() + k];
            }
        }
        double[] token = Linear.definition(
                new double[][] {patch}, weights.apply("patch.weight"), weights.apply("patch.bias"))[0];
        double[] position =
                switch (s.position()) {
                    case TABLE -> row("position.table", s.prefix().tokens() + n);
                    case SEPARABLE -> sum(row("position.frame", t), row("position.band", f));
                    case NORMED_TABLE ->
                        normalised(new double[][] {row("position.table", n)}, "position.norm", s.epsilon())[0];
                    case SINUSOIDAL -> sinusoids(f, t);
                    case SINUSOIDAL_PUBLISHED -> sinusoids(n % T, n / T);
                };
        return sum(token, position);
    }

    private double[] row(String table, int row) {
        return Arrays.copyOfRange(weights.apply(table), row * s.width(), (row + 1) * s.width());
    }

    private static double[] sum(double[] x, double[] y) {
        double[] z = new double[x.length];
        Arrays.setAll(z, k -> x[k] + y[k]);
        return z;
    }

    private double[] sinusoids(int first, int second) {
        int quarter = s.width() / 4;
        double[] position = new double[s.width()];
        for (int j = 0; j < quarter; j++) {
            double rate = StrictMath.pow(10_000, -(double) j / quarter);
            position[j] = StrictMath.sin(first * rate);
            position[quarter + j] = StrictMath.cos(first * rate);
            position[2 * quarter + j] = StrictMath.sin(second * rate);
            position[3 * quarter + j] = StrictMath.cos(second * rate);
        }
        return position;
    }

    private double[][] normalised(double[][] X, String name, double epsilon) {
        return new LayerNorm(1, epsilon).definition(X, weights.apply(name + ".scale"), weights.apply(name + ".shift"));
    }

    private double[] pooled(double[][] X, int divisor) {
        double[] mean = new double[s.width()];
        for (int n = s.prefix().tokens(); n < X.length; n++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += X[n][k] / divisor;
            }
        }
        return switch (s.pooling()) {
            case CLASS -> X[0];
            case CLASS_DISTILLATION -> {
                double[] both = sum(X[0], X[1]);
                yield Arrays.stream(both).map(v -> v / 2).toArray();
            }
            case PATCHES -> mean;
            case CLASS_PATCHES -> {
                double[] both = Arrays.copyOf(X[0], 2 * s.width());
                System.arraycopy(mean, 0, both, s.width(), s.width());
                yield both;
            }
        };
    }

    /// The logits of a clip.
    ///
    /// @param features from [#features]
    public double[] logits(double[] features) {
        double[] y =
                switch (s.headNorm()) {
                    case NONE -> features;
                    case LAYER -> normalised(new double[][] {features}, "head.norm", s.headEpsilon())[0];
                    case BATCH -> {
                        double[] mean = weights.apply("head.norm.mean");
                        double[] variance = weights.apply("head.norm.variance");
                        double[] z = new double[features.length];
                        Arrays.setAll(z, k -> (features[k] - mean[k]) / Math.sqrt(variance[k] + 1e-5));
                        yield z;
                    }
                };
        return Linear.definition(new double[][] {y}, weights.apply("head.weight"), weights.apply("head.bias"))[0];
    }
}
