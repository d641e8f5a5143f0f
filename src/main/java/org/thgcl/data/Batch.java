package org.thgcl.data;

import java.util.List;
import org.thgcl.tensor.Tensor;

/// Some clips, as the model takes them in.
///
/// @param clips their numbers in the data set, `[B]`
/// @param ids of the clips, in the same order
/// @param audio `[B, P_a, F_a]`
/// @param video `[B, P_v, F_v]`; without video `[B, 0, 0]`
/// @param labels their classes
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record Batch(int[] clips, List<String> ids, Tensor audio, Tensor video, Labels labels) {
    public Batch {
        ids = List.copyOf(ids);
    }

    /// Number of clips, B.
    public int size() {
        return clips.length;
    }
}
