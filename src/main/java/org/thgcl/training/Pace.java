package org.thgcl.training;

/// How fast a run makes its updates.
final class Pace {
    private final int batch;
    private long nanos;
    private int updates;

    /// @param batch clips in a batch
    Pace(int batch) {
        this.batch = batch;
    }

    /// An update was made.
    void update(long nanos) {
        this.nanos += nanos;
        updates++;
    }

    /// Mean time of an update; NaN before the first.
    double secondsPerUpdate() {
        return updates == 0 ? Double.NaN : nanos * 1e-9 / updates;
    }

    /// Clips that the updates went through in a second; NaN before the first.
    double clipsPerSecond() {
        return nanos == 0 ? Double.NaN : (double) updates * batch / (nanos * 1e-9);
    }
}
