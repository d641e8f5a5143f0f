package org.thgcl.data;

import org.thgcl.tensor.Tensor;

/// Some clips, as the model takes them in.
///
/// @param clips their numbers in the data set, `[B]`
/// @param audio `[B, P_a, F_a]`
/// @param video `[B, P_v, F_v]`; null without video
/// @param labels their classes
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record Batch(int[] clips, Tensor audio, Tensor video, Labels labels) {
    /// Number of clips, B.
    public int size() {
        return clips.length;
    }
}
