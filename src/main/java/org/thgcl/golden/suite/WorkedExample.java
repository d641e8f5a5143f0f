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
import org.thgcl.golden.GoldenFile;
import org.thgcl.tensor.Shape;

/// Two tiny clips, 4 audio and 2 video nodes each, followed through the whole method: every intermediate value from the
/// features to the loss, and every gradient back to the features. The files chain: what one puts out, the next takes
/// in, number for number, and the last is the whole network at once.
///
/// The format has no kinds for the affine maps and sums between the equations; they are graph convolutions, too: with
/// self-loops of weight 1 Eq. 3 is `X Psi + b`, and an edge of weight 1 from each of two nodes adds them.
final class WorkedExample {
    private static final int CLIPS = 2;
    private static final int AUDIO = 4;
    private static final int VIDEO = 2;
    private static final int HIDDEN = 3;

    private final Draft whole = ModelFiles.model("whole-network", sizes())
            .comment("everything at once: the numbers of steps 01 to 12 and, as gradients, those of their parameters");
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Document> models = new LinkedHashMap<>();

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
        private Map<String, Numbers> outputs;
        private Map<String, Numbers> gradients;

        Step(String number, String kind, Draft draft) {
            Document model = models.get(kind);
            this.document = documents.computeIfAbsent("worked-example/" + number + "-" + kind, name -> new Document(
                            name, kind, model.equation, model.implementation, model.definition)
                    .tolerance(model.tolerance.absolute(), model.tolerance.relative(), model.toleranceWhy));
            this.draft = draft;
            document.add(draft);
        }

        Step forward() {
            outputs = document.definition.of(draft.allSettings(), draft.inputs);
            return this;
        }

        Numbers out(String name) {
            return outputs.get(name);
        }

        Step backward(String output, Numbers cotangent, String... names) {
            draft.cotangent(output, cotangent).gradients(names);
            gradients = Finished.reverseMode(document.kind, draft, draft.cotangents);
            return this;
        }

        Numbers gradient(String name) {
            return gradients.get(name);
        }
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

    private Step alignment(String modality, int segments) {
        Numbers features = in(modality);
        int nodes = CLIPS * segments;
        int[] self = new int[nodes];
        double[] one = new double[nodes];
        Arrays.setAll(self, i -> i);
        Arrays.fill(one, 1);
        return new Step(
                        "05",
                        "graph_convolution",
                        eq3(modality + "-alignment", "none")
                                .input(
                                        "x",
                                        features.reshape(nodes, features.shape().columns()))
                                .input("source", indices(self))
                                .input("target", indices(self))
                                .input("weight", Numbers.vector(one))
                                .input("psi", in("projection." + modality + ".weight"))
                                .input("bias", in("projection." + modality + ".bias"))
                                .comment("E = F W + b: self-loops of weight 1 make Eq. 3 an affine map; the nodes of"
                                        + " the first clip, then those of the second"))
                .forward();
    }

    private static Draft eq3(String id, String activation) {
        return new Draft(id).setting("activation", activation).setting("adjacency", "raw");
    }

    private Step convolution(Step x, Step edges, Step weights, int segments, String activation) {
        String modality = edges.draft.id;
        Numbers weight = weights.out("weight");
        return new Step(
                        "06",
                        "graph_convolution",
                        eq3("gnn-" + modality, activation)
                                .input("x", x.out("x_out"))
                                .input("source", perClip(edges.out("source"), segments))
                                .input("target", perClip(edges.out("target"), segments))
                                .input("weight", perClip(weight, 0))
                                .input("psi", in("layers.0." + modality + ".psi"))
                                .input("bias", in("layers.0." + modality + ".bias"))
                                .comment("x from step 05, weights from step 03; the second clip's nodes are numbered"
                                        + " after the first's"
                                        + (activation.equals("none") ? "; ReLU comes after GAT-AV is added" : "")))
                .forward();
    }

    private Step attention(Step video, Step audio, Step cross, Step weights) {
        Draft draft = new Draft("gat-av")
                .setting("negative_slope", 0.2)
                .setting("fusion", "add")
                .input("x_video", video.out("x_out"))
                .input("x_audio", audio.out("x_out"))
                .input("video", perClip(cross.out("video"), VIDEO))
                .input("audio", perClip(cross.out("audio"), AUDIO))
                .input("weight", weights.out("weight"));
        for (String name : List.of("source", "target", "attention_source", "attention_target", "bias")) {
            draft.input(name, in("layers.0.cross." + name));
        }
        draft.comment("nodes from step 05, edges from step 02, weights from step 04");
        return new Step("07", "gat_av", draft).forward();
    }

