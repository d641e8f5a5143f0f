package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.LayerNorm;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// Normalisations and activations of the systems of Table 1.
final class NormalisationFiles {
    private static final String PLACE = "3.2";
    private static final String ROUNDINGS =
            "60 roundings of numbers of size 3, enlarged by up to 3 where a deviation divides: 180 x 2^-53 = 2e-14.";

    private NormalisationFiles() {}

    static List<Document> all() {
        return List.of(batchNorm(), layerNorm(), activation());
    }

    // ------------------------------------------------------------------------------------------ batch normalisation

    /// The elements of x as rows of channels.
    private static double[][] rows(Numbers x, int channel) {
        int channels = x.shape().size(channel);
        int inner = inner(x.shape(), channel);
        double[][] rows = new double[x.count() / channels][channels];
        for (int e = 0; e < x.count(); e++) {
            rows[row(e, channels, inner)][e / inner % channels] = x.get(e);
        }
        return rows;
    }

    private static Numbers fromRows(double[][] rows, Shape shape, int channel) {
        int channels = shape.size(channel);
        int inner = inner(shape, channel);
        double[] data = new double[shape.elements()];
        for (int e = 0; e < data.length; e++) {
            data[e] = rows[row(e, channels, inner)][e / inner % channels];
        }
        return Numbers.of(shape, data);
    }

    private static int inner(Shape shape, int channel) {
        int inner = 1;
        for (int axis = channel + 1; axis < shape.rank(); axis++) {
            inner *= shape.size(axis);
        }
        return inner;
    }

    private static int row(int element, int channels, int inner) {
        return element / inner / channels * inner + element % inner;
    }

