package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.settings;
import static org.thgcl.golden.suite.NetworkCases.times;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.baseline.Transformer;
import org.thgcl.baseline.TransformerDefinition;
import org.thgcl.baseline.TransformerSettings;
import org.thgcl.baseline.TransformerSystem;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Elementary;

/// The systems of Table 1 that are one encoder, on two small clips. A case gives the sizes; what else distinguishes a
/// system is left out and so is the system's default.
final class TransformerFiles {
    private static final Settings<TransformerSettings> SETTINGS = Settings.of(TransformerSettings.class);

    private TransformerFiles() {}

    static List<Document> all() {
        return List.of(ast(), passt(), asit(), audioMae(), maskSpec(), atstClip(), vatt());
    }

    private static NetworkCases cases(TransformerSystem system, Object... sizes) {
        Map<String, Object> small = settings("width", 8, "layers", 2, "heads", 2, "mlp", 6, "classes", 3);
        small.putAll(settings(sizes));
        return new NetworkCases("baseline_" + system.word(), small, Map.of("B", 2));
    }

    /// Patches of two axes, with a stride.
    private static NetworkCases square(TransformerSystem system, int bands, int frames, int patch, int stride) {
        return cases(
                system,
                "bands",
                bands,
                "frames",
                frames,
                "patch_bands",
                patch,
                "patch_frames",
                patch,
                "stride_bands",
                stride,
                "stride_frames",
                stride);
    }

    private static Document file(NetworkCases cases, TransformerSystem system) {
        return cases.file(Transformer.class)
                .decoy("tanh", "GELU's approximation by tanh", (settings, in) -> byTanh(system, settings, in))
                .decoy("one-head", "one head, of all columns", cases.set("heads", 1))
                .decoy("norm-after", "layer normalisation after the sums", cases.set("norm", "post"))
                .decoy(
                        "queries-for-keys",
                        "queries and keys are exchanged",
                        cases.exchanged("query.weight", "key.weight"))
                .decoy(
                        "weights-transposed",
                        "square matrices as checkpoints of the published programs hold them",
                        cases.changed(NetworkCases::transposed, "weight"))
                .decoy("loss-summed", "the loss is summed over classes", (settings, in) -> {
                    Map<String, Numbers> outputs = cases.network().of(settings, in);
                    outputs.replace("loss", times(settings.whole("classes")).apply(outputs.get("loss")));
                    return outputs;
                });
    }

    private static Document patched(NetworkCases cases, TransformerSystem system) {
        return file(cases, system)
                .decoy(
                        "patches-by-columns",
                        "patches are written frame by frame",
                        cases.changed(in -> in.computeIfPresent("patch.weight", (_, weight) -> byColumns(weight))));
    }

    /// The rows of a square patch's weight in the order of its columns.
    private static Numbers byColumns(Numbers weight) {
        int n = (int) Math.sqrt(weight.shape().rows());
        int[] from = new int[n * n];
        Arrays.setAll(from, k -> k % n * n + k / n);
        return NetworkCases.rows(weight, from);
    }

    private static Map<String, Numbers> byTanh(
            TransformerSystem system, Definition.Settings settings, Map<String, Numbers> in) {
        TransformerSettings s = SETTINGS.with(system.settings(), settings.values());
        TransformerDefinition definition = new TransformerDefinition(
                s, name -> in.containsKey(name) ? in.get(name).data() : new double[0], TransformerFiles::tanhGelu);
        Numbers input = in.get(s.bands() == 1 ? "waveform" : "spectrogram");
        int clips = input.shape().size(0);
        int frames = input.shape().size(2);
        double[] logits = new double[clips * s.classes()];
        for (int clip = 0; clip < clips; clip++) {
            double[][] x = new double[s.bands()][];
            for (int b = 0; b < s.bands(); b++) {
                int from = (clip * s.bands() + b) * frames;
                x[b] = Arrays.copyOfRange(input.data(), from, from + frames);
            }
            System.arraycopy(definition.logits(definition.features(x)), 0, logits, clip * s.classes(), s.classes());
        }
        Map<String, Numbers> outputs = new LinkedHashMap<>();
        outputs.put("logits", Numbers.matrix(clips, s.classes(), logits));
        return outputs;
    }

    /// `x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))`.
    private static double tanhGelu(double x) {
        return x * Elementary.sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
    }

    private static Document ast() {
        NetworkCases cases = square(TransformerSystem.AST, 11, 16, 4, 3);
        return patched(cases, TransformerSystem.AST)
                .decoy("frame-major", "tokens frame by frame", cases.set("token_order", "frame_major"))
                .decoy("class-token", "the class token alone", cases.set("pooling", "class"))
                .decoy("no-head-norm", "no normalisation before the head", cases.set("head_norm", "none"))
                .decoy("pooled-norm", "the last normalisation after pooling", cases.set("final_norm", "pooled"))
                .add(cases.draft("overlap", Map.of()).comment("patches overlap; 3 x 5 patches, one band is left over"));
    }