    /// Adds node n + i to node i of 2n.
    private Step sum(String number, String activation, Numbers one, Numbers other, Draft draft) {
        int n = one.shape().rows();
        int[] source = new int[2 * n];
        int[] target = new int[2 * n];
        double[] weight = new double[2 * n];
        Arrays.setAll(source, i -> i);
        Arrays.setAll(target, i -> i % n);
        Arrays.fill(weight, 1);
        draft.setting("activation", activation)
                .setting("adjacency", "raw")
                .input("x", stacked(one, other))
                .input("source", indices(source))
                .input("target", indices(target))
                .input("weight", Numbers.vector(weight));
        return new Step(number, "graph_convolution", draft).forward();
    }

    private Step norm(String modality, Numbers x, int segments, String from) {
        return new Step(
                        "09",
                        "graph_layer_norm",
                        new Draft(modality)
                                .setting("epsilon", 1e-5)
                                .input("x", x)
                                .input("graph", graph(segments))
                                .comment(from))
                .forward();
    }

    private Step pooling(Step x, int segments) {
        return new Step(
                        "10",
                        "attention_pooling",
                        new Draft(x.draft.id)
                                .input("x", x.out("x_out"))
                                .input("graph", graph(segments))
                                .input("gate", in("pool." + x.draft.id + ".gate"))
                                .comment("x from step 09; pooled is g of each clip"))
                .forward();
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
        Step audioNodes = alignment("audio", AUDIO);
        Step videoNodes = alignment("video", VIDEO);
        Step gnnA = convolution(audioNodes, audioEdges, audioWeights, AUDIO, "none");
        Step gnnV = convolution(videoNodes, videoEdges, videoWeights, VIDEO, "relu");
        Step gat = attention(videoNodes, audioNodes, cross, crossWeights);
        Step sum = sum(
                "08",
                "relu",
                gnnA.out("x_out"),
                gat.out("x_out"),
                new Draft("sum")
                        .input("psi", matrix(HIDDEN, HIDDEN, 1, 0, 0, 0, 1, 0, 0, 0, 1))
                        .comment("rho(GNN-A + GAT-AV): rows 0 to 7 of x are step 06, rows 8 to 15 step 07; an edge from"
                                + " each adds them in rows 0 to 7 of x_out"));
        Step normA = norm("audio", half(sum.out("x_out"), 0), AUDIO, "rows 0 to 7 of step 08");
        Step normV = norm("video", gnnV.out("x_out"), VIDEO, "gnn-video of step 06");
        Step poolA = pooling(normA, AUDIO);
        Step poolV = pooling(normV, VIDEO);
        Step head = sum(
                "11",
                "none",
                poolA.out("pooled"),
                poolV.out("pooled"),
                new Draft("head")
                        .input("psi", in("head.weight"))
                        .input("bias", in("head.bias"))
                        .comment("logits = (g_a + g_v) W + b in rows 0 and 1 of x_out: rows 0 and 1 of x are g_a, 2 and"
                                + " 3 g_v of step 10, added by edges of weight 1"));
        objective(poolA, poolV, head, new Backward(audioNodes, videoNodes, gnnA, gnnV, gat, sum, normA, normV));
    }

    /// The steps between the features and the graph embeddings.
    private record Backward(
            Step audioNodes, Step videoNodes, Step gnnA, Step gnnV, Step gat, Step sum, Step normA, Step normV) {}

