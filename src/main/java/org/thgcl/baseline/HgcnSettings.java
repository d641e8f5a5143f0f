package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.settings.Setting;

/// The settings of HGCN's graph network, with the values of its released configuration.
public record HgcnSettings(
        @Setting(
                group = "Sizes of the data, which train takes from the file",
                value = "512",
                about = "features of an audio segment",
                min = 1)
        int audioFeatures,

        @Setting(value = "512", about = "features of a video segment", min = 1)
        int videoFeatures,

        @Setting(value = "30", about = "audio segments of a clip, P_a", min = 1)
        int audioSegments,

        @Setting(value = "20", about = "video segments of a clip, P_v", min = 1)
        int videoSegments,

        @Setting(group = "HGCN's graph network", value = "512", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "33", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "1", about = "clips of a batch", min = 1)
        int batch,

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
        boolean stale) {
    /// Copies the list.
    public HgcnSettings {
        fusionLayers = List.copyOf(fusionLayers);
    }

    /// The sizes of the clips.
    ClipSizes clips() {
        return new ClipSizes(audioFeatures, videoFeatures, audioSegments, videoSegments);
    }
}
