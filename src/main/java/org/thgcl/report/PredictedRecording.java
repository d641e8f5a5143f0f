package org.thgcl.report;

import java.util.List;
import java.util.Optional;
import org.thgcl.data.Fingerprint;

/// A recording whose events a model has named, as [PredictionPage] shows it.
///
/// @param name by which the recording was named: a path
/// @param clips its clips in their order, at least one
/// @param features how the features were made of it
/// @param trained how those were made that the model learnt from; empty if that isn't known
/// @param checkpoint path of the model
public record PredictedRecording(
        String name,
        List<PredictedClip> clips,
        Fingerprint features,
        Optional<Fingerprint> trained,
        String checkpoint) {
    public PredictedRecording {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("predicted recording: " + name + " has no clips");
        }
    }
}