    private void objective(Step poolA, Step poolV, Step head, Backward network) {
        Step focal = new Step(
                        "12",
                        "focal_loss",
                        new Draft("focal")
                                .setting("alpha", 0.5)
                                .setting("gamma", 2.0)
                                .input("logits", half(head.out("x_out"), 0))
                                .input("label", in("label"))
                                .comment("rows 0 and 1 of step 11"))
                .forward();
        Step contrastive = new Step(
                        "12",
                        "contrastive_loss",
                        new Draft("contrastive")
                                .setting("temperature", 0.5)
                                .setting("negatives", "printed")
                                .input("audio", poolA.out("pooled"))
                                .input("video", poolV.out("pooled"))
                                .comment("g_a and g_v of step 10"))
                .forward();
        Step joint = new Step(
                        "12",
                        "joint_objective",
                        new Draft("joint")
                                .setting("weight_focal", 1.0)
                                .setting("weight_contrastive", 0.1)
                                .input("focal", focal.out("loss"))
                                .input("contrastive", contrastive.out("total"))
                                .comment("the losses of this step's other files; from here the gradients run back: a"
                                        + " step's cotangent is what the steps after it give as gradients, added"
                                        + " up"))
                .forward();
        joint.backward("loss", scalar(1), "focal", "contrastive");
        focal.backward("loss", joint.gradient("focal"), "logits");
        contrastive.backward("total", joint.gradient("contrastive"), "audio", "video");
        Numbers logits = focal.gradient("logits");
        head.backward("x_out", stacked(logits, zeros(logits)), "x", "psi", "bias");
        poolA.backward("pooled", half(head.gradient("x"), 0).plus(contrastive.gradient("audio")), "x", "gate");
        poolV.backward("pooled", half(head.gradient("x"), 1).plus(contrastive.gradient("video")), "x", "gate");
        layer(poolA, poolV, network);
        compare(poolA, poolV, head, network);
    }

    private static void layer(Step poolA, Step poolV, Backward n) {
        n.normA.backward("x_out", poolA.gradient("x"), "x");
        n.normV.backward("x_out", poolV.gradient("x"), "x");
        n.sum.backward("x_out", stacked(n.normA.gradient("x"), zeros(n.normA.gradient("x"))), "x");
        n.gat.backward(
                "x_out",
                half(n.sum.gradient("x"), 1),
                "x_video",
                "x_audio",
                "source",
                "target",
                "attention_source",
                "attention_target",
                "bias");
        n.gnnA.backward("x_out", half(n.sum.gradient("x"), 0), "x", "psi", "bias");
        n.gnnV.backward("x_out", n.normV.gradient("x"), "x", "psi", "bias");
        n.audioNodes.backward("x_out", n.gnnA.gradient("x").plus(n.gat.gradient("x_audio")), "x", "psi", "bias");
        n.videoNodes.backward("x_out", n.gnnV.gradient("x").plus(n.gat.gradient("x_video")), "x", "psi", "bias");
    }

    /// The chain's gradients must be those of the whole network.
    private void compare(Step poolA, Step poolV, Step head, Backward n) {
        Step all = new Step("13", "thgn", whole).forward();
        Map<String, Numbers> whole = Finished.reverseMode("thgn", this.whole, Map.of("loss", scalar(1)));
        Map<String, Numbers> chain = new LinkedHashMap<>();
        chain.put("audio", n.audioNodes.gradient("x"));
        chain.put("video", n.videoNodes.gradient("x"));
        for (String part : List.of("weight", "bias")) {
            String name = part.equals("weight") ? "psi" : part;
            chain.put("projection.audio." + part, n.audioNodes.gradient(name));
            chain.put("projection.video." + part, n.videoNodes.gradient(name));
            chain.put("layers.0.audio." + name, n.gnnA.gradient(name));
            chain.put("layers.0.video." + name, n.gnnV.gradient(name));
            chain.put("head." + part, head.gradient(name));
        }
        for (String name : List.of("source", "target", "attention_source", "attention_target", "bias")) {
            chain.put("layers.0.cross." + name, n.gat.gradient(name));
        }
        chain.put("pool.audio.gate", poolA.gradient("gate"));
        chain.put("pool.video.gate", poolV.gradient("gate"));
        List<String> wrong = new ArrayList<>();
        whole.forEach((name, gradient) -> {
            for (int e = 0; e < gradient.count(); e++) {
                double difference = Math.abs(gradient.get(e) - chain.get(name).get(e));
                if (!(difference <= 1e-12 * (1 + Math.abs(gradient.get(e))))) {
                    wrong.add(name + "[" + e + "]");
                }
            }
        });
        if (!wrong.isEmpty() || whole.size() != chain.size()) {
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

    private static Numbers stacked(Numbers one, Numbers other) {
        double[] both = Arrays.copyOf(one.data(), 2 * one.count());
        System.arraycopy(other.data(), 0, both, one.count(), other.count());
        return matrix(2 * one.shape().rows(), one.shape().columns(), both);
    }

    /// The first or second half of the rows.
    private static Numbers half(Numbers x, int which) {
        int count = x.count() / 2;
        return matrix(
                x.shape().rows() / 2,
                x.shape().columns(),
                Arrays.copyOfRange(x.data(), which * count, (which + 1) * count));
    }

    private static Numbers zeros(Numbers like) {
        return matrix(like.shape().rows(), like.shape().columns(), new double[like.count()]);
    }
}
