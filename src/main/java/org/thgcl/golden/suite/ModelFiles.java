package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.scalar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.thgcl.equation.FocalLoss;
import org.thgcl.golden.ModelSettings;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// The whole network: one batch with all gradients, once for each alternative of the register; and the count of what
/// it learns.
final class ModelFiles {
    /// Sizes at which a case still fits on a few screens.
    private static final Map<String, Object> SMALL = small();

    private static final Definition NETWORK = new NetworkDefinition();
    private static final int ATTEMPTS = 300;

    /// Settings that are stated where they are used alone.
    private static final List<String> OF_WINDOW_TIME = List.of("audio_hop_seconds", "video_hop_seconds");

    private ModelFiles() {}

    static List<Document> all() {
        return List.of(
                graphReadings(),
                networkReadings(),
                otherReadings(),
                objectiveReadings(),
                presets(),
                structure(),
                count());
    }

    private static Map<String, Object> small() {
        Map<String, Object> small = new LinkedHashMap<>();
        small.put("audio_features", 3);
        small.put("video_features", 4);
        small.put("audio_segments", 7);
        small.put("video_segments", 5);
        small.put("embedding", 3);
        small.put("hidden", 4);
        small.put("layers", 2);
        small.put("classes", 3);
        small.put("batch", 3);
        small.put("audio_span", 1);
        small.put("audio_dilation", 2);
        small.put("video_span", 1);
        small.put("video_dilation", 1);
        small.put("cross_span", 3);
        return small;
    }

    private static Document file(String name, String... readings) {
        return new Document(name, "thgn", "2.3", Thgn.class, new NetworkDefinition())
                .reading(readings)
                .tolerance(
                        1e-11,
                        1e-10,
                        "About 20 stages (two layers of products, softmax and normalisation), each with sums of at"
                            + " most 21 terms: some 400 roundings of 2^-53, 5e-14 in all, enlarged by up to 10 in each"
                            + " of the two normalisations and 1/t = 2 in Eq. 4: 1e-11.");
    }

