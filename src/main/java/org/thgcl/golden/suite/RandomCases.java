package org.thgcl.golden.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.golden.KindSetting;
import org.thgcl.golden.Kinds;
import org.thgcl.golden.ModelSettings;

/// Random inputs and settings of each kind: small shapes, all words of all settings, and edge cases such as no edges,
/// span 0, empty graphs, ties and the smallest batch.
final class RandomCases {
    private static final List<Double> REALS = List.of(0.0, 0.1, 0.2, 0.25, 0.5, 0.8, 0.9, 1.0, 1.5, 2.0, 3.0);

    private final String kind;
    private final String id;
    private final Dice dice;
    private final long seed;
    private final List<Document> published;

    /// @param place what is drawn: another place gives other draws
    RandomCases(String kind, String id, long seed, String place, List<Document> published) {
        this.kind = kind;
        this.id = id;
        this.seed = seed;
        this.dice = new Dice(seed, place);
        this.published = published;
    }

    /// The case, with nothing computed yet.
    Draft draft() {
        return switch (kind) {
            case "temporal_neighbourhood" ->
                settings(new Draft(id)
                        .setting("segments", dice.from(0, 12))
                        .setting("span", dice.from(0, 4))
                        .setting("dilation", dice.from(1, 4)));
            case "cross_modal_edges" -> crossModalEdges();
            case "gaussian_weight" -> gaussianWeight();
            case "hawkes_weight" -> hawkesWeight();
            case "tmac_weight" -> position(new Draft(id), dice.from(0, 6)).gradients("position");
            case "graph_convolution" -> graphConvolution();
            case "gat_av" -> gatAv();
            case "graph_layer_norm" -> nodes(true).gradients("x");
            case "attention_pooling" -> nodes(false).gradients("x", "gate");
            case "contrastive_loss" -> contrastiveLoss();
            case "focal_loss" -> focalLoss();
            case "joint_objective" ->
                settings(new Draft(id).input("focal", dice.normal()).input("contrastive", dice.normal()))
                        .gradients("focal", "contrastive");
            case "thgn" -> network();
            case "adam" -> adam();
            case "learning_rate" -> learningRate();
            case "average_precision", "roc_auc" -> scores();
            case "frame_resize" -> frameResize();
            case "video_chunks" -> videoChunks();
            default -> likePublished();
        };
    }

    /// Draws the settings that the case doesn't have yet; one in five is left out and has its default.
    private Draft settings(Draft draft) {
        for (KindSetting setting : Kinds.of(kind).settings()) {
            if (!draft.settings.containsKey(setting.name()) && !draft.implied.containsKey(setting.name())) {
                if (dice.oneIn(5)) {
                    draft.implied(setting.name(), setting.fallback());
                } else {
                    draft.setting(setting.name(), value(setting));
                }
            }
        }
        return draft;
    }

    private Object value(KindSetting setting) {
        return switch (setting.type()) {
            case REAL ->
                dice.one(REALS.stream().filter(x -> setting.bounds().allow(x)).toList());
            case WORD, TRUTH -> dice.one(setting.values());
            case TEXT, OPEN -> setting.fallback();
            case WHOLE, WHOLES, LIST -> setting.values().isEmpty() ? setting.fallback() : dice.one(setting.values());
        };
    }

    private Draft crossModalEdges() {
        int audio = dice.from(1, 12);
        int video = dice.from(0, 8);
        Draft draft = settings(new Draft(id)
                .setting("audio_segments", audio)
                .setting("video_segments", video)
                .setting("span", dice.from(0, 4)));
        return draft.allSettings().text("alignment").equals("hops")
                ? draft.input("hops", dice.indices(video, audio))
                : draft;
    }

    /// `min` and `max` of some edges.
    private Draft ends(Draft draft, int edges) {
        Numbers min = dice.normal(edges);
        return draft.input("min", min).input("max", min.plus(dice.uniform(edges)));
    }

    private Draft position(Draft draft, int edges) {
        return ends(draft.input("position", dice.normal(edges)), edges);
    }

    private Draft gaussianWeight() {
        int edges = dice.from(0, 6);
        return ends(new Draft(id).input("i", dice.normal(edges)).input("j", dice.normal(edges)), edges)
                .gradients("i", "j", "min", "max");
    }

    private Draft hawkesWeight() {
        int edges = dice.from(0, 6);
        return settings(position(new Draft(id), edges).input("xi", dice.uniform(edges)))
                .gradients("position", "min", "max");
    }

