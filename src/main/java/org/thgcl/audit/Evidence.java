package org.thgcl.audit;

import org.thgcl.data.DataSet;

/// What the claims rest on: formulas to compute with, and what has been published.
///
/// @param clips data that the user gave; `null` if none
record Evidence(
        Weights weights,
        Graphs graphs,
        Losses losses,
        Programme programme,
        Published published,
        Ablations ablations,
        DataSet clips) {
    /// The program's own formulas, and what was measured; no training, no data.
    static Evidence here() {
        return new Evidence(
                Weights.here(),
                Graphs.here(),
                Losses.here(),
                Programme.here(),
                Published.here(),
                new MeasuredAblations(),
                null);
    }

    Evidence with(Weights other) {
        return new Evidence(other, graphs, losses, programme, published, ablations, clips);
    }

    Evidence with(Graphs other) {
        return new Evidence(weights, other, losses, programme, published, ablations, clips);
    }

    Evidence with(Losses other) {
        return new Evidence(weights, graphs, other, programme, published, ablations, clips);
    }

    Evidence with(Programme other) {
        return new Evidence(weights, graphs, losses, other, published, ablations, clips);
    }

    Evidence with(Published other) {
        return new Evidence(weights, graphs, losses, programme, other, ablations, clips);
    }

    Evidence with(Ablations other) {
        return new Evidence(weights, graphs, losses, programme, published, other, clips);
    }

    Evidence with(DataSet other) {
        return new Evidence(weights, graphs, losses, programme, published, ablations, other);
    }
}
