package org.thgcl.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thgcl.data.Labels;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.FocalLoss;
import org.thgcl.graph.Alignment;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Shape;
import org.thgcl.thgn.Parameters;
import org.thgcl.thgn.Thgn;

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
        Configuration complete = c.alignment() == Alignment.HOPS && c.hasVideo()
                ? GoldenException.blaming(
                        "inputs.hops",
                        () -> c.with(
                                "hops", Arrays.stream(in.ints("hops")).boxed().toList()))
                : c;
        Thgn model = new Thgn(complete, in.tape().kernels());
        return new ModelCase(
                complete, model, shapes.keySet().stream().filter(in::has).toList());
    }

    private static boolean ofSigmoids(Configuration c) {
        return c.focalForm() == FocalLoss.Form.SIGMOID;
    }

    /// The labels of the batch: one for each clip, or with `focal_form` sigmoid a row of 0 and 1.
    Labels labels(CaseInputs in) {
        return ofSigmoids(configuration)
                ? Labels.indicators(in.indicators("label", configuration.classes()))
                : Labels.one(in.indices("label", configuration.classes()));
    }

    private static List<String> declarations(Configuration c, Map<String, Shape> shapes) {
        List<String> declared = new ArrayList<>();
        declared.add("audio[" + c.batch() + "," + c.audioSegments() + "," + c.audioFeatures() + "]");
        declared.add("int label[" + c.batch() + (ofSigmoids(c) ? "," + c.classes() : "") + "]");
        if (c.hasVideo()) {
            declared.add("video[" + c.batch() + "," + c.videoSegments() + "," + c.videoFeatures() + "]");
            declared.add("xi[clips,edges]");
        } else {
            declared.add("video[" + c.batch() + ",0,features]?");
            declared.add("xi[clips,edges]?");
        }
        if (c.alignment() == Alignment.HOPS) {
            declared.add("int hops[" + c.videoSegments() + "]" + (c.hasVideo() ? "" : "?"));
        }
        shapes.forEach((name, shape) -> {
            String sizes = shape.toString().replace(" ", "");
            declared.add(name + sizes + (name.endsWith(CROSS_BIAS) && !c.bias() ? "?" : ""));
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
        long nodes = (long) c.batch() * Math.max(c.audioSegments(), c.videoSegments());
        Limits.require("settings.hidden", nodes, Math.max(c.hidden(), c.embedding()));
        Limits.require("settings.batch", c.batch(), c.batch());
        if (c.contrast() == Eq4ContrastiveLoss.Level.SEGMENTS) {
            Limits.require("settings.video_segments", (long) c.batch() * c.videoSegments(), c.videoSegments());
        }
        GraphKinds.requireEdges("settings.audio_span", c.audioSegments(), c.audioSpan(), c.audioDilation());
        GraphKinds.requireEdges("settings.video_span", c.videoSegments(), c.videoSpan(), c.videoDilation());
        Limits.require("settings.cross_span", nodes, Math.min(c.crossSpan(), c.audioSegments()));
    }

    /// Number of cross-modal edges of a clip, E.
    int edges() {
        return model.graph().cross().count();
    }
}
