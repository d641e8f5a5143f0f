package org.thgcl.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Curve;
import org.thgcl.ablation.VariantResult;

/// Loss and validation mAP by iteration of a sweep's variants, with bands of one standard deviation over the seeds.
///
/// @param name of the charts, different for the sweeps of a page
record SweepCurves(String name, AblationResult sweep) {
    /// More lines than can be told apart help nobody.
    private static final int LINES = 4;

    private static final int POINTS = 120;
    private static final List<Chart.Dash> DASHES =
            List.of(Chart.Dash.NONE, Chart.Dash.LONG, Chart.Dash.SHORT, Chart.Dash.DOTS);
    private static final Color[] COLOURS = {Chart.INK, Chart.ORANGE, Chart.BLUE, Chart.GREEN};

    String html() {
        List<VariantResult> shown = shown();
        String left = shown.size() == sweep.variants().size()
                ? ""
                : " Shown are " + sweep.reference() + " and the " + (shown.size() - 1)
                        + " variants whose mean mAP differs most from it, of "
                        + sweep.variants().size() + ".";
        return Html.gallery(
                chart(shown, "loss", "training loss (nats)", VariantResult::loss)
                        .figure("Training loss by iteration, mean over the seeds, band of one standard deviation."
                                + " Losses of different objectives have different scales." + Html.text(left)),
                chart(shown, "map", "validation mAP (0 to 1)", VariantResult::validationMap)
                        .figure("Validation mAP by iteration, mean over the seeds, band of one standard deviation."
                                + " Runs that stopped early leave the mean where they stop." + Html.text(left)));
    }

    /// The reference, and those that differ most from it.
    private List<VariantResult> shown() {
        if (sweep.variants().size() <= LINES) {
            return sweep.variants();
        }
        List<VariantResult> shown = new ArrayList<>(List.of(sweep.variant(sweep.reference())));
        sweep.variants().stream()
                .filter(variant -> variant.comparison() != null)
                .sorted(Comparator.comparingDouble(
                        variant -> -Math.abs(variant.comparison().mean())))
                .limit(LINES - 1)
                .forEach(shown::add);
        return shown;
    }

    private Chart chart(List<VariantResult> shown, String what, String axis, Function<VariantResult, Curve> quantity) {
        double end = shown.stream()
                .flatMap(variant -> quantity.apply(variant).points().stream())
                .mapToDouble(Curve.Point::iteration)
                .max()
                .orElse(1);
        Chart chart = new Chart(name + what, "Sweep " + sweep.sweep() + ": " + axis, "iteration (updates made)", axis)
                .across(0, end, "0");
        for (int k = 0; k < shown.size(); k++) {
            curve(chart, shown.get(k).name(), quantity.apply(shown.get(k)), k);
        }
        return chart;
    }

    private static void curve(Chart chart, String label, Curve curve, int number) {
        List<Curve.Point> all = curve.points().stream()
                .filter(point -> Double.isFinite(point.mean()))
                .toList();
        if (all.isEmpty()) {
            return;
        }
        int stride = Math.ceilDiv(all.size(), POINTS);
        List<Curve.Point> points = IntStream.range(0, all.size())
                .filter(i -> i % stride == 0 || i == all.size() - 1)
                .mapToObj(all::get)
                .toList();
        double[] x = points.stream().mapToDouble(Curve.Point::iteration).toArray();
        double[] mean = points.stream().mapToDouble(Curve.Point::mean).toArray();
        double[] spread = points.stream()
                .mapToDouble(point -> Double.isFinite(point.deviation()) ? point.deviation() : 0)
                .toArray();
        double[] low = IntStream.range(0, x.length)
                .mapToDouble(i -> mean[i] - spread[i])
                .toArray();
        double[] high = IntStream.range(0, x.length)
                .mapToDouble(i -> mean[i] + spread[i])
                .toArray();
        chart.band(label + " ± deviation", x, low, high, COLOURS[number]);
        chart.dashed(label, x, mean, COLOURS[number], DASHES.get(number));
    }
}