    private Draft graphConvolution() {
        int nodes = dice.from(1, 5);
        int edges = dice.oneIn(6) ? 0 : dice.from(1, 10);
        int in = dice.from(1, 3);
        int out = dice.from(1, 3);
        Draft draft = settings(new Draft(id)
                .input("x", dice.normal(nodes, in))
                .input("source", dice.indices(edges, nodes))
                .input("target", dice.indices(edges, nodes))
                .input("weight", dice.uniform(edges))
                .input("psi", dice.normal(in, out)));
        if (dice.oneIn(4)) {
            return draft.gradients("x", "weight", "psi");
        }
        return draft.input("bias", dice.normal(out)).gradients("x", "weight", "psi", "bias");
    }

    private Draft gatAv() {
        int video = dice.from(1, 4);
        int audio = dice.from(1, 4);
        int edges = dice.oneIn(6) ? 0 : dice.from(1, 8);
        int hidden = dice.from(1, 3);
        int inVideo = dice.from(1, 3);
        int inAudio = dice.from(1, 3);
        Draft draft = settings(new Draft(id)
                .input("x_video", dice.normal(video, inVideo))
                .input("x_audio", dice.normal(audio, inAudio))
                .input("video", dice.indices(edges, video))
                .input("audio", dice.indices(edges, audio))
                .input("weight", dice.uniform(edges))
                .input("source", dice.normal(inVideo, hidden))
                .input("target", dice.normal(inAudio, hidden))
                .input("attention_source", dice.normal(hidden))
                .input("attention_target", dice.normal(hidden))
                .input("bias", dice.normal(hidden)));
        return draft.gradients("x_video", "x_audio", "source", "attention_source", "bias");
    }

    private Draft nodes(boolean norm) {
        int nodes = dice.from(1, 7);
        int width = dice.from(1, 3);
        Numbers x = dice.oneIn(6)
                ? Numbers.of(dice.normal(nodes, width).shape(), new double[nodes * width])
                : dice.normal(nodes, width);
        Draft draft = new Draft(id).input("x", x).input("graph", dice.graphs(nodes));
        return norm
                ? draft.setting("epsilon", dice.one(List.of(1e-5, 0.01, 0.5)))
                : draft.input("gate", dice.normal(width));
    }

    private Draft contrastiveLoss() {
        int clips = dice.from(2, 5);
        int width = dice.from(1, 4);
        Draft draft = settings(new Draft(id));
        boolean segments = draft.allSettings().text("level").equals("segments");
        int[] shape = segments ? new int[] {clips, dice.from(2, 4), width} : new int[] {clips, width};
        Numbers audio = dice.normal(shape);
        Numbers video = dice.oneIn(5) ? audio : dice.normal(shape);
        draft.input("audio", audio).input("video", video).gradients("audio", "video");
        return segments ? asIn(published.getLast(), draft) : draft;
    }

    private Draft focalLoss() {
        int clips = dice.from(1, 5);
        int classes = dice.from(2, 5);
        Numbers logits = dice.oneIn(5)
                ? Numbers.of(dice.normal(clips, classes).shape(), new double[clips * classes])
                : dice.normal(clips, classes);
        Draft draft = settings(new Draft(id));
        boolean sigmoid = draft.allSettings().text("form").equals("sigmoid");
        Numbers label =
                sigmoid ? dice.indices(clips * classes, 2).reshaped(clips, classes) : dice.indices(clips, classes);
        draft.input("logits", logits).input("label", label).gradients("logits");
        return sigmoid ? asIn(published.getLast(), draft) : draft;
    }

    /// A case of the form that a further published file is about.
    private static Draft asIn(Document document, Draft draft) {
        draft.tolerance = document.tolerance;
        return draft.definition(document.definition);
    }