    private static Document graphReadings() {
        Document file = file("thgn-graph", "A1", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10", "A25");
        file.add(model("paper", Map.of()).comment("everything as printed"));
        file.add(alternative("boundary", "clip"));
        file.add(alternative("intra_weight", "tmac"));
        file.add(alternative("primes", "clip"));
        file.add(alternative("primes", "audio"));
        file.add(model("current-source", Map.of("current", "source", "boundary", "clip"))
                .comment("A39: the neighbourhood's width is the source's, which differs at the clip's ends"));
        file.add(model("default-current", Map.of("boundary", "clip"))
                .comment("without current: the target's")
                .leftOut("current"));
        file.add(model("cross_layers-last", Map.of("cross_layers", "last"))
                .comment("GAT-AV in the last layer alone (A42)"));
        file.add(alternative("cross_weight", "gaussian"));
        file.add(alternative("cross_weight", "tmac"));
        file.add(alternative("noise", "logit"));
        file.add(alternative("noise", "none"));
        file.add(alternative("position", "aligned"));
        file.add(alternative("position", "neighbour"));
        file.add(alternative("sign", -1));
        file.add(alternative("tau", 0.5));
        file.add(model("temperature_place-inside", Map.of("temperature_place", "inside", "tau", 0.5))
                .comment("tau 0.5 inside the sigmoid")
                .decoy("tau-outside", "tau divides the sigmoid", wrong("temperature_place", "outside")));
        file.add(model("alignment-hops", Map.of("alignment", "hops"), 4, 0, 2, 5, 1)
                .comment("starts given, not ascending, one cut at the clip's end")
                .decoy("timestamp", "the starts are not looked at", (s, in) -> {
                    Map<String, Numbers> without = new LinkedHashMap<>(in);
                    without.put("hops", indices(0, 1, 2, 4, 5));
                    return NETWORK.of(s, without);
                }));
        file.add(model("no-cross-modal-edges", Map.of("cross_span", 0))
                .comment("E = 0: every audio node gets GAT-AV's bias alone")
                .flag("empty"));
        file.add(model("no-video", Map.of("video_segments", 0, "video_features", 0))
                .comment("audio nodes alone: no GAT-AV, no contrastive loss, X^G = g_a"));
        file.add(model("spans-0", Map.of("audio_span", 0, "video_span", 0)).comment("self-loops alone"));
        return file.flag("empty", "no cross-modal edges, xi is [B, 0]");
    }

    private static Document networkReadings() {
        Document file = file("thgn-network", "A2", "A11", "A12", "A13", "A14", "A15", "A16", "A20");
        file.add(alternative("fusion", "multiply"));
        file.add(alternative("fusion", "none"));
        file.add(alternative("adjacency", "row"));
        file.add(alternative("adjacency", "symmetric"));
        file.add(alternative("normalisation", "none"));
        file.add(alternative("pooling", "concat"));
        file.add(alternative("pooling", "audio"));
        file.add(alternative("negatives", "with_positive"));
        file.add(alternative("negatives", "within_modality"));
        file.add(alternative("bias", false));
        file.add(alternative("alpha", 0.25));
        file.add(alternative("gamma", 0.0));
        file.add(alternative("temperature", 0.2));
        file.add(alternative("negative_slope", 0.01));
        file.add(alternative("weight_focal", 0.5));
        file.add(alternative("weight_contrastive", 2.0));
        file.add(model("embedding-0", Map.of("embedding", 0)).comment("d = 0: features enter layer 1 directly"));
        file.add(model("one-layer", Map.of("layers", 1)));
        file.add(model("three-layers", Map.of("layers", 3)));
        file.add(model("two-clips", Map.of("batch", 2)).comment("the smallest batch that Eq. 4 takes"));
        file.add(model("one-clip", Map.of("batch", 1, "weight_contrastive", 0.0))
                .comment("B = 1 without Eq. 4, which is not computed then")
                .flag("one-clip"));
        file.add(model("focal-loss-alone", Map.of("weight_focal", 0.5, "weight_contrastive", 0.0))
                .comment("without Eq. 4 the focal loss keeps its weight"));
        file.add(model("one-segment-each", Map.of("audio_segments", 1, "video_segments", 1))
                .comment("one audio and one video node: beta and alpha are 1"));
        return Corners.network(file).flag("one-clip", "Eq. 4 needs two clips; without its weight one is enough");
    }

    private static Document otherReadings() {
        Document file = file("thgn-readings", "A5", "A38", "A39", "A41", "A42");
        file.add(alternative("primes", "clip"));
        file.add(alternative("primes", "audio"));
        file.add(model("primes-audio-neighbour", Map.of("primes", "audio", "position", "neighbour", "boundary", "clip"))
                .comment("neighbourhoods of different widths, positions of the audio nodes themselves")
                .decoy("primes-list", "the primes are the ends of the video node's list", wrong("primes", "list"))
                .decoy("primes-clip", "the primes are the ends of the clip", wrong("primes", "clip")));
        file.add(model("current-source", Map.of("current", "source", "boundary", "clip"))
                .comment("Eq. 1's width is of the source's neighbourhood; widths differ at the clip's ends")
                .decoy("current-target", "the width is of the target's neighbourhood", wrong("current", "target")));
        // in these two, all edges are inside the clip, so that the decoys have as many
        file.add(model(
                        "alignment-window_time",
                        Map.of(
                                "audio_segments",
                                12,
                                "alignment",
                                "window_time",
                                "audio_hop_seconds",
                                0.7,
                                "video_hop_seconds",
                                1.75))
                .comment("starts 0, 2, 5, 7, 9: two chunks lie midway between windows, the last start is cut")
                .decoy("timestamp", "segments divide the clip evenly", wrong("alignment", "timestamp")));
        file.add(model("cross_dilation-2", Map.of("audio_segments", 12, "cross_span", 2, "cross_dilation", 2))
                .comment("every other audio node")
                .decoy("no-gaps", "the audio nodes are next to each other", wrong("cross_dilation", 1)));
        file.add(StructureMistakes.ofLastLayer(
                2,
                model("cross_layers-last", Map.of("cross_layers", "last", "embedding", 4))
                        .comment("GAT-AV in the last layer alone: layer 0 has no parameters of it")));
        return file.add(StructureMistakes.ofLastLayer(
                3,
                model("cross_layers-last-three-layers", Map.of("cross_layers", "last", "layers", 3, "embedding", 4))));
    }

    /// What the losses compare (A40) and what a clip's labels are (A43).
    private static Document objectiveReadings() {
        Document file = file("thgn-objective", "A40", "A43");
        file.add(alternative("contrast", "segments"));
        file.add(model("contrast-segments-one-clip", Map.of("contrast", "segments", "batch", 1))
                .comment("B = 1 is enough: a clip's segments are compared with each other")
                .flag("one-clip"));
        file.add(model("contrast-segments-hops", Map.of("contrast", "segments", "alignment", "hops"), 2, 0, 5, 6, 1)
                .comment("the pairs follow the given starts"));
        file.add(model(
                        "contrast-segments-within_modality",
                        Map.of("contrast", "segments", "negatives", "within_modality"))
                .decoy(
                        "negatives-printed",
                        "the negatives come from the other modality",
                        wrong("negatives", "printed")));
        file.add(model("focal_form-sigmoid", Map.of("focal_form", "sigmoid", "alpha", 0.25))
                .comment("any number of labels for each clip")
                .decoy("alpha-turned", "alpha weighs the classes that a clip doesn't have", wrong("alpha", 0.75)));
        file.add(model("both", Map.of("focal_form", "sigmoid", "alpha", 0.25, "contrast", "segments"))
                .decoy("contrast-not-looked-at", "computed with contrast: clips", wrong("contrast", "clips")));
        return file.flag("one-clip", "Eq. 4 between segments needs no second clip");
    }

    private static Document presets() {
        Document file = file("thgn-presets", "A6", "A7", "A8", "A9", "A13");
        Configuration intended = Preset.INTENDED.configuration();
        Map<String, Object> readings = Map.of(
                "noise", word(ThgnSettings.of(intended).noise()),
                "position", word(ThgnSettings.of(intended).position()),
                "sign", ThgnSettings.of(intended).sign(),
                "temperature_place", word(ThgnSettings.of(intended).tauPlace()));
        file.add(model("intended", readings)
                .comment("what the text and Figure 1 describe, preset intended: the nearest edge weighs most")
                .decoy("sign-minus", "the second term is subtracted", wrong("sign", -1)));
        file.add(defaults());
        file.add(model("both-gaussian", Map.of("cross_weight", "gaussian")).comment("Table 2, ID 3"));
        file.add(model("both-tmac", Map.of("intra_weight", "tmac", "cross_weight", "tmac"))
                .comment("Table 2, ID 2: TMac's weight on all edges"));
        Map<String, Object> tmac = new LinkedHashMap<>();
        tmac.put("intra_weight", "tmac");
        tmac.put("cross_weight", "tmac");
        tmac.put("embedding", 0);
        tmac.put("pooling", "audio");
        tmac.put("audio_span", 2);
        tmac.put("audio_dilation", 1);
        tmac.put("weight_contrastive", 0.0);
        return file.add(model("tmac", tmac)
                .comment("TMac itself on a small scale: no embedding, audio-only X^G, no contrastive loss"));
    }

    /// The sizes alone are given. Lattices of 14 and 11 nodes make a span of 6 unlike one of 4.
    private static Draft defaults() {
        Map<String, Object> sizes = new LinkedHashMap<>(SMALL);
        Map<String, Object> changes = new LinkedHashMap<>(
                Map.of("audio_segments", 40, "video_segments", 44, "audio_features", 2, "video_features", 2));
        changes.putAll(Map.of("embedding", 2, "hidden", 2));
        List<String> left = new ArrayList<>();
        for (String key : ModelSettings.MODEL) {
            if (!sizes.containsKey(key) || key.endsWith("_span") || key.endsWith("_dilation")) {
                changes.put(key, paper(key));
                left.add(key);
            }
        }
        return model("defaults-left-out", changes)
                .comment("sizes alone are given; spans, dilations and all readings are those of preset paper")
                .leftOut(left.toArray(String[]::new));
    }

    /// Equal widths, so that no shape gives a mistake away, and the published data set's number of segments.
    private static Document structure() {
        Document file = StructureMistakes.in(file("thgn-structure"));
        file.add(model("as-printed", square(4, 4)).comment("four layers, three clips, all widths 4"));
        Map<String, Object> other = square(3, 3);
        other.put("adjacency", "row");
        other.put("noise", "logit");
        other.put("position", "neighbour");
        other.put("fusion", "multiply");
        other.put("negatives", "with_positive");
        file.add(model("other-readings", other)
                .comment("rows of A normalised, Eq. 2 with logit noise and the audio node's position, its weight times"
                        + " alpha, the positive pair in Eq. 4's denominator"));
        Map<String, Object> published = square(2, 2);
        published.put("audio_features", 1);
        published.put("video_features", 1);
        published.put("audio_segments", 101);
        published.put("video_segments", 40);
        published.put("audio_span", 6);
        published.put("audio_dilation", 3);
        published.put("video_span", 4);
        published.put("video_dilation", 4);
        return file.add(model("published-segments", published)
                .comment("101 audio and 40 video segments with the paper's spans and dilations, widths 1 and 2"));
    }

    private static Map<String, Object> square(int width, int layers) {
        Map<String, Object> square = new LinkedHashMap<>();
        for (String key : List.of("audio_features", "video_features", "embedding", "hidden")) {
            square.put(key, width);
        }
        square.put("layers", layers);
        return square;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Definition wrong(String key, Object value) {
        return NETWORK.with(key, value);
    }

    /// One setting unlike the paper's; the decoy is what an implementation gives that doesn't look at it.
    private static Draft alternative(String key, Object value) {
        Object paper = stated().get(key);
        Draft draft = model(key + "-" + value, Map.of(key, value)).comment(key + ": " + value + " instead of " + paper);
        // these two have other parameters
        return key.equals("bias") || value.equals("concat")
                ? draft
                : draft.decoy(key + "-not-looked-at", "computed with " + key + ": " + paper, wrong(key, paper));
    }

    /// Every setting of the model, the readings as the paper has them, so that a reader needs no list of defaults.
    private static Map<String, Object> stated() {
        Map<String, Object> stated = new LinkedHashMap<>(SMALL);
        ModelSettings.MODEL.stream()
                .filter(key -> !OF_WINDOW_TIME.contains(key))
                .forEach(key -> stated.computeIfAbsent(key, ModelFiles::paper));
        return stated;
    }

    /// A setting of the preset `paper`.
    private static Object paper(String key) {
        Object value = Preset.PAPER.configuration().value(key);
        return value instanceof Enum<?> constant ? word(constant) : value;
    }

    /// A case with everything drawn and all gradients of the loss: the first draw that lives.
    static Draft model(String id, Map<String, Object> changes, int... hops) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String place = "thgn/" + id + (attempt == 0 ? "" : "/" + attempt);
            Draft draft = drawn(id, new Draw(place), changes, hops);
            if (Living.is(draft, NETWORK)) {
                return draft;
            }
        }
        throw new IllegalStateException("suite: thgn, " + id + ": none of " + ATTEMPTS + " draws lives");
    }

