package org.thgcl.training;

import java.util.function.LongSupplier;

/// Says when a checkpoint is due besides those that validations make.
final class CheckpointTimer {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final double minutes;
    private final LongSupplier nanos;
    private long last;

    /// @param minutes between checkpoints; 0 for none
    /// @param nanos a clock such as [System#nanoTime]
    CheckpointTimer(double minutes, LongSupplier nanos) {
        this.minutes = minutes;
        this.nanos = nanos;
        written();
    }

    /// Whether the last checkpoint is too long ago.
    boolean due() {
        return minutes > 0 && nanos.getAsLong() - last >= minutes * NANOS_PER_MINUTE;
    }

    /// A checkpoint was written.
    void written() {
        last = nanos.getAsLong();
    }
}
