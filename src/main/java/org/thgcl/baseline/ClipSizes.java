package org.thgcl.baseline;

import java.util.List;

/// The sizes of a batch of clips.
///
/// @param audioFeatures F_a
/// @param videoFeatures F_v
/// @param audioSegments P_a
/// @param videoSegments P_v
record ClipSizes(int audioFeatures, int videoFeatures, int audioSegments, int videoSegments) {
    /// The features of so many clips, declared as golden files declare them.
    List<String> inputs(int batch) {
        return List.of(
                "audio[" + batch + "," + audioSegments + "," + audioFeatures + "]",
                "video[" + batch + "," + videoSegments + "," + videoFeatures + "]");
    }
}
