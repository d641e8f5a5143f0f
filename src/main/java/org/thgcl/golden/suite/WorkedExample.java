package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.golden.GoldenFile;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Two tiny clips, 4 audio and 2 video nodes each, followed through the whole method: every intermediate value from the
/// features to the loss, and every gradient back to the features. The files chain: what one puts out, the next takes
/// in, number for number, and the last is the whole network at once.
///
/// Each step is one operation on a tape, whose gradient is that of the step's kind: the tape runs the chain backwards.
///
/// The format has no kinds for the affine maps and sums between the equations; they are graph convolutions, too: with
/// self-loops of weight 1 Eq. 3 is `X Psi + b`, and an edge of weight 1 from each of two nodes adds them.
final class WorkedExample {
    private static final int CLIPS = 2;
    private static final int AUDIO = 4;
    private static final int VIDEO = 2;
    private static final int HIDDEN = 3;

    private final Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
    private final Draft whole = ModelFiles.model("whole-network", sizes())
            .comment("everything at once: the numbers of steps 01 to 12 and, as gradients, those of their parameters");
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Document> models = new LinkedHashMap<>();

    /// What the network has gradients of: features and parameters.
    private final Map<String, Variable> leaves = new LinkedHashMap<>();

    private WorkedExample() {
        Stream.of(
                        GraphFiles.all(),
                        WeightFiles.all(),
                        LayerFiles.all(),
                        NodeFiles.all(),
                        LossFiles.all(),
                        ModelFiles.all())
                .flatMap(List::stream)
                .forEach(document -> models.putIfAbsent(document.kind, document));
        whole.gradients.forEach(
                name -> leaves.put(name, tape.parameter(whole.inputs.get(name).tensor())));
    }

    private static Map<String, Object> sizes() {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("audio_features", 2);
        sizes.put("video_features", 3);
        sizes.put("audio_segments", AUDIO);
        sizes.put("video_segments", VIDEO);
        sizes.put("embedding", 2);
        sizes.put("hidden", HIDDEN);
        sizes.put("layers", 1);
        sizes.put("classes", 2);
        sizes.put("batch", CLIPS);
        sizes.put("audio_dilation", 1);
        sizes.put("cross_span", 2);
        return sizes;
    }

    static Map<String, GoldenFile> files() {
        WorkedExample example = new WorkedExample();
        example.follow();
        Map<String, GoldenFile> files = new LinkedHashMap<>();
        example.documents.forEach((name, document) -> files.put(name + ".json", document.compute()));
        return files;
    }

    /// One computation on the way.
    private final class Step {
        private final Document document;
        private final Draft draft;
        private final Map<String, Variable> variables = new LinkedHashMap<>();
        private Map<String, Numbers> outputs;

        Step(String number, String kind, Draft draft) {
            Document model = models.get(kind);
            this.document = documents.computeIfAbsent("worked-example/" + number + "-" + kind, name -> new Document(
                            name, kind, model.equation, model.implementation, model.definition)
                    .tolerance(model.tolerance.absolute(), model.tolerance.relative(), model.toleranceWhy));
            this.draft = draft;
            document.add(draft);
        }

        Step input(String name, Numbers numbers) {
            draft.input(name, numbers);
            return this;
        }

        /// An input that the gradient runs back to.
        Step input(String name, Variable x) {
            variables.put(name, x);
            return input(name, numbers(x.value()));
        }

        Step comment(String text) {
            draft.comment(text);
            return this;
        }

        Step forward() {
            outputs = document.definition.of(draft.allSettings(), draft.inputs);
            return this;
        }

        Numbers out(String name) {
            return outputs.get(name);
        }

        /// An output on the tape, the only one of this step that the loss depends on.
        Variable result(String output) {
            Tape.Gradient gradient = dy -> {
                draft.cotangent(output, numbers(dy))
                        .gradients(variables.keySet().toArray(String[]::new));
                Finished.reverseMode(document.kind, draft, draft.cotangents)
                        .forEach((name, dx) -> variables.get(name).accumulate(to -> to.copyFrom(dx.tensor())));
            };
            return tape.record(
                    document.kind,
                    out(output).tensor(),
                    gradient,
                    variables.values().toArray(Variable[]::new));
        }
    }

    private static Numbers numbers(Tensor x) {
        return Numbers.of(x.shape(), x.toArray());
    }

    private Numbers in(String name) {
        return whole.inputs.get(name);
    }

    private Step neighbourhood(String modality, int segments) {
        return new Step(
                        "01",
                        "temporal_neighbourhood",
                        new Draft(modality)
                                .setting("segments", segments)
                                .setting("span", 1)
                                .setting("dilation", 1)
                                .setting("boundary", "shift")
                                .comment("edges among the " + modality + " nodes of one clip"))
                .forward();
    }

    private Step gaussian(Step edges) {
        return new Step(
                        "03",
                        "gaussian_weight",
                        new Draft(edges.draft.id)
                                .input("i", edges.out("target"))
                                .input("j", edges.out("source"))
                                .input("min", edges.out("min"))
                                .input("max", edges.out("max"))
                                .comment("from step 01: i = target, j = source"))
                .forward();
    }

