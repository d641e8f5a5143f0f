package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FeatureAlignment;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.equation.GraphLayerNorm;
import org.thgcl.equation.LayerUpdate;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Formula;

/// The equations in numbers: the first of the two clips that `golden/worked-example` follows from the features to the
/// loss, 4 audio and 2 video segments long.
final class WorkedExample {
    private static final int CLIPS = 2;
    private static final int AUDIO = 4;
    private static final int VIDEO = 2;

    private final Map<Class<?>, Example> examples = new LinkedHashMap<>();

    /// Reads the golden files and computes them anew.
    WorkedExample() {
        put(FeatureAlignment.class, GoldenStep.of("05-graph_convolution", "audio-alignment"), WorkedExample::alignment);
        put(
                TemporalNeighbourhood.class,
                GoldenStep.of("01-temporal_neighbourhood", "audio"),
                step -> neighbours(step, "N", "target", "source"));
        put(
                CrossModalEdges.class,
                GoldenStep.of("02-cross_modal_edges", "cross"),
                step -> neighbours(step, "J", "video", "audio"));
        put(Eq1GaussianWeight.class, GoldenStep.of("03-gaussian_weight", "audio"), WorkedExample::gaussian);
        put(Eq2HawkesWeight.class, GoldenStep.of("04-hawkes_weight", "both-clips"), WorkedExample::hawkes);
        put(Eq3GraphConvolution.class, GoldenStep.of("06-graph_convolution", "gnn-video"), WorkedExample::convolution);
        put(GatAv.class, GoldenStep.of("07-gat_av", "gat-av"), WorkedExample::attention);
        put(LayerUpdate.class, GoldenStep.of("08-graph_convolution", "sum"), WorkedExample::update);
        put(GraphLayerNorm.class, GoldenStep.of("09-graph_layer_norm", "audio"), WorkedExample::normalisation);
        put(AttentionPooling.class, GoldenStep.of("10-attention_pooling", "audio"), WorkedExample::pooling);
        put(GraphEmbedding.class, GoldenStep.of("12-contrastive_loss", "contrastive"), WorkedExample::embedding);
        put(ClassificationHead.class, GoldenStep.of("11-graph_convolution", "head"), WorkedExample::head);
        put(FocalLoss.class, GoldenStep.of("12-focal_loss", "focal"), WorkedExample::focal);
        put(Eq4ContrastiveLoss.class, GoldenStep.of("12-contrastive_loss", "contrastive"), WorkedExample::contrastive);
        put(Eq5JointObjective.class, GoldenStep.of("12-joint_objective", "joint"), WorkedExample::joint);
    }

    /// A class's part of the example.
    ///
    /// @param step the golden case that the numbers are from
    /// @param html the equation with the numbers in it
    record Example(GoldenStep step, String html) {}

    private void put(Class<?> type, GoldenStep step, Function<GoldenStep, String> numbers) {
        examples.put(type, new Example(step, numbers.apply(step)));
    }

    /// The part of a class; `null` if the example doesn't need it.
    Example of(Class<?> type) {
        return examples.get(type);
    }

    private static String alignment(GoldenStep step) {
        return Formula.display(
                "X W + bias = E",
                Map.of(
                        "X", matrix(step.matrix("x", AUDIO)),
                        "W", matrix(step.matrix("psi", 2)),
                        "bias", matrix(step.matrix("bias", 1)),
                        "E", matrix(step.matrix("x_out", AUDIO))));
    }

    /// Each node with those that it is joined to.
    private static String neighbours(GoldenStep step, String set, String node, String other) {
        Map<Integer, List<String>> sets = new TreeMap<>();
        for (int e = 0; e < step.elements(node); e++) {
            sets.computeIfAbsent((int) step.number(node, e), _ -> new ArrayList<>())
                    .add(Formula.digits(step.number(other, e)));
        }
        StringBuilder html = new StringBuilder();
        sets.forEach((i, members) -> html.append(html.isEmpty() ? "" : " , quad ")
                .append(set + "(" + i + ") = set{" + String.join(" , ", members) + "}"));
        return Formula.display(html.toString());
    }

    private static String gaussian(GoldenStep step) {
        int edge = 1;
        SimpleMatrix weights = new SimpleMatrix(AUDIO, AUDIO);
        for (int e = 0; e < step.elements("weight"); e++) {
            weights.set((int) step.number("i", e), (int) step.number("j", e), step.number("weight", e));
        }
        String substituted = Formulas.GAUSSIAN.formatted(
                digits(step, "i", edge), digits(step, "j", edge), digits(step, "max", edge), digits(step, "min", edge));
        String index = digits(step, "i", edge) + " , " + digits(step, "j", edge);
        return Formula.display("s_a^{" + index + "} = " + substituted + " = " + digits(step, "weight", edge))
                + Formula.display("A_a = weights", Map.of("weights", matrix(weights)));
    }

    private static String hawkes(GoldenStep step) {
        int edge = 2;
        String substituted = Formulas.hawkes(
                digits(step, "xi", edge),
                digits(step, "max", edge),
                digits(step, "position", edge),
                digits(step, "min", edge),
                setting(step, "tau"));
        return Formula.display("s_{inter} = " + substituted + " = "
                + String.format(Locale.ROOT, "%.13f", step.number("weight", edge)));
    }