    /// What a batch does: factor and power of how many elements a channel has, for the variance of the state.
    ///
    /// @param unbiasedOutput whether the output is divided by the unbiased variance
    /// @param biasedState whether the state moves towards the biased one
    /// @param keep share of the old state, as a function of the momentum
    private static Definition batchNorm(boolean unbiasedOutput, boolean biasedState, DoubleUnaryOperator keep) {
        return (s, in) -> {
            int channel = s.whole("channel");
            double[][] x = rows(in.get("x"), channel);
            double[] scale = in.get("scale").data();
            double[] shift = in.get("shift").data();
            double[] mean = in.get("mean").data().clone();
            double[] variance = in.get("variance").data().clone();
            BatchNorm norm = new BatchNorm(s.number("epsilon"));
            double[][] y;
            if (s.text("statistics").equals("running")) {
                y = norm.definition(x, mean, variance, scale, shift);
            } else {
                double kept = keep.applyAsDouble(s.number("momentum"));
                double[] m = new double[scale.length];
                double[] v = new double[scale.length];
                double unbiased = x.length / (x.length - 1.0);
                for (int c = 0; c < scale.length; c++) {
                    int column = c;
                    m[c] = Arrays.stream(x).mapToDouble(row -> row[column]).sum() / x.length;
                    v[c] = Arrays.stream(x)
                                    .mapToDouble(row -> (row[column] - m[column]) * (row[column] - m[column]))
                                    .sum()
                            / x.length;
                    mean[c] = kept * mean[c] + (1 - kept) * m[c];
                    variance[c] = kept * variance[c] + (1 - kept) * v[c] * (biasedState ? 1 : unbiased);
                    v[c] *= unbiasedOutput ? unbiased : 1;
                }
                y = norm.definition(x, m, v, scale, shift);
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("y", fromRows(y, in.get("x").shape(), channel));
            outputs.put("mean", vector(mean));
            outputs.put("variance", vector(variance));
            return outputs;
        };
    }

    private static Document batchNorm() {
        Definition definition = batchNorm(false, false, momentum -> 1 - momentum);
        Document file = new Document("batch_norm", "batch_norm", PLACE, BatchNorm.class, definition)
                .version("2.1.0")
                .tolerance(1e-13, 1e-12, ROUNDINGS)
                .decoy("running", "the running statistics, as in evaluation", definition.with("statistics", "running"))
                .decoy("batch", "the batch's statistics, as in training", definition.with("statistics", "batch"))
                .decoy(
                        "divided-by-n-1",
                        "the output is divided by the unbiased deviation",
                        batchNorm(true, false, momentum -> 1 - momentum))
                .decoy(
                        "biased-state",
                        "the state moves towards the biased variance",
                        batchNorm(false, true, momentum -> 1 - momentum))
                .decoy(
                        "momentum-exchanged",
                        "the momentum is the share of the old state",
                        batchNorm(false, false, momentum -> momentum))
                .decoy("scale-for-shift", "scale and shift are exchanged", definition.swapped("scale", "shift"))
                .decoy("epsilon-larger", "an epsilon of 1e-3", definition.with("epsilon", 1e-3));
        Draw draw = new Draw("batch_norm");
        file.add(batchCase(draw, "batch-1-axis", "batch", 1, 3, 4, 5));
        file.add(batchCase(draw, "batch-2-axes", "batch", 1, 2, 3, 4, 2));
        file.add(batchCase(draw, "running", "running", 1, 2, 4, 3));
        file.add(batchCase(draw, "channels-last", "batch", 2, 2, 5, 3)
                .comment("the third axis has the channels, as the bands of a spectrogram"));
        file.add(batchCase(draw, "rows", "batch", 1, 6, 3).comment("no axis but clips and channels"));
        Draft implied = batchCase(draw, "defaults-left-out", "running", 1, 2, 3, 2);
        return file.add(implied.leftOut("statistics", "channel", "epsilon", "momentum"));
    }

    private static Draft batchCase(Draw draw, String id, String statistics, int channel, int... shape) {
        int channels = shape[channel];
        double[] variance = draw.uniform(id + "/variance", channels).data().clone();
        Arrays.setAll(variance, c -> Math.rint(1e4 * (variance[c] + 0.5)) / 1e4);
        return new Draft(id)
                .setting("statistics", statistics)
                .setting("channel", channel)
                .setting("epsilon", 1e-5)
                .setting("momentum", 0.1)
                .input("x", draw.normal(id + "/x", shape))
                .input("scale", draw.normal(id + "/scale", channels))
                .input("shift", draw.normal(id + "/shift", channels))
                .input("mean", draw.normal(id + "/mean", channels))
                .input("variance", vector(variance))
                .cotangent("y", draw.normal(id + "/cotangent", shape))
                .gradients("x", "scale", "shift");
    }

    // ------------------------------------------------------------------------------------------ layer normalisation

    private static Definition layerNorm(boolean unbiased, int axesLess) {
        return (s, in) -> {
            Numbers x = in.get("x");
            int axes = Math.max(1, s.whole("axes") - axesLess);
            int width = inner(x.shape(), x.shape().rank() - axes - 1);
            int all = in.get("scale").count();
            double[][] rows = x.reshaped(x.count() / width, width).table();
            double[][] y = new double[rows.length][];
            for (int r = 0; r < rows.length; r++) {
                int place = r * width % all;
                // with one number less to divide by, the variance is larger, and so is the whole deviation
                double factor = unbiased ? Math.sqrt((width - 1.0) / width) : 1;
                double[] scale = Arrays.copyOfRange(in.get("scale").data(), place, place + width);
                double[] shift = Arrays.copyOfRange(in.get("shift").data(), place, place + width);
                Arrays.setAll(scale, j -> factor * scale[j]);
                y[r] = new LayerNorm(axes, s.number("epsilon")).definition(new double[][] {rows[r]}, scale, shift)[0];
            }
            return Map.of("y", Numbers.table(y).reshaped(x.shape().toArray()));
        };
    }

    private static Document layerNorm() {
        Definition definition = layerNorm(false, 0);
        Document file = new Document("layer_norm", "layer_norm", PLACE, LayerNorm.class, definition)
                .version("2.1.0")
                .tolerance(1e-13, 1e-12, ROUNDINGS)
                .decoy("divided-by-n-1", "divided by the unbiased deviation", layerNorm(true, 0))
                .decoy("last-axis-only", "one axis less is normalised together", layerNorm(false, 1))
                .decoy("scale-for-shift", "scale and shift are exchanged", definition.swapped("scale", "shift"))
                .decoy("epsilon-larger", "an epsilon of 1e-3", definition.with("epsilon", 1e-3));
        Draw draw = new Draw("layer_norm");
        file.add(layerCase(draw, "one-axis", 1, 1e-6, new int[] {2, 3, 4}, 4).comment("each position by itself"));
        file.add(layerCase(draw, "two-axes", 2, 1e-5, new int[] {2, 3, 4}, 3, 4)
                .comment("a clip's segments and features together, as HGCN's program has it"));
        file.add(layerCase(draw, "small-deviation", 1, 1e-5, new int[] {1, 3}, 3)
                .input("x", matrix(1, 3, 1, 1.002, 0.999))
                .comment("epsilon is larger than the variance"));
        return file.add(layerCase(draw, "defaults-left-out", 1, 1e-5, new int[] {3, 4}, 4)
                .leftOut("axes", "epsilon"));
    }

    private static Draft layerCase(Draw draw, String id, int axes, double epsilon, int[] shape, int... last) {
        return new Draft(id)
                .setting("axes", axes)
                .setting("epsilon", epsilon)
                .input("x", draw.normal(id + "/x", shape))
                .input("scale", draw.normal(id + "/scale", last))
                .input("shift", draw.normal(id + "/shift", last))
                .gradients("x", "scale", "shift");
    }

    // --------------------------------------------------------------------------------------------------- activations

    private static double gelu(double x) {
        return x / 2 * (1 + Elementary.erf(x / Math.sqrt(2)));
    }

    private static double silu(double x) {
        return x / (1 + Elementary.exp(-x));
    }

    private static Definition mapped(DoubleUnaryOperator gelu, DoubleUnaryOperator silu) {
        return (s, in) -> {
            Numbers x = in.get("x");
            DoubleUnaryOperator f = s.text("activation").equals("gelu") ? gelu : silu;
            return Map.of(
                    "y", Numbers.of(x.shape(), Arrays.stream(x.data()).map(f).toArray()));
        };
    }

    /// The approximation of GELU by a hyperbolic tangent, 2 sigmoid(2 z) - 1.
    private static double byTanh(double x) {
        double z = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
        return x * Elementary.sigmoid(2 * z);
    }

    private static Document activation() {
        Definition definition = mapped(NormalisationFiles::gelu, NormalisationFiles::silu);
        Document file = new Document("activation", "activation", PLACE, Elementary.class, definition)
                .version("2.1.0")
                .tolerance(
                        1e-14,
                        1e-12,
                        "8 roundings of numbers up to 7, and for negative x of one formula that cancels: 7 x 2^-53.")
                .decoy(
                        "by-tanh",
                        "GELU's approximation by a hyperbolic tangent",
                        mapped(NormalisationFiles::byTanh, NormalisationFiles::silu))
                .decoy(
                        "by-sigmoid",
                        "GELU's approximation x sigmoid(1.702 x)",
                        mapped(x -> x * Elementary.sigmoid(1.702 * x), NormalisationFiles::silu))
                .decoy("gelu", "GELU for SiLU", mapped(NormalisationFiles::gelu, NormalisationFiles::gelu))
                .decoy("silu", "SiLU for GELU", mapped(NormalisationFiles::silu, NormalisationFiles::silu))
                .decoy("relu", "the rectifier", mapped(x -> Math.max(x, 0), x -> Math.max(x, 0)));
        Numbers x = vector(-7, -3.5, -1.75, -1, -0.75, -0.1, -1e-9, 0, 1e-9, 0.1, 0.5, 1, 1.414, 2, 4.5, 7);
        for (String name : List.of("gelu", "silu")) {
            file.add(new Draft(name).setting("activation", name).input("x", x).gradients("x"));
        }
        return file.add(new Draft("defaults-left-out")
                .implied("activation", "gelu")
                .input("x", new Draw("activation").normal("x", 2, 3))
                .gradients("x"));
    }
}
