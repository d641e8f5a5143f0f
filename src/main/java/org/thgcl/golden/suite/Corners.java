package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// Cases at the corners of the formulas, where a rounding error, a floor or a kink decides, for mistakes that show
/// nowhere else.
final class Corners {
    /// How far a branch is continued beyond its kink for the check by differences: further than these reach.
    static final double BEYOND = 0x1p-10;

    private static final String FLOOR = "floor";
    private static final String KINK = "kink";

    private Corners() {}

    /// A cosine from a scalar product and both norms.
    @FunctionalInterface
    interface Cosine {
        double of(double product, double x, double y);
    }

    /// Eq. 4 as printed with another cosine.
    static Definition eq4(Cosine cosine) {
        return (s, in) -> {
            SimpleMatrix A = in.get("audio").matrix();
            SimpleMatrix V = in.get("video").matrix();
            return s.text("negatives").equals("printed")
                    ? LossFiles.directions(direction(s, A, V, cosine), direction(s, V, A, cosine))
                    : Map.of();
        };
    }

    private static double direction(Definition.Settings s, SimpleMatrix X, SimpleMatrix Y, Cosine cosine) {
        double L = 0;
        for (int i = 0; i < X.getNumRows(); i++) {
            double sum = 0;
            for (int j = 0; j < X.getNumRows(); j++) {
                sum += j == i ? 0 : Elementary.exp(cos(X, i, Y, j, cosine) / s.number("temperature"));
            }
            L += Elementary.log(sum) - cos(X, i, Y, i, cosine) / s.number("temperature");
        }
        return L / X.getNumRows();
    }

    private static double cos(SimpleMatrix X, int i, SimpleMatrix Y, int j, Cosine cosine) {
        SimpleMatrix x = X.extractVector(true, i);
        SimpleMatrix y = Y.extractVector(true, j);
        return cosine.of(x.dot(y), x.normF(), y.normF());
    }

    static Document contrastive(Document file) {
        file.decoy(
                        "floor-per-vector",
                        "each norm is at least 1e-8, instead of their product",
                        eq4((xy, x, y) -> xy / (Math.max(x, 1e-8) * Math.max(y, 1e-8))))
                .decoy("floor-1e-12", "a floor of 1e-12", eq4((xy, x, y) -> xy / Math.max(x * y, 1e-12)))
                .decoy("floor-added", "1e-8 is added to the product", eq4((xy, x, y) -> xy / (x * y + 1e-8)));
        Numbers small = matrix(3, 2, 1e-6, 2e-6, -1.5e-6, 0.5e-6, 0.5e-6, -1e-6);
        Numbers mixed = matrix(3, 2, 2e-3, -1e-3, 1, 0.5, -1e-3, 1.5e-3);
        file.add(eq4("floor-of-the-product", small, mixed)
                .comment("|x||y| is 4e-9 or 2e-6: below and above 1e-8, with norms that are all above it; the cotangent"
                        + " of 1e-6 keeps gradients near 1")
                .flag(FLOOR)
                .cotangent("total", scalar(1e-6))
                .step("audio", 0x1p-34)
                .step("video", 0x1p-24)
                .gradients("audio", "video"));
        file.add(eq4("gradient-at-zero", matrix(3, 2, 0, 0, 1e-9, -2e-9, 0, 0), matrix(3, 2, 1, 0.5, 0, 0, -1, 0.75))
                .comment("below the floor the cosine is x . y / 1e-8: its gradient at x = 0 is y / 1e-8, neither 0 nor"
                        + " NaN; the cotangent of 1e-8 keeps gradients near 1")
                .flag(FLOOR)
                .cotangent("total", scalar(1e-8))
                .step("audio", 0x1p-40)
                .gradients("audio", "video"));
        return file.flag(
                FLOOR, "the product of both norms is at least 1e-8, not each norm, and nothing is added to it");
    }

