package org.thgcl.model;

import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;

/// What a model makes of a batch of B clips.
public interface Pass {
    /// The scores of the C classes before the softmax or the sigmoid, `[B, C]`.
    Variable logits();

    /// The objective.
    ///
    /// @param labels the classes of each clip
    /// @return its parts by name for the log, all scalars; the last is the whole, which is minimised
    /// @throws IllegalArgumentException if the objective can't take such labels
    SequencedMap<String, Variable> losses(Labels labels);

    /// What a page may show, by name: `embedding`, `audio_attention`, `video_attention`; may be empty. Each has the
    /// same number of elements for each clip, one clip after the other.
    default Map<String, Variable> views() {
        return Map.of();
    }
}
