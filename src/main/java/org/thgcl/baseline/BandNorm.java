package org.thgcl.baseline;

import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;

/// The batch normalisation of a log-mel spectrogram with one channel for each band.
final class BandNorm {
    private BandNorm() {}

    /// Each band normalised over all frames of all clips.
    ///
    /// @param logmel `[B, 1, frames, bands]`
    /// @return `[B, frames, bands, 1]`
    static Variable apply(Variable logmel, BatchNorm.Statistics statistics, Weights weights) {
        Shape shape = logmel.shape();
        return BatchNorm.STANDARD
                .apply(logmel, statistics, weights)
                .reshape(Shape.of(shape.size(0), shape.size(2), shape.size(3), 1));
    }
}