    private Step hawkes(Step cross) {
        return new Step(
                        "04",
                        "hawkes_weight",
                        new Draft("both-clips")
                                .setting("noise", "ratio")
                                .setting("sign", 1)
                                .setting("temperature_place", "outside")
                                .setting("tau", 1.0)
                                .input("position", perClip(cross.out("video"), 0))
                                .input("min", perClip(cross.out("min"), 0))
                                .input("max", perClip(cross.out("max"), 0))
                                .input("xi", in("xi").reshape(in("xi").count()))
                                .comment(
                                        "from step 02, once for each clip; position: the video index, as printed (A7)"))
                .forward();
    }

    private Variable alignment(String modality, int segments) {
        Variable features = leaves.get(modality);
        int nodes = CLIPS * segments;
        int[] self = new int[nodes];
        double[] one = new double[nodes];
        Arrays.setAll(self, i -> i);
        Arrays.fill(one, 1);
        return new Step("05", "graph_convolution", eq3(modality + "-alignment", "none"))
                .input("x", features.reshape(Shape.of(nodes, features.shape().columns())))
                .input("source", indices(self))
                .input("target", indices(self))
                .input("weight", Numbers.vector(one))
                .input("psi", leaves.get("projection." + modality + ".weight"))
                .input("bias", leaves.get("projection." + modality + ".bias"))
                .comment("E = F W + b: self-loops of weight 1 make Eq. 3 an affine map; the nodes of"
                        + " the first clip, then those of the second")
                .forward()
                .result("x_out");
    }

    private static Draft eq3(String id, String activation) {
        return new Draft(id).setting("activation", activation).setting("adjacency", "raw");
    }

    private Variable convolution(Variable x, Step edges, Step weights, int segments, String activation) {
        String modality = edges.draft.id;
        return new Step("06", "graph_convolution", eq3("gnn-" + modality, activation))
                .input("x", x)
                .input("source", perClip(edges.out("source"), segments))
                .input("target", perClip(edges.out("target"), segments))
                .input("weight", perClip(weights.out("weight"), 0))
                .input("psi", leaves.get("layers.0." + modality + ".psi"))
                .input("bias", leaves.get("layers.0." + modality + ".bias"))
                .comment("x from step 05, weights from step 03; the second clip's nodes are numbered after the first's"
                        + (activation.equals("none") ? "; ReLU comes after GAT-AV is added" : ""))
                .forward()
                .result("x_out");
    }

    private Variable attention(Variable video, Variable audio, Step cross, Step weights) {
        Step step = new Step(
                        "07",
                        "gat_av",
                        new Draft("gat-av").setting("negative_slope", 0.2).setting("fusion", "add"))
                .input("x_video", video)
                .input("x_audio", audio)
                .input("video", perClip(cross.out("video"), VIDEO))
                .input("audio", perClip(cross.out("audio"), AUDIO))
                .input("weight", weights.out("weight"));
        for (String name : List.of("source", "target", "attention_source", "attention_target", "bias")) {
            step.input(name, leaves.get("layers.0.cross." + name));
        }
        return step.comment("nodes from step 05, edges from step 02, weights from step 04")
                .forward()
                .result("x_out");
    }

    /// Adds node n + i to node i of 2n; rows 0 to n - 1 of the result hold the sums.
    private Step sum(String number, Draft draft, Variable one, Variable other) {
        int n = one.shape().rows();
        int[] source = new int[2 * n];
        int[] target = new int[2 * n];
        double[] weight = new double[2 * n];
        Arrays.setAll(source, i -> i);
        Arrays.setAll(target, i -> i % n);
        Arrays.fill(weight, 1);
        return new Step(number, "graph_convolution", draft)
                .input("x", stacked(one, other))
                .input("source", indices(source))
                .input("target", indices(target))
                .input("weight", Numbers.vector(weight));
    }

    private Variable norm(String modality, Variable x, int segments, String from) {
        return new Step("09", "graph_layer_norm", new Draft(modality).setting("epsilon", 1e-5))
                .input("x", x)
                .input("graph", graph(segments))
                .comment(from)
                .forward()
                .result("x_out");
    }

    private Variable pooling(String modality, Variable x, int segments) {
        return new Step("10", "attention_pooling", new Draft(modality))
                .input("x", x)
                .input("graph", graph(segments))
                .input("gate", leaves.get("pool." + modality + ".gate"))
                .comment("x from step 09; pooled is g of each clip")
                .forward()
                .result("pooled");
    }

