package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq3GraphConvolution.Activation;
import org.thgcl.equation.Eq3GraphConvolution.Adjacency;
import org.thgcl.equation.GatAv;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Elementary;

/// What a layer of the network does along edges: Eq. 3 and GAT-AV.
final class LayerFiles {
    private LayerFiles() {}

    static List<Document> all() {
        return List.of(convolution(), attention());
    }

    /// A with row = target; repeated edges add.
    private static SimpleMatrix adjacency(Map<String, Numbers> in) {
        int n = in.get("x").shape().rows();
        SimpleMatrix A = new SimpleMatrix(n, n);
        for (int e = 0; e < in.get("weight").count(); e++) {
            int i = (int) in.get("target").get(e);
            int j = (int) in.get("source").get(e);
            A.set(i, j, A.get(i, j) + in.get("weight").get(e));
        }
        return A;
    }

    private static SimpleMatrix bias(Map<String, Numbers> in) {
        return in.containsKey("bias")
                ? in.get("bias").matrix()
                : new SimpleMatrix(1, in.get("psi").shape().columns());
    }

    private static Map<String, Numbers> convolved(
            Definition.Settings s, Map<String, Numbers> in, SimpleMatrix A, SimpleMatrix b) {
        return Map.of(
                "x_out",
                Numbers.of(Eq3GraphConvolution.definition(
                        A, in.get("x").matrix(), in.get("psi").matrix(), b, s.word(Activation.class, "activation"))));
    }

    /// Eq. 3 with ReLU's kink elsewhere than at 0.
    static Definition convolution(double kink) {
        return (s, in) -> {
            SimpleMatrix z =
                    convolution(s.with("activation", "none"), in).get("x_out").matrix();
            return Map.of("x_out", Numbers.of(s.text("activation").equals("relu") ? relu(z, kink) : z));
        };
    }

    /// x above the kink, 0 up to it.
    static SimpleMatrix relu(SimpleMatrix z, double kink) {
        SimpleMatrix rho = z.copy();
        for (int k = 0; k < rho.getNumElements(); k++) {
            rho.set(k, rho.get(k) > kink ? rho.get(k) : 0);
        }
        return rho;
    }

    private static Map<String, Numbers> convolution(Definition.Settings s, Map<String, Numbers> in) {
        SimpleMatrix A = Eq3GraphConvolution.definitionNormalise(adjacency(in), s.word(Adjacency.class, "adjacency"));
        return convolved(s, in, A, bias(in));
    }

