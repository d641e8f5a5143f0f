package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.baseline.Transformer;

/// The seven systems of Table 1 that are one transformer on patches of a spectrogram or a waveform.
final class EncoderFiles {
    private static final int PATCH = 4;

    private EncoderFiles() {}

    static List<Document> all() {
        return List.of(ast(), passt(), asit(), audioMae(), maskSpec(), atstClip(), vatt());
    }

    /// @param small bands, frames of the input, of a patch, and from one patch to the next
    private static NetworkCases cases(String kind, int... small) {
        Map<String, Object> settings = settings(
                "bands", small[0],
                "frames", small[1],
                "patch_bands", small[2],
                "patch_frames", small[3],
                "stride_bands", small[4],
                "stride_frames", small[5],
                "width", 8,
                "layers", 2,
                "heads", 2,
                "mlp", 12,
                "classes", 3);
        return new NetworkCases("baseline_" + kind, settings, Map.of("B", 2));
    }

    /// The file with the mistakes that all of them may have.
    private static Document file(NetworkCases cases) {
        return cases.file(Transformer.class)
                .decoy(
                        "post-norm",
                        "each layer is normalised after its sum, as the first transformers were",
                        cases.set("norm", "post"))
                .decoy("four-heads", "4 heads instead of 2", cases.set("heads", 4))
                .decoy(
                        "scores-of-the-whole-width",
                        "the scores are divided by the root of the width, not of a head's part",
                        cases.changed(
                                NetworkCases.times(Math.sqrt(0.5)), "attention.query.weight", "attention.query.bias"))
                .decoy(
                        "key-for-query",
                        "the scores have rows for columns",
                        cases.exchanged("attention.query.weight", "attention.key.weight"))
                .decoy(
                        "matrices-transposed",
                        "square matrices are read as [out, in], as checkpoints elsewhere have them",
                        cases.changed(NetworkCases::transposed, "weight"))
                .decoy(
                        "norms-exchanged",
                        "a layer's second normalisation comes first",
                        cases.exchanged("norm1.scale", "norm2.scale"))
                .decoy("large-epsilon", "an epsilon of 0.01 in the layers", cases.set("epsilon", 0.01));
    }

    /// The file of a system with square patches.
    private static Document squarePatches(NetworkCases cases) {
        return file(cases)
                .decoy(
                        "patches-by-frames",
                        "a patch is written frame by frame, not band by band",
                        cases.changed(EncoderFiles::byFrames, "patch.weight"));
    }

    /// The rows of a square patch's matrix in the order of its columns.
    private static Numbers byFrames(Numbers x) {
        return NetworkCases.rows(
                x,
                IntStream.range(0, PATCH * PATCH)
                        .map(k -> k % PATCH * PATCH + k / PATCH)
                        .toArray());
    }

    /// The rows of a table one place further.
    private static Numbers shifted(Numbers x) {
        int n = x.shape().rows();
        return NetworkCases.rows(
                x, IntStream.range(0, n).map(k -> (k + n - 1) % n).toArray());
    }

    private static Document ast() {
        NetworkCases cases = cases("ast", 11, 16, 4, 4, 3, 3);
        Document file = squarePatches(cases)
                .decoy(
                        "frame-major",
                        "tokens are numbered frame by frame, their positions band by band",
                        cases.set("token_order", "frame_major"))
                .decoy("class-token", "the class token alone is the feature", cases.set("pooling", "class"))
                .decoy("mean-of-patches", "the mean over the patches is the feature", cases.set("pooling", "patches"))
                .decoy(
                        "no-norm-before-head",
                        "the features go into the head as they are",
                        cases.set("head_norm", "none"))
                .decoy(
                        "positions-shifted",
                        "the table's rows belong to the tokens one place further",
                        cases.changed(EncoderFiles::shifted, "position.table"));
        file.add(cases.draft("overlap", Map.of()).comment("patches overlap; 3 x 5 patches, one frame is left over"));
        return file.add(cases.draft("side-by-side", Map.of("stride_bands", 4, "stride_frames", 4))
                .comment("2 x 4 patches that don't overlap (T3); three bands are left over"));
    }

    private static Document passt() {
        NetworkCases cases = cases("passt", 13, 13, 4, 4, 3, 3);
        Document file = squarePatches(cases)
                .decoy(
                        "positions-exchanged",
                        "the vectors of bands belong to frames",
                        cases.exchanged("position.band", "position.frame"))
                .decoy(
                        "prefix-exchanged",
                        "the distillation token has the class token's position",
                        cases.changed(EncoderFiles::shifted, "position.prefix"))
                .decoy("class-token", "the class token alone is the feature", cases.set("pooling", "class"))
                .decoy(
                        "no-norm-before-head",
                        "the features go into the head as they are",
                        cases.set("head_norm", "none"));
        file.add(cases.draft("square-grid", Map.of())
                .comment("4 x 4 patches, so that no shape tells bands from frames"));
        return file.add(
                cases.draft("long-grid", Map.of("frames", 18)).comment("4 x 5 patches, two frames are left over"));
    }

