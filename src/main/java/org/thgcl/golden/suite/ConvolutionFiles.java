package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;
import static org.thgcl.golden.suite.NetworkCases.times;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.thgcl.baseline.ConvNeXt;
import org.thgcl.baseline.VideoResNet;
import org.thgcl.baseline.WaveLogmel;
import org.thgcl.baseline.block.Convolution;
import org.thgcl.baseline.block.Pooling;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;

/// Convolution and pooling, and the systems of Table 1 that are made of them.
final class ConvolutionFiles {
    private static final String PLACE = "3.2";

    private ConvolutionFiles() {}

    static List<Document> all() {
        return List.of(convolution(), pooling(), videoResNet(), waveLogmel(), convNeXt());
    }

    private static int[] wholes(Definition.Settings s, String key) {
        return ((List<?>) s.get(key))
                .stream().mapToInt(number -> ((Number) number).intValue()).toArray();
    }

    /// Sizes of the axes of positions of `[B, C, positions...]`.
    private static int[] sizes(Numbers x) {
        int[] shape = x.shape().toArray();
        return Arrays.copyOfRange(shape, 2, shape.length);
    }

    /// `[B, C, positions]` as `[B][positions][C]`.
    private static double[][][] positions(Numbers x) {
        int channels = x.shape().size(1);
        double[][][] rows = new double[x.shape().size(0)][][];
        int positions = x.count() / (rows.length * channels);
        for (int b = 0; b < rows.length; b++) {
            rows[b] = new double[positions][channels];
            for (int p = 0; p < positions; p++) {
                for (int c = 0; c < channels; c++) {
                    rows[b][p][c] = x.get((b * channels + c) * positions + p);
                }
            }
        }
        return rows;
    }

    /// `[B][positions][C]` as `[B, C, positions...]`.
    private static Numbers channelsFirst(double[][][] y, Windows windows) {
        int channels = y[0][0].length;
        int positions = y[0].length;
        double[] data = new double[y.length * channels * positions];
        for (int b = 0; b < y.length; b++) {
            for (int p = 0; p < positions; p++) {
                for (int c = 0; c < channels; c++) {
                    data[(b * channels + c) * positions + p] = y[b][p][c];
                }
            }
        }
        int[] last = windows.outputShape(y.length, channels).toArray();
        int[] first = new int[last.length];
        first[0] = y.length;
        first[1] = channels;
        System.arraycopy(last, 1, first, 2, last.length - 2);
        return Numbers.of(Shape.of(first), data);
    }

    /// The convolution with its windows and its weight `[out][c][taps]` changed.
    private static Definition convolved(UnaryOperator<Window> window, UnaryOperator<double[][][]> weight) {
        return (s, in) -> {
            Numbers w = in.get("weight");
            List<Window> windows = new ArrayList<>();
            for (int axis = 0; axis < s.whole("rank"); axis++) {
                int padding = wholes(s, "padding")[axis];
                windows.add(window.apply(new Window(
                        w.shape().size(axis + 2),
                        wholes(s, "stride")[axis],
                        padding,
                        padding,
                        wholes(s, "dilation")[axis])));
            }
            int out = w.shape().size(0);
            int inputs = w.shape().size(1);
            int taps = w.count() / (out * inputs);
            double[][][] table = new double[out][inputs][];
            for (int o = 0; o < out; o++) {
                for (int c = 0; c < inputs; c++) {
                    int from = (o * inputs + c) * taps;
                    table[o][c] = Arrays.copyOfRange(w.data(), from, from + taps);
                }
            }
            double[] bias = in.containsKey("bias") ? in.get("bias").data() : new double[out];
            int[] sizes = sizes(in.get("x"));
            double[][][] y = new Convolution(windows, s.whole("groups"))
                    .definition(positions(in.get("x")), sizes, weight.apply(table), bias);
            return Map.of("y", channelsFirst(y, Windows.of(windows, sizes)));
        };
    }

    private static double[] reversed(double... x) {
        double[] reversed = new double[x.length];
        Arrays.setAll(reversed, i -> x[x.length - 1 - i]);
        return reversed;
    }

