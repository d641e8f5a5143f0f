package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.settings.Setting;

/// The settings of VAED's network, with the values of its released configuration.
public record VaedSettings(
        @Setting(group = "VAED's network", value = "512", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "6", about = "audio neighbours per side, S", min = 0)
        int audioSpan,

        @Setting(value = "3", about = "distance of audio neighbours in segments, D", min = 1)
        int audioDilation,

        @Setting(value = "4", about = "video neighbours per side, S", min = 0)
        int videoSpan,

        @Setting(value = "4", about = "distance of video neighbours in segments, D", min = 1)
        int videoDilation,

        @Setting(value = "3", about = "audio nodes that a video node is linked to", min = 0)
        int crossSpan,

        @Setting(value = "false", about = "whether a node is its own neighbour")
        boolean selfLoops,

        @Setting(value = "[]", about = "layers with attention from video to audio (G1)", min = 0)
        List<Integer> fusionLayers,

        @Setting(value = "true", about = "one Psi for both modalities in a fused layer (G4)")
        boolean share,

        @Setting(value = "true", about = "audio counts twice in a layer without fusion (G2)")
        boolean stale,

        @Setting(value = "given", about = "edges between modalities; by time or by features (G3)")
        Matching matching,

        @Setting(value = "3", about = "audio nodes of a video node, for matching nearest", min = 1)
        int neighbours,

        @Setting(value = "euclidean", about = "distance of features, for matching nearest")
        NearestEdges.Distance distance,

        @Setting(group = "VAED in training", value = "nearest", about = "edges between modalities in training (G3)")
        Matching trainingMatching,

        @Setting(value = "0.1", about = "dropout rate after each layer, in training", min = 0, below = 1)
        double dropout,

        @Setting(value = "0.5", about = "alpha of the focal loss", min = 0)
        double alpha,

        @Setting(value = "2", about = "gamma of the focal loss", min = 0)
        double gamma) {
    /// What acts in training alone, by key.
    public static final List<String> OF_TRAINING = List.of("training_matching", "dropout", "alpha", "gamma");

    /// How the audio nodes of a video node are found.
    public enum Matching {
        /// By time.
        GIVEN,
        /// By the distance of a layer's input.
        NEAREST
    }

    /// Copies the list.
    public VaedSettings {
        fusionLayers = List.copyOf(fusionLayers);
    }
}