    private static String convolution(GoldenStep step) {
        SimpleMatrix adjacency = new SimpleMatrix(VIDEO, VIDEO);
        for (int e = 0; e < VIDEO * VIDEO; e++) {
            adjacency.set((int) step.number("target", e), (int) step.number("source", e), step.number("weight", e));
        }
        return Formula.display(
                "ReLU(A X Ψ + bias) = out",
                Map.of(
                        "A", matrix(adjacency),
                        "X", matrix(step.matrix("x", VIDEO)),
                        "Ψ", matrix(step.matrix("psi", 2)),
                        "bias", matrix(step.matrix("bias", 1)),
                        "out", matrix(step.matrix("x_out", VIDEO))));
    }

    private static String attention(GoldenStep step) {
        String share = "(" + digits(step, "alpha", 0) + " + " + digits(step, "weight", 0) + ")";
        return Formula.display(
                "out_0 = " + share + " X W + bias = result",
                Map.of(
                        "X", matrix(step.matrix("x_video", 1)),
                        "W", matrix(step.matrix("source", 2)),
                        "bias", matrix(step.matrix("bias", 1)),
                        "result", matrix(step.matrix("x_out", 1))));
    }

    /// Up to the activation: there is no dropout in the example, and the normalisation is the next part. The messages
    /// to the nodes of both clips stand behind the nodes.
    private static String update(GoldenStep step) {
        SimpleMatrix rows = step.matrix("x", 2 * CLIPS * AUDIO);
        return Formula.display(
                "ReLU(X + M) = rectified",
                Map.of(
                        "X", matrix(rows.rows(0, AUDIO)),
                        "M", matrix(rows.rows(CLIPS * AUDIO, CLIPS * AUDIO + AUDIO)),
                        "rectified", matrix(step.matrix("x_out", AUDIO))));
    }

    private static String normalisation(GoldenStep step) {
        return Formula.display(
                "X → normalised",
                Map.of("X", matrix(step.matrix("x", AUDIO)), "normalised", matrix(step.matrix("x_out", AUDIO))));
    }

    private static String pooling(GoldenStep step) {
        SimpleMatrix beta = new SimpleMatrix(1, AUDIO);
        for (int i = 0; i < AUDIO; i++) {
            beta.set(i, step.number("beta", i));
        }
        return Formula.display(
                "g_a = beta X = pooled",
                Map.of(
                        "beta", matrix(beta),
                        "X", matrix(step.matrix("x", AUDIO)),
                        "pooled", matrix(step.matrix("pooled", 1))));
    }

    private static String embedding(GoldenStep step) {
        SimpleMatrix audio = step.matrix("audio", 1);
        SimpleMatrix video = step.matrix("video", 1);
        return Formula.display(
                "audio + video = total",
                Map.of("audio", matrix(audio), "video", matrix(video), "total", matrix(audio.plus(video))));
    }

    private static String head(GoldenStep step) {
        SimpleMatrix rows = step.matrix("x", 4);
        SimpleMatrix embedding = rows.extractMatrix(0, 2, 0, 3).plus(rows.extractMatrix(2, 4, 0, 3));
        return Formula.display(
                "X W + bias = logits",
                Map.of(
                        "X", matrix(embedding),
                        "W", matrix(step.matrix("psi", 3)),
                        "bias", matrix(step.matrix("bias", 1)),
                        "logits", matrix(step.matrix("x_out", 2))));
    }

    private static String focal(GoldenStep step) {
        SimpleMatrix logits = step.matrix("logits", 2);
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            int y = (int) step.number("label", i);
            double p = 1 / (1 + StrictMath.exp(logits.get(i, 1 - y) - logits.get(i, y)));
            terms.append(Formulas.FOCAL.formatted(setting(step, "alpha"), Formula.digits(p), setting(step, "gamma")));
        }
        return Formula.display("L_{FL} = frac{1}{2} (" + terms + ") = " + digits(step, "loss", 0));
    }

    private static String contrastive(GoldenStep step) {
        String t = setting(step, "temperature");
        SimpleMatrix audio = step.matrix("audio", 2);
        SimpleMatrix video = step.matrix("video", 2);
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            String other = "exp(" + cosine(audio, i, video, 1 - i) + " / " + t + ")";
            terms.append(i == 0 ? "" : " + ").append(Formulas.CONTRAST.formatted(cosine(audio, i, video, i), t, other));
        }
        return Formula.display("L_{v → a} = -frac{1}{2} (" + terms + ") = " + digits(step, "video_to_audio", 0));
    }

    private static String cosine(SimpleMatrix audio, int i, SimpleMatrix video, int j) {
        SimpleMatrix a = audio.extractVector(true, i);
        SimpleMatrix v = video.extractVector(true, j);
        return Formula.term(a.dot(v) / (a.normF() * v.normF()));
    }

    private static String joint(GoldenStep step) {
        String substituted = Formulas.JOINT.formatted(
                setting(step, "weight_focal"),
                digits(step, "focal", 0),
                setting(step, "weight_contrastive"),
                digits(step, "contrastive", 0));
        return Formula.display("L = " + substituted + " = " + digits(step, "loss", 0));
    }

    private static String digits(GoldenStep step, String tensor, int element) {
        return Formula.digits(step.number(tensor, element));
    }

    private static String matrix(SimpleMatrix m) {
        return Formula.matrix(m.toArray2());
    }

    private static String setting(GoldenStep step, String name) {
        return Formula.digits((Double) step.golden().settings().get(name));
    }
}