    static Draft drawn(String id, Draw draw, Map<String, Object> changes, int... hops) {
        Map<String, Object> settings = stated();
        // settings that aren't stated elsewhere come last, in an order of their own
        settings.putAll(new TreeMap<>(changes));
        Draft draft = new Draft(id).cotangent("loss", scalar(1));
        settings.forEach(draft::setting);
        if (hops.length > 0) {
            draft.input("hops", indices(hops));
        }
        Configuration c = NetworkDefinition.configuration(draft.allSettings(), draft.inputs);
        List<String> gradients = new ArrayList<>();
        draft.input(
                "audio",
                draw.normal(
                        "audio",
                        c.training().batch(),
                        c.clips().audioSegments(),
                        c.clips().audioFeatures()));
        gradients.add("audio");
        int edges = 0;
        if (c.clips().hasVideo()) {
            gradients.add("video");
            edges = ThgnDefinition.cross(c).count();
        }
        draft.input(
                "video",
                draw.normal(
                        "video",
                        c.training().batch(),
                        c.clips().videoSegments(),
                        c.clips().videoFeatures()));
        draft.input(
                "label",
                ThgnSettings.of(c).focalForm() == FocalLoss.Form.SOFTMAX
                        ? draw.below("label", c.clips().classes(), c.training().batch())
                        : draw.below(
                                        "label",
                                        2,
                                        c.training().batch() * c.clips().classes())
                                .reshaped(c.training().batch(), c.clips().classes()));
        draft.input("xi", draw.uniform("xi", c.training().batch(), edges));
        Parameters.shapes(c).forEach((name, shape) -> {
            draft.input(name, draw.normal(name, 0.6, shape.toArray()));
            gradients.add(name);
        });
        return draft.gradients(gradients.toArray(String[]::new));
    }

