package org.thgcl.bench;

import org.apache.commons.math3.stat.StatUtils;

/// How long a piece of work takes, by several samples.
///
/// The processor's peak is measured before and after each sample, too. On a machine that others share, its speed can
/// change by half from one second to the next; what remains is the ratio of the two. Only quiet samples count, see
/// [Samples].
///
/// @param median of the samples, in seconds, as are `min` and `max`
/// @param peak median of the peaks beside the samples, GFLOP/s
/// @param possible operations that the peak beside a sample would have allowed in its time, in the median; NaN if the
///     measurement was disturbed, and the other figures are then those of all samples
/// @param samples how many were taken
/// @param disturbed how many of these were disturbed
public record Timing(double median, double min, double max, double peak, double possible, int samples, int disturbed) {
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
    static Timing of(Repeats repeats, Meter meter, Runnable work) {
        return of(repeats, meter, 1, work);
    }

    /// Work that may be short: as many runs a sample as last `seconds`, the time then divided by their number.
    static Timing ofShort(Repeats repeats, double seconds, Meter meter, Runnable work) {
        long runs = 1;
        for (double taken = meter.time(work, 1); taken < seconds; taken = meter.time(work, runs)) {
            // at most tenfold: the first runs, not yet compiled, tell too much
            runs = (long) Math.ceil(runs * Math.clamp(1.2 * seconds / taken, 1, 10));
        }
        return of(repeats, meter, runs, work);
    }

    private static Timing of(Repeats repeats, Meter meter, long runs, Runnable work) {
        Samples<Void> samples = Samples.of(repeats, meter, runs, work, () -> null);
        double[] seconds = samples.figures(Samples.Sample::seconds);
        return new Timing(
                samples.median(Samples.Sample::seconds),
                StatUtils.min(seconds),
                StatUtils.max(seconds),
                samples.median(Samples.Sample::peak),
                samples.quietMedian(sample -> sample.seconds() * sample.peak() * 1e9),
                samples.taken(),
                samples.disturbed());
    }
}
