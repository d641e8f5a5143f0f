package org.thgcl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.Comparison;
import org.thgcl.ablation.GridResult;
import org.thgcl.ablation.SeedResult;
import org.thgcl.ablation.VariantResult;
import org.thgcl.statistics.Interval;

/// Tables of a sweep for the terminal.
final class AblationTables {
    private AblationTables() {}

    /// Means, spreads and comparisons, then every seed, then what may be concluded.
    static String of(AblationResult result) {
        TextTable means = new TextTable(
                "test mAP", "mean", "sd", "AUC", "accuracy", "difference", "nominal 95 %", "p", "corrected");
        List<String> header = new ArrayList<>(List.of("test mAP by seed"));
        result.seeds().forEach(seed -> header.add(Long.toString(seed)));
        TextTable seeds = new TextTable(header.toArray(String[]::new));
        for (VariantResult variant : result.variants()) {
            means.row(means(result, variant));
            List<Object> row = new ArrayList<>(List.of(variant.name()));
            for (SeedResult run : variant.runs()) {
                row.add(run.failure() == null ? (Object) run.test().map() : "failed");
            }
            seeds.row(row.toArray());
        }
        return new WrappedTable(80).row(result.about()) + "\n" + means + "\n" + seeds + "\n"
                + sentences(result.findings()) + sentences(result.notes());
    }

    private static Object[] means(AblationResult result, VariantResult variant) {
        Comparison c = variant.comparison();
        String difference = c != null
                ? String.format(Locale.ROOT, "%+.4f", c.mean())
                : variant.name().equals(result.reference()) ? "reference" : variant.sameAs() != null ? "same" : "-";
        return new Object[] {
            variant.name(),
            variant.map().mean(),
            variant.map().deviation(),
            variant.auc().mean(),
            variant.accuracy().mean(),
            difference,
            interval(variant),
            variant.clips() != null ? variant.clips().map().p() : c == null ? "" : c.p(),
            c == null || variant.clips() != null ? "" : c.adjustedP()
        };
    }

    /// Over seeds, or over the test clips of one seed.
    private static String interval(VariantResult variant) {
        if (variant.clips() != null) {
            Interval interval = variant.clips().map().interval();
            return ends(interval.low(), interval.high());
        }
        Comparison c = variant.comparison();
        return c == null || Double.isNaN(c.low()) ? "" : ends(c.low(), c.high());
    }

    private static String ends(double low, double high) {
        return String.format(Locale.ROOT, "%+.4f %+.4f", low, high);
    }

    /// Mean test mAP of the reference and differences to it, by lag and noise; an asterisk where that is
    /// indicative.
    static String of(GridResult grid) {
        AblationResult first = grid.cells().getFirst().result();
        List<String> header = new ArrayList<>(List.of("lag", "noise"));
        first.variants().forEach(variant -> header.add(variant.name()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (GridResult.Cell cell : grid.cells()) {
            List<Object> row = new ArrayList<>(List.of(cell.lag(), Double.toString(cell.noise())));
            for (VariantResult variant : cell.result().variants()) {
                row.add(variant.comparison() == null ? (Object) variant.map().mean() : marked(variant.comparison()));
            }
            table.row(row.toArray());
        }
        WrappedTable about = new WrappedTable(80)
                .row(first.about())
                .row("Test mAP of '" + first.reference()
                        + "', and differences, variant minus it (*: the nominal 95 % interval leaves 0 out,"
                        + " with 5 seeds or more):");
        return about + "\n" + table + "\n" + sentences(grid.findings());
    }

    private static String marked(Comparison c) {
        return String.format(Locale.ROOT, "%+.4f%s", c.mean(), c.indicative() ? "*" : " ");
    }

    private static String sentences(List<String> sentences) {
        return sentences.stream().map(Wrapping::item).collect(Collectors.joining());
    }
}
