package org.thgcl.features;

import java.util.Objects;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The step behind VGGish in its published form (section 2.1, A22): whitening by principal components, then 8 bits,
///
/// `z = V (e - mu)`, `q = round( (min(max(z, low), high) - low) * (255 / (high - low)) )`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `e` | `embedding` | `[P, E]` | 1 | finite |
/// | `V` | `vectors` | `[K, E]`, row k gives output k; it holds the whitening | 1 | finite |
/// | `mu` | `means` | `[E]` | as `e` | finite |
/// | low, high | `minimum`, `maximum` | | as `z` | finite, low < high; published: -2 and 2 |
/// | `z` | `projected` | `[P, K]` | 1 | real |
/// | `q` | `quantised` | `[P, K]` | steps | 0 ... 255, whole numbers but for [Rounding#NONE] |
///
/// For -2 and 2 this is `(z + 2) * 63.75`. All is computed in float64, in the order in which the formula stands: bits
/// of `q` depend on it. Sums are fused multiply-adds over ascending columns. Back from 8 bits: `z = q / 63.75 - 2`.
///
/// Source: VGGish's published code, which truncates; the port torchvggish rounds half to even (A28).
///
/// @param rounding how q becomes a whole number (A28)
/// @param minimum low
/// @param maximum high
public record PcaQuantise(Rounding rounding, double minimum, double maximum) {
    /// The number of steps of 8 bits.
    private static final double STEPS = 255;

    /// How a number of steps becomes a whole one.
    public enum Rounding {
        /// The whole number below.
        TRUNCATE,
        /// The nearest whole number; of two, the even one.
        HALF_EVEN,
        /// Not at all.
        NONE;

        private double of(double steps) {
            return switch (this) {
                case TRUNCATE -> Math.floor(steps);
                case HALF_EVEN -> Math.rint(steps);
                case NONE -> steps;
            };
        }
    }

    /// The results.
    ///
    /// @param projected z
    /// @param quantised q
    public record Result(Tensor projected, Tensor quantised) {}

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException unless minimum and maximum are finite and the one is below the other
    public PcaQuantise {
        Objects.requireNonNull(rounding, "rounding");
        if (!(Double.isFinite(minimum) && Double.isFinite(maximum - minimum) && minimum < maximum)) {
            throw new IllegalArgumentException("8 bits: the range is " + minimum + " ... " + maximum
                    + ", it must be finite and its minimum below its maximum");
        }
    }

    /// Whitens and quantises.
    ///
    /// @param embedding `[P, E]`; what comes out is of its type
    /// @param vectors `[K, E]`
    /// @param means `[E]`
    /// @throws org.thgcl.tensor.ShapeException for shapes that don't fit
    /// @throws IllegalArgumentException if a number is NaN or infinite
    public Result apply(Tensor embedding, Tensor vectors, Tensor means) {
        embedding.shape().require("embedding", Axis.any("patch"), Axis.any("feature"));
        int features = embedding.shape().size(1);
        vectors.shape().require("principal components", Axis.any("component"), Axis.of("feature", features));
        means.shape().require("means", Axis.of("feature", features));
        double[] e = finite("embedding", embedding);
        double[] v = finite("principal components", vectors);
        double[] mu = finite("means", means);
        int patches = embedding.shape().size(0);
        int components = vectors.shape().size(0);
        Tensor projected = Tensor.zeros(embedding.dtype(), Shape.of(patches, components));
        Tensor quantised = Tensor.zeros(embedding.dtype(), projected.shape());
        double[] centred = new double[features];
        for (int p = 0; p < patches; p++) {
            for (int i = 0; i < features; i++) {
                centred[i] = e[p * features + i] - mu[i];
            }
            for (int k = 0; k < components; k++) {
                double z = 0;
                for (int i = 0; i < features; i++) {
                    z = Math.fma(v[k * features + i], centred[i], z);
                }
                projected.set(p * components + k, z);
                quantised.set(p * components + k, quantise(z));
            }
        }
        return new Result(projected, quantised);
    }

    /// q of one z.
    double quantise(double z) {
        double clipped = Math.min(Math.max(z, minimum), maximum);
        return rounding.of((clipped - minimum) * (STEPS / (maximum - minimum)));
    }

    /// The z in the middle of what gives q, but for the rounding: `q / (255 / (high - low)) + low`.
    public double restore(double quantised) {
        return quantised / (STEPS / (maximum - minimum)) + minimum;
    }

    private static double[] finite(String name, Tensor tensor) {
        double[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "PCA: element " + i + " of the " + name + " is " + values[i] + ", must be finite");
            }
        }
        return values;
    }
}
