package org.thgcl.audit;

/// What the claims rest on: formulas to compute with, and what has been published.
record Evidence(
        Weights weights, Graphs graphs, Losses losses, Programme programme, Published published, Ablations ablations) {
    /// The program's own formulas, without ablations.
    static Evidence here() {
        return new Evidence(
                Weights.here(), Graphs.here(), Losses.here(), Programme.here(), Published.here(), Ablations.NONE);
    }

    Evidence with(Weights other) {
        return new Evidence(other, graphs, losses, programme, published, ablations);
    }

    Evidence with(Graphs other) {
        return new Evidence(weights, other, losses, programme, published, ablations);
    }

    Evidence with(Losses other) {
        return new Evidence(weights, graphs, other, programme, published, ablations);
    }

    Evidence with(Programme other) {
        return new Evidence(weights, graphs, losses, other, published, ablations);
    }

    Evidence with(Published other) {
        return new Evidence(weights, graphs, losses, programme, other, ablations);
    }

    Evidence with(Ablations other) {
        return new Evidence(weights, graphs, losses, programme, published, other);
    }
}
