package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.metric.Evaluation;
import org.thgcl.training.Forecast;
import org.thgcl.training.Progress;

/// A run's progress as a bar on a terminal, with the loss, the last validation, the time left, the speed and the
/// learning rate.
final class TrainingBar implements Progress {
    private final BarLine line;
    private String validation = "";

    TrainingBar(BarLine line) {
        this.line = line;
    }

    @Override
    public void note(String text) {
        line.say(text);
    }

    @Override
    public void forecast(Forecast forecast) {
        ForecastText.say(forecast, this::note);
    }

    @Override
    public void begin(int iteration, int iterations) {
        line.begin(iteration, iterations);
    }

    @Override
    public void update(int iteration, double loss, double learningRate, double clipsPerSecond) {
        List<String> first = new ArrayList<>();
        first.add(String.format(Locale.ROOT, "loss %.3g", loss));
        if (!validation.isEmpty()) {
            first.add(validation);
        }
        line.update(
                iteration,
                first,
                List.of(
                        String.format(Locale.ROOT, "%.0f clips/s", clipsPerSecond),
                        String.format(Locale.ROOT, "rate %.2g", learningRate)));
    }

    @Override
    public void validation(int iteration, Evaluation evaluation, boolean best) {
        validation = String.format(Locale.ROOT, "mAP %.3f%s", evaluation.map(), best ? " best" : "");
    }

    @Override
    public void end(int iteration) {
        line.end();
    }
}
