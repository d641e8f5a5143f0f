package org.thgcl.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.data.DataSet;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The sizes of a clip, which every model is made for.
public record ClipShape(
        @Setting(
                group = "Sizes of the data, which train takes from the file",
                value = "128",
                about = "features of an audio segment",
                min = 1)
        int audioFeatures,

        @Setting(value = "1024", about = "features of a video segment; 0 without video", min = 0)
        int videoFeatures,

        @Setting(value = "101", about = "audio segments of a clip, P_a (A1)", min = 1)
        int audioSegments,

        @Setting(value = "40", about = "video segments of a clip, P_v; 0 without video (A25)", min = 0)
        int videoSegments,

        @Setting(value = "33", about = "classes, C", min = 2)
        int classes) {
    /// Its settings.
    public static final Settings<ClipShape> SETTINGS = Settings.of(ClipShape.class);

    public ClipShape {
        Settings.rule(
                (videoFeatures == 0) == (videoSegments == 0),
                "video_segments",
                videoSegments,
                "0 exactly if video_features, now " + videoFeatures + ", is 0");
    }

    /// The sizes of a data set's clips as settings, by key.
    public static Map<String, Integer> sizes(DataSet data) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("audio_segments", data.audioSegments());
        sizes.put("audio_features", data.audioFeatures());
        sizes.put("video_segments", data.videoSegments());
        sizes.put("video_features", data.videoFeatures());
        sizes.put("classes", data.classes().size());
        return sizes;
    }

    /// Whether clips have video (A25).
    public boolean hasVideo() {
        return videoSegments > 0;
    }
}
