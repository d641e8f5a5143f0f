package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;
import static org.thgcl.golden.suite.NetworkCases.times;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.baseline.Conformer;
import org.thgcl.baseline.Wav2vec2;

/// The systems of Table 1 that mix convolutions and attention on sound alone.
final class SoundFiles {
    private static final int BANDS = 5;
    private static final int STACK = 3;

    private SoundFiles() {}

    static List<Document> all() {
        return List.of(conformer(), wav2vec2());
    }

    private static Document conformer() {
        NetworkCases cases = new NetworkCases(
                "baseline_conformer",
                settings(
                        "bands",
                        BANDS,
                        "frames",
                        20,
                        "stack",
                        STACK,
                        "extractor",
                        6,
                        "width",
                        8,
                        "layers",
                        1,
                        "heads",
                        2,
                        "mlp",
                        6,
                        "kernels",
                        list(5),
                        "epsilon",
                        1e-5,
                        "order",
                        "convolution_first",
                        "convolution_norm",
                        "group",
                        "convolution_bias",
                        true,
                        "activation",
                        "swish",
                        "classes",
                        3),
                Map.of("B", 2));
        Document file = cases.file(Conformer.class)
                .decoy("attention-first", "attention before convolution", cases.set("order", "attention_first"))
                .decoy("convolution-first", "convolution before attention", cases.set("order", "convolution_first"))
                .decoy(
                        "whole-steps",
                        "FFN(X) instead of half of it",
                        cases.changed(times(2), "ffn1.out.weight", "ffn1.out.bias", "ffn2.out.weight", "ffn2.out.bias"))
                .decoy(
                        "gates-exchanged",
                        "sigmoid(P) Q instead of P sigmoid(Q)",
                        cases.changed(SoundFiles::halvesExchanged, "expand.weight", "expand.bias"))
                .decoy(
                        "kernel-backwards",
                        "the convolution's kernel read from its end",
                        cases.changed(NetworkCases::reversed, "depthwise.weight"))
                .decoy(
                        "stacked-by-band",
                        "the frames of a band one behind the other in a row, instead of the bands of a frame",
                        cases.changed(SoundFiles::byBand, "stack.weight"))
                .decoy("gelu", "GELU instead of swish", cases.set("activation", "gelu"))
                .decoy("relu", "ReLU instead of swish", cases.set("activation", "relu"))
                .decoy("epsilon-1e-6", "another epsilon", cases.set("epsilon", 1e-6))
                .decoy("one-head", "attention with one head", cases.set("heads", 1))
                .decoy(
                        "query-for-key",
                        "query and key exchanged: softmax over the wrong tokens",
                        cases.exchanged(".query.", ".key."));
        file.add(cases.draft("convolution-first", Map.of()).comment("6 stacked rows, 2 frames are left over"));
        file.add(cases.draft(
                        "attention-first",
                        settings(
                                "order",
                                "attention_first",
                                "convolution_norm",
                                "batch",
                                "convolution_bias",
                                false,
                                "activation",
                                "gelu"))
                .comment("the order of the conformer's first paper, with given statistics and without biases"));
        file.add(cases.draft("one-row", settings("frames", 4, "activation", "relu"))
                .comment("one row: the kernel of 5 sees nothing else, attention neither"));
        file.add(cases.draft("two-layers", settings("layers", 2, "kernels", list(5, 3), "heads", 4, "frames", 12))
                .comment("kernels differ from layer to layer; settings of the preset are left out")
                .leftOut("epsilon", "order", "convolution_norm", "convolution_bias", "activation"));
        return file;
    }

    /// The second half of the columns before the first.
    private static Numbers halvesExchanged(Numbers x) {
        int n = x.shape().columns();
        double[] data = new double[x.count()];
        Arrays.setAll(data, e -> x.get(e / n * n + (e % n + n / 2) % n));
        return Numbers.of(x.shape(), data);
    }

