package org.thgcl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.thgcl.file.Work;

/// The samples of a measurement that count: those during which nothing else disturbed the machine.
///
/// The processor's peak is measured before and after each sample. A sample is quiet if
///
/// * the two peaks differ by at most [#PEAKS_APART], so that their mean, the sample's peak, is right to half of that;
/// * at most [#ELSEWHERE] of the threads' time went elsewhere, see [TimeElsewhere]; work that is shared out in small
///   pieces takes that much longer at most. As that time is counted in hundredths of a second, [#RESOLUTION] is added;
///   so the samples together must pass the same test.
///
/// A sample that isn't quiet is replaced by another, but at most [#MOST] times as many as wanted are taken. If no more
/// than half of those wanted are quiet then, the whole measurement is disturbed.
///
/// @param counted the quiet ones in their order; all of them if the measurement is disturbed
/// @param taken how many were taken
/// @param disturbed how many of these were disturbed
/// @param quiet whether the measurement isn't disturbed
record Samples<T>(List<Sample<T>> counted, int taken, int disturbed, boolean quiet) {
    private static final double PEAKS_APART = 0.05;
    private static final double ELSEWHERE = 0.03;

    /// Seconds: a hundredth for each of the columns that change, one of the system's, two of the process.
    private static final double RESOLUTION = 0.03;

    private static final int MOST = 3;

    /// A sample.
    ///
    /// @param seconds that a run of the work took
    /// @param before the peak before, GFLOP/s
    /// @param after the peak after
    /// @param span seconds of the sample and the measurement of the peak after it
    /// @param elsewhere seconds of processor time that went elsewhere meanwhile
    /// @param result what else is known of it
    record Sample<T>(double seconds, double before, double after, double span, double elsewhere, T result) {
        /// GFLOP/s.
        double peak() {
            return (before + after) / 2;
        }

        private boolean quiet(int threads) {
            return Math.abs(before - after) <= PEAKS_APART * Math.max(before, after)
                    && undisturbed(elsewhere, threads * span);
        }
    }

    /// Takes samples.
    ///
    /// @param runs of the work in a sample, whose mean is the sample's time
    /// @param result what else is known of the sample that has just been taken; not part of its time
    static <T> Samples<T> of(Timing.Repeats repeats, Meter meter, long runs, Runnable measured, Supplier<T> result) {
        int wanted = repeats.samples();
        List<Sample<T>> all = new ArrayList<>();
        List<Sample<T>> quiet = new ArrayList<>();
        try (Work work = Work.begin("measuring", repeats.warmup() + wanted)) {
            for (int i = 0; i < repeats.warmup(); i++) {
                meter.time(measured, runs);
                T _ = result.get();
                work.step();
            }
            Meter.Mark before = meter.mark();
            while (quiet.size() < wanted && all.size() < MOST * wanted) {
                double seconds = meter.time(measured, runs) / runs;
                T more = result.get();
                Meter.Mark after = meter.mark();
                Sample<T> sample = new Sample<>(
                        seconds,
                        before.peak(),
                        after.peak(),
                        after.seconds() - before.seconds(),
                        after.elsewhere() - before.elsewhere(),
                        more);
                all.add(sample);
                if (sample.quiet(meter.threads())) {
                    quiet.add(sample);
                    work.step();
                }
                before = after;
            }
        }
        int taken = all.size();
        if (!together(quiet, meter.threads())) {
            return new Samples<>(all, taken, taken, false);
        }
        int disturbed = taken - quiet.size();
        return 2 * quiet.size() > wanted
                ? new Samples<>(quiet, taken, disturbed, true)
                : new Samples<>(all, taken, disturbed, false);
    }

    private static <T> boolean together(List<Sample<T>> samples, int threads) {
        double elsewhere = samples.stream().mapToDouble(Sample::elsewhere).sum();
        double span = samples.stream().mapToDouble(Sample::span).sum();
        return undisturbed(elsewhere, threads * span);
    }

    private static boolean undisturbed(double elsewhere, double ofTheThreads) {
        return elsewhere <= ELSEWHERE * ofTheThreads + RESOLUTION;
    }

    /// The median of a figure.
    double median(ToDoubleFunction<Sample<T>> figure) {
        return StatUtils.percentile(figures(figure), 50);
    }

    /// The same, which is no number if the measurement is disturbed.
    double quietMedian(ToDoubleFunction<Sample<T>> figure) {
        return quiet ? median(figure) : Double.NaN;
    }

    double[] figures(ToDoubleFunction<Sample<T>> figure) {
        return counted.stream().mapToDouble(figure).toArray();
    }
}
