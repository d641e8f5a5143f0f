package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Comparison;
import org.thgcl.ablation.DataFacts;
import org.thgcl.ablation.GridResult;
import org.thgcl.ablation.SeedResult;
import org.thgcl.ablation.Summary;
import org.thgcl.ablation.VariantResult;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.statistics.Interval;

/// Sweeps: what each variant gave, how it differs from the reference, and what that is worth.
///
/// @param sweeps may be none
record AblationSection(Sweeps sweeps) implements Section {
    private static final String SYNTHETIC =
            Html.note("<strong>The data are synthetic.</strong> Nothing in them was ever recorded.");

    @Override
    public String id() {
        return "ablations";
    }

    @Override
    public String title() {
        return "Ablations";
    }

    @Override
    public String html() {
        if (sweeps.isEmpty()) {
            return Html.missing("This page was made without the result of a sweep.", Program.in("""
                tools/thgcl ablate table2 --out runs/table2
                tools/thgcl report --ablation runs/table2/ablation.json\
                """));
        }
        StringBuilder html = new StringBuilder();
        for (int k = 0; k < sweeps.results().size(); k++) {
            html.append(sweep(k, sweeps.results().get(k)));
        }
        sweeps.grids().forEach(grid -> html.append(grid(grid)));
        return html.toString();
    }

    private static String sweep(int number, AblationResult sweep) {
        return Html.heading("Sweep " + sweep.sweep() + " on " + sweep.data().name())
                + Html.paragraph(Html.text(sweep.about()))
                + data(sweep)
                + table(sweep)
                + Html.small(method(sweep))
                + Html.list(sweep.findings().stream().map(Html::text).toList())
                + new SweepCurves("sweep" + number, sweep).html()
                + seeds(sweep)
                + (sweep.notes().isEmpty() ? "" : Html.paragraph("What the sweep leaves out:"))
                + Html.list(sweep.notes().stream().map(Html::text).toList())
                + Html.folded("The configuration that the variants change", Html.listing(sweep.configuration()));
    }

    /// Explains the table's numbers.
    private static String method(AblationResult sweep) {
        String convention = "Test part. Differences are variant minus " + Html.text(sweep.reference());
        return sweep.seeds().size() == 1
                ? String.format(
                        Locale.ROOT,
                        "%s, of one seed. Interval (nominal %.0f %%, paired bootstrap) and p (paired permutation, not"
                                + " corrected) are over the test clips, not over seeds.",
                        convention,
                        100 * sweep.confidence())
                : String.format(
                        Locale.ROOT,
                        "%s, paired by seed, with a bootstrap interval of nominal %.0f %%. mAP is the mean over the"
                            + " seeds ± standard deviation. p is two-sided (Wilcoxon's signed-rank test) and corrected"
                            + " for the number of comparisons.",
                        convention,
                        100 * sweep.confidence());
    }

    private static String data(AblationResult sweep) {
        DataFacts data = sweep.data();
        String facts = String.format(
                Locale.ROOT,
                "%d clips in %d classes, %d audio and %d video segments; %s. Seeds %s; %s; program %s; data %s.",
                data.clips(),
                data.classes(),
                data.audioSegments(),
                data.videoSegments(),
                Html.text(data.parts()),
                sweep.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                Html.text(sweep.precision()),
                Html.code(sweep.program()),
                Html.code(data.fingerprint()));
        return (data.synthetic() ? SYNTHETIC : "") + Html.small(facts);
    }

    private static String table(AblationResult sweep) {
        List<List<String>> rows = new ArrayList<>();
        for (VariantResult variant : sweep.variants()) {
            Comparison comparison = variant.comparison();
            String same = variant.sameAs() == null ? "–" : "same as " + Html.text(variant.sameAs());
            rows.add(List.of(
                    Html.text(variant.name()),
                    spread(variant.map()),
                    Html.number(variant.auc().mean()),
                    comparison == null ? same : signed(comparison.mean()),
                    comparison == null ? "" : interval(variant),
                    comparison == null ? "" : Html.number(p(variant))));
        }
        return Html.table(
                "Sweep " + sweep.sweep(), List.of("variant", "mAP", "AUC", "difference of mAP", "interval", "p"), rows);
    }

    /// The reference's mAP and the differences to it, by lag and noise.
    private static String grid(GridResult grid) {
        AblationResult first = grid.cells().getFirst().result();
        List<String> header = new ArrayList<>(List.of("lag, noise"));
        first.variants().forEach(variant -> header.add(variant.name()));
        List<List<String>> rows = new ArrayList<>();
        for (GridResult.Cell cell : grid.cells()) {
            List<String> row = new ArrayList<>(List.of(cell.lag() + ", " + cell.noise()));
            for (VariantResult variant : cell.result().variants()) {
                Comparison comparison = variant.comparison();
                row.add(comparison == null ? Html.number(variant.map().mean()) : marked(comparison));
            }
            rows.add(row);
        }
        return Html.heading("Sweep " + first.sweep() + " by lag and noise")
                + Html.paragraph(Html.text(first.about()))
                + SYNTHETIC
                + Html.table("Test mAP of " + first.reference() + ", and differences to it", header, rows)
                + Html.small(
                        "Lag in audio segments, noise as standard deviation. An asterisk: the interval leaves 0 out,"
                                + " with 5 seeds or more.")
                + Html.list(grid.findings().stream().map(Html::text).toList());
    }

    private static String marked(Comparison comparison) {
        return signed(comparison.mean()) + (comparison.indicative() ? "*" : "");
    }

    private static String spread(Summary summary) {
        return Html.unbroken(Html.number(summary.mean()) + " ± " + Html.number(summary.deviation()));
    }

    /// Over seeds, or over the test clips of one seed.
    private static String interval(VariantResult variant) {
        if (variant.clips() != null) {
            Interval interval = variant.clips().map().interval();
            return ends(interval.low(), interval.high());
        }
        return ends(variant.comparison().low(), variant.comparison().high());
    }

    private static String ends(double low, double high) {
        return Html.unbroken("[" + signed(low) + ", " + signed(high) + "]");
    }

    private static double p(VariantResult variant) {
        return variant.clips() != null
                ? variant.clips().map().p()
                : variant.comparison().adjustedP();
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.3f", value) : "–";
    }

    /// Each seed's mAP, so that nobody need trust a mean.
    private static String seeds(AblationResult sweep) {
        List<String> header = new ArrayList<>(List.of("mAP by seed"));
        sweep.seeds().forEach(seed -> header.add(String.valueOf(seed)));
        header.add("changes");
        List<List<String>> rows = new ArrayList<>();
        for (VariantResult variant : sweep.variants()) {
            List<String> row = new ArrayList<>(List.of(Html.text(variant.name())));
            variant.runs().forEach(run -> row.add(map(run)));
            row.add(
                    variant.changes().isEmpty()
                            ? "none"
                            : variant.changes().entrySet().stream()
                                    .map(change -> Html.text(change.getKey() + "=" + change.getValue()))
                                    .collect(Collectors.joining(", ")));
            rows.add(row);
        }
        return Html.table("Every seed of sweep " + sweep.sweep(), header, rows);
    }

    private static String map(SeedResult run) {
        return run.failure() == null ? Html.number(run.test().map()) : "failed: " + Html.text(run.failure());
    }
}
