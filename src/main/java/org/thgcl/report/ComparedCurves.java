package org.thgcl.report;

import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.page.Chart;
import org.thgcl.page.Dash;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;
import org.thgcl.page.Section;
import org.thgcl.training.MetricsHistory;

/// The learning curves of several runs in one chart each for loss and validation.
record ComparedCurves(List<ComparedRun> runs) implements Section {
    private static final int POINTS = 250;
    private static final int MOST = 16;

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "Learning curves";
    }

    @Override
    public String html() {
        String left = runs.size() <= MOST ? "" : " Shown are the first " + MOST + " runs.";
        List<ComparedRun> shown = runs.subList(0, Math.min(runs.size(), MOST));
        Chart loss = chart("loss", "Training loss by iteration", "training loss (nats)");
        Chart map = chart("map", "Validation mAP by iteration", "validation mAP (0 to 1)");
        for (int k = 0; k < shown.size(); k++) {
            loss(loss, shown.get(k), k);
            map(map, shown.get(k), k);
        }
        return Html.gallery(
                loss.figure("Training loss, the mean around each update. Losses of different objectives have different"
                        + " scales." + left),
                map.figure("mAP on the validation part." + left));
    }

    private Chart chart(String name, String title, String axis) {
        double end = runs.stream()
                .flatMap(run -> run.history().updates().stream())
                .mapToDouble(MetricsHistory.Update::iteration)
                .max()
                .orElse(1);
        return new Chart(name, title, "iteration (updates made)", axis).across(0, end);
    }

    private static void loss(Chart chart, ComparedRun run, int number) {
        List<MetricsHistory.Update> updates = run.history().updates();
        double[] loss =
                updates.stream().mapToDouble(MetricsHistory.Update::loss).toArray();
        int stride = Math.max(1, Math.ceilDiv(loss.length, POINTS));
        int[] at = IntStream.range(0, loss.length)
                .filter(i -> i % stride == 0 || i == loss.length - 1)
                .toArray();
        double[] x =
                IntStream.of(at).mapToDouble(i -> updates.get(i).iteration()).toArray();
        double[] y = IntStream.of(at)
                .mapToDouble(i -> LearningCurves.meanAround(loss, i, loss.length / 40))
                .toArray();
        line(chart, run, x, y, number);
    }

    private static void map(Chart chart, ComparedRun run, int number) {
        List<MetricsHistory.Validation> validations = run.history().validations().stream()
                .filter(validation -> Double.isFinite(validation.metrics().map()))
                .toList();
        double[] x = validations.stream()
                .mapToDouble(MetricsHistory.Validation::iteration)
                .toArray();
        double[] y = validations.stream()
                .mapToDouble(validation -> validation.metrics().map())
                .toArray();
        line(chart, run, x, y, number);
    }

    private static void line(Chart chart, ComparedRun run, double[] x, double[] y, int number) {
        if (x.length > 0) {
            chart.dashed(run.name(), x, y, Hue.of(number), Dash.of(number + number / 8));
        }
    }
}