    private static Draft eq4(String id, Numbers audio, Numbers video) {
        return new Draft(id)
                .setting("temperature", 0.5)
                .setting("negatives", "printed")
                .input("audio", audio)
                .input("video", video);
    }

    /// start(i) in floating point.
    @FunctionalInterface
    private interface Quotient {
        double of(int i, int audio, int video);
    }

    private static Definition start(Quotient quotient) {
        return GraphFiles.cross(
                (s, in, i) -> s.text("alignment").equals("timestamp")
                        ? (int) Math.floor(quotient.of(i, s.whole("audio_segments"), s.whole("video_segments")))
                        : GraphFiles.start(s, in, i),
                0);
    }

    static Document crossModal(Document file) {
        file.decoy(
                        "ratio-first",
                        "floor(i (P_a / P_v)) in floating point",
                        start((i, audio, video) -> i * ((double) audio / video)))
                .decoy(
                        "ratio-first-float32",
                        "floor(i (P_a / P_v)) in float32",
                        start((i, audio, video) -> i * ((float) audio / video)))
                .decoy(
                        "share-first",
                        "floor(i / P_v P_a) in floating point",
                        start((i, audio, video) -> (double) i / video * audio))
                .decoy(
                        "divided-by-ratio",
                        "floor(i / (P_v / P_a)) in floating point",
                        start((i, audio, video) -> i / ((double) video / audio)))
                .decoy(
                        "divided-by-ratio-float32",
                        "floor(i / (P_v / P_a)) in float32",
                        start((i, audio, video) -> i / ((float) video / audio)))
                .decoy(
                        "times-reciprocal",
                        "floor(i P_a (1 / P_v)) in floating point",
                        start((i, audio, video) -> i * audio * (1.0 / video)));
        file.add(whole(30, 22).comment("11 x 30 / 22 is 15; 11 x (30 / 22) is below 15 in float64"));
        file.add(whole(26, 22).comment("11 x 26 / 22 is 13; 11 x (26 / 22) is below 13 in float32"));
        file.add(whole(22, 22).comment("15 / 22 x 22 is below 15 in float64"));
        file.add(whole(14, 2).comment("1 / (2 / 14) is below 7 in float32"));
        file.add(whole(21, 49).comment("i x 21 x (1 / 49) and i / (49 / 21) are below whole numbers in float64"));
        return file.flag("whole-start", "start(i) in whole numbers; quotients of floating point fall below");
    }

    private static Draft whole(int audio, int video) {
        return GraphFiles.alignment("whole-start-" + audio + "-" + video, audio, video, 2, "timestamp")
                .flag("whole-start");
    }

    static Document convolution(Document file) {
        return file.add(new Draft(KINK)
                        .setting("activation", "relu")
                        .setting("adjacency", "raw")
                        .input("x", matrix(2, 2, 1, 2, 3, -1))
                        .input("source", indices(0, 1, 1))
                        .input("target", indices(0, 0, 1))
                        .input("weight", vector(1, 0.5, 1))
                        .input("psi", matrix(2, 2, 1, 2, -1, 1))
                        .input("bias", vector(-1, -5))
                        .comment("A X Psi + b is exactly 0 twice: the derivative of ReLU there is 0")
                        .flag(KINK)
                        .continued(LayerFiles.convolution(BEYOND))
                        .gradients("x", "weight", "psi", "bias"))
                .flag(KINK, "the derivative of ReLU at 0 is 0, not 1 or 1/2");
    }

    static Document attention(Document file) {
        return file.add(new Draft(KINK)
                        .setting("negative_slope", 0.2)
                        .setting("fusion", "add")
                        .input("x_video", matrix(2, 1, 1, 2))
                        .input("x_audio", matrix(2, 1, -1, 1))
                        .input("video", indices(0, 1, 0, 1))
                        .input("audio", indices(0, 0, 1, 1))
                        .input("weight", vector(0.5, 0.25, 1, 0.75))
                        .input("source", matrix(1, 2, 1, 2))
                        .input("target", matrix(1, 2, 1, -1))
                        .input("attention_source", vector(1, 0))
                        .input("attention_target", vector(1, 0))
                        .input("bias", vector(0.5, -0.5))
                        .comment("the first logit is exactly 0: the derivative of LeakyReLU there is negative_slope")
                        .flag(KINK)
                        .continued(LayerFiles.attention(BEYOND))
                        .gradients(LayerFiles.gatGradients().toArray(String[]::new)))
                .flag(KINK, "the derivative of LeakyReLU at 0 is negative_slope, not 1 or the mean");
    }

