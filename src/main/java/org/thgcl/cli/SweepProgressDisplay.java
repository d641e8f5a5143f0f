package org.thgcl.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.thgcl.ablation.SeedResult;
import org.thgcl.ablation.SweepProgress;

/// Shows how a sweep goes on: one line for each run that ends, and the time left for the rest at the pace so far;
/// on a terminal a bar besides.
final class SweepProgressDisplay implements SweepProgress {
    private final PrintWriter lines;
    private final BarLine bar;
    private final LongSupplier nanos;
    private long begin;
    private int runs;
    private long updates;
    private long done;
    private int ended;
    private int running;
    private int failed;

    /// @param lines where lines go
    /// @param bar where a bar is drawn, and lines go then; `null` for none
    /// @param nanos a clock in nanoseconds
    SweepProgressDisplay(PrintWriter lines, BarLine bar, LongSupplier nanos) {
        this.lines = lines;
        this.bar = bar;
        this.nanos = nanos;
    }

    /// The display that suits.
    ///
    /// @param err where it goes
    static SweepProgressDisplay on(PrintWriter err) {
        return new SweepProgressDisplay(
                err, ProgressDisplay.onTerminal() ? ProgressDisplay.bar(err) : null, System::nanoTime);
    }

    @Override
    public void note(String text) {
        say(text);
    }

    @Override
    public void begin(int runs, int cached, long updates) {
        this.runs = runs;
        this.updates = updates;
        begin = nanos.getAsLong();
        say(runs + (runs == 1 ? " run" : " runs") + " to make, " + cached + " made before.");
        if (bar != null && updates > 0) {
            bar.begin(0, updates);
        }
    }

    @Override
    public void update(long updates, int runs) {
        done = updates;
        ended = runs;
        if (bar != null) {
            bar.update(updates, List.of("run " + runs + "/" + this.runs + others()), List.of());
        }
    }

    @Override
    public void standing(int running, int failed) {
        this.running = running;
        this.failed = failed;
    }

    @Override
    public void ended(String name, SeedResult result) {
        String outcome = result.failure() != null
                ? result.failure()
                : String.format(
                        Locale.ROOT,
                        "test mAP %.4f  AUC %.4f  best of %d iterations: %d",
                        result.test().map(),
                        result.test().auc(),
                        result.iterations(),
                        result.bestIteration());
        say(String.format(Locale.ROOT, "run %d/%d  %s: %s%s", ended, runs, name, outcome, others() + left()));
    }

    /// The runs that go on side by side and those that failed, if there are any.
    private String others() {
        return (running > 1 ? ", " + running + " running" : "") + (failed > 0 ? ", " + failed + " failed" : "");
    }

    private String left() {
        if (ended == runs) {
            return "";
        }
        double rest = (double) (nanos.getAsLong() - begin) / done * (updates - done);
        return "  at most " + ProgressDisplay.clock(Duration.ofNanos((long) rest)) + " left";
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.end();
        }
    }

    private void say(String line) {
        if (bar == null) {
            lines.println(line);
            lines.flush();
        } else {
            bar.say(line);
        }
    }
}
