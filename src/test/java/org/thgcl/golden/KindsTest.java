package org.thgcl.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Every kind on cases computed by hand, and what each refuses. The files' comments say how they were computed.
@Tag("slow")
class KindsTest {
    @TempDir
    Path folder;

    static List<String> kinds() {
        return Kinds.all().stream().map(Kind::name).toList();
    }

    @Test
    void there_are_the_kinds_of_the_format() {
        assertThat(kinds())
                .containsExactly(
                        "temporal_neighbourhood",
                        "cross_modal_edges",
                        "gaussian_weight",
                        "hawkes_weight",
                        "tmac_weight",
                        "graph_convolution",
                        "gat_av",
                        "graph_layer_norm",
                        "attention_pooling",
                        "contrastive_loss",
                        "focal_loss",
                        "joint_objective",
                        "thgn",
                        "adam",
                        "sgd",
                        "learning_rate",
                        "average_precision",
                        "roc_auc",
                        "standardisation",
                        "split_sizes",
                        "early_stopping",
                        "accuracy",
                        "philox",
                        "dropout_mask",
                        "initialisation_bounds",
                        "log_mel",
                        "resample",
                        "pca_quantise",
                        "frame_resize",
                        "video_chunks",
                        "baseline_log_mel",
                        "batch_norm",
                        "layer_norm",
                        "activation",
                        "convolution",
                        "pooling",
                        "nearest_edges",
                        "max_relative",
                        "fuzzy_centroids",
                        "relative_position",
                        "baseline_tmac",
                        "baseline_vaed",
                        "baseline_hgcn",
                        "baseline_ssl_graph",
                        "baseline_lhgnn",
                        "baseline_conformer",
                        "baseline_wav2vec2",
                        "baseline_resnet1d",
                        "baseline_wav2vec_encoder",
                        "baseline_video_resnet",
                        "baseline_wave_logmel",
                        "baseline_convnext",
                        "baseline_ast",
                        "baseline_passt",
                        "baseline_asit",
                        "baseline_audio_mae",
                        "baseline_maskspec",
                        "baseline_atst_clip",
                        "baseline_vatt",
                        "vggish",
                        "s3d",
                        "baseline_parameter_count",
                        "parameter_count",
                        "training");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hand_computed_cases_pass(String kind) {
        Verification found = Document.of(kind).verify(folder);
        assertThat(found.errors()).isEmpty();
        assertThat(found.failures()).isEmpty();
        assertThat(found.kinds().getFirst().kind()).isEqualTo(kind);
        assertThat(found.passed()).isTrue();
    }

    /// Each expected number in turn, off by a thousandth and a thousandth of itself, must fail: all are looked at.
    @ParameterizedTest
    @MethodSource("kinds")
    void every_changed_number_fails(String kind) {
        GoldenFile file = GoldenReader.parse(Document.of(kind).text());
        for (GoldenCase c : file.cases()) {
            for (boolean gradients : new boolean[] {false, true}) {
                Map<String, GoldenTensor> expected = gradients ? c.gradients() : c.outputs();
                expected.forEach((name, tensor) -> {
                    for (int i = 0; i < tensor.shape().elements(); i++) {
                        Tensor off = tensor.values().copy();
                        off.set(i, Double.isNaN(off.get(i)) ? 0 : off.get(i) + 1e-3 * (1 + Math.abs(off.get(i))));
                        Map<String, GoldenTensor> changed = new TreeMap<>(expected);
                        changed.put(name, GoldenTensor.real(off));
                        GoldenCase wrong =
                                expecting(c, gradients ? c.outputs() : changed, gradients ? changed : c.gradients());
                        CaseCheck check = CaseCheck.of(
                                Kinds.of(kind),
                                "file",
                                wrong,
                                Profile.FLOAT64.ofCase(kind, file.tolerance(), wrong.tolerance()),
                                MistakeSource.NONE);
                        assertThat(check.failures()).as(name + " " + i).hasSize(1);
                        assertThat(check.failures().getFirst().field()).endsWith("." + name);
                    }
                });
            }
        }
    }

    private static GoldenCase expecting(
            GoldenCase c, Map<String, GoldenTensor> outputs, Map<String, GoldenTensor> gradients) {
        return new GoldenCase(
                c.id(),
                c.comment(),
                c.flags(),
                c.settings(),
                c.inputs(),
                c.cotangents(),
                outputs,
                gradients,
                c.tolerance(),
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void unknown_names_are_refused(String kind) {
        for (String part : List.of("settings", "inputs", "outputs", "cotangents", "gradients")) {
            assertThatThrownBy(() -> evaluate(kind, part))
                    .isInstanceOf(GoldenException.class)
                    .message()
                    .matches(part + "(\\.sigma: .*|: stand here without cotangents)");
        }
    }

    /// The first case with an unknown name in one of its parts.
    private static CaseCheck evaluate(String kind, String part) {
        GoldenFile file = GoldenReader.parse(Document.of(kind).text());
        GoldenCase c = file.cases().getFirst();
        Map<String, GoldenTensor> sigma = new LinkedHashMap<>();
        sigma.put("sigma", GoldenTensor.real(Tensor.scalar(1)));
        Map<String, Object> settings = new LinkedHashMap<>(c.settings());
        Map<String, GoldenTensor> inputs = new LinkedHashMap<>(c.inputs());
        Map<String, GoldenTensor> cotangents = new LinkedHashMap<>(c.cotangents());
        switch (part) {
            case "settings" -> settings.put("sigma", 1L);
            case "inputs" -> inputs.putAll(sigma);
            case "cotangents" -> cotangents.putAll(sigma);
            default -> {} // expected, below
        }
        GoldenCase wrong = new GoldenCase(
                c.id(),
                "",
                List.of(),
                settings,
                inputs,
                cotangents,
                part.equals("outputs") ? sigma : c.outputs(),
                part.equals("gradients") ? sigma : Map.of(),
                null,
                List.of(),
                List.of());
        return CaseCheck.of(
                Kinds.of(kind),
                "file",
                wrong,
                Profile.FLOAT64.ofCase(kind, file.tolerance(), wrong.tolerance()),
                MistakeSource.NONE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_missing_input_is_refused(String kind) {
        GoldenFile file = GoldenReader.parse(Document.of(kind).text());
        GoldenCase c = file.cases().getFirst();
        List<String> optional = List.of("bias", "hops");
        c.inputs().keySet().stream().filter(name -> !optional.contains(name)).forEach(name -> {
            Map<String, GoldenTensor> rest = new LinkedHashMap<>(c.inputs());
            rest.remove(name);
            assertThatThrownBy(() -> Kinds.of(kind).evaluate(GoldenCase.of(c.id(), c.settings(), rest)))
                    .isInstanceOf(GoldenException.class)
                    .hasMessage("inputs." + name + ": is missing");
        });
    }

    private void refused(String kind, String old, String other, String... parts) {
        Document.of(kind).with(old, other).notComputed(folder, parts);
    }

    @Test
    void settings_of_the_wrong_type_or_range_are_refused() {
        refused("temporal_neighbourhood", "\"segments\": 4", "\"segments\": 4.0", "settings.segments", "whole");
        refused("temporal_neighbourhood", "\"segments\": 4", "\"segments\": 2000000000", "settings.segments");
        refused(
                "temporal_neighbourhood",
                "\"segments\": 4, \"span\": 1",
                "\"segments\": 1000000, \"span\": 100",
                "settings.segments",
                "more than");
        refused("temporal_neighbourhood", "\"span\": 1", "\"span\": -1", "settings.span: -1");
        refused("temporal_neighbourhood", "\"segments\": 4, ", "", "settings.segments: is missing");
        refused(
                "temporal_neighbourhood",
                "\"boundary\": \"shift\"",
                "\"boundary\": \"SHIFT\"",
                "settings.boundary: 'SHIFT'",
                "shift, clip");
        refused("hawkes_weight", "\"sign\": -1", "\"sign\": 0", "settings.sign: 0", "one of 1, -1");
        refused("hawkes_weight", "\"tau\": 2.0", "\"tau\": \"2.0\"", "settings.tau: '2.0'", "a number");
        refused("hawkes_weight", "\"tau\": 2.0", "\"tau\": 0", "settings.tau: 0", "above 0");
        refused("learning_rate", "\"steps\": [20]", "\"steps\": 20", "settings.steps", "a list");
        refused("learning_rate", "\"steps\": [20]", "\"steps\": [0.5]", "settings.steps", "whole");
        refused("thgn", "\"bias\": false", "\"bias\": \"false\"", "settings.bias", "true or false");
        refused("thgn", "\"hidden\": 1", "\"hidden\": \"1\"", "settings.hidden: '1'");
        refused("thgn", "\"normalisation\": \"none\"", "\"normalisation\": 1", "settings.normalisation: 1");
        refused("thgn", "\"alpha\": 1", "\"alpha\": -1", "settings", "alpha: -1");
        refused("thgn", "\"layers\": 1", "\"layers\": 2000000000", "settings.layers");
        refused("thgn", "\"hidden\": 1", "\"learning_rate\": 1", "settings.learning_rate: there is no such");
        refused(
                "parameter_count",
                "\"hidden\": 3, \"layers\": 1",
                "\"hidden\": 1000000, \"layers\": 2",
                "settings",
                "at most");
        refused("training", "\"iterations\": 1", "\"iterations\": 2000000000", "settings.iterations");
        refused("philox", "\"site\": \"\"", "\"site\": 0", "settings.site: 0", "a text");
        refused("philox", "\"seed\": 0", "\"seed\": 0.5", "settings.seed: 0.5", "a whole number");
        refused("dropout_mask", "\"rate\": 0.5", "\"rate\": 1", "settings.rate: 1", "below 1");
        refused("early_stopping", "\"patience\": 2", "\"patience\": 0", "settings.patience: 0");
        refused("log_mel", "\"fft\": 4", "\"fft\": 5", "settings", "fft");
        refused("resample", "\"rate_in\": 2", "\"rate_in\": 0", "settings.rate_in: 0", "at least 1");
        refused("resample", "\"beta\": 0", "\"beta\": 701", "settings.beta: 701", "at most 700");
        refused("resample", "\"rolloff\": 1", "\"rolloff\": 1.5", "settings.rolloff: 1.5", "at most 1");
        refused(
                "resample",
                "\"rate_in\": 2, \"rate_out\": 1, \"zeros\": 1",
                "\"rate_in\": 1, \"rate_out\": 1000000, \"zeros\": 9",
                "settings.zeros",
                "more than");
        refused("pca_quantise", "\"minimum\": -2", "\"minimum\": 2", "settings: 8 bits: the range is 2.0 ... 2.0");
        refused(
                "pca_quantise",
                "\"rounding\": \"truncate\"",
                "\"rounding\": \"floor\"",
                "settings.rounding: 'floor'",
                "half_even");
        refused("frame_resize", "\"width\": 1", "\"width\": 0", "settings.width: 0");
        refused(
                "frame_resize",
                "\"width\": 1, \"height\": 1",
                "\"width\": 100000, \"height\": 100000",
                "settings.width",
                "more than");
        refused("video_chunks", "\"seconds\": 1", "\"seconds\": 0", "settings.seconds: 0");
        refused("video_chunks", "\"chunk_seconds\": 0.5", "\"chunk_seconds\": 2", "settings", "chunkSeconds is 2");
        refused(
                "video_chunks",
                "\"chunk_seconds\": 0.5",
                "\"chunk_seconds\": 1e-300",
                "settings.chunk_seconds: 1.0E-300 isn't a fraction");
        refused("video_chunks", "\"chunk_seconds\": 0.5", "\"chunk_seconds\": 1e-15", "settings", "2^31 chunks");
        refused(
                "video_chunks",
                "\"chunk_seconds\": 0.5",
                "\"chunk_seconds\": 1e-8",
                "settings.chunk_seconds",
                "more than");
        refused("video_chunks", "\"timeline\": \"time\"", "\"timeline\": \"times\"", "settings.timeline: 'times'");
        refused(
                "video_chunks",
                "\"timeline\": \"time\"",
                "\"timeline\": \"predecessor\"",
                "inputs.times",
                "10 or more");
    }

    @Test
    void inputs_of_the_wrong_shape_or_kind_are_refused() {
        refused(
                "gaussian_weight",
                "{\"shape\": [1], \"data\": [2]}",
                "{\"shape\": [2], \"data\": [2, 2]}",
                "inputs.j: has shape [2], must be [E] with E = 1");
        refused("graph_convolution", "\"data\": [0, 1, 1]", "\"data\": [0.0, 1, 1]", "inputs.source", "decimal");
        refused("graph_convolution", "\"data\": [0, 1, 1]", "\"data\": [0, 2, 1]", "inputs.source: element 1 is 2");
        refused("graph_convolution", "\"data\": [0, 1, 1]", "\"data\": [-1, 1, 1]", "inputs.source: element 0 is -1");
        refused("graph_convolution", "\"data\": [4, 1]", "\"data\": [-4, 1]", "inputs.weight", "row 0");
        refused(
                "gat_av", "\"video\": {\"shape\": [2], \"data\": [0, 1]}",
                "\"video\": {\"shape\": [2], \"data\": [0, 9]}", "inputs.video: element 1 is 9");
        refused("attention_pooling", "[0, 0, 2]", "[0, 1, 0]", "inputs.graph", "ascend");
        refused("attention_pooling", "[0, 0, 2]", "[0, 0, 2000000000]", "inputs.graph");
        refused("hawkes_weight", "\"data\": [0.5]", "\"data\": [1.0]", "inputs.xi", "open interval");
        refused(
                "focal_loss", "\"label\": {\"shape\": [1], \"data\": [0]}",
                "\"label\": {\"shape\": [1], \"data\": [2]}", "inputs.label: element 0 is 2");
        refused("learning_rate", "[0, 10]", "[0, -10]", "inputs.iteration: element 1 is -10");
        refused("roc_auc", "[0, 1, 0]", "[0, 1, 3]", "inputs.label: element 2 is 3");
        refused("accuracy", "[0, 1, 1]", "[0, 1, 3]", "inputs.label: element 2 is 3");
        refused("split_sizes", "[10, 3]", "[10, 2]", "inputs: 2 clips are too few");
        refused("split_sizes", "0.7, 0.1, 0.2", "0.7, 0.1, 0.3", "inputs: fractions", "must sum to 1");
        refused(
                "standardisation",
                "[1, 2], \"data\": [2, 6]",
                "[2, 1], \"data\": [2, 6]",
                "inputs.y: has shape [2, 1]");
        refused("average_precision", "0.9", "\"NaN\"", "inputs.score", "not a number");
        refused("resample", "[1, 10, 100, 1000]", "[1, 10, \"NaN\", 1000]", "inputs.waveform", "sample 2 is NaN");
        refused("pca_quantise", "[3, -1, 2.5, 1]", "[3, -1, \"Infinity\", 1]", "inputs: PCA: element 2");
        refused("frame_resize", "[10, 0, 255", "[10, 0, 256", "inputs.picture: element 2 is 256");
        refused("frame_resize", "[10, 0, 255", "[10, 0.5, 255", "inputs.picture", "decimal");
        refused(
                "frame_resize",
                "[1, 2, 3], \"data\": [10, 0, 255, 21, 0, 255]",
                "[1, 0, 3], \"data\": []",
                "inputs.picture");
        refused("video_chunks", "[0, 0.5, 0.75]", "[0, 0.8, 0.75]", "inputs.times: element 2 is 0.75", "fall");
        refused("video_chunks", "[0, 0.5, 0.75]", "[0, 0.5, \"NaN\"]", "inputs.times: element 2 is NaN");
        refused("video_chunks", "[3], \"data\": [0, 0.5, 0.75]", "[0], \"data\": []", "inputs.times", "at least 1");
        refused(
                "cross_modal_edges",
                "\"inputs\": {}",
                "\"inputs\": {\"hops\": {\"shape\": [2], \"data\": [0, 1]}}",
                "inputs.hops: stands here without");
        refused("cross_modal_edges", "[-1, 4]", "[-1, 4.5]", "inputs.hops", "decimal");
        refused(
                "thgn", "\"xi\": {\"shape\": [1, 1], \"data\": [0.5]}",
                "\"xi\": {\"shape\": [1, 2], \"data\": [0.5, 0.5]}", "inputs.xi: has shape [1, 2], must be [1, 1]");
        refused("thgn", "\"layers.0.audio.bias\"", "\"layers.1.audio.bias\"", "inputs.layers.1.audio.bias");
    }

    @Test
    void cotangents_and_gradients_that_make_no_sense_are_refused() {
        String scalar = "{\"shape\": [], \"data\": [1]}";
        refused(
                "focal_loss", "\"cotangents\": {\n        \"loss\": {\"shape\": [], \"data\": [1]}",
                "\"cotangents\": {\n        \"loss\": {\"shape\": [1], \"data\": [1]}",
                        "cotangents.loss: has shape [1]");
        refused("focal_loss", "\"gradients\": {", "\"gradients\": {\"label\": " + scalar + ",", "gradients.label");
        refused(
                "roc_auc",
                "\"outputs\": {",
                "\"cotangents\": {\"mean\": " + scalar + "}, \"outputs\": {",
                "cotangents.mean: this output has no gradient");
        refused(
                "roc_auc",
                "\"outputs\": {",
                "\"gradients\": {\"score\": " + scalar + "}, \"outputs\": {",
                "gradients: stand here without cotangents");
        refused(
                "focal_loss",
                "\"loss\": " + "{\"shape\": [], \"data\": [0.08",
                "\"loss\": {\"shape\": [1], \"data\": [0.08",
                "outputs.loss: has shape [1], the computed one is []");
    }

    @Test
    void gradients_of_several_cotangents_add_up() {
        GoldenCase c = GoldenReader.parse(Document.of("gat_av").text()).cases().getFirst();
        GoldenTensor out = GoldenTensor.real(Tensor.of(Shape.of(2, 1), 2, 0));
        GoldenTensor alpha = GoldenTensor.real(Tensor.vector(1, -1));
        Tensor one = gradient(c, Map.of("x_out", out));
        Tensor other = gradient(c, Map.of("alpha", alpha));
        Tensor both = gradient(c, Map.of("x_out", out, "alpha", alpha));
        for (int i = 0; i < 2; i++) {
            // numbers below 8, a handful of roundings
            assertThat(both.get(i)).isCloseTo(one.get(i) + other.get(i), within(64 * 0x1p-53));
        }
        assertThat(other.get(0)).isNotZero();
    }

    private static Tensor gradient(GoldenCase c, Map<String, GoldenTensor> cotangents) {
        GoldenCase asked = new GoldenCase(
                c.id(),
                "",
                List.of(),
                c.settings(),
                c.inputs(),
                cotangents,
                Map.of(),
                Map.of(),
                null,
                List.of(),
                List.of());
        return Kinds.of("gat_av").evaluate(asked).gradients().get("x_video").values();
    }

    @Test
    void the_noise_of_the_network_has_a_gradient_too() {
        GoldenCase c = GoldenReader.parse(Document.of("thgn").text()).cases().get(1);
        Map<String, Object> settings = new LinkedHashMap<>(c.settings());
        settings.put("cross_weight", "hawkes");
        settings.put("noise", "logit");
        GoldenTensor up = GoldenTensor.real(Tensor.of(Shape.of(1, 2), 1, 0));
        GoldenCase asked = new GoldenCase(
                c.id(),
                "",
                List.of(),
                settings,
                c.inputs(),
                Map.of("logits", up),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                List.of());
        // logit 0 is x_a + (1 + s) x_v with s = sigmoid(logit(1/2) + (0 - 0 + 1)/1), so 4 s' by s' = s (1 - s) and
        // d logit/d xi = 4
        double s = 1 / (1 + Math.exp(-1));
        assertThat(Kinds.of("thgn")
                        .evaluate(asked)
                        .gradients()
                        .get("xi")
                        .values()
                        .get(0))
                .isCloseTo(4 * s * (1 - s) * 4, within(1e-14));
    }

    @Test
    void contrastive_needs_two_clips_with_video() {
        refused(
                "thgn",
                "\"outputs\": {",
                "\"outputs\": {\"contrastive\": {\"shape\": [], \"data\": [0]},",
                "outputs.contrastive: is unknown here");
        refused(
                "thgn",
                "\"weight_contrastive\": 0, \"normalisation\": \"none\", \"alpha\": 1, \"gamma\": 0, "
                        + "\"video_features\": 1",
                "\"weight_contrastive\": 0.1, \"video_features\": 1",
                "settings: batch: 1");
    }
}
