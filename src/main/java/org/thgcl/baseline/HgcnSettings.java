package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.settings.Setting;

/// The settings of HGCN's graph network, with the values of its released configuration.
public record HgcnSettings(
        @Setting(group = "HGCN's graph network", value = "512", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "2", about = "audio neighbours per side, S", min = 0)
        int audioSpan,

        @Setting(value = "1", about = "distance of audio neighbours in segments, D", min = 1)
        int audioDilation,

        @Setting(value = "1", about = "video neighbours per side, S", min = 0)
        int videoSpan,

        @Setting(value = "1", about = "distance of video neighbours in segments, D", min = 1)
        int videoDilation,

        @Setting(value = "false", about = "whether a node is its own neighbour")
        boolean selfLoops,

        @Setting(value = "[3]", about = "layers with attention from video to audio", min = 0)
        List<Integer> fusionLayers,

        @Setting(value = "3", about = "audio nodes of a video node in a fused layer", min = 1)
        int neighbours,

        @Setting(value = "cosine", about = "distance of features that finds them")
        NearestEdges.Distance distance,

        @Setting(value = "true", about = "each layer adds its input")
        boolean residual,

        @Setting(value = "true", about = "audio counts twice in a layer without fusion (G2)")
        boolean stale,

        @Setting(
                group = "HGCN in training",
                value = "0.2",
                about = "dropout rate after each layer, in training",
                min = 0,
                below = 1)
        double dropout,

        @Setting(value = "0.2", about = "part of the edges that is dropped in training", min = 0, below = 1)
        double edgeDropout,

        @Setting(value = "0.3", about = "label smoothing of the cross entropy", min = 0, max = 1)
        double labelSmoothing,

        @Setting(value = "true", about = "classes weigh as they are rare in training")
        boolean classWeights) {
    /// What acts in training alone, by key.
    public static final List<String> OF_TRAINING =
            List.of("dropout", "edge_dropout", "label_smoothing", "class_weights");

    /// Copies the list.
    public HgcnSettings {
        fusionLayers = List.copyOf(fusionLayers);
    }
}
