package org.thgcl.bench;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What something is measured with.
///
/// @param threads that the measured work keeps busy
/// @param nanos a clock
/// @param elsewhere seconds of processor time that others had, since some moment, see [TimeElsewhere]
/// @param peak measures the processor's peak, GFLOP/s
record Meter(int threads, LongSupplier nanos, DoubleSupplier elsewhere, DoubleSupplier peak) {
    /// A moment between two samples.
    ///
    /// @param peak measured just before it
    record Mark(double peak, double seconds, double elsewhere) {}

    Mark mark() {
        double gflops = peak.getAsDouble();
        return new Mark(gflops, seconds(), elsewhere.getAsDouble());
    }

    /// Seconds since some moment.
    private double seconds() {
        return nanos.getAsLong() * 1e-9;
    }

    /// Seconds that some runs take.
    double time(Runnable work, long runs) {
        long begun = nanos.getAsLong();
        for (long run = 0; run < runs; run++) {
            work.run();
        }
        return (nanos.getAsLong() - begun) * 1e-9;
    }
}