    private static Document convolution() {
        Definition definition = LayerFiles::convolution;
        Document file = new Document(
                        "graph_convolution", "graph_convolution", "3", Eq3GraphConvolution.class, definition)
                .reading("A12", "A20")
                .tolerance(
                        1e-13,
                        1e-12,
                        "Each output is a sum of at most 7 x 4 products of three or four factors, below 100 in all: 40"
                                + " roundings of 2^-53 x 100 make 5e-13 at worst, in practice a tenth of it.")
                .decoy(
                        "transposed-adjacency",
                        "rows are sources: messages run against the edges",
                        definition.swapped("source", "target"))
                .decoy("activation-left-out", "no ReLU", definition.with("activation", "none"))
                .decoy("activation-first", "the bias is added after the ReLU", (s, in) -> {
                    SimpleMatrix none =
                            new SimpleMatrix(1, in.get("psi").shape().columns());
                    SimpleMatrix A = Eq3GraphConvolution.definitionNormalise(
                            adjacency(in), s.word(Adjacency.class, "adjacency"));
                    Numbers y = convolved(s, in, A, none).get("x_out");
                    SimpleMatrix one = SimpleMatrix.ones(y.shape().rows(), 1);
                    return Map.of("x_out", Numbers.of(y.matrix().plus(one.mult(bias(in)))));
                })
                .decoy("bias-left-out", "no bias", (s, in) -> {
                    Map<String, Numbers> without = new LinkedHashMap<>(in);
                    without.remove("bias");
                    return definition.of(s, without);
                })
                .decoy("not-normalised", "A as it is", definition.with("adjacency", "raw"))
                .decoy("row-normalised", "D^-1 A", definition.with("adjacency", "row"))
                .decoy(
                        "column-sums",
                        "D holds column sums",
                        (s, in) -> s.text("adjacency").equals("raw")
                                ? Map.of()
                                : convolved(
                                        s,
                                        in,
                                        Eq3GraphConvolution.definitionNormalise(
                                                        adjacency(in).transpose(), s.word(Adjacency.class, "adjacency"))
                                                .transpose(),
                                        bias(in)))
                .decoy("repeated-edges-replace", "of edges between the same nodes the last one counts", (s, in) -> {
                    int n = in.get("x").shape().rows();
                    SimpleMatrix A = new SimpleMatrix(n, n);
                    for (int e = 0; e < in.get("weight").count(); e++) {
                        A.set(
                                (int) in.get("target").get(e),
                                (int) in.get("source").get(e),
                                in.get("weight").get(e));
                    }
                    return convolved(
                            s,
                            in,
                            Eq3GraphConvolution.definitionNormalise(A, s.word(Adjacency.class, "adjacency")),
                            bias(in));
                });
        for (String activation : List.of("relu", "none")) {
            for (String adjacency : List.of("raw", "row", "symmetric")) {
                file.add(temporal(activation + "-" + adjacency, activation, adjacency)
                        .comment("7 segments, span 1, dilation 2, clipped: not every row of A has as many entries")
                        .gradients("x", "weight", "psi", "bias"));
            }
        }
        file.add(temporal("wide-to-narrow", "relu", "raw")
                .input("x", new Draw("graph_convolution/wide").normal("x", 7, 6))
                .input("psi", new Draw("graph_convolution/wide").normal("psi", 0.5, 6, 2))
                .input("bias", vector(0.1, -0.2))
                .comment("more inputs than outputs, where A (X Psi) is cheaper than (A X) Psi")
                .gradients("x", "weight", "psi", "bias"));
        Draft plain = temporal("no-bias", "relu", "raw").comment("as printed, without a bias (A20)");
        plain.inputs.remove("bias");
        file.add(plain.gradients("x", "weight", "psi"));
        file.add(edgeList(
                        "repeated-edges",
                        "none",
                        "row",
                        indices(0, 0, 1, 2),
                        indices(1, 1, 1, 0),
                        vector(0.5, 0.25, 1, 2))
                .comment("node 1 hears node 0 twice, the weights add; node 2 hears nobody, its row sum is 0")
                .flag("zero-row")
                .gradients("x", "weight", "psi", "bias"));
        file.add(edgeList(
                        "zero-row-symmetric",
                        "none",
                        "symmetric",
                        indices(0, 1, 1),
                        indices(0, 0, 1),
                        vector(0.5, 0.25, 1))
                .comment("a row sum of 0 counts as an inverse of 0")
                .flag("zero-row"));
        file.add(edgeList(
                        "zero-source-symmetric",
                        "none",
                        "symmetric",
                        indices(0, 2, 1),
                        indices(0, 0, 1),
                        vector(0.5, 0.25, 1))
                .comment("node 2 hears nobody, so its row sum is 0 and what it says to node 0 counts nothing")
                .flag("zero-row")
                .gradients("x", "psi", "bias"));
        file.add(
                edgeList("weights-that-cancel", "none", "row", indices(0, 1, 2), indices(0, 0, 1), vector(0.5, -0.5, 2))
                        .comment("node 0 has two edges and a row sum of 0: a zero row, not infinity")
                        .flag("zero-row")
                        .gradients("x", "psi", "bias"));
        file.add(temporal("defaults-left-out", "relu", "raw")
                .comment("without settings: relu, raw")
                .leftOut("activation", "adjacency"));
        file.add(edgeList("no-edges", "relu", "raw", indices(), indices(), vector())
                .comment("E = 0: every node gets rho(b)")
                .flag("empty"));
        file.add(edgeList("no-edges-normalised", "none", "row", indices(), indices(), vector())
                .comment("E = 0 with all row sums 0")
                .flag("empty")
                .flag("zero-row"));
        file.add(edgeList(
                        "negative-weights",
                        "none",
                        "row",
                        indices(0, 1, 2, 2),
                        indices(0, 0, 1, 2),
                        vector(-0.5, 2, -1, -3))
                .comment("weights may be negative where no root is taken"));
        return Corners.convolution(file)
                .flag("zero-row", "a node without incoming weight: 1/0 shows as NaN or infinity")
                .flag("empty", "no edges: a sum over nothing is 0");
    }

    private static Draft temporal(String id, String activation, String adjacency) {
        Edges edges = TemporalNeighbourhood.of(7, 1, 2, Boundary.CLIP);
        Draw draw = new Draw("graph_convolution/" + id);
        return new Draft(id)
                .setting("activation", activation)
                .setting("adjacency", adjacency)
                .input("x", draw.normal("x", 7, 3))
                .input("source", indices(edges.source()))
                .input("target", indices(edges.target()))
                .input("weight", draw.uniform("weight", edges.count()))
                .input("psi", draw.normal("psi", 3, 4))
                .input("bias", draw.normal("bias", 4));
    }

