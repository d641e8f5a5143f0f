package org.thgcl.model;

import java.util.List;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;

/// A batch of B clips on a tape.
///
/// @param audio `[B, P_a, F_a]`
/// @param video `[B, P_v, F_v]`; without video `[B, 0, 0]`
/// @param ids of the clips, as their data set has them; what is drawn once for a clip depends on its id
public record Clips(Variable audio, Variable video, List<String> ids) {
    public Clips {
        ids = List.copyOf(ids);
        if (audio.shape().size(0) != ids.size() || video.shape().size(0) != ids.size()) {
            throw new IllegalArgumentException("there are " + ids.size() + " ids, audio has shape " + audio.shape()
                    + " and video " + video.shape() + ": the first axis must be the clips");
        }
    }

    public Tape tape() {
        return audio.tape();
    }

    /// Number of clips, B.
    public int count() {
        return ids.size();
    }

    /// Whether the clips have video.
    public boolean hasVideo() {
        return video.shape().elements() > 0;
    }
}
