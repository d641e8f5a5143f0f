package org.thgcl.baseline.block;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// The convolutions of wav2vec 2.0, from a waveform to features: for each layer l = 0, 1, ...
///
/// `u[t, o] = sum over i, k of w_l[o, i, k] x_l[t s_l + k, i]`, `x_(l+1) = GELU(u)`
///
/// but for l = 0, whose channels are first normalised over time,
///
/// `x_1[t, o] = GELU( (u[t, o] - mean_o) / sqrt(variance_o + epsilon) scale[o] + shift[o] )`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x_0` | `waveform` | `[B, n]` | full scale | real |
/// | `w_l` | `l.weight` | `[channels, channels or 1, K_l]` | | real |
/// | scale, shift | `0.norm.scale`, `0.norm.shift` | `[channels]` | | real |
/// | `s_l`, `K_l` | `strides`, `kernels` | | steps | at least 1 |
/// | `x_L` | returned | `[B, T, channels]` | | real |
///
/// There is no bias and no padding: n_(l+1) = `floor((n_l - K_l) / s_l) + 1`. The variance is the biased one, of one
/// clip; GELU is the exact one. Refused: a waveform too short for one step.
///
/// Source: Baevski et al. 2020, *wav2vec 2.0*, base model, and its published code.
///
/// @param channels of every layer, at least 1
/// @param kernels of the layers
/// @param strides of the layers, as many as kernels
public record WaveformConvolutions(int channels, List<Integer> kernels, List<Integer> strides) {
    /// Checks that there are as many strides as kernels.
    ///
    /// @throws IllegalArgumentException if there are not, or if there are none
    public WaveformConvolutions {
        kernels = List.copyOf(kernels);
        strides = List.copyOf(strides);
        if (kernels.isEmpty() || kernels.size() != strides.size()) {
            throw new IllegalArgumentException("strides: " + strides.size() + " for " + kernels.size()
                    + " kernels isn't allowed, must be as many, at least one");
        }
    }

    /// What is learnt.
    ///
    /// @param prefix what the names begin with, such as `convolutions`
    public List<ParameterSpec> parameters(String prefix) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (int l = 0; l < kernels.size(); l++) {
            Shape shape = convolution(l).weightShape(inputs(l), channels);
            double bound = 1 / Math.sqrt(inputs(l) * (double) kernels.get(l));
            parameters.add(new ParameterSpec(prefix + "." + l + ".weight", shape, new Initial.Uniform(bound)));
            if (l == 0) {
                parameters.addAll(Affine.parameters(prefix + ".0.norm", Shape.of(channels)));
            }
        }
        return parameters;
    }

    private int inputs(int layer) {
        return layer == 0 ? 1 : channels;
    }

    private Convolution convolution(int layer) {
        return Convolution.of(Window.of(kernels.get(layer)).withStride(strides.get(layer)));
    }

    /// How many steps T a waveform has.
    ///
    /// @throws IllegalArgumentException if it is too short for one
    public int steps(int samples) {
        int steps = samples;
        for (int l = 0; l < kernels.size(); l++) {
            if (steps < kernels.get(l)) {
                throw new IllegalArgumentException("waveform: " + samples + " samples are too few for one step, must be"
                        + " at least " + leastSamples());
            }
            steps = (steps - kernels.get(l)) / strides.get(l) + 1;
        }
        return steps;
    }

    /// How many samples one step sees.
    private long leastSamples() {
        long samples = 1;
        for (int l = kernels.size() - 1; l >= 0; l--) {
            samples = (samples - 1) * strides.get(l) + kernels.get(l);
        }
        return samples;
    }

    /// The features of B waveforms.
    ///
    /// @param waveform `[B, n]`
    /// @param weights as in [#parameters], without the prefix
    /// @param epsilon of the first layer's normalisation
    /// @return `[B, T, channels]`
    /// @throws IllegalArgumentException if the waveform is too short
    public Variable apply(Variable waveform, Weights weights, double epsilon) {
        waveform.shape().require("waveform", Axis.any("clip"), Axis.any("sample"));
        int clips = waveform.shape().size(0);
        steps(waveform.shape().size(1));
        Variable x = waveform.reshape(Shape.of(clips, waveform.shape().size(1), 1));
        for (int l = 0; l < kernels.size(); l++) {
            Variable u = convolution(l).apply(x, weights.get(l + ".weight"), null);
            x = (l == 0 ? overTime(u, weights.at("0.norm"), epsilon) : u).gelu();
        }
        return x;
    }

    private static Variable overTime(Variable u, Weights weights, double epsilon) {
        RowGroups clips = RowGroups.uniform(u.shape().size(0), u.shape().size(1));
        Variable y = Columns.normalise(u, clips, epsilon).value();
        return Affine.of(weights).apply(y);
    }

    /// The features of one waveform.
    ///
    /// @param weights the numbers of a parameter, row by row
    /// @return `[T][channels]`
    public double[][] definition(double[] waveform, Function<String, double[]> weights, double epsilon) {
        double[][] x = new double[waveform.length][1];
        for (int t = 0; t < x.length; t++) {
            x[t][0] = waveform[t];
        }
        for (int l = 0; l < kernels.size(); l++) {
            int K = kernels.get(l);
            int inputs = inputs(l);
            double[] w = weights.apply(l + ".weight");
            double[][] u = new double[(x.length - K) / strides.get(l) + 1][channels];
            for (int t = 0; t < u.length; t++) {
                for (int o = 0; o < channels; o++) {
                    for (int i = 0; i < inputs; i++) {
                        for (int k = 0; k < K; k++) {
                            u[t][o] += w[(o * inputs + i) * K + k] * x[t * strides.get(l) + k][i];
                        }
                    }
                }
            }
            if (l == 0) {
                normalise(u, weights.apply("0.norm.scale"), weights.apply("0.norm.shift"), epsilon);
            }
            for (double[] row : u) {
                for (int o = 0; o < channels; o++) {
                    row[o] = row[o] / 2 * (1 + Elementary.erf(row[o] / Math.sqrt(2)));
                }
            }
            x = u;
        }
        return x;
    }

    private static void normalise(double[][] u, double[] scale, double[] shift, double epsilon) {
        for (int o = 0; o < scale.length; o++) {
            double mean = 0;
            for (double[] row : u) {
                mean += row[o] / u.length;
            }
            double variance = 0;
            for (double[] row : u) {
                variance += (row[o] - mean) * (row[o] - mean) / u.length;
            }
            for (double[] row : u) {
                row[o] = (row[o] - mean) / Math.sqrt(variance + epsilon) * scale[o] + shift[o];
            }
        }
    }
}
