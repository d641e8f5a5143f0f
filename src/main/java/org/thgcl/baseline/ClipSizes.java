package org.thgcl.baseline;

import java.util.List;
import org.thgcl.model.ClipShape;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The sizes of a batch of clips with audio and video, which the systems on such clips are made for.
public record ClipSizes(
        @Setting(group = "Sizes of the data", value = "128", about = "features of an audio segment", min = 1)
        int audioFeatures,

        @Setting(value = "1024", about = "features of a video segment", min = 1)
        int videoFeatures,

        @Setting(value = "101", about = "audio segments of a clip, P_a", min = 1)
        int audioSegments,

        @Setting(value = "40", about = "video segments of a clip, P_v", min = 1)
        int videoSegments,

        @Setting(value = "33", about = "classes, C", min = 2)
        int classes,

        @Setting(value = "1", about = "clips of a batch of a golden case", min = 1)
        int batch) {
    /// The sizes of single clips.
    static ClipSizes of(ClipShape clips) {
        return new ClipSizes(
                clips.audioFeatures(),
                clips.videoFeatures(),
                clips.audioSegments(),
                clips.videoSegments(),
                clips.classes(),
                1);
    }

    /// Requires that clips have video.
    ///
    /// @param system that can't do without
    /// @throws IllegalArgumentException if they have none
    static void requireVideo(String system, ClipShape clips) {
        Settings.rule(
                clips.hasVideo(),
                "video_segments",
                clips.videoSegments(),
                "above 0: " + system + " takes clips with video");
    }

    /// The features of the clips, declared as golden files declare them.
    List<String> inputs() {
        return List.of(
                "audio[" + batch + "," + audioSegments + "," + audioFeatures + "]",
                "video[" + batch + "," + videoSegments + "," + videoFeatures + "]");
    }
}
