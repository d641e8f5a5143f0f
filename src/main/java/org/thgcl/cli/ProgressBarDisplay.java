package org.thgcl.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.thgcl.training.Evaluation;
import org.thgcl.training.Progress;

/// Progress as a bar on a terminal, with the time left, the loss, the rate, the last validation and the speed.
final class ProgressBarDisplay implements Progress {
    private static final int REDRAWN_EVERY_MILLIS = 200;

    private final PrintStream terminal;
    private ProgressBar bar;
    private String validation = "";

    ProgressBarDisplay(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void note(String text) {
        terminal.println(text);
    }

    @Override
    public void begin(int iteration, int iterations) {
        bar = new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax(iterations)
                .startsFrom(iteration, java.time.Duration.ZERO)
                .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal))
                .build();
    }

    @Override
    public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
        bar.setExtraMessage(String.format(
                Locale.ROOT, " loss %.4f rate %.2g%s %.0f clips/s", loss, learningRate, validation, clipsPerSecond));
        bar.stepTo(iteration);
    }

    @Override
    public void validation(int iteration, Evaluation evaluation, boolean best) {
        validation = String.format(Locale.ROOT, " mAP %.4f%s", evaluation.map(), best ? "*" : "");
    }

    @Override
    public void end(int iteration) {
        bar.close();
    }
}
