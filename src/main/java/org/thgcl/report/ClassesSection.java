package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.thgcl.metric.Evaluation;
import org.thgcl.metric.Evaluation.ClassResult;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// How well the clips held out are told apart: in all, class by class, and which classes are confused.
///
/// @param run may be null
record ClassesSection(TrainedRun run) implements Section {
    @Override
    public String id() {
        return "classes";
    }

    @Override
    public String title() {
        return "Results over all classes and by class";
    }

    @Override
    public String html() {
        if (run == null) {
            return MissingInputs.run();
        }
        if (run.clips() == null) {
            return MissingInputs.clips(run);
        }
        Evaluation before = run.clips().evaluationBefore();
        Evaluation after = run.clips().evaluation();
        return inAll(before, after) + byClass(before, after) + confusion(after);
    }

    private String inAll(Evaluation before, Evaluation after) {
        Chance chance = Chance.of(after);
        List<List<String>> rows = List.of(
                row("before training", before.map(), before.auc(), before.accuracy()),
                row("after training", after.map(), after.auc(), after.accuracy()),
                row("chance", chance.map(), chance.auc(), chance.accuracy()));
        String caption = "The " + run.clips().part() + " part, " + after.clips() + " clips";
        return Html.table(caption, List.of("", "mAP", "AUC", "accuracy"), rows)
                + Html.small(
                        "mAP: average precision, mean over classes. AUC: area under the ROC curve, one class against"
                                + " the rest, mean over classes. Accuracy: share of the clips whose true class has the"
                                + " highest score. Chance: clips in random order; for the accuracy, the most frequent"
                                + " class for every clip.")
                + agreement();
    }

    private String agreement() {
        if (run.result() == null) {
            return Html.note("The run hasn't ended, so there is no " + Html.code("result.json")
                    + " to compare these numbers with.");
        }
        return run.agrees()
                ? Html.small("Recomputed for this page from parameters and clips. mAP, AUC and accuracy after training "
                        + "have the same digits as in the run's " + Html.code("result.json") + ".")
                : Html.note("<strong>These numbers differ from those of the run's " + Html.code("result.json")
                        + ".</strong> The given files aren't the run's files, or are in another order.");
    }

    private static List<String> row(String name, double... values) {
        List<String> row = new ArrayList<>(List.of(name));
        for (double value : values) {
            row.add(Html.number(value));
        }
        return row;
    }

    private String byClass(Evaluation before, Evaluation after) {
        List<List<String>> rows = IntStream.range(0, after.classes().size())
                .mapToObj(c -> {
                    ClassResult now = after.classes().get(c);
                    return List.of(
                            Html.text(run.model().classes().get(c)),
                            Integer.toString(now.support()),
                            Html.number(before.classes().get(c).averagePrecision()),
                            Html.number(now.averagePrecision()),
                            Html.number(now.auc()),
                            Html.number(now.precision()),
                            Html.number(now.recall()),
                            Html.number(now.f1()));
                })
                .toList();
        return Html.table(
                "By class. AP is average precision; a dash means undefined",
                List.of("class", "clips", "AP before", "AP after", "AUC", "precision", "recall", "F1"),
                rows);
    }

    /// Rows are true classes, columns predicted ones; what was right is in bold. A cell's tint is the share of its
    /// row's clips.
    private String confusion(Evaluation after) {
        if (after.confusion().isEmpty()) {
            return Html.small("The clips may have several classes, so there is no confusion matrix. A class counts as "
                    + "predicted where its score is at least 0.5.");
        }
        List<String> header = Stream.concat(
                        Stream.of("true class"),
                        IntStream.range(0, after.classes().size()).mapToObj(Integer::toString))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int c = 0; c < after.classes().size(); c++) {
            int clips = after.classes().get(c).support();
            List<String> row = new ArrayList<>();
            row.add(c + " " + Html.text(run.model().classes().get(c)));
            for (int predicted = 0; predicted < after.classes().size(); predicted++) {
                int count = after.confusion().get(c).get(predicted);
                String digits = predicted == c ? "<strong>" + count + "</strong>" : String.valueOf(count);
                row.add(count == 0 ? "·" : Html.tinted(digits, (double) count / clips));
            }
            rows.add(row);
        }
        return "<div class=\"matrix\">"
                + Html.table(
                        "Confusion matrix: clips by true class (rows) and predicted class (columns, by number);"
                                + " the tint is the share of the row's clips",
                        header,
                        rows)
                + "</div>\n";
    }
}