    /// The rows of the first map's weight for rows of frames whose bands come first.
    private static Numbers byBand(Numbers x) {
        return NetworkCases.rows(
                x,
                IntStream.range(0, STACK * BANDS)
                        .map(j -> j % BANDS * STACK + j / BANDS)
                        .toArray());
    }

    private static Document wav2vec2() {
        NetworkCases cases = new NetworkCases(
                "baseline_wav2vec2",
                settings(
                        "samples",
                        70,
                        "channels",
                        4,
                        "kernels",
                        list(5, 3, 2),
                        "strides",
                        list(3, 2, 2),
                        "width",
                        8,
                        "layers",
                        1,
                        "heads",
                        2,
                        "mlp",
                        6,
                        "epsilon",
                        1e-5,
                        "qkv_bias",
                        true,
                        "norm",
                        "post",
                        "position_kernel",
                        4,
                        "position_groups",
                        2,
                        "head_hidden",
                        list(),
                        "classes",
                        3),
                Map.of("B", 2));
        Document file = cases.file(Wav2vec2.class)
                .decoy("pre-norm", "normalisations before the sums", cases.set("norm", "pre"))
                .decoy("post-norm", "normalisations after the sums", cases.set("norm", "post"))
                .decoy(
                        "kernel-backwards",
                        "the positions' kernel read from its end",
                        cases.changed(NetworkCases::reversed, "position.direction", "position.gain"))
                .decoy(
                        "direction-alone",
                        "the positions' direction is the weight, without length and gain",
                        cases.changed(in -> in.put("position.gain", lengths(in.get("position.direction"), false))))
                .decoy(
                        "one-length",
                        "the length of the whole direction, instead of one at each place of the kernel",
                        cases.changed(in -> {
                            Numbers ratio = lengths(in.get("position.direction"), true);
                            in.put("position.gain", product(in.get("position.gain"), ratio));
                        }))
                .decoy(
                        "no-positions",
                        "nothing is added to the projected steps",
                        cases.changed(times(0), "position.gain", "position.bias"))
                .decoy("epsilon-1e-6", "another epsilon", cases.set("epsilon", 1e-6))
                .decoy("one-head", "attention with one head", cases.set("heads", 1))
                .decoy(
                        "query-for-key",
                        "query and key exchanged: softmax over the wrong tokens",
                        cases.exchanged(".query.", ".key."));
        file.add(cases.draft("even-kernel", Map.of()).comment("5 steps; the kernel of the positions is even"));
        file.add(cases.draft("odd-kernel", settings("position_kernel", 3, "position_groups", 4, "layers", 2))
                .comment("2 layers"));
        file.add(cases.draft("pre-norm", settings("norm", "pre", "qkv_bias", false))
                .comment("normalisations before the sums, no biases of query, key and value"));
        file.add(cases.draft("hidden-head", settings("head_hidden", list(6, 5), "layers", 0))
                .comment("T17: two ReLU layers before the head, no transformer layer; others are left out")
                .leftOut("epsilon", "qkv_bias", "norm"));
        file.add(cases.draft("one-step", settings("samples", 17)).comment("the shortest waveform that has a step"));
        return file;
    }

    /// The length of a direction `[d, d/G, K]` at each place of the kernel, or its share in the length of all.
    private static Numbers lengths(Numbers direction, boolean share) {
        int kernel = direction.shape().columns();
        double[] squares = new double[kernel];
        for (int e = 0; e < direction.count(); e++) {
            squares[e % kernel] += direction.get(e) * direction.get(e);
        }
        double all = Arrays.stream(squares).sum();
        return Numbers.vector(
                Arrays.stream(squares).map(s -> Math.sqrt(share ? s / all : s)).toArray());
    }

    private static Numbers product(Numbers x, Numbers y) {
        return Numbers.vector(IntStream.range(0, x.count())
                .mapToDouble(k -> x.get(k) * y.get(k))
                .toArray());
    }
}
