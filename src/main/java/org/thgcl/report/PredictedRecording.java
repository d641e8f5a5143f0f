package org.thgcl.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recording whose events a model has named, as [PredictionPage] shows it.
///
/// @param name by which the recording was named: a path
/// @param clips its clips in their order, at least one
/// @param origin how the features were made
/// @param checkpoint path of the model
public record PredictedRecording(String name, List<PredictedClip> clips, Origin origin, String checkpoint) {
    public PredictedRecording {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("predicted recording: " + name + " has no clips");
        }
    }

    /// How features were made of a recording.
    ///
    /// @param decoder what decoded it, with its version
    /// @param weights where the encoders' weights are from, a line each
    /// @param random whether some of them are random
    /// @param settings values by name, in the order in which they are shown
    /// @param fingerprint of these features
    /// @param trained fingerprint of the features that the model was trained on; empty if that isn't known
    public record Origin(
            String decoder,
            List<String> weights,
            boolean random,
            Map<String, String> settings,
            String fingerprint,
            Optional<String> trained) {
        public Origin {
            weights = List.copyOf(weights);
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }
}
