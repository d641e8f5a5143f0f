package org.thgcl.report;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.thgcl.training.MetricsHistory;

/// How a model learnt: the loss of each update with a smoothed line, and mAP and AUC of each validation.
///
/// Lines differ in width, brightness and marks, so that they can be told apart in grey.
///
/// @param loss an `svg` element
/// @param validation an `svg` element
public record LearningCurves(String loss, String validation) {
    // Of Okabe and Ito's palette for all kinds of colour vision; legible on white and on black.
    private static final Color PALE = new Color(86, 180, 233);
    private static final Color BLUE = new Color(0, 114, 178);
    private static final Color ORANGE = new Color(213, 94, 0);

    private static final String ITERATION = "iteration (updates made)";

    /// Draws the curves of a run.
    ///
    /// @throws IllegalArgumentException if the run made no update or no validation
    /// @throws IllegalStateException if the machine can't draw, see [#obstacle]
    public static LearningCurves of(MetricsHistory history) {
        if (history.updates().isEmpty() || history.validations().isEmpty()) {
            throw new IllegalArgumentException("learning curves need at least one update and one validation, got "
                    + history.updates().size() + " and "
                    + history.validations().size());
        }
        obstacle().ifPresent(why -> {
            throw new IllegalStateException("learning curves can't be drawn: " + why);
        });
        return new LearningCurves(loss(history.updates()), validation(history.validations()));
    }

    /// Why curves can't be drawn on this machine; empty if they can.
    public static Optional<String> obstacle() {
        return Chart.obstacle();
    }

    private static String loss(List<MetricsHistory.Update> updates) {
        double[] x = updates.stream()
                .mapToDouble(MetricsHistory.Update::iteration)
                .toArray();
        double[] y = updates.stream().mapToDouble(MetricsHistory.Update::loss).toArray();
        int window = Math.max(1, updates.size() / 20);
        Chart chart = new Chart("loss", "Training loss by iteration", ITERATION, "training loss (nats)");
        chart.fine("each batch", x, y, PALE);
        chart.bold("mean of the last " + window, x, trailingMean(y, window), BLUE);
        return chart.svg();
    }

    private static String validation(List<MetricsHistory.Validation> validations) {
        double[] x = validations.stream()
                .mapToDouble(MetricsHistory.Validation::iteration)
                .toArray();
        Chart chart = new Chart("validation", "Validation mAP and AUC by iteration", ITERATION, "score (0 to 1)");
        chart.range(0, 1);
        double[] auc = validations.stream().mapToDouble(v -> v.metrics().auc()).toArray();
        chart.marked("AUC", x, auc, ORANGE, SeriesMarkers.SQUARE);
        double[] map = validations.stream().mapToDouble(v -> v.metrics().map()).toArray();
        chart.marked("mAP", x, map, BLUE, SeriesMarkers.CIRCLE);
        return chart.svg();
    }

    /// The mean of each value and those before it, of `window` values in all, of fewer at the beginning.
    static double[] trailingMean(double[] values, int window) {
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - window + 1);
            double sum = 0;
            for (int k = from; k <= i; k++) {
                sum += values[k];
            }
            means[i] = sum / (i - from + 1);
        }
        return means;
    }
}