    private static Draft edgeList(
            String id, String activation, String adjacency, Numbers source, Numbers target, Numbers weight) {
        Draw draw = new Draw("graph_convolution/" + id);
        return new Draft(id)
                .setting("activation", activation)
                .setting("adjacency", adjacency)
                .input("x", draw.normal("x", 3, 2))
                .input("source", source)
                .input("target", target)
                .input("weight", weight)
                .input("psi", draw.normal("psi", 2, 2))
                .input("bias", draw.normal("bias", 2));
    }

    private static GatAv gat(Definition.Settings s) {
        return new GatAv(s.number("negative_slope"), s.word(GatAv.Fusion.class, "fusion"));
    }

    private static double[] alpha(Definition.Settings s, Map<String, Numbers> in, String groupedBy) {
        GatAv gat = gat(s);
        SimpleMatrix Xv = in.get("x_video").matrix();
        SimpleMatrix Xa = in.get("x_audio").matrix();
        if (groupedBy.equals("audio")) {
            return gat.definitionAlpha(
                    in.get("video").indices(),
                    in.get("audio").indices(),
                    Xv,
                    Xa,
                    in.get("source").matrix(),
                    in.get("target").matrix(),
                    in.get("attention_source").column(),
                    in.get("attention_target").column());
        }
        return alpha(s.number("negative_slope"), 0, in, groupedBy);
    }

    /// The attention with LeakyReLU's kink elsewhere than at 0.
    ///
    /// @param groupedBy `audio` is right; `video` and `all` are mistakes
    static double[] alpha(double slope, double kink, Map<String, Numbers> in, String groupedBy) {
        double[] e = logits(slope, kink, in);
        double[] alpha = new double[e.length];
        for (int k = 0; k < e.length; k++) {
            double sum = 0;
            for (int l = 0; l < e.length; l++) {
                boolean together = groupedBy.equals("all")
                        || in.get(groupedBy).get(l) == in.get(groupedBy).get(k);
                sum += together ? Elementary.exp(e[l] - e[k]) : 0;
            }
            alpha[k] = 1 / sum;
        }
        return alpha;
    }

    private static double[] logits(double slope, double kink, Map<String, Numbers> in) {
        double[] e = new double[in.get("video").count()];
        SimpleMatrix source = in.get("x_video").matrix().mult(in.get("source").matrix());
        SimpleMatrix target = in.get("x_audio").matrix().mult(in.get("target").matrix());
        for (int k = 0; k < e.length; k++) {
            double logit = source.extractVector(true, (int) in.get("video").get(k))
                            .dot(in.get("attention_source").column())
                    + target.extractVector(true, (int) in.get("audio").get(k))
                            .dot(in.get("attention_target").column());
            e[k] = logit > kink ? logit : slope * logit;
        }
        return e;
    }

    /// GAT-AV with LeakyReLU's kink elsewhere than at 0.
    static Definition attention(double kink) {
        return (s, in) -> attended(s, in, alpha(s.number("negative_slope"), kink, in, "audio"));
    }

    private static Map<String, Numbers> attended(Definition.Settings s, Map<String, Numbers> in, double[] alpha) {
        SimpleMatrix out = gat(s).definition(
                        in.get("video").indices(),
                        in.get("audio").indices(),
                        alpha,
                        in.get("weight").data(),
                        in.get("x_video").matrix(),
                        in.get("x_audio").matrix(),
                        in.get("source").matrix(),
                        in.get("bias").matrix());
        return outputs(Numbers.of(out), vector(alpha));
    }

    private static Map<String, Numbers> outputs(Numbers out, Numbers alpha) {
        Map<String, Numbers> outputs = new LinkedHashMap<>();
        outputs.put("x_out", out);
        outputs.put("alpha", alpha);
        return outputs;
    }

