package org.thgcl.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Initial;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// VGGish, from a patch of a log-mel spectrogram to an embedding:
///
/// * convolution `y[f, b, o] = max(0, bias[o] + sum over i, j < 3 and c of w[i, j, c, o] x[f + i - 1, b + j - 1, c])`,
///   0 outside x
/// * pool `y[f, b, c] = max over i, j < 2 of x[2 f + i, 2 b + j, c]`, inside x alone; `ceil(n / 2)` positions on each
///   axis
/// * flatten `y[(f bands + b) channels + c] = x[f, b, c]`
/// * linear map `y[o] = bias[o] + sum over k of w[k, o] x[k]`
///
/// | layer | channels | map of a patch of 96 x 64 | parameters |
/// |---|---|---|---|
/// | `conv1`, pool | 1 to 64 | 96 x 64, 48 x 32 | 640 |
/// | `conv2`, pool | 64 to 128 | 48 x 32, 24 x 16 | 73,856 |
/// | `conv3_1` | 128 to 256 | 24 x 16 | 295,168 |
/// | `conv3_2`, pool | 256 to 256 | 24 x 16, 12 x 8 | 590,080 |
/// | `conv4_1` | 256 to 512 | 12 x 8 | 1,180,160 |
/// | `conv4_2`, pool | 512 to 512 | 12 x 8, 6 x 4 | 2,359,808 |
/// | `fc1_1`, max(0, .) | 12,288 to 4096 | | 50,335,744 |
/// | `fc1_2`, max(0, .) | 4096 to 4096 | | 16,781,312 |
/// | `fc2` | 4096 to 128 | | 524,416 |
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `patches` | `[P, frames, bands]` | ln of power | real |
/// | `w` of a convolution | `conv1.weight` ... | `[3, 3, in, out]`: frame, band, channels | | real |
/// | `w` of a linear map | `fc1_1.weight` ... | `[in, out]` | | real |
/// | bias | `conv1.bias` ... | `[out]` | | real |
/// | embedding | returned | `[P, embedding]` | | real |
///
/// Two traps. A map is flattened with the channel last; programs that keep the channel first must turn it round before
/// `fc1_1`. And Google's network ends with the linear map `fc2`; a widespread port has a rectifier behind it
/// ([VggishSettings#finalRelu], A27).
///
/// Source: Hershey et al. 2017, *CNN architectures for large-scale audio classification*, and its published code.
public final class Vggish implements Network {
    /// Patches that the convolutions best take at a time: more need more memory and are no faster.
    public static final int PATCHES_AT_ONCE = 16;

    private static final int KERNEL = 3;
    private static final int POOL = 2;

    private final VggishSettings settings;

    /// A convolution of 3 x 3, rectified.
    ///
    /// @param pooled whether a pool follows
    private record Layer(String name, boolean pooled) {}

    private static final List<Layer> CONVOLUTIONS = List.of(
            new Layer("conv1", true),
            new Layer("conv2", true),
            new Layer("conv3_1", false),
            new Layer("conv3_2", true),
            new Layer("conv4_1", false),
            new Layer("conv4_2", true));

    private static final List<String> LINEAR = List.of("fc1_1", "fc1_2", "fc2");

    /// The network of settings.
    public Vggish(VggishSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = new ArrayList<>();
        int in = 1;
        for (int l = 0; l < CONVOLUTIONS.size(); l++) {
            int out = settings.channels().get(l);
            add(parameters, CONVOLUTIONS.get(l).name, Shape.of(KERNEL, KERNEL, in, out));
            in = out;
        }
        in = flattened();
        List<Integer> outputs =
                List.of(settings.hidden().get(0), settings.hidden().get(1), settings.embedding());
        for (int l = 0; l < LINEAR.size(); l++) {
            add(parameters, LINEAR.get(l), Shape.of(in, outputs.get(l)));
            in = outputs.get(l);
        }
        return parameters;
    }

    private static void add(List<ParameterSpec> parameters, String name, Shape weight) {
        parameters.add(
                new ParameterSpec(name + ".weight", weight, RectifiedConvolution.initial(weight), weight.rank() == 2));
        parameters.add(new ParameterSpec(name + ".bias", Shape.of(weight.columns()), new Initial.Constant(0)));
    }

    /// Numbers of a patch before the first linear map.
    public int flattened() {
        int frames = settings.frames();
        int bands = settings.bands();
        for (Layer layer : CONVOLUTIONS) {
            frames = layer.pooled ? Math.ceilDiv(frames, POOL) : frames;
            bands = layer.pooled ? Math.ceilDiv(bands, POOL) : bands;
        }
        return Shape.of(frames, bands, settings.channels().getLast()).elements();
    }

    @Override
    public List<String> inputs() {
        return List.of("patches[P," + settings.frames() + "," + settings.bands() + "]");
    }

