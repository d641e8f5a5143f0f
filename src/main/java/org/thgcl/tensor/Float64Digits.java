package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SMALLEST_NORMAL;
import static org.thgcl.tensor.Float64Format.SMALL_INVERSE;

import java.util.Locale;

/// Refuses to divide gradients by a deviation so large that they lose their digits next to 0.
///
/// A gradient loses less than the smallest number there is. That doesn't count beside the largest gradient of the batch
/// if this, divided as well, is a normal number.
final class Float64Digits {
    private Float64Digits() {}

    /// @param inverse one over the deviation of each group
    /// @param dy gradients that are to be multiplied by them
    /// @throws OutOfRangeException with the deviation and the largest gradient
    static void require(double[] inverse, double[] dy) {
        double smallest = 1;
        for (double factor : inverse) {
            smallest = Math.abs(factor) < smallest ? Math.abs(factor) : smallest;
        }
        if (smallest >= SMALL_INVERSE) {
            return;
        }
        double largest = 0;
        for (double gradient : dy) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        if (largest > 0 && largest * smallest < SMALLEST_NORMAL) {
            throw new OutOfRangeException("the graph normalisation divides by a deviation of " + 1 / smallest
                    + ", which takes gradients of " + largest + " out of the range of "
                    + DType.FLOAT64.name().toLowerCase(Locale.ROOT));
        }
    }
}
