package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.baseline.ConvNeXt;
import org.thgcl.baseline.Network;
import org.thgcl.baseline.VideoResNet;
import org.thgcl.baseline.WaveLogmel;

/// The convolutional systems of Table 1.
final class ConvolutionNetworkFiles {
    private ConvolutionNetworkFiles() {}

    static List<Document> all() {
        return List.of(videoResNet(), waveLogmel(), convNext());
    }

    /// A statistics setting that is `batch`, and mistakes about it.
    private static Document file(NetworkCases cases, Class<? extends Network> network) {
        return cases.file(network)
                .decoy(
                        "batch-statistics",
                        "the batch's own means and variances, as in training",
                        cases.set("statistics", "batch"))
                .decoy("initial-statistics", "means of 0 and variances of 1", (s, in) -> {
                    Map<String, Numbers> given = new LinkedHashMap<>(in);
                    in.forEach((name, x) -> {
                        if (name.endsWith(".scale")) {
                            String norm = name.substring(0, name.length() - ".scale".length());
                            given.put(norm + ".mean", filled(x, 0));
                            given.put(norm + ".variance", filled(x, 1));
                        }
                    });
                    return cases.set("statistics", "running").of(s, given);
                })
                .decoy(
                        "scale-for-shift",
                        "scales and shifts are exchanged",
                        cases.exchanged("norm.scale", "norm.shift"));
    }

    /// The same number everywhere.
    static Numbers filled(Numbers x, double value) {
        double[] data = new double[x.count()];
        Arrays.fill(data, value);
        return Numbers.of(x.shape(), data);
    }

    /// The first two axes of a kernel exchanged, where they are equal.
    static Numbers inAndOutExchanged(Numbers x) {
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

    /// The last two axes of a square kernel exchanged.
    private static Numbers axesExchanged(Numbers x) {
        int k = x.shape().rank() < 4 ? 1 : x.shape().columns();
        double[] data = new double[x.count()];
        for (int e = 0; e < data.length; e++) {
            int window = e / (k * k) * k * k;
            data[e] = x.get(window + e % k * k + e / k % k);
        }
        return Numbers.of(x.shape(), data);
    }

    private static Document videoResNet() {
        NetworkCases cases = new NetworkCases(
                "baseline_video_resnet",
                settings("widths", list(2, 3), "classes", 3, "statistics", "batch"),
                Map.of("B", 2, "T", 3, "H", 7, "W", 6));
        Document file = file(cases, VideoResNet.class)
                .decoy(
                        "axes-exchanged",
                        "height and width of the kernels are exchanged",
                        cases.changed(ConvolutionNetworkFiles::axesExchanged, "weight"))
                .decoy(
                        "colours-backwards",
                        "blue comes first",
                        cases.changed(ConvolutionNetworkFiles::channelsBackwards, "clip"))
                .decoy(
                        "channels-exchanged",
                        "kernels are read as [in, out, ...]",
                        cases.changed(ConvolutionNetworkFiles::inAndOutExchanged, "weight"));
        file.add(cases.draft("r3d-batch", Map.of()));
        file.add(cases.draft("r3d-running", Map.of("statistics", "running")).comment("with given means and variances"));
        return file.add(cases.draft(
                        "r2plus1d-own-middle",
                        settings("variant", "r2plus1d", "stem_middle", 2, "middle", "own", "statistics", "running"))
                .comment("G14: each kernel is one in space and one in time; each has a middle of its own size"));
    }

    /// The second axis backwards.
    private static Numbers channelsBackwards(Numbers x) {
        int channels = x.shape().size(1);
        int places = x.count() / x.shape().size(0) / channels;
        double[] data = new double[x.count()];
        for (int e = 0; e < data.length; e++) {
            int clip = e / places / channels;
            int channel = e / places % channels;
            data[e] = x.get((clip * channels + channels - 1 - channel) * places + e % places);
        }
        return Numbers.of(x.shape(), data);
    }

    private static Document waveLogmel() {
        NetworkCases cases = new NetworkCases(
                "baseline_wave_logmel",
                settings(
                        "bands",
                        16,
                        "wave_channels",
                        list(2, 2, 2, 16),
                        "channels",
                        list(2, 3, 2, 3),
                        "classes",
                        3,
                        "statistics",
                        "batch"),
                Map.of("B", 2, "n", 2560, "T", 9));
        Document file = file(cases, WaveLogmel.class)
                .decoy(
                        "axes-exchanged",
                        "frames and bands of the kernels are exchanged",
                        cases.changed(ConvolutionNetworkFiles::axesExchanged, "weight"))
                .decoy(
                        "kernels-backwards",
                        "the kernels of the wave run backwards",
                        cases.changed(
                                NetworkCases::reversed,
                                "first.weight",
                                "wave.blocks.0.conv0.weight",
                                "wave.blocks.1.conv0.weight",
                                "wave.blocks.2.conv0.weight"));
        file.add(withoutInputGradients(cases.draft("batch", Map.of())));
        return file.add(withoutInputGradients(
                cases.draft("running", Map.of("statistics", "running")).comment("with given means and variances")));
    }

    /// Asks for the gradients of parameters alone: those of the inputs are as many numbers as all others together.
    private static Draft withoutInputGradients(Draft draft) {
        draft.gradients.removeIf(name -> name.equals("waveform") || name.equals("logmel"));
        return draft;
    }

    private static Document convNext() {
        NetworkCases cases = new NetworkCases(
                "baseline_convnext",
                settings(
                        "bands", 16,
                        "widths", list(2, 3),
                        "depths", list(1, 1),
                        "stem_kernel", list(6, 4),
                        "stem_padding", list(3, 0),
                        "classes", 3,
                        "statistics", "batch"),
                Map.of("B", 2, "T", 20));
        Document file = file(cases, ConvNeXt.class)
                .decoy("gamma-left-out", "the factors of each block are 1", cases.changed(x -> filled(x, 1), "gamma"))
                .decoy(
                        "axes-exchanged",
                        "frames and bands of the depthwise kernels are exchanged",
                        cases.changed(ConvolutionNetworkFiles::axesExchanged, "depthwise.weight"))
                .decoy(
                        "kernels-flipped",
                        "the depthwise kernels run backwards over the bands",
                        cases.changed(NetworkCases::reversed, "depthwise.weight"));
        file.add(cases.draft("batch", Map.of()));
        return file.add(withoutInputGradients(
                cases.draft("running", Map.of("statistics", "running")).comment("with given means and variances")));
    }
}
