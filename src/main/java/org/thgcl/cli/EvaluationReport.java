package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Csv;
import org.thgcl.file.Destination;
import org.thgcl.metric.Evaluation;
import org.thgcl.metric.Evaluation.ClassResult;
import org.thgcl.statistics.ClipIntervals;

/// An evaluation as table, JSON and CSV.
///
/// @param classes names of the classes, by number
/// @param intervals of mAP, AUC and average precisions over clips; `null` for none
record EvaluationReport(Evaluation evaluation, List<String> classes, ClipIntervals intervals) {
    private static final String PER_CLASS = "per_class.csv";
    private static final String CONFUSION = "confusion.csv";
    private static final List<String> COLUMNS =
            List.of("class", "support", "average_precision", "auc", "precision", "recall", "f1");

    /// The table that a terminal shows.
    String table() {
        TextTable table = new TextTable("class", "clips", "AP", "AUC", "precision", "recall", "F1");
        for (List<?> row : rows()) {
            table.row(row.toArray());
        }
        return String.format(
                        Locale.ROOT,
                        "%sclips %d%nmAP %.4f%nAUC %.4f%naccuracy %.4f%n",
                        table + "\n",
                        evaluation.clips(),
                        evaluation.map(),
                        evaluation.auc(),
                        evaluation.accuracy())
                + (intervals == null ? "" : new IntervalsText(intervals, classes).text());
    }

    /// Everything, to be written as JSON after what comes first.
    Map<String, Object> json(Map<String, ?> first) {
        Map<String, Object> json = new LinkedHashMap<>(first);
        json.put("clips", evaluation.clips());
        json.put("map", evaluation.map());
        json.put("auc", evaluation.auc());
        json.put("accuracy", evaluation.accuracy());
        List<Map<String, Object>> perClass = new ArrayList<>();
        for (List<?> row : rows()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                fields.put(COLUMNS.get(column), row.get(column));
            }
            perClass.add(fields);
        }
        json.put("classes", perClass);
        json.put("confusion", hasConfusion() ? evaluation.confusion() : null);
        if (intervals != null) {
            json.put("bootstrap", new IntervalsText(intervals, classes).json());
        }
        return json;
    }

    /// Writes `per_class.csv` and, where clips have one class each, `confusion.csv` into a folder, which is made if
    /// need be.
    ///
    /// @return the names of the files
    String write(Path folder) throws IOException {
        Destination.folder(folder);
        AtomicFile.write(folder.resolve(PER_CLASS), perClass());
        if (!hasConfusion()) {
            return PER_CLASS;
        }
        AtomicFile.write(folder.resolve(CONFUSION), confusion());
        return PER_CLASS + ", " + CONFUSION;
    }

    private boolean hasConfusion() {
        return !evaluation.confusion().isEmpty();
    }

    private String perClass() {
        Csv csv = new Csv().line(COLUMNS);
        rows().forEach(csv::line);
        return csv.toString();
    }

    /// Rows are true classes, columns predicted ones.
    private String confusion() {
        List<Object> header = new ArrayList<>();
        header.add("true \\ predicted");
        header.addAll(classes);
        Csv csv = new Csv().line(header);
        for (int category = 0; category < classes.size(); category++) {
            List<Object> row = new ArrayList<>();
            row.add(classes.get(category));
            row.addAll(evaluation.confusion().get(category));
            csv.line(row);
        }
        return csv.toString();
    }

    private List<List<?>> rows() {
        List<List<?>> rows = new ArrayList<>();
        for (int category = 0; category < classes.size(); category++) {
            ClassResult c = evaluation.classes().get(category);
            rows.add(List.of(
                    classes.get(category),
                    c.support(),
                    c.averagePrecision(),
                    c.auc(),
                    c.precision(),
                    c.recall(),
                    c.f1()));
        }
        return rows;
    }
}
