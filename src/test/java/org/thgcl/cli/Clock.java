package org.thgcl.cli;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A clock that goes on only when it is told to.
final class Clock implements LongSupplier {
    private long nanos = 1_000_000;

    void goOn(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
