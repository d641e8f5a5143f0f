package org.thgcl.audit;

import org.thgcl.data.DataSet;

/// The evidence for the claims: formulas to compute with, and published figures.
///
/// @param clips data that the user gave; `null` if none
record Evidence(
        Weights weights,
        Graphs graphs,
        Losses losses,
        Pipeline pipeline,
        Published published,
        Ablations ablations,
        DataSet clips) {
    /// The program's own formulas, and what was measured; no training, no data.
    static Evidence standard() {
        return new Evidence(
                Weights.implemented(),
                Graphs.implemented(),
                Losses.implemented(),
                Pipeline.implemented(),
                Published.figures(),
                new MeasuredAblations(),
                null);
    }

    Evidence with(Weights other) {
        return new Evidence(other, graphs, losses, pipeline, published, ablations, clips);
    }

    Evidence with(Graphs other) {
        return new Evidence(weights, other, losses, pipeline, published, ablations, clips);
    }

    Evidence with(Losses other) {
        return new Evidence(weights, graphs, other, pipeline, published, ablations, clips);
    }

    Evidence with(Pipeline other) {
        return new Evidence(weights, graphs, losses, other, published, ablations, clips);
    }

    Evidence with(Published other) {
        return new Evidence(weights, graphs, losses, pipeline, other, ablations, clips);
    }

    Evidence with(Ablations other) {
        return new Evidence(weights, graphs, losses, pipeline, published, other, clips);
    }

    Evidence with(DataSet other) {
        return new Evidence(weights, graphs, losses, pipeline, published, ablations, other);
    }
}