    private static Document attention() {
        Definition definition = (s, in) -> attended(s, in, alpha(s, in, "audio"));
        Document file = new Document("gat_av", "gat_av", "2.3", GatAv.class, definition)
                .reading("A11")
                .tolerance(
                        1e-13,
                        1e-12,
                        "A logit is a sum of 3 x 4 + 2 x 4 products, below 50 in all: its error 30 x 50 x 2^-53 ="
                            + " 2e-13 is the relative error of alpha at worst; the messages add at most 4 such terms.")
                .decoy(
                        "softmax-over-audio",
                        "the softmax runs over the audio nodes of a video node",
                        (s, in) -> attended(s, in, alpha(s, in, "video")))
                .decoy(
                        "softmax-over-all-edges",
                        "the softmax runs over all edges",
                        (s, in) -> attended(s, in, alpha(s, in, "all")))
                .decoy("slope-left-out", "no LeakyReLU", definition.with("negative_slope", 1.0))
                .decoy("slope-0.01", "LeakyReLU with the usual 0.01", definition.with("negative_slope", 0.01))
                .decoy("relu", "ReLU instead of LeakyReLU", definition.with("negative_slope", 0.0))
                .decoy(
                        "attention-swapped",
                        "a_s and a_d are exchanged",
                        definition.swapped("attention_source", "attention_target"))
                .decoy("weight-added", "the edge weight is added to alpha", definition.with("fusion", "add"))
                .decoy("weight-multiplied", "the edge weight multiplies alpha", definition.with("fusion", "multiply"))
                .decoy("weight-left-out", "the edge weight is not used", definition.with("fusion", "none"))
                .decoy("bias-left-out", "no bias", (s, in) -> {
                    Map<String, Numbers> without = new LinkedHashMap<>(in);
                    without.put("bias", vector(new double[in.get("bias").count()]));
                    return definition.of(s, without);
                });
        for (String fusion : List.of("add", "multiply", "none")) {
            file.add(crossModal("fusion-" + fusion, fusion, 0.2, CrossModalEdges.of(6, 4, 3))
                    .comment("4 video and 6 audio segments; audio nodes hear one to two video nodes")
                    .gradients(
                            fusion.equals("none")
                                    ? gatGradients().stream()
                                            .filter(name -> !name.equals("weight"))
                                            .toArray(String[]::new)
                                    : gatGradients().toArray(String[]::new)));
        }
        file.add(crossModal("without-edges-for-some", "add", 0.2, CrossModalEdges.ofHops(6, 2, 0, 0, 1))
                .comment("audio nodes 3, 4 and 5 hear nobody and get b; three hops close together")
                .flag("isolated")
                .gradients(gatGradients().toArray(String[]::new)));
        file.add(crossModal("one-edge", "add", 0.2, CrossModalEdges.of(1, 1, 3)).comment("alpha is 1"));
        file.add(crossModal("no-edges", "add", 0.2, CrossModalEdges.of(3, 2, 0))
                .comment("E = 0: every audio node gets b")
                .flag("empty"));
        file.add(crossModal("equal-scores", "add", 0.2, CrossModalEdges.ofHops(3, 3, 0, 0, 0))
                .input("attention_source", vector(0, 0, 0, 0))
                .comment("every video node has the same logit: alpha is 1/3")
                .flag("ties"));
        file.add(crossModal("huge-logits", "add", 0.2, CrossModalEdges.ofHops(3, 3, 0, 0, 0))
                .input("attention_source", vector(400, -300, 500, 700))
                .comment("logits of some thousands: the maximum has to be taken out before exp")
                .tolerance(1e-12, 1e-10)
                .flag("huge"));
        file.add(crossModal("slope-0", "add", 0.0, CrossModalEdges.of(6, 4, 3)).comment("LeakyReLU becomes ReLU"));
        file.add(crossModal("slope-1", "add", 1.0, CrossModalEdges.of(6, 4, 3)).comment("LeakyReLU becomes x"));
        file.add(crossModal("defaults-left-out", "add", 0.2, CrossModalEdges.of(6, 4, 3))
                .comment("without settings: slope 0.2, add")
                .leftOut("negative_slope", "fusion"));
        return Corners.attention(file)
                .flag("isolated", "audio nodes without incoming edges; a softmax over nothing must not give NaN")
                .flag("empty", "no edges at all")
                .flag("ties", "equal logits")
                .flag("huge", "exp of the logits overflows unless the maximum is taken out");
    }

    static List<String> gatGradients() {
        return List.of(
                "x_video", "x_audio", "weight", "source", "target", "attention_source", "attention_target", "bias");
    }

    private static Draft crossModal(String id, String fusion, double slope, CrossModalEdges edges) {
        Draw draw = new Draw("gat_av/" + id);
        return new Draft(id)
                .setting("negative_slope", slope)
                .setting("fusion", fusion)
                .input("x_video", draw.normal("x_video", edges.videoNodes(), 3))
                .input("x_audio", draw.normal("x_audio", edges.audioNodes(), 2))
                .input("video", indices(edges.video()))
                .input("audio", indices(edges.audio()))
                .input("weight", draw.uniform("weight", edges.count()))
                .input("source", draw.normal("source", 3, 4))
                .input("target", draw.normal("target", 2, 4))
                .input("attention_source", draw.normal("attention_source", 4))
                .input("attention_target", draw.normal("attention_target", 4))
                .input("bias", draw.normal("bias", 4))
                .invariant("range(alpha, 0, 1)");
    }
}
