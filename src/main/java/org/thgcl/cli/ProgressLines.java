package org.thgcl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.thgcl.metric.Evaluation;
import org.thgcl.training.Forecast;
import org.thgcl.training.Progress;

/// Progress as lines: one per validation, one now and then between them, each flushed.
final class ProgressLines implements Progress {
    private static final long BETWEEN_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final LongSupplier nanos;
    private int begun;
    private int iterations;
    private long begin;
    private long last;

    /// @param nanos a clock in nanoseconds
    ProgressLines(PrintWriter err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
    }

    @Override
    public void note(String text) {
        say(text);
    }

    @Override
    public void forecast(Forecast forecast) {
        ForecastText.say(forecast, this::note);
    }

    @Override
    public void begin(int iteration, int iterations) {
        this.begun = iteration;
        this.iterations = iterations;
        begin = nanos.getAsLong();
        last = begin;
    }

    @Override
    public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
        long now = nanos.getAsLong();
        if (now - last < BETWEEN_NANOS) {
            return;
        }
        Duration left = ProgressDisplay.left(Duration.ofNanos(now - begin), begun, iteration, iterations);
        say(String.format(
                Locale.ROOT,
                "iteration %d/%d  loss %.4f  rate %.3g  %.0f clips/s  at most %s left",
                iteration,
                iterations,
                loss,
                learningRate,
                clipsPerSecond,
                ProgressDisplay.clock(left)));
    }

    @Override
    public void validation(int iteration, Evaluation evaluation, boolean best) {
        say(String.format(
                Locale.ROOT,
                "iteration %d/%d  validation mAP %.4f  AUC %.4f  accuracy %.4f%s",
                iteration,
                iterations,
                evaluation.map(),
                evaluation.auc(),
                evaluation.accuracy(),
                best ? "  best so far" : ""));
    }

    private void say(String line) {
        err.println(line);
        err.flush();
        last = nanos.getAsLong();
    }
}