    private static Document asit() {
        NetworkCases cases = cases("asit", 8, 12, 4, 4, 4, 4);
        Document file = squarePatches(cases)
                .decoy("band-major", "tokens are numbered band by band", cases.set("token_order", "band_major"))
                .decoy("mean-of-patches", "the mean over the patches is the feature", cases.set("pooling", "patches"))
                .decoy(
                        "positions-shifted",
                        "the table's rows belong to the tokens one place further",
                        cases.changed(EncoderFiles::shifted, "position.table"));
        file.add(cases.draft("frame-major", Map.of()).comment("2 x 3 patches, numbered frame by frame"));
        return file.add(cases.draft(
                        "head-of-ast", Map.of("stride_bands", 2, "stride_frames", 4, "head_norm", "layer", "layers", 1))
                .comment("T7: overlapping patches and the head of AST"));
    }

    private static Document audioMae() {
        NetworkCases cases = cases("audio_mae", 8, 12, 4, 4, 4, 4);
        Document file = squarePatches(cases)
                .decoy(
                        "positions-as-meant",
                        "a token has the position of its patch; in the published program it hasn't (T8)",
                        cases.set("position", "sinusoidal"))
                .decoy(
                        "positions-as-published",
                        "a token has the position of another patch, as in the published program (T8)",
                        cases.set("position", "sinusoidal_published"))
                .decoy("band-major", "tokens are numbered band by band", cases.set("token_order", "band_major"))
                .decoy("norm-first", "every token is normalised before the mean", cases.set("final_norm", "tokens"))
                .decoy("class-token", "the class token is the feature", cases.set("pooling", "class"));
        file.add(cases.draft("published-positions", Map.of())
                .comment("positions as published, the mean over patches, normalised afterwards"));
        return file.add(cases.draft("positions-as-meant", Map.of("position", "sinusoidal"))
                .comment("T8: each token has the position of its patch"));
    }

    private static Document maskSpec() {
        NetworkCases cases = cases("maskspec", 8, 14, 4, 4, 4, 4);
        Document file = squarePatches(cases)
                .decoy("frame-major", "tokens are numbered frame by frame", cases.set("token_order", "frame_major"))
                .decoy("norm-first", "every token is normalised before the mean", cases.set("final_norm", "tokens"))
                .decoy("class-token", "the class token is the feature", cases.set("pooling", "class"))
                .decoy(
                        "positions-shifted",
                        "the table's rows belong to the tokens one place further",
                        cases.changed(EncoderFiles::shifted, "position.table"));
        file.add(cases.draft("left-over", Map.of()).comment("2 x 3 patches, two frames are left over"));
        return file.add(cases.draft("no-layers", Map.of("layers", 0))
                .comment("patches, positions, mean, normalisation and head alone"));
    }

    private static Document atstClip() {
        NetworkCases cases = cases("atst_clip", 6, 21, 6, 2, 6, 2);
        cases.small().put("chunk_frames", 13);
        Document file = file(cases)
                .decoy(
                        "mean-of-own-patches",
                        "a piece's sum is divided by its own patches; the published program divides by all that are"
                                + " left (T11)",
                        cases.set("chunk_mean", "own"))
                .decoy(
                        "mean-of-remaining-patches",
                        "a piece's sum is divided by all patches that are left, as in the published program (T11)",
                        cases.set("chunk_mean", "remaining"))
                .decoy("one-piece", "the input isn't cut", cases.set("chunk_frames", 0))
                .decoy(
                        "not-standardised",
                        "the head's given mean and variance aren't used",
                        cases.set("head_norm", "none"))
                .decoy(
                        "variance-for-deviation",
                        "the features are divided by the variance, not by its root",
                        cases.changed(
                                x -> Numbers.of(
                                        x.shape(),
                                        Arrays.stream(x.data()).map(v -> v * v).toArray()),
                                "head.norm.variance"));
        file.add(cases.draft("two-pieces", Map.of()).comment("pieces of 13 and 8 frames, 6 and 4 patches"));
        return file.add(cases.draft("short-rest", Map.of("frames", 19, "chunk_mean", "own"))
                .comment("the rest, 6 frames, isn't more than half a piece and doesn't count"));
    }

    private static Document vatt() {
        NetworkCases cases = cases("vatt", 1, 30, 1, 4, 1, 4);
        Document file = file(cases)
                .decoy("mean-of-patches", "the mean over the patches is the feature", cases.set("pooling", "patches"))
                .decoy("positions-not-normalised", "the table is added as it is", (s, in) -> cases.set(
                                "position", "table")
                        .of(s, withRowOfZeros(in)));
        file.add(cases.draft("left-over", Map.of()).comment("7 patches of 4 samples, two are left over"));
        return file.add(cases.draft("one-layer", Map.of("frames", 16, "layers", 1, "heads", 4)));
    }

    /// The positions with one of zeros for the class token in front.
    private static Map<String, Numbers> withRowOfZeros(Map<String, Numbers> in) {
        Map<String, Numbers> changed = new LinkedHashMap<>(in);
        Numbers table = in.get("position.table");
        int columns = table.shape().columns();
        double[] data = new double[table.count() + columns];
        System.arraycopy(table.data(), 0, data, columns, table.count());
        changed.put("position.table", Numbers.matrix(table.shape().rows() + 1, columns, data));
        return changed;
    }
}
