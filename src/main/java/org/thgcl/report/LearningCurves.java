package org.thgcl.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.page.Chart;
import org.thgcl.page.Hue;
import org.thgcl.page.Mark;
import org.thgcl.training.MetricsHistory;

/// How a model learnt: the loss of each update with a smoothed line, and mAP and AUC of each validation.
///
/// Lines differ in width, brightness and marks, so that they can be told apart in grey.
///
/// @param loss of the training
/// @param validation on the validation part
public record LearningCurves(Chart loss, Chart validation) {
    /// More points than can be told apart only make the file larger.
    private static final int POINTS = 250;

    private static final String ITERATION = "iteration (updates made)";

    /// Draws the curves of a run.
    ///
    /// @throws IllegalArgumentException if the run made no update or no validation
    public static LearningCurves of(MetricsHistory history) {
        if (history.updates().isEmpty() || history.validations().isEmpty()) {
            throw new IllegalArgumentException("learning curves need at least one update and one validation, got "
                    + history.updates().size() + " and "
                    + history.validations().size());
        }
        return new LearningCurves(loss(history.updates()), validation(history.validations()));
    }

    private static Chart loss(List<MetricsHistory.Update> updates) {
        double[] loss =
                updates.stream().mapToDouble(MetricsHistory.Update::loss).toArray();
        int stride = Math.ceilDiv(loss.length, POINTS);
        int reach = loss.length / 40;
        int[] shown = IntStream.range(0, loss.length)
                .filter(i -> i % stride == 0 || i == loss.length - 1)
                .toArray();
        double[] x = Arrays.stream(shown)
                .mapToDouble(i -> updates.get(i).iteration())
                .toArray();
        double[] each = Arrays.stream(shown).mapToDouble(i -> loss[i]).toArray();
        double[] smooth = Arrays.stream(shown)
                .mapToDouble(i -> meanAround(loss, i, reach))
                .toArray();
        Chart chart = new Chart("loss", "Training loss by iteration", ITERATION, "training loss (nats)")
                .across(0, x[x.length - 1]);
        chart.fine(stride == 1 ? "one batch" : "one batch in " + stride, x, each, Hue.SKY);
        chart.bold("mean of the " + (2 * reach + 1) + " around", x, smooth, Hue.INK);
        return chart;
    }

    private static Chart validation(List<MetricsHistory.Validation> validations) {
        double[] x = validations.stream()
                .mapToDouble(MetricsHistory.Validation::iteration)
                .toArray();
        Chart chart = new Chart("validation", "Validation mAP and AUC by iteration", ITERATION, "score (0 to 1)")
                .across(0, x[x.length - 1])
                .up(0, 1);
        double[] auc = validations.stream().mapToDouble(v -> v.metrics().auc()).toArray();
        chart.marked("AUC", x, auc, Hue.ORANGE, Mark.SQUARE);
        double[] map = validations.stream().mapToDouble(v -> v.metrics().map()).toArray();
        chart.marked("mAP", x, map, Hue.INK, Mark.DISC);
        return chart;
    }

    /// The mean of a value and of up to `reach` on either side of it, fewer at the ends.
    static double meanAround(double[] values, int i, int reach) {
        return Arrays.stream(values, Math.max(0, i - reach), Math.min(values.length, i + reach + 1))
                .average()
                .orElseThrow();
    }
}