    @Override
    public List<String> outputs() {
        return List.of("embedding[P,E]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable maps = convolutions(weights, inputs.get("patches"));
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put("embedding", linear(weights, maps));
        return outputs;
    }

    /// The part before the linear maps, which takes most of the time. Each row is a function of its patch alone, to the
    /// bit, so patches may be taken some at a time.
    ///
    /// @param patches `[P, frames, bands]`
    /// @return the flattened maps, `[P, frames/16 bands/16 channels]`
    public Variable convolutions(Weights weights, Variable patches) {
        patches.shape()
                .require(
                        "patches",
                        Axis.any("patch"),
                        Axis.of("frame", settings.frames()),
                        Axis.of("band", settings.bands()));
        int count = patches.shape().size(0);
        Variable x = patches.reshape(Shape.of(count, settings.frames(), settings.bands(), 1));
        return maps(weights, x, CONVOLUTIONS.size()).reshape(Shape.of(count, flattened()));
    }

    /// The map behind so many convolutions. What was before it is given back as soon as it isn't needed.
    private static Variable maps(Weights weights, Variable patches, int convolutions) {
        if (convolutions == 0) {
            return patches;
        }
        Layer layer = CONVOLUTIONS.get(convolutions - 1);
        return patches.tape()
                .part(() -> layer(weights.at(layer.name), layer, maps(weights, patches, convolutions - 1)));
    }

    private static Variable layer(Weights weights, Layer layer, Variable x) {
        Window kernel = Window.of(KERNEL).withPadding(KERNEL / 2);
        Windows seen = Windows.over(x.shape(), List.of(kernel, kernel));
        Variable y = RectifiedConvolution.apply(x, weights.get("weight"), weights.get("bias"), seen);
        return layer.pooled ? pool(y) : y;
    }

    private static Variable pool(Variable x) {
        Window each = Window.sideBySide(POOL);
        List<Window> windows = List.of(
                each.paddedToCover(x.shape().size(1)),
                each.paddedToCover(x.shape().size(2)));
        return Convolutions.maxPool(x, Windows.over(x.shape(), windows));
    }

    /// The linear maps. They read all their weights for any number of patches, so many patches at a time are best.
    ///
    /// @param maps of [#convolutions]
    /// @return `[P, embedding]`
    public Variable linear(Weights weights, Variable maps) {
        Variable x = maps;
        for (String name : LINEAR) {
            Variable y = Dense.addBias(Dense.matmul(x, weights.get(name + ".weight")), weights.get(name + ".bias"));
            x = name.equals(LINEAR.getLast()) && !settings.finalRelu() ? y : y.relu();
        }
        return x;
    }

    /// The network on one patch, as the formulas read.
    ///
    /// @param patch `[frames][bands]`
    /// @param weights the numbers of a parameter, row by row
    /// @return `[embedding]`
    public double[] definition(double[][] patch, Function<String, double[]> weights) {
        double[][][] x = new double[patch.length][patch[0].length][1];
        for (int f = 0; f < patch.length; f++) {
            for (int b = 0; b < patch[f].length; b++) {
                x[f][b][0] = patch[f][b];
            }
        }
        for (Layer layer : CONVOLUTIONS) {
            x = definitionConvolution(x, weights.apply(layer.name + ".weight"), weights.apply(layer.name + ".bias"));
            x = layer.pooled ? definitionPool(x) : x;
        }
        double[] y = definitionFlatten(x);
        for (String name : LINEAR) {
            boolean rectified = !name.equals(LINEAR.getLast()) || settings.finalRelu();
            y = definitionLinear(y, weights.apply(name + ".weight"), weights.apply(name + ".bias"), rectified);
        }
        return y;
    }

    private static double[][][] definitionConvolution(double[][][] x, double[] w, double[] bias) {
        int frames = x.length;
        int bands = x[0].length;
        int in = x[0][0].length;
        int out = bias.length;
        double[][][] y = new double[frames][bands][out];
        for (int f = 0; f < frames; f++) {
            for (int b = 0; b < bands; b++) {
                for (int o = 0; o < out; o++) {
                    double sum = 0;
                    for (int i = 0; i < KERNEL; i++) {
                        for (int j = 0; j < KERNEL; j++) {
                            for (int c = 0; c < in; c++) {
                                int frame = f + i - 1;
                                int band = b + j - 1;
                                boolean inside = frame >= 0 && frame < frames && band >= 0 && band < bands;
                                double seen = inside ? x[frame][band][c] : 0;
                                sum = Math.fma(w[((i * KERNEL + j) * in + c) * out + o], seen, sum);
                            }
                        }
                    }
                    y[f][b][o] = Math.max(0, sum + bias[o]);
                }
            }
        }
        return y;
    }

    private static double[][][] definitionPool(double[][][] x) {
        int channels = x[0][0].length;
        double[][][] y = new double[Math.ceilDiv(x.length, POOL)][Math.ceilDiv(x[0].length, POOL)][channels];
        for (int f = 0; f < y.length; f++) {
            for (int b = 0; b < y[0].length; b++) {
                for (int c = 0; c < channels; c++) {
                    y[f][b][c] = Double.NEGATIVE_INFINITY;
                    for (int frame = POOL * f; frame < Math.min(POOL * f + POOL, x.length); frame++) {
                        for (int band = POOL * b; band < Math.min(POOL * b + POOL, x[0].length); band++) {
                            y[f][b][c] = Math.max(y[f][b][c], x[frame][band][c]);
                        }
                    }
                }
            }
        }
        return y;
    }

    private static double[] definitionFlatten(double[][][] x) {
        int bands = x[0].length;
        int channels = x[0][0].length;
        double[] y = new double[x.length * bands * channels];
        for (int f = 0; f < x.length; f++) {
            for (int b = 0; b < bands; b++) {
                for (int c = 0; c < channels; c++) {
                    y[(f * bands + b) * channels + c] = x[f][b][c];
                }
            }
        }
        return y;
    }

    private static double[] definitionLinear(double[] x, double[] w, double[] bias, boolean rectified) {
        double[] y = new double[bias.length];
        for (int o = 0; o < y.length; o++) {
            for (int k = 0; k < x.length; k++) {
                y[o] = Math.fma(x[k], w[k * y.length + o], y[o]);
            }
            y[o] += bias[o];
            y[o] = rectified ? Math.max(0, y[o]) : y[o];
        }
        return y;
    }
}