    static Document focal(Document file) {
        for (double gamma : List.of(0.5, 0.0)) {
            file.add(new Draft("certain-gamma-" + gamma)
                    .setting("alpha", 0.5)
                    .setting("gamma", gamma)
                    .input("logits", matrix(2, 3, 1000, 0, -1000, 2, 1, 0))
                    .input("label", indices(0, 1))
                    .comment("p = 1 in the first clip: loss and gradient are 0; gamma (1 - p)^(gamma - 1) is infinite"
                            + " by itself")
                    .flag("certain")
                    .definition(LossFiles.focalByLogarithms())
                    .gradients("logits"));
        }
        return file.flag("certain", "0 x infinity, unless 1 - p = 0 is looked at");
    }

    /// A network with units and an attention of zeros, as an initialisation with zeros makes them.
    static Document network(Document file) {
        Draft draft = ModelFiles.model(KINK, Map.of());
        for (String name :
                List.of("audio.psi", "audio.bias", "video.psi", "video.bias", "cross.source", "cross.bias")) {
            zeroColumn(draft, "layers.0." + name);
        }
        for (String name : List.of("attention_source", "attention_target")) {
            Numbers x = draft.inputs.get("layers.1.cross." + name);
            draft.input("layers.1.cross." + name, Numbers.of(x.shape(), new double[x.count()]));
        }
        return file.add(draft.comment("what one unit of layer 0 receives, and all logits of attention in layer 1, are"
                                + " exactly 0")
                        .flag(KINK)
                        .continued(network(BEYOND)))
                .flag(KINK, "the derivative at 0 of ReLU is 0 and of LeakyReLU negative_slope");
    }

    private static void zeroColumn(Draft draft, String name) {
        Numbers x = draft.inputs.get(name);
        double[] data = x.data().clone();
        for (int e = 0; e < data.length; e += x.shape().columns()) {
            data[e] = 0;
        }
        draft.input(name, Numbers.of(x.shape(), data));
    }

    /// The network with ReLU's kink elsewhere, and LeakyReLU's left branch alone where attention is all zeros.
    ///
    /// @param kink where ReLU's kink is
    static Definition network(double kink) {
        return new NetworkDefinition() {
            @Override
            public ThgnDefinition network(Configuration c, Map<String, Tensor> parameters) {
                return new ThgnDefinition(c, parameters) {
                    @Override
                    public SimpleMatrix rho(SimpleMatrix z) {
                        return LayerFiles.relu(z, kink);
                    }

                    @Override
                    public double[] alpha(int[] from, int[] to, SimpleMatrix xFrom, SimpleMatrix xTo, String name) {
                        return LayerFiles.alpha(
                                ThgnSettings.of(c).negativeSlope(), kink, inputs(from, to, xFrom, xTo, name), "audio");
                    }

                    private Map<String, Numbers> inputs(
                            int[] from, int[] to, SimpleMatrix xFrom, SimpleMatrix xTo, String name) {
                        Map<String, Numbers> in = new LinkedHashMap<>();
                        in.put("video", indices(from));
                        in.put("audio", indices(to));
                        in.put("x_video", Numbers.of(xFrom));
                        in.put("x_audio", Numbers.of(xTo));
                        for (String part : List.of("source", "target", "attention_source", "attention_target")) {
                            in.put(part, Numbers.of(matrix(name + "." + part)));
                        }
                        return in;
                    }
                };
            }
        };
    }
}
