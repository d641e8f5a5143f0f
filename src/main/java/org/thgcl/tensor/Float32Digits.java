// Generated from Float64Digits.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SMALLEST_NORMAL;
import static org.thgcl.tensor.Float32Format.SMALL_INVERSE;

import java.util.Locale;

/// Refuses to divide gradients by a deviation so large that they lose their digits next to 0.
///
/// A gradient loses less than the smallest number there is. That doesn't count beside the largest gradient of the batch
/// if this, divided as well, is a normal number.
final class Float32Digits {
    private Float32Digits() {}

    /// @param inverse one over the deviation of each group
    /// @param dy gradients that are to be multiplied by them
    /// @throws OutOfRangeException with the deviation and the largest gradient
    static void require(float[] inverse, float[] dy) {
        float smallest = 1;
        for (float factor : inverse) {
            smallest = Math.abs(factor) < smallest ? Math.abs(factor) : smallest;
        }
        if (smallest >= SMALL_INVERSE) {
            return;
        }
        float largest = 0;
        for (float gradient : dy) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        if (largest > 0 && largest * smallest < SMALLEST_NORMAL) {
            throw new OutOfRangeException("the graph normalisation divides by a deviation of " + 1 / smallest
                    + ", which takes gradients of " + largest + " out of the range of "
                    + DType.FLOAT32.name().toLowerCase(Locale.ROOT));
        }
    }
}
