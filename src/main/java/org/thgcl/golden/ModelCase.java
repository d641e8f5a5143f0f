package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.FocalLoss;
import org.thgcl.graph.Alignment;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// A model and the batch that it is shown, from settings and inputs that are checked here.
///
/// @param configuration from the settings, and the input `hops`
/// @param model its equations put together
/// @param parameters the names of its parameters
record ModelCase(Configuration configuration, Thgn model, List<String> parameters) {
    private static final String CROSS_BIAS = "cross.bias";

    /// The inputs in the words of the format's table, but for xi and the parameters.
    static final List<String> INPUTS =
            List.of("audio[B,P_a,audio_features]", "video[B,P_v,video_features]?", "int label[B]", "int hops[P_v]?");

    /// The parameters in the words of the format's table, with L for the number of a layer and `in` for the width of
    /// what enters it; those with a question mark depend on the settings.
    static final List<String> PARAMETERS = List.of(
            "projection.audio.weight[audio_features,d]?",
            "projection.audio.bias[d]?",
            "projection.video.weight[video_features,d]?",
            "projection.video.bias[d]?",
            "layers.L.audio.psi[in,H]",
            "layers.L.audio.bias[H]?",
            "layers.L.video.psi[in,H]?",
            "layers.L.video.bias[H]?",
            "layers.L.cross.source[in,H]?",
            "layers.L.cross.target[in,H]?",
            "layers.L.cross.attention_source[H]?",
            "layers.L.cross.attention_target[H]?",
            "layers.L.cross.bias[H]?",
            "pool.audio.gate[H]",
            "pool.video.gate[H]?",
            "head.weight[G,C]",
            "head.bias[C]");

    /// Checks all settings and inputs.
    ///
    /// @throws GoldenException that names the first that doesn't fit
    static ModelCase of(CaseSettings settings, CaseInputs in) {
        Configuration c = ModelSettings.of(settings);
        Map<String, Shape> shapes = GoldenException.blaming("settings", () -> Parameters.shapes(c));
        in.require(declarations(c, shapes));
        requireAllOrNone(
                shapes.keySet().stream()
                        .filter(name -> name.endsWith(CROSS_BIAS))
                        .toList(),
                in);
        requireSizes(c);
        Configuration complete = ThgnSettings.of(c).alignment() == Alignment.HOPS
                        && c.clips().hasVideo()
                ? GoldenException.blaming(
                        "inputs.hops",
                        () -> c.with(
                                "hops", Arrays.stream(in.ints("hops")).boxed().toList()))
                : c;
        Thgn model = Thgn.of(complete);
        return new ModelCase(
                complete, model, shapes.keySet().stream().filter(in::has).toList());
    }

    private static boolean ofSigmoids(Configuration c) {
        return ThgnSettings.of(c).focalForm() == FocalLoss.Form.SIGMOID;
    }

    /// The labels of the batch: one for each clip, or with `focal_form` sigmoid a row of 0 and 1.
    Labels labels(CaseInputs in) {
        return ofSigmoids(configuration)
                ? Labels.indicators(in.indicators("label", configuration.clips().classes()))
                : Labels.one(in.indices("label", configuration.clips().classes()));
    }

    private static List<String> declarations(Configuration c, Map<String, Shape> shapes) {
        List<String> declared = new ArrayList<>();
        declared.add("audio[" + c.training().batch() + "," + c.clips().audioSegments() + ","
                + c.clips().audioFeatures() + "]");
        declared.add("int label[" + c.training().batch()
                + (ofSigmoids(c) ? "," + c.clips().classes() : "") + "]");
        if (c.clips().hasVideo()) {
            declared.add("video[" + c.training().batch() + "," + c.clips().videoSegments() + ","
                    + c.clips().videoFeatures() + "]");
            declared.add("xi[clips,edges]");
        } else {
            declared.add("video[" + c.training().batch() + ",0,features]?");
            declared.add("xi[clips,edges]?");
        }
        if (ThgnSettings.of(c).alignment() == Alignment.HOPS) {
            declared.add(
                    "int hops[" + c.clips().videoSegments() + "]" + (c.clips().hasVideo() ? "" : "?"));
        }
        shapes.forEach((name, shape) -> {
            String sizes = shape.toString().replace(" ", "");
            declared.add(name
                    + sizes
                    + (name.endsWith(CROSS_BIAS) && !ThgnSettings.of(c).bias() ? "?" : ""));
        });
        return declared;
    }

    /// Without `bias`, some implementations have none in GAT-AV, either; but then in no layer.
    private static void requireAllOrNone(List<String> names, CaseInputs in) {
        List<String> missing = names.stream().filter(name -> !in.has(name)).toList();
        if (!missing.isEmpty() && missing.size() < names.size()) {
            throw new GoldenException("inputs." + missing.getFirst(), "is missing, while another layer has one");
        }
    }

    private static void requireSizes(Configuration c) {
        long nodes = (long) c.training().batch()
                * Math.max(c.clips().audioSegments(), c.clips().videoSegments());
        Limits.require(
                "settings.hidden",
                nodes,
                Math.max(ThgnSettings.of(c).hidden(), ThgnSettings.of(c).embedding()));
        Limits.require("settings.batch", c.training().batch(), c.training().batch());
        if (ThgnSettings.of(c).contrast() == Eq4ContrastiveLoss.Level.SEGMENTS) {
            Limits.require(
                    "settings.video_segments",
                    (long) c.training().batch() * c.clips().videoSegments(),
                    c.clips().videoSegments());
        }
        GraphKinds.requireEdges(
                "settings.audio_span",
                c.clips().audioSegments(),
                ThgnSettings.of(c).audioSpan(),
                ThgnSettings.of(c).audioDilation());
        GraphKinds.requireEdges(
                "settings.video_span",
                c.clips().videoSegments(),
                ThgnSettings.of(c).videoSpan(),
                ThgnSettings.of(c).videoDilation());
        Limits.require(
                "settings.cross_span",
                nodes,
                Math.min(ThgnSettings.of(c).crossSpan(), c.clips().audioSegments()));
    }

    /// An input of a batch of clips that have no video.
    ///
    /// @param sizes after that of the batch
    Variable empty(CaseInputs in, int... sizes) {
        int[] shape = new int[sizes.length + 1];
        shape[0] = configuration.training().batch();
        System.arraycopy(sizes, 0, shape, 1, sizes.length);
        return in.tape().constant(Tensor.zeros(Shape.of(shape)));
    }

    /// Number of cross-modal edges of a clip, E.
    int edges() {
        return model.graph().cross().count();
    }
}
