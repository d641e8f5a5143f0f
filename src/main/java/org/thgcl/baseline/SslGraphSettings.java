package org.thgcl.baseline;

import java.util.List;
import org.thgcl.settings.Setting;

/// The settings of the network that we propose for SSL graph, and of its training.
public record SslGraphSettings(
        @Setting(group = "SSL graph, a proposal", value = "128", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(
                group = "SSL graph in training and use",
                value = "5",
                about = "clips that a clip is joined to",
                min = 0)
        int neighbours,

        @Setting(value = "0.1", about = "part of the features set to 0 (Completion)", min = 0, max = 1)
        double completion,

        @Setting(value = "0.1", about = "part of the features with noise (Denoising)", min = 0, max = 1)
        double denoising,

        @Setting(value = "0.1", about = "part of the edges dropped (Shuffling)", min = 0, max = 1)
        double shuffling) {
    /// What the network itself doesn't know, by key: how clips become a graph, and what spoils it in training.
    public static final List<String> OF_TRAINING = List.of("neighbours", "completion", "denoising", "shuffling");
}
