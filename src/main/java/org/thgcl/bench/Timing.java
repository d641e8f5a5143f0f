package org.thgcl.bench;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.commons.math3.stat.StatUtils;
import org.thgcl.file.Work;

/// How long a piece of work takes, by several samples.
///
/// The processor's peak is measured before and after each sample, too. On a machine that others share, its speed can
/// change by half from one second to the next; what remains is the ratio of the two.
///
/// @param median of the samples, in seconds, as are `min` and `max`
/// @param peak median of the peaks beside the samples, GFLOP/s
/// @param possible operations that the peak beside a sample would have allowed in its time, in the median
public record Timing(double median, double min, double max, double peak, double possible) {
    /// How often something is measured.
    ///
    /// @param warmup samples that are thrown away, in which the just-in-time compiler does its work, at least 0
    /// @param samples samples that count, at least 1
    public record Repeats(int warmup, int samples) {
        public Repeats {
            require(warmup >= 0, "--warmup", warmup, "at least 0");
            require(samples >= 1, "--repeats", samples, "at least 1");
        }

        private static void require(boolean holds, String option, int value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException(option + ": " + value + " isn't allowed, must be " + rule);
            }
        }
    }

    /// Work that takes long enough for the clock by itself: one run a sample.
    ///
    /// @param peak measures the processor's peak, GFLOP/s
    static Timing of(Repeats repeats, DoubleSupplier peak, Runnable work) {
        return of(repeats, peak, work, System::nanoTime);
    }

    static Timing of(Repeats repeats, DoubleSupplier peak, Runnable work, LongSupplier nanos) {
        return of(repeats, 1, peak, work, nanos);
    }

    /// Work that may be short: as many runs a sample as last `seconds`, the time then divided by their number.
    static Timing ofShort(Repeats repeats, double seconds, DoubleSupplier peak, Runnable work) {
        return ofShort(repeats, seconds, peak, work, System::nanoTime);
    }

    static Timing ofShort(Repeats repeats, double seconds, DoubleSupplier peak, Runnable work, LongSupplier nanos) {
        long runs = 1;
        for (double taken = sample(1, work, nanos); taken < seconds; taken = sample(runs, work, nanos)) {
            // at most tenfold: the first runs, not yet compiled, tell too much
            runs = (long) Math.ceil(runs * Math.clamp(1.2 * seconds / taken, 1, 10));
        }
        return of(repeats, runs, peak, work, nanos);
    }

    private static Timing of(Repeats repeats, long runs, DoubleSupplier peak, Runnable measured, LongSupplier nanos) {
        double[] seconds = new double[repeats.samples];
        double[] peaks = new double[repeats.samples];
        double[] possible = new double[repeats.samples];
        try (Work work = Work.begin("measuring", repeats.warmup + repeats.samples)) {
            for (int i = 0; i < repeats.warmup; i++) {
                sample(runs, measured, nanos);
                work.step();
            }
            double before = peak.getAsDouble();
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = sample(runs, measured, nanos) / runs;
                double after = peak.getAsDouble();
                peaks[i] = (before + after) / 2;
                possible[i] = seconds[i] * peaks[i] * 1e9;
                before = after;
                work.step();
            }
        }
        return new Timing(
                StatUtils.percentile(seconds, 50),
                StatUtils.min(seconds),
                StatUtils.max(seconds),
                StatUtils.percentile(peaks, 50),
                StatUtils.percentile(possible, 50));
    }

    private static double sample(long runs, Runnable work, LongSupplier nanos) {
        long begun = nanos.getAsLong();
        for (long run = 0; run < runs; run++) {
            work.run();
        }
        return (nanos.getAsLong() - begun) * 1e-9;
    }
}
