package org.thgcl.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.thgcl.ablation.SeedResult;
import org.thgcl.ablation.SweepProgress;

/// Shows how a sweep goes on: one line for each run that ends, and the time left for the rest at the pace so far;
/// on a terminal a bar besides.
final class SweepProgressDisplay implements SweepProgress {
    private static final int REDRAWN_EVERY_MILLIS = 200;

    private final PrintWriter lines;
    private final PrintStream terminal;
    private ProgressBar bar;
    private long begin;
    private int runs;
    private long updates;
    private long done;
    private int ended;

    /// @param lines where lines go
    /// @param terminal where a bar is drawn, and lines go then; `null` for none
    SweepProgressDisplay(PrintWriter lines, PrintStream terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    /// The display that suits.
    ///
    /// @param err where lines go; a bar goes to the process's standard error
    static SweepProgressDisplay on(PrintWriter err) {
        return new SweepProgressDisplay(err, ProgressDisplay.onTerminal() ? System.err : null);
    }

    @Override
    public void note(String text) {
        say(text);
    }

    @Override
    public void begin(int runs, int cached, long updates) {
        this.runs = runs;
        this.updates = updates;
        begin = System.nanoTime();
        say(runs + (runs == 1 ? " run" : " runs") + " to make, " + cached + " made before.");
        if (terminal != null && runs > 0) {
            bar = new ProgressBarBuilder()
                    .setTaskName("")
                    .setInitialMax(updates)
                    .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal))
                    .build();
        }
    }

    @Override
    public void update(long updates, int runs) {
        done = updates;
        ended = runs;
        if (bar != null) {
            bar.setExtraMessage(" run " + runs + "/" + this.runs);
            bar.stepTo(updates);
        }
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
        say(String.format(Locale.ROOT, "run %d/%d  %s: %s%s", ended, runs, name, outcome, left()));
    }

    private String left() {
        if (ended == runs) {
            return "";
        }
        double nanos = (double) (System.nanoTime() - begin) / done * (updates - done);
        return "  at most " + ProgressDisplay.clock(Duration.ofNanos((long) nanos)) + " left";
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
        }
    }

    private void say(String line) {
        if (terminal == null) {
            lines.println(line);
            lines.flush();
        } else {
            // over the bar, which is drawn again below
            terminal.println("\r" + line + "\u001b[K");
        }
    }
}