    private Draft network() {
        Map<String, Object> changes = new LinkedHashMap<>();
        int audio = dice.from(1, 6);
        int video = dice.oneIn(8) ? 0 : dice.from(1, 4);
        int batch = dice.from(1, 3);
        changes.put("audio_segments", audio);
        changes.put("video_segments", video);
        changes.put("audio_features", dice.from(1, 3));
        changes.put("video_features", video == 0 ? 0 : dice.from(1, 3));
        changes.put("embedding", dice.from(0, 3));
        changes.put("hidden", dice.from(1, 3));
        changes.put("layers", dice.from(1, 2));
        changes.put("classes", dice.from(2, 3));
        changes.put("batch", batch);
        changes.put("cross_span", dice.from(0, 3));
        for (String modality : List.of("audio", "video")) {
            changes.put(modality + "_span", dice.from(0, 2));
            changes.put(modality + "_dilation", dice.from(1, 3));
        }
        for (KindSetting setting : Kinds.of(kind).settings()) {
            if (ModelSettings.MODEL.contains(setting.name())) {
                changes.computeIfAbsent(setting.name(), name -> value(setting));
            }
        }
        if (batch == 1) {
            changes.put("weight_contrastive", 0.0);
        }
        boolean hops = video > 0 && changes.get("alignment").equals("hops");
        if (!hops) {
            changes.computeIfPresent("alignment", (name, word) -> word.equals("hops") ? "timestamp" : word);
        }
        int[] starts = hops ? dice.indices(video, audio).indices() : new int[0];
        return ModelFiles.drawn(
                id, new Draw("random/" + seed + "/" + id + "/" + dice.from(0, 1 << 20)), changes, starts);
    }

    private Draft adam() {
        int n = dice.from(0, 4);
        int steps = dice.from(0, 5);
        return settings(new Draft(id)
                .setting("beta1", dice.one(List.of(0.0, 0.5, 0.9)))
                .setting("beta2", dice.one(List.of(0.0, 0.75, 0.999)))
                .setting("epsilon", dice.one(List.of(1e-8, 0.01)))
                .setting("learning_rate", dice.one(List.of(0.005, 0.05)))
                .input("parameter", dice.normal(n))
                .input("gradients", dice.normal(steps, n)));
    }

    private Draft learningRate() {
        int max = dice.from(1, 40);
        List<Long> steps = new ArrayList<>();
        for (int k = dice.from(0, 3); k > 0; k--) {
            steps.add((long) dice.from(0, max + 5));
        }
        return settings(new Draft(id)
                .setting("warmup_iterations", dice.from(0, 50))
                .setting("steps", steps.stream().sorted().toList())
                .setting("max_iterations", max)
                .input("iteration", dice.indices(dice.from(0, 8), max)));
    }

    private Draft scores() {
        int clips = dice.from(1, 8);
        int classes = dice.from(1, 4);
        Numbers score = dice.uniform(clips, classes);
        if (dice.oneIn(3)) { // ties
            for (int e = 0; e < score.count(); e++) {
                score.data()[e] = Math.rint(4 * score.get(e)) / 4;
            }
        }
        return new Draft(id).input("score", score).input("label", dice.indices(clips, classes));
    }

    private Draft frameResize() {
        int rows = dice.from(1, 9);
        int columns = dice.from(1, 9);
        return new Draft(id)
                .setting("width", dice.from(1, 12))
                .setting("height", dice.from(1, 12))
                .input("picture", dice.indices(3 * rows * columns, 256).reshaped(rows, columns, 3));
    }

    private Draft videoChunks() {
        int seconds = dice.from(1, 3);
        int frames = dice.from(1, 20 * seconds);
        double[] times = dice.uniform(frames).data();
        Arrays.sort(times);
        for (int i = 0; i < frames; i++) {
            times[i] *= seconds;
        }
        boolean enough = frames >= 10 * seconds;
        return new Draft(id)
                .setting("chunk_seconds", dice.one(List.of(0.25, 0.5)))
                .setting("seconds", seconds)
                .setting("least_frames", dice.from(1, 7))
                .setting("timeline", enough ? dice.one(List.of("time", "predecessor")) : "time")
                .input("times", Numbers.vector(times));
    }

    /// A published case whose real inputs are changed, each by up to a tenth; but for fractions, which sum to 1.
    private Draft likePublished() {
        Document document = dice.one(published);
        Draft from = dice.one(document.cases.stream()
                .filter(draft -> draft.definition == null)
                .toList());
        Draft draft = new Draft(id).comment("like the published case " + from.id);
        draft.settings.putAll(from.settings);
        draft.implied.putAll(from.implied);
        draft.cotangents.putAll(from.cotangents);
        draft.gradients.addAll(from.gradients);
        draft.tolerance = from.tolerance;
        from.inputs.forEach((name, x) -> draft.input(name, x.whole() || name.equals("fractions") ? x : changed(x)));
        return draft;
    }

    private Numbers changed(Numbers x) {
        double[] data = x.data().clone();
        for (int e = 0; e < data.length; e++) {
            data[e] *= 1 - dice.from(0, 100) / 1000.0;
        }
        return Numbers.of(x.shape(), data);
    }
}
