package org.thgcl.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Curve;
import org.thgcl.ablation.VariantResult;
import org.thgcl.page.Chart;
import org.thgcl.page.Dash;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;

/// Loss, validation cross entropy and validation mAP by iteration of a sweep's variants, with bands of one standard
/// deviation over the seeds.
///
/// @param name of the charts, different for the sweeps of a page
record SweepCurves(String name, AblationResult sweep) {
    /// More lines than can be told apart help nobody.
    private static final int LINES = 4;

    private static final String MEAN =
            " Mean over the seeds, band of one standard deviation. A run that stopped early has"
                    + " no part in the mean after its end. A curve stops where fewer than half of the runs are left.";

    private static final int POINTS = 120;

    String html() {
        List<VariantResult> shown = shown();
        String left = shown.size() == sweep.variants().size()
                ? ""
                : " Shown are " + sweep.reference() + " and the " + (shown.size() - 1)
                        + " variants whose mean mAP differs most from it, of "
                        + sweep.variants().size() + ".";
        String ending = MEAN + Html.text(left);
        List<String> figures = new ArrayList<>();
        figures.add(chart(shown, "loss", "training loss (nats)", VariantResult::loss)
                .figure("Training loss by iteration. Losses of different objectives have different scales." + ending));
        boolean measured = shown.stream()
                .anyMatch(variant -> !finite(variant.validationCrossEntropy()).isEmpty());
        if (measured) { // results of older versions don't have it
            figures.add(
                    chart(shown, "entropy", "validation cross entropy (nats)", VariantResult::validationCrossEntropy)
                            .figure("Cross entropy on the validation part, on one scale for all objectives." + ending));
        }
        figures.add(chart(shown, "map", "validation mAP (0 to 1)", VariantResult::validationMap)
                .figure("Validation mAP by iteration." + ending));
        return Html.gallery(figures.toArray(String[]::new));
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
                .flatMap(variant -> quantity.apply(variant).whileHalfAreLeft().points().stream())
                .mapToDouble(Curve.Point::iteration)
                .max()
                .orElse(1);
        Chart chart = new Chart(name + what, "Sweep " + sweep.sweep() + ": " + axis, "iteration (updates made)", axis)
                .across(0, end);
        for (int k = 0; k < shown.size(); k++) {
            curve(chart, shown.get(k).name(), quantity.apply(shown.get(k)).whileHalfAreLeft(), k);
        }
        return chart;
    }

    private static List<Curve.Point> finite(Curve curve) {
        return curve.points().stream()
                .filter(point -> Double.isFinite(point.mean()))
                .toList();
    }

    private static void curve(Chart chart, String label, Curve curve, int number) {
        List<Curve.Point> all = finite(curve);
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
        chart.band(x, low, high, Hue.of(number));
        chart.dashed(label, x, mean, Hue.of(number), Dash.of(number));
    }
}
