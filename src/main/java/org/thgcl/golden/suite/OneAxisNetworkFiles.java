package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thgcl.baseline.ResNet1d;
import org.thgcl.baseline.Wav2vecEncoder;

/// The systems of Table 1 whose convolutions run along one axis.
final class OneAxisNetworkFiles {
    private OneAxisNetworkFiles() {}

    static List<Document> all() {
        return List.of(wav2vecEncoder(), resNet1d());
    }

    private static Document wav2vecEncoder() {
        NetworkCases cases = new NetworkCases(
                "baseline_wav2vec_encoder",
                settings("channels", 4, "kernels", list(10, 3, 2), "strides", list(5, 2, 2)),
                Map.of("windows", 3, "n", 63));
        Document file = cases.file(Wav2vecEncoder.class)
                .decoy(
                        "kernels-backwards",
                        "the kernels run backwards in time",
                        cases.changed(NetworkCases::reversed, "weight"))
                .decoy(
                        "channels-exchanged",
                        "kernels are read as [in, out, k]",
                        cases.changed(OneAxisNetworkFiles::inAndOutExchanged, "convs.1.weight", "convs.2.weight"))
                .decoy(
                        "first-norm-left-out",
                        "the first convolution's scales and shifts are 1 and 0",
                        cases.changed(in -> {
                            in.replaceAll((name, x) -> name.endsWith("norm.scale") ? filled(x, 1) : x);
                            in.replaceAll((name, x) -> name.endsWith("norm.shift") ? filled(x, 0) : x);
                        }));
        file.add(cases.draft("short", Map.of()).comment("11, 5 and 2 steps"));
        return file.add(cases.draft("one-convolution", settings("kernels", list(10), "strides", list(5))));
    }

    private static Document resNet1d() {
        NetworkCases cases = new NetworkCases(
                "baseline_resnet1d",
                settings(
                        "channels", 5,
                        "width", 3,
                        "kernel", 4,
                        "stride", 3,
                        "blocks", 5,
                        "widen_every", 4,
                        "classes", 3,
                        "start", list(),
                        "norm_parameters", false),
                Map.of("B", 2, "F", 32));
        Document file = cases.file(ResNet1d.class)
                .decoy(
                        "odd-zero-before",
                        "of an odd number of zeros the larger half stands before",
                        cases.changed(NetworkCases::reversed, "x", "conv0.weight", "conv1.weight", "first.weight"))
                .decoy(
                        "kernels-backwards",
                        "the kernels run backwards",
                        cases.changed(NetworkCases::reversed, "conv0.weight", "conv1.weight", "first.weight"))
                .decoy(
                        "segments-scrambled",
                        "the memory of [n, channels] is read as [channels, n]",
                        cases.changed(OneAxisNetworkFiles::scrambledClips, "x"))
                .decoy(
                        "channels-exchanged",
                        "kernels are read as [in, out, k]",
                        cases.changed(OneAxisNetworkFiles::inAndOutExchanged, "weight"));
        file.add(
                cases.draft("released", Map.of()).comment("no normalisation, as the released configuration runs (G8)"));
        file.add(cases.draft("unused-parts", settings("start", list(3, 2), "norm_parameters", true, "blocks", 2))
                .comment("normalisations and a linear map that exist, and have the gradient 0"));
        return file.add(cases.draft("normalised", settings("norm_parameters", true, "normalise", true, "blocks", 2))
                .comment("with normalisation, as the original of the code has it (G8), and given means and variances")
                .decoy(
                        "batch-statistics",
                        "the batch's own means and variances, as in training",
                        cases.set("statistics", "batch")));
    }

    /// The same number everywhere.
    private static Numbers filled(Numbers x, double value) {
        double[] data = new double[x.count()];
        Arrays.fill(data, value);
        return Numbers.of(x.shape(), data);
    }

    /// The first two axes of a kernel exchanged, where they are equal.
    private static Numbers inAndOutExchanged(Numbers x) {
        int out = x.shape().size(0);
        if (x.shape().rank() < 3 || out != x.shape().size(1)) {
            return x;
        }
        int taps = x.count() / out / out;
        double[] data = new double[x.count()];
        for (int e = 0; e < data.length; e++) {
            int o = e / taps / out;
            int i = e / taps % out;
            data[e] = x.get((i * out + o) * taps + e % taps);
        }
        return Numbers.of(x.shape(), data);
    }

    /// The numbers of each clip's transpose, in its own shape.
    private static Numbers scrambledClips(Numbers x) {
        int rows = x.shape().size(1);
        int columns = x.shape().size(2);
        double[] data = new double[x.count()];
        for (int e = 0; e < data.length; e++) {
            int clip = e / (rows * columns) * rows * columns;
            int place = e % (rows * columns);
            data[e] = x.get(clip + place % rows * columns + place / rows);
        }
        return Numbers.of(x.shape(), data);
    }
}
