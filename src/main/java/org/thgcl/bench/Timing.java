package org.thgcl.bench;

import org.apache.commons.math3.stat.StatUtils;

/// How long a piece of work takes, in seconds: median, minimum and maximum of several samples.
public record Timing(double median, double min, double max) {
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
    static Timing of(Repeats repeats, Runnable work) {
        return of(repeats, 1, work);
    }

    /// Work that may be short: as many runs a sample as last `seconds`, the time then divided by their number.
    static Timing ofShort(Repeats repeats, double seconds, Runnable work) {
        long runs = 1;
        for (double taken = sample(1, work); taken < seconds; taken = sample(runs, work)) {
            // at most tenfold: the first runs, not yet compiled, tell too much
            runs = (long) Math.ceil(runs * Math.clamp(1.2 * seconds / taken, 1, 10));
        }
        return of(repeats, runs, work);
    }

    private static Timing of(Repeats repeats, long runs, Runnable work) {
        for (int i = 0; i < repeats.warmup; i++) {
            sample(runs, work);
        }
        double[] seconds = new double[repeats.samples];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = sample(runs, work) / runs;
        }
        return new Timing(StatUtils.percentile(seconds, 50), StatUtils.min(seconds), StatUtils.max(seconds));
    }

    private static double sample(long runs, Runnable work) {
        long begun = System.nanoTime();
        for (long run = 0; run < runs; run++) {
            work.run();
        }
        return (System.nanoTime() - begun) * 1e-9;
    }
}
