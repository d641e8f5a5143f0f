package org.thgcl.golden;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.ConvNeXt;
import org.thgcl.baseline.ConvNeXtSettings;
import org.thgcl.baseline.VideoResNet;
import org.thgcl.baseline.VideoResNetSettings;
import org.thgcl.baseline.WaveLogmel;
import org.thgcl.baseline.WaveLogmelSettings;
import org.thgcl.baseline.block.ChannelsLast;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.golden.KindSetting.Bounds;
import org.thgcl.model.Network;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;

/// The windows of Table 1's convolutional systems, on tensors `[B, C, positions...]` of 1 to 3 axes of positions.
final class ConvolutionKinds {
    private static final int AXES = 3;

    /// Names of the axes of positions, from the last one on.
    private static final List<String> POSITIONS = List.of("t", "h", "w");

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "convolution",
                    "3.2",
                    "y[b,o,p] = bias[o] + sum over c < in/groups and taps t of weight[o,c,t] x[b, g(o) + c, stride p +"
                            + " dilation t - padding], g(o) = in/groups floor(o / (out/groups)), 0 outside x; each axis"
                            + " of positions has its own stride, dilation and padding",
                    List.of(
                            KindSetting.whole("rank", 1, AXES),
                            list("stride", 1),
                            list("padding", 0),
                            list("dilation", 1),
                            KindSetting.whole("groups", 1, Limits.SIZE).or(1)),
                    convolutionInputs(1),
                    List.of("y[B,out,p]"),
                    settings -> convolutionInputs(settings.whole("rank")),
                    ConvolutionKinds::convolution),
            new EquationKind(
                    "pooling",
                    "3.2",
                    "y[b,c,p] = max, or mean, over taps t < kernel of x[b, c, kernel p + t]; what is left over at the"
                            + " end is dropped; each axis of positions has its own kernel",
                    List.of(KindSetting.ofWords("pool", Pooling.Pool.MAX), list("kernel", 1)),
                    List.of("x[B,C,w]"),
                    List.of("y[B,C,p]"),
                    settings -> List.of("x[B,C" + positions(rank(settings, "kernel"), "") + "]"),
                    ConvolutionKinds::pooling));

    /// The systems that are made of them.
    static final List<SystemKind> NETWORKS = List.of(
            network(
                    "baseline_video_resnet",
                    "R3D-18 or R(2+1)D-18: residual blocks over frames, rows and columns, mean over positions, linear",
                    VideoResNetSettings.class,
                    VideoResNet::new),
            network(
                    "baseline_wave_logmel",
                    "Wavegram-Logmel-CNN14: wave and log-mel spectrogram, each through blocks of convolutions, joined"
                            + " by channels",
                    WaveLogmelSettings.class,
                    WaveLogmel::new),
            network(
                    "baseline_convnext",
                    "ConvNeXt on log-mel spectrograms: x + gamma reduce(gelu(expand(norm(depthwise(x))))), in stages",
                    ConvNeXtSettings.class,
                    ConvNeXt::new));

    private ConvolutionKinds() {}

    private static <S extends Record> SystemKind network(
            String name, String formula, Class<S> record, Function<S, Network> create) {
        Settings<S> settings = Settings.of(record);
        return new NetworkKind<>(name, formula, settings, settings.defaults(), create);
    }

    private static KindSetting list(String name, int min) {
        return new KindSetting(name, KindSetting.Type.LIST, null, List.of(), Bounds.between(min, Limits.SIZE));
    }

    private static List<String> convolutionInputs(int rank) {
        return List.of(
                "x[B,in" + positions(rank, "") + "]", "weight[out,c" + positions(rank, "k_") + "]", "bias[out]?");
    }

    private static String positions(int rank, String prefix) {
        StringBuilder axes = new StringBuilder();
        POSITIONS
                .subList(AXES - rank, AXES)
                .forEach(axis -> axes.append(',').append(prefix).append(axis));
        return axes.toString();
    }

    /// The number of axes that a list has values for.
    private static int rank(CaseSettings settings, String name) {
        int rank = settings.wholes(name).size();
        if (rank < 1 || rank > AXES) {
            throw new GoldenException(
                    "settings." + name, "has " + rank + " numbers, must have one for each of 1 to 3 axes");
        }
        return rank;
    }

    private static Outputs convolution(CaseSettings settings, CaseInputs in) {
        int rank = settings.whole("rank");
        for (String name : List.of("stride", "padding", "dilation")) {
            if (settings.wholes(name).size() != rank) {
                throw new GoldenException(
                        "settings." + name,
                        "has " + settings.wholes(name).size() + " numbers, must have " + rank + ", one for each axis");
            }
        }
        Variable x = in.variable("x");
        Variable weight = in.variable("weight");
        List<Window> windows = windows(rank, axis -> {
            int padding = settings.wholes("padding").get(axis);
            return new Window(
                    weight.shape().size(axis + 2),
                    settings.wholes("stride").get(axis),
                    padding,
                    padding,
                    settings.wholes("dilation").get(axis));
        });
        requireSmall(x.shape(), windows, in.size("out"));
        Convolution convolution = new Convolution(windows, settings.whole("groups"));
        return new Outputs()
                .put(
                        "y",
                        ChannelsLast.undo(GoldenException.blaming(
                                "inputs.weight",
                                () -> convolution.apply(ChannelsLast.of(x), weight, in.variable("bias")))));
    }

    private static Outputs pooling(CaseSettings settings, CaseInputs in) {
        List<Window> windows = windows(
                rank(settings, "kernel"),
                axis -> Window.sideBySide(settings.wholes("kernel").get(axis)));
        Pooling pooling = new Pooling(settings.word(Pooling.Pool.class, "pool"), windows);
        return new Outputs()
                .put(
                        "y",
                        ChannelsLast.undo(GoldenException.blaming(
                                "settings.kernel", () -> pooling.apply(ChannelsLast.of(in.variable("x"))))));
    }

    private static List<Window> windows(int rank, IntFunction<Window> ofAxis) {
        return GoldenException.blaming(
                "inputs.weight", () -> IntStream.range(0, rank).mapToObj(ofAxis).toList());
    }

    /// Padding makes outputs that no input has to pay for.
    private static void requireSmall(Shape x, List<Window> windows, int out) {
        long positions = 1;
        for (int axis = 0; axis < windows.size(); axis++) {
            Window window = windows.get(axis);
            long padded = (long) x.size(axis + 2) + window.before() + window.after();
            positions = Math.min(Integer.MAX_VALUE, positions * Math.max(1, padded / window.stride()));
        }
        Limits.require("settings.padding", positions, out);
    }
}