    /// Forwards, then backwards.
    private void follow() {
        Step audioEdges = neighbourhood("audio", AUDIO);
        Step videoEdges = neighbourhood("video", VIDEO);
        Step cross = new Step(
                        "02",
                        "cross_modal_edges",
                        new Draft("cross")
                                .setting("audio_segments", AUDIO)
                                .setting("video_segments", VIDEO)
                                .setting("span", 2)
                                .setting("alignment", "timestamp")
                                .comment("edges from the video to the audio nodes of one clip"))
                .forward();
        Step audioWeights = gaussian(audioEdges);
        Step videoWeights = gaussian(videoEdges);
        Step crossWeights = hawkes(cross);
        Variable audioNodes = alignment("audio", AUDIO);
        Variable videoNodes = alignment("video", VIDEO);
        Variable gnnA = convolution(audioNodes, audioEdges, audioWeights, AUDIO, "none");
        Variable gnnV = convolution(videoNodes, videoEdges, videoWeights, VIDEO, "relu");
        Variable gat = attention(videoNodes, audioNodes, cross, crossWeights);
        Step sum = sum(
                "08",
                eq3("sum", "relu")
                        .input("psi", matrix(HIDDEN, HIDDEN, 1, 0, 0, 0, 1, 0, 0, 0, 1))
                        .comment("rho(GNN-A + GAT-AV): rows 0 to 7 of x are step 06, rows 8 to 15 step 07; an edge from"
                                + " each adds them in rows 0 to 7 of x_out"),
                gnnA,
                gat);
        Variable sums = firstHalf(sum.forward().result("x_out"));
        Variable poolA = pooling("audio", norm("audio", sums, AUDIO, "rows 0 to 7 of step 08"), AUDIO);
        Variable poolV = pooling("video", norm("video", gnnV, VIDEO, "gnn-video of step 06"), VIDEO);
        // psi and bias stand before x in the file, and behind it among the gradients
        Step head = sum(
                        "11",
                        eq3("head", "none")
                                .input("psi", in("head.weight"))
                                .input("bias", in("head.bias"))
                                .comment("logits = (g_a + g_v) W + b in rows 0 and 1 of x_out: rows 0 and 1 of x are"
                                        + " g_a, 2 and 3 g_v of step 10, added by edges of weight 1"),
                        poolA,
                        poolV)
                .input("psi", leaves.get("head.weight"))
                .input("bias", leaves.get("head.bias"));
        Variable logits = firstHalf(head.forward().result("x_out"));
        tape.backward(objective(poolA, poolV, logits));
        compare();
    }

    private Variable objective(Variable poolA, Variable poolV, Variable logits) {
        Variable focal = new Step(
                        "12",
                        "focal_loss",
                        new Draft("focal").setting("alpha", 0.5).setting("gamma", 2.0))
                .input("logits", logits)
                .input("label", in("label"))
                .comment("rows 0 and 1 of step 11")
                .forward()
                .result("loss");
        Variable contrastive = new Step(
                        "12",
                        "contrastive_loss",
                        new Draft("contrastive").setting("temperature", 0.5).setting("negatives", "printed"))
                .input("audio", poolA)
                .input("video", poolV)
                .comment("g_a and g_v of step 10")
                .forward()
                .result("total");
        return new Step(
                        "12",
                        "joint_objective",
                        new Draft("joint").setting("weight_focal", 1.0).setting("weight_contrastive", 0.1))
                .input("focal", focal)
                .input("contrastive", contrastive)
                .comment(
                        "the losses of this step's other files; from here the gradients run back: a step's cotangent is"
                                + " what the steps after it give as gradients, added up")
                .forward()
                .result("loss");
    }

    /// The chain's gradients must be those of the whole network.
    private void compare() {
        Step all = new Step("13", "thgn", whole).forward();
        Map<String, Numbers> gradients = Finished.reverseMode("thgn", whole, Map.of("loss", scalar(1)));
        List<String> wrong = new ArrayList<>();
        gradients.forEach((name, gradient) -> {
            Tensor chain = leaves.get(name).gradient();
            for (int e = 0; e < gradient.count(); e++) {
                double difference = Math.abs(gradient.get(e) - chain.get(e));
                if (!(difference <= 1e-12 * (1 + Math.abs(gradient.get(e))))) {
                    wrong.add(name + "[" + e + "]");
                }
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "suite: " + all.draft.id + ": the worked example's chain gives other gradients of " + wrong);
        }
    }

    /// A list of one clip's edges, or nodes, for both clips; the second's are numbered after the first's.
    private static Numbers perClip(Numbers list, int nodes) {
        double[] both = Arrays.copyOf(list.data(), CLIPS * list.count());
        for (int e = 0; e < list.count(); e++) {
            both[list.count() + e] = list.get(e) + nodes;
        }
        return new Numbers(Shape.of(both.length), both, list.whole());
    }

    /// Which clip each node is of.
    private static Numbers graph(int segments) {
        int[] graph = new int[CLIPS * segments];
        Arrays.setAll(graph, i -> i / segments);
        return indices(graph);
    }

    /// The rows of two matrices, the second behind the first.
    private static Variable stacked(Variable one, Variable other) {
        int rows = one.shape().rows();
        int columns = one.shape().columns();
        Shape row = Shape.of(1, rows * columns);
        return Columns.concatenate(one.reshape(row), other.reshape(row)).reshape(Shape.of(2 * rows, columns));
    }

    /// The first half of the rows.
    private static Variable firstHalf(Variable x) {
        int rows = x.shape().rows() / 2;
        int columns = x.shape().columns();
        Variable row = x.reshape(Shape.of(1, 2 * rows * columns));
        return Columns.slice(row, 0, rows * columns).reshape(Shape.of(rows, columns));
    }
}