    private static Document count() {
        Definition definition = (s, in) -> Map.of("total", total(s, true, true));
        Document file = new Document("parameter_count", "parameter_count", "2.3", Parameters.class, definition)
                .reading("A2", "A13", "A20", "A21", "A42")
                .decoy(
                        "no-gates",
                        "the pooling's gates are forgotten",
                        (s, in) -> Map.of("total", total(s, false, true)))
                .decoy(
                        "no-attention",
                        "the attention vectors are forgotten",
                        (s, in) -> Map.of("total", total(s, true, false)));
        file.add(sizes("paper", Map.of()).comment("3,583,777: not the 4.8M of Table 1"));
        file.add(sizes("table1", Map.of("embedding", 512)).comment("4,813,345: Table 1's 4.8M needs d = 512"));
        file.add(sizes("d-493", Map.of("embedding", 493)).comment("the smallest d that rounds to 4.8M"));
        file.add(sizes("d-523", Map.of("embedding", 523)).comment("the largest"));
        file.add(sizes("no-embedding", Map.of("embedding", 0)).comment("features enter layer 1 directly"));
        file.add(sizes("no-bias", Map.of("bias", false))
                .comment("Eq. 3 as printed; GAT-AV, projections and head keep theirs"));
        file.add(sizes("concat", Map.of("pooling", "concat")));
        file.add(sizes("cross-layers-last", Map.of("cross_layers", "last"))
                .comment("GAT-AV in the last layer alone (A42)")
                .decoy("every-layer", "GAT-AV is counted in every layer", definition.with("cross_layers", "every")));
        file.add(
                sizes("audio-only", Map.of("pooling", "audio")).comment("the video gate still counts: Eq. 4 uses g_v"));
        file.add(sizes("defaults-left-out", Map.of())
                .comment("without settings: the paper's sizes")
                .allLeftOut());
        return file.add(sizes("one-layer", Map.of("layers", 1, "hidden", 7, "classes", 2)));
    }

