package org.thgcl.training;

import java.util.List;
import java.util.Locale;
import org.thgcl.data.Subset;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The place for all scores of some clips, which metrics need at once.
final class ScoreTable {
    private ScoreTable() {}

    /// A table of zeros, float64 `[clips, classes]`.
    ///
    /// @throws IllegalArgumentException that says how much it takes, if it doesn't fit in the memory
    static Tensor zeros(List<Subset> parts, int classes) {
        long clips = parts.stream().mapToLong(Subset::size).sum();
        String all = String.format(
                Locale.ROOT,
                "%s: all scores are needed at once, those of %,d clips in %,d classes: %,d MB",
                parts.getFirst().data().name(),
                clips,
                classes,
                (clips * classes * Double.BYTES) >> 20);
        if (clips * classes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(all + "; a table has at most 16,384 MB: take a part of the clips");
        }
        try {
            return Tensor.zeros(Shape.of((int) clips, classes));
        } catch (OutOfMemoryError e) { // of this one array; nothing else is lost
            throw new IllegalArgumentException(
                    all + ", more than the memory has left of "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB; allow more, as in THGCL_JAVA_OPTS=-Xmx8g, or take a part of the clips",
                    e);
        }
    }
}
