package org.thgcl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.statistics.ClipComparison;
import org.thgcl.statistics.Difference;

/// Two models compared on the same clips, as text and JSON.
///
/// @param reference folder of the first run
/// @param variant folder of the second run
/// @param data where the clips are
/// @param part which clips of them
/// @param classes names of the classes, by number
record ComparisonReport(
        Path reference, Path variant, String data, Part part, List<String> classes, ClipComparison comparison) {
    private static final String CONVENTION = "variant minus reference";

    /// A table of the differences and what they are.
    String text() {
        WrappedTable head = new WrappedTable(10, 68)
                .row("reference", reference.toString())
                .row("variant", variant.toString())
                .row(
                        "clips",
                        comparison.clips() + ", " + (part == Part.ALL ? "all" : "the " + part.word() + " part") + " of "
                                + data);
        TextTable table =
                new TextTable("metric", "reference", "variant", "difference", "low", "high", "p", "corrected");
        row(table, "mAP", comparison.map(), "");
        row(table, "AUC", comparison.auc(), "");
        for (int category = 0; category < classes.size(); category++) {
            Difference difference = comparison.precisions().get(category);
            row(table, "AP of " + classes.get(category), difference, difference.adjustedP());
        }
        return head + "\n" + table + "\n" + Wrapping.item(verdict()) + Wrapping.item(method())
                + Wrapping.item("The corrected p is Holm's, for the " + classes.size() + " classes.")
                + Wrapping.item(scope());
    }

    private static void row(TextTable table, String name, Difference difference, Object corrected) {
        table.row(
                name,
                difference.reference(),
                difference.variant(),
                signed(difference.difference()),
                signed(difference.interval().low()),
                signed(difference.interval().high()),
                difference.p(),
                corrected);
    }

    private static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
    }

    /// Describes the difference in mAP.
    private String verdict() {
        Difference map = comparison.map();
        String p = String.format(Locale.ROOT, "p %.4g", map.p());
        return map.p() <= 1 - comparison.confidence()
                ? String.format(
                        Locale.ROOT,
                        "By this test mAP differs on clips like these: variant minus reference is %+.4f, %s.",
                        map.difference(),
                        p)
                : "By this test no difference in mAP is shown, " + p + ". That isn't the same as none.";
    }

    private String method() {
        return String.format(
                Locale.ROOT,
                "Differences are %s. Low and high are the ends of the %s: paired percentile bootstrap over clips, %d"
                        + " samples. p is two-sided: paired permutation of clips, %d permutations.",
                CONVENTION,
                IntervalsText.level(comparison.confidence()),
                comparison.resamples(),
                comparison.resamples());
    }

    private static String scope() {
        return "This is about these two models and the choice of the clips. Each model was trained once; 'thgcl ablate'"
                + " measures what other seeds change.";
    }

    /// The same as JSON.
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reference", reference.toString());
        json.put("variant", variant.toString());
        json.put("data", data);
        json.put("part", part.word());
        json.put("clips", comparison.clips());
        json.put("differences", CONVENTION);
        json.put("interval", "paired percentile bootstrap over clips");
        json.put("nominal_coverage", comparison.confidence());
        json.put("test", "paired permutation of clips, two-sided; adjusted_p of classes by Holm's method");
        json.put("resamples", comparison.resamples());
        json.put("about", scope());
        json.put("map", comparison.map());
        json.put("auc", comparison.auc());
        List<Map<String, Object>> perClass = new ArrayList<>();
        for (int category = 0; category < classes.size(); category++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("class", classes.get(category));
            row.put("average_precision", comparison.precisions().get(category));
            perClass.add(row);
        }
        json.put("classes", perClass);
        return json;
    }
}
