package org.thgcl.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.thgcl.training.Evaluation;
import org.thgcl.training.Progress;

/// Progress as a bar on a terminal, with the time left, the loss, the rate, the last validation and the speed.
final class ProgressBarDisplay implements Progress {
    private static final int REDRAWN_EVERY_MILLIS = 200;

    private final PrintStream terminal;
    private final ProgressBarConsumer line;
    private ProgressBar bar;
    private String validation = "";

    /// A bar as wide as the terminal.
    ProgressBarDisplay(PrintStream terminal) {
        this(terminal, new ConsoleProgressBarConsumer(terminal));
    }

    /// A bar of a given width in characters.
    ProgressBarDisplay(PrintStream terminal, int width) {
        this(terminal, new ConsoleProgressBarConsumer(terminal, width));
    }

    private ProgressBarDisplay(PrintStream terminal, ProgressBarConsumer line) {
        this.terminal = terminal;
        this.line = line;
    }

    @Override
    public void note(String text) {
        terminal.println(text);
    }

    @Override
    public void begin(int iteration, int iterations) {
        bar = new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(iterations)
                .startsFrom(iteration, Duration.ZERO)
                .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build();
    }

    @Override
    public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
        bar.setExtraMessage(String.format(
                Locale.ROOT, " loss %.3g rate %.2g%s %.0f clips/s", loss, learningRate, validation, clipsPerSecond));
        bar.stepTo(iteration);
    }

    @Override
    public void validation(int iteration, Evaluation evaluation, boolean best) {
        validation = String.format(Locale.ROOT, " mAP %.3f%s", evaluation.map(), best ? "*" : "");
    }

    @Override
    public void end(int iteration) {
        bar.close();
    }
}