    private static Draft sizes(String id, Map<String, Object> changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String key : List.of(
                "audio_features",
                "video_features",
                "embedding",
                "hidden",
                "layers",
                "classes",
                "pooling",
                "bias",
                "cross_layers")) {
            settings.put(key, changes.getOrDefault(key, paper(key)));
        }
        Draft draft = new Draft(id);
        settings.forEach(draft::setting);
        return draft;
    }

    private static Numbers total(Definition.Settings s, boolean gates, boolean attention) {
        long d = s.whole("embedding");
        long h = s.whole("hidden");
        long bias = s.get("bias").equals(true) ? 2 * h : 0;
        long projections = d == 0 ? 0 : (s.whole("audio_features") + s.whole("video_features") + 2) * d;
        long audioIn = d == 0 ? s.whole("audio_features") : d;
        long videoIn = d == 0 ? s.whole("video_features") : d;
        // psi of audio and video and the biases of GNN-A and GNN-V; W_d, W_s, a_s, a_d, b
        long vectors = (attention ? 3 : 1) * h;
        long layers = s.whole("layers");
        long psi = (audioIn + videoIn) * h + bias + (layers - 1) * (2 * h * h + bias);
        long every = (audioIn + videoIn) * h + vectors + (layers - 1) * (2 * h * h + vectors);
        long last = (layers == 1 ? audioIn + videoIn : 2 * h) * h + vectors;
        long cross = s.text("cross_layers").equals("every") ? every : last;
        long head = ((s.text("pooling").equals("concat") ? 2 * h : h) + 1) * s.whole("classes");
        double total = (double) (projections + psi + cross + (gates ? 2 * h : 0) + head);
        return new Numbers(Shape.scalar(), new double[] {total}, true);
    }
}