    private static double[][][] flipped(double[][][] weight) {
        return Arrays.stream(weight)
                .map(ofOutput ->
                        Arrays.stream(ofOutput).map(ConvolutionFiles::reversed).toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double[][][] channelsBackwards(double[][][] weight) {
        double[][][] backwards = new double[weight.length][][];
        for (int o = 0; o < weight.length; o++) {
            double[][] of = weight[o];
            backwards[o] = new double[of.length][];
            Arrays.setAll(backwards[o], c -> of[of.length - 1 - c]);
        }
        return backwards;
    }

    private static Document convolution() {
        Definition definition = convolved(window -> window, weight -> weight);
        Document file = new Document("convolution", "convolution", PLACE, Convolution.class, definition)
                .version("2.1.0")
                .tolerance(
                        1e-13,
                        1e-12,
                        "At most 2 x 8 products of numbers of size 2 and a bias: 20 roundings of sums below 20 make"
                                + " 5e-14.")
                .decoy(
                        "flipped",
                        "the kernel runs backwards: a convolution as in mathematics",
                        convolved(window -> window, ConvolutionFiles::flipped))
                .decoy(
                        "channels-backwards",
                        "the channels of a group in the opposite order",
                        convolved(window -> window, ConvolutionFiles::channelsBackwards))
                .decoy(
                        "padding-in-front",
                        "all zeros before the input, none behind it",
                        convolved(
                                window -> new Window(
                                        window.kernel(),
                                        window.stride(),
                                        window.before() + window.after(),
                                        0,
                                        window.dilation()),
                                weight -> weight))
                .decoy("bias-left-out", "no bias", (s, in) -> {
                    Map<String, Numbers> without = new LinkedHashMap<>(in);
                    without.remove("bias");
                    return definition.of(s, without);
                });
        file.add(convolution("line", list(2), list(1), list(1), 1, new int[] {2, 3, 9}, 4, 3));
        file.add(convolution("dilated", list(1), list(4), list(2), 2, new int[] {1, 4, 7}, 6, 3)
                .comment("two groups: outputs 0 to 2 see inputs 0 and 1"));
        file.add(convolution("plane", list(2, 1), list(0, 1), list(1, 1), 1, new int[] {2, 2, 5, 4}, 3, 2, 3)
                .comment("each axis has its own kernel, stride and padding"));
        file.add(convolution("depthwise", list(1, 1), list(1, 1), list(1, 1), 3, new int[] {1, 3, 3, 4}, 3, 3, 3)
                .comment("as many groups as channels"));
        file.add(convolution(
                "space", list(1, 2, 2), list(1, 0, 1), list(1, 1, 1), 1, new int[] {1, 2, 3, 4, 3}, 2, 3, 1, 2));
        Draft plain = convolution("single", list(1), list(0), list(1), 1, new int[] {2, 3, 4}, 2, 1)
                .comment("a kernel of one element: a linear map of each position");
        return file.add(plain);
    }

    /// @param x shape of the input
    /// @param out number of outputs
    /// @param kernel sizes of the kernel
    private static Draft convolution(
            String id,
            List<Long> stride,
            List<Long> padding,
            List<Long> dilation,
            int groups,
            int[] x,
            int out,
            int... kernel) {
        Draw draw = new Draw("convolution/" + id);
        int[] weight = new int[kernel.length + 2];
        weight[0] = out;
        weight[1] = x[1] / groups;
        System.arraycopy(kernel, 0, weight, 2, kernel.length);
        Draft draft = new Draft(id)
                .setting("rank", kernel.length)
                .setting("stride", stride)
                .setting("padding", padding)
                .setting("dilation", dilation);
        draft = groups == 1 ? draft.implied("groups", 1) : draft.setting("groups", groups);
        return draft.input("x", draw.normal("x", x))
                .input("weight", draw.normal("weight", weight))
                .input("bias", draw.normal("bias", out))
                .gradients("x", "weight", "bias");
    }

    private static Definition pooled(UnaryOperator<Window> window) {
        return (s, in) -> {
            List<Window> windows = Arrays.stream(wholes(s, "kernel"))
                    .mapToObj(kernel -> window.apply(Window.sideBySide(kernel)))
                    .toList();
            int[] sizes = sizes(in.get("x"));
            double[][][] y =
                    new Pooling(s.word(Pooling.Pool.class, "pool"), windows).definition(positions(in.get("x")), sizes);
            return Map.of("y", channelsFirst(y, Windows.of(windows, sizes)));
        };
    }

    private static Document pooling() {
        Definition definition = pooled(window -> window);
        Document file = new Document("pooling", "pooling", PLACE, Pooling.class, definition)
                .version("2.1.0")
                .tolerance(1e-14, 1e-13, "A mean of at most 6 numbers of size 3: 7 roundings of a sum below 18.")
                .decoy("average", "the average", definition.with("pool", "average"))
                .decoy("maximum", "the largest number", definition.with("pool", "max"))
                .decoy("overlapping", "windows that begin at each element, as many as there are", (s, in) -> {
                    Numbers right = definition.of(s, in).get("y");
                    Numbers wrong =
                            pooled(window -> window.withStride(1)).of(s, in).get("y");
                    return Map.of("y", Numbers.of(right.shape(), Arrays.copyOf(wrong.data(), right.count())));
                });
        for (String pool : List.of("max", "average")) {
            file.add(pooling(pool + "-line", pool, list(3), 2, 3, 11)
                    .comment("windows side by side; the last two elements are left over"));
            file.add(pooling(pool + "-plane", pool, list(2, 3), 2, 2, 5, 6));
            file.add(pooling(pool + "-space", pool, list(1, 2, 2), 1, 2, 2, 3, 4));
        }
        return file.add(new Draft("default-pool")
                .comment("without the setting: the maximum")
                .implied("pool", "max")
                .setting("kernel", list(2))
                .input("x", new Draw("pooling").normal("default", 1, 2, 5)));
    }

    private static Draft pooling(String id, String pool, List<Long> kernel, int... x) {
        return new Draft(id)
                .setting("pool", pool)
                .setting("kernel", kernel)
                .input("x", new Draw("pooling/" + id).normal("x", x))
                .gradients("x");
    }

    /// What convolutional networks get wrong alike.
    private static Document file(NetworkCases cases, Document file) {
        return file.decoy(
                        "batch-statistics",
                        "the statistics of the batch, though others are given",
                        cases.set("statistics", "batch"))
                .decoy(
                        "flipped",
                        "kernels run backwards along their last axis",
                        cases.changed(in -> in.replaceAll((name, x) ->
                                x.shape().rank() > 2 && name.endsWith(".weight") ? NetworkCases.reversed(x) : x)))
                .decoy("no-shift", "normalisations don't shift", cases.changed(times(0), ".shift"));
    }

    private static Document videoResNet() {
        NetworkCases cases = new NetworkCases(
                "baseline_video_resnet",
                settings("variant", "r3d", "widths", list(2, 3), "stem_middle", 3, "classes", 3, "statistics", "batch"),
                Map.of("B", 2, "T", 3, "H", 5, "W", 4));
        return file(cases, cases.file(VideoResNet.class))
                .decoy(
                        "norms-exchanged",
                        "the scales of a block's norms are exchanged",
                        cases.exchanged(".norm0.scale", ".norm1.scale"))
                .decoy("shortcut-not-normalised", "the shortcut's norm doesn't scale and shift", cases.changed(in -> {
                    in.replaceAll((name, x) -> name.endsWith("shortcut.norm.scale") ? ones(x) : x);
                    in.replaceAll((name, x) -> name.endsWith("shortcut.norm.shift") ? times(0).apply(x) : x);
                }))
                .add(cases.draft("r3d", Map.of()).comment("HGCN's video trunk, small"))
                .add(cases.draft("r3d-running", Map.of("statistics", "running")))
                .add(cases.draft("shared-middle", Map.of("variant", "r2plus1d", "middle", "shared"))
                        .comment("as torchvision has it: the second convolution of a block has the first one's middle"))
                .add(cases.draft("own-middle", settings("variant", "r2plus1d", "middle", "own", "widths", list(2, 4)))
                        .comment("G14: the two middles of a block differ in size, 5 and 9 channels"));
    }

    private static Numbers ones(Numbers x) {
        double[] ones = new double[x.count()];
        Arrays.fill(ones, 1);
        return Numbers.of(x.shape(), ones);
    }

    /// The second half of a weight's input channels before the first.
    private static Numbers halvesExchanged(Numbers weight) {
        int inputs = weight.shape().size(1);
        int taps = weight.count() / (weight.shape().size(0) * inputs);
        double[] data = new double[weight.count()];
        for (int e = 0; e < data.length; e++) {
            int channel = e / taps % inputs;
            int other = (channel + inputs / 2) % inputs;
            data[e] = weight.get(e + (other - channel) * taps);
        }
        return Numbers.of(weight.shape(), data);
    }

    private static Document waveLogmel() {
        NetworkCases cases = new NetworkCases(
                "baseline_wave_logmel",
                settings(
                        "bands",
                        4,
                        "wave_channels",
                        list(2, 4),
                        "channels",
                        list(4, 6),
                        "classes",
                        3,
                        "statistics",
                        "batch"),
                Map.of("B", 2, "n", 80, "T", 5));
        return file(cases, cases.file(WaveLogmel.class))
                .decoy(
                        "wave-first",
                        "the wave's channels stand before those of the spectrogram",
                        cases.changed(ConvolutionFiles::halvesExchanged, "blocks.1.conv0.weight"))
                .decoy(
                        "bands-not-normalised",
                        "the normalisation of bands doesn't scale",
                        cases.changed(ConvolutionFiles::ones, "bands.norm.scale"))
                .add(cases.draft("batch", Map.of()))
                .add(cases.draft("running", Map.of("statistics", "running")));
    }

    private static Document convNeXt() {
        NetworkCases cases = new NetworkCases(
                "baseline_convnext",
                settings(
                        "bands",
                        8,
                        "widths",
                        list(3, 4),
                        "depths",
                        list(1, 2),
                        "stem_kernel",
                        list(3, 2),
                        "stem_padding",
                        list(1, 0),
                        "classes",
                        3,
                        "statistics",
                        "batch"),
                Map.of("B", 2, "T", 12));
        return file(cases, cases.file(ConvNeXt.class))
                .decoy(
                        "gamma-left-out",
                        "a block's sum isn't weighted",
                        cases.changed(ConvolutionFiles::ones, ".gamma"))
                .decoy("no-residual-branch", "a block gives its input", cases.changed(times(0), ".gamma"))
                .add(cases.draft("batch", Map.of()))
                .add(cases.draft("running", Map.of("statistics", "running")));
    }
}