    private static Document passt() {
        NetworkCases cases = square(TransformerSystem.PASST, 11, 16, 4, 3);
        return patched(cases, TransformerSystem.PASST)
                .decoy("class-token", "the class token alone", cases.set("pooling", "class"))
                .decoy("no-head-norm", "no normalisation before the head", cases.set("head_norm", "none"))
                .decoy("no-bands", "positions of frames alone", cases.changed(times(0), "position.band"))
                .add(cases.draft("separable", Map.of()).comment("a row for each band and one for each frame"))
                .add(cases.draft("shorter", Map.of())
                        .input("spectrogram", new Draw("baseline_passt/shorter/fewer").normal("frames", 2, 11, 12))
                        .comment("fewer frames than positions: the first ones"));
    }

    private static Document asit() {
        NetworkCases cases = square(TransformerSystem.ASIT, 9, 18, 4, 4);
        return patched(cases, TransformerSystem.ASIT)
                .decoy("band-major", "tokens band by band", cases.set("token_order", "band_major"))
                .decoy("mean", "the mean of the patches", cases.set("pooling", "patches"))
                .add(cases.draft("class-token", Map.of())
                        .comment("2 x 4 patches, frame by frame; one band and two frames are left over"));
    }

    private static Document audioMae() {
        NetworkCases cases = square(TransformerSystem.AUDIO_MAE, 9, 18, 4, 4);
        return patched(cases, TransformerSystem.AUDIO_MAE)
                .decoy("own-positions", "each patch's own position", cases.set("position", "sinusoidal"))
                .decoy("class-token", "the class token", cases.set("pooling", "class"))
                .decoy("tokens-norm", "the last normalisation before pooling", cases.set("final_norm", "tokens"))
                .add(cases.draft("published", Map.of())
                        .comment("as published: a token's position is that of another patch"))
                .add(cases.draft("meant", Map.of("position", "sinusoidal"))
                        .comment("as meant")
                        .decoy(
                                "published-positions",
                                "positions of other patches",
                                cases.set("position", "sinusoidal_published")));
    }

    private static Document maskSpec() {
        NetworkCases cases = square(TransformerSystem.MASKSPEC, 9, 18, 4, 4);
        return patched(cases, TransformerSystem.MASKSPEC)
                .decoy("frame-major", "tokens frame by frame", cases.set("token_order", "frame_major"))
                .decoy("class-token", "the class token", cases.set("pooling", "class"))
                .decoy("tokens-norm", "the last normalisation before pooling", cases.set("final_norm", "tokens"))
                .add(cases.draft("mean", Map.of()).comment("the normalised mean of the patches"));
    }

    private static Document atstClip() {
        NetworkCases cases = cases(
                TransformerSystem.ATST_CLIP,
                "bands",
                6,
                "frames",
                21,
                "patch_bands",
                6,
                "patch_frames",
                2,
                "stride_bands",
                6,
                "stride_frames",
                2,
                "chunk_frames",
                13);
        return file(cases, TransformerSystem.ATST_CLIP)
                .decoy("own-mean", "a piece's mean over its own patches", cases.set("chunk_mean", "own"))
                .decoy("one-piece", "the input isn't cut", cases.set("chunk_frames", 0))
                .decoy("no-statistics", "no normalisation before the head", cases.set("head_norm", "none"))
                .decoy(
                        "no-root",
                        "divided by the variance, not by its root",
                        cases.changed(TransformerFiles::squared, "norm.variance"))
                .add(cases.draft("two-pieces", Map.of())
                        .comment("pieces of 13 and 8 frames; the first sum of 6 patches is divided by 10"))
                .add(cases.draft("own", Map.of("chunk_mean", "own"))
                        .comment("each piece's mean over its own patches")
                        .decoy(
                                "remaining",
                                "divided by the patches that are left",
                                cases.set("chunk_mean", "remaining")))
                .add(cases.draft("short-rest", Map.of("chunk_frames", 15))
                        .comment("the second piece has 6 frames, less than half: it doesn't count"));
    }

    private static Numbers squared(Numbers x) {
        return Numbers.of(x.shape(), Arrays.stream(x.data()).map(v -> v * v).toArray());
    }

    private static Document vatt() {
        NetworkCases cases = cases(TransformerSystem.VATT, "frames", 30, "patch_frames", 4, "stride_frames", 4);
        return file(cases, TransformerSystem.VATT)
                .decoy("mean", "the mean of the patches", cases.set("pooling", "patches"))
                .decoy(
                        "positions-not-scaled",
                        "positions are normalised, not scaled",
                        cases.changed(in -> in.computeIfPresent(
                                "position.norm.scale", (_, scale) -> Numbers.vector(1, 1, 1, 1, 1, 1, 1, 1))))
                .add(cases.draft("waveform", Map.of()).comment("7 patches of 4 samples; two samples are left over"));
    }
}
