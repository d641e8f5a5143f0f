package org.thgcl.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.statistics.ClipIntervals;
import org.thgcl.statistics.Interval;

/// Intervals over clips as text and JSON.
///
/// @param classes names of the classes, by number
record IntervalsText(ClipIntervals intervals, List<String> classes) {
    private static final String SCOPE = "The intervals are about the choice of the test clips. They say nothing of the"
            + " randomness of training: another seed gives another model.";

    /// A table of the intervals and what they are.
    String text() {
        String level = level(intervals.confidence());
        TextTable table = new TextTable(level, "low", "high");
        table.row("mAP", intervals.map().low(), intervals.map().high());
        table.row("AUC", intervals.auc().low(), intervals.auc().high());
        for (int category = 0; category < classes.size(); category++) {
            Interval interval = intervals.precisions().get(category);
            table.row("AP of " + classes.get(category), interval.low(), interval.high());
        }
        StringBuilder text = new StringBuilder("\n" + table + "\n");
        text.append(Wrapping.item(String.format(
                Locale.ROOT, "Percentile bootstrap over clips, %d samples. %s", intervals.resamples(), SCOPE)));
        if (!lost().isEmpty()) {
            text.append(Wrapping.item("Some classes have no clips in some samples and are left out of the means"
                    + " of these: " + String.join(", ", lost()) + "."));
        }
        return text.toString();
    }

    /// The name of an interval.
    static String level(double confidence) {
        return String.format(Locale.ROOT, "nominal %.0f %% interval", 100 * confidence);
    }

    /// The classes that have no clips in some samples, with the number of these samples.
    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        for (int category = 0; category < classes.size(); category++) {
            int without =
                    intervals.resamples() - intervals.precisions().get(category).samples();
            if (without > 0) {
                lost.add(classes.get(category) + " in " + without);
            }
        }
        return lost;
    }

    /// The same as JSON: ends are `null` where no sample has a value.
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", "percentile bootstrap over clips");
        json.put("about", SCOPE);
        json.put("resamples", intervals.resamples());
        json.put("nominal_coverage", intervals.confidence());
        json.put("map", intervals.map());
        json.put("auc", intervals.auc());
        List<Map<String, Object>> perClass = new ArrayList<>();
        for (int category = 0; category < classes.size(); category++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("class", classes.get(category));
            row.put("average_precision", intervals.precisions().get(category));
            perClass.add(row);
        }
        json.put("classes", perClass);
        return json;
    }
}
