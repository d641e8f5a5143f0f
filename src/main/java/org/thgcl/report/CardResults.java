package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.file.Markdown;
import org.thgcl.metric.Evaluation;
import org.thgcl.statistics.ClipIntervals;
import org.thgcl.statistics.ClipScores;
import org.thgcl.statistics.Interval;
import org.thgcl.statistics.Resampling;
import org.thgcl.tensor.Tensor;
import org.thgcl.training.RunResult;

/// The numbers of a model card: metrics beside chance, with intervals if there is a test part, and the same by class.
///
/// @param parts of the run's clips
/// @param validation metrics of the validation part
/// @param heldOut what the test part, or else the validation part, shows
/// @param intervals over the test clips; `null` without a test part
record CardResults(Split.Parts parts, RunResult.Metrics validation, Evaluation heldOut, ClipIntervals intervals) {
    /// Clips below which a class's average precision is hardly known.
    private static final int FEW = 10;

    /// Scores that all samples may go through together, in five seconds or so.
    private static final long WORK = 400_000_000L;

    private static final int LEAST = 200;

    static CardResults of(Split.Parts parts, RunResult.Metrics validation, Tensor scores) {
        Subset heldOut = parts.test() == null ? parts.validation() : parts.test();
        Evaluation evaluation = Evaluation.of(scores, heldOut.labels());
        ClipIntervals intervals = parts.test() == null
                ? null
                : ClipIntervals.of(
                        ClipScores.of(scores, heldOut.labels()),
                        resampling(scores.shape().elements()));
        return new CardResults(parts, validation, evaluation, intervals);
    }

    /// The usual number of samples, fewer where the scores are so many that these would take long.
    private static Resampling resampling(int scores) {
        return Resampling.of(Math.clamp(WORK / scores, LEAST, Resampling.USUAL));
    }

    boolean tested() {
        return intervals != null;
    }

    /// The metrics that exist, by the names that model hubs have for them.
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("mAP", heldOut.map());
        metrics.put("roc_auc", heldOut.auc());
        metrics.put("accuracy", heldOut.accuracy());
        metrics.values().removeIf(value -> value.isNaN());
        return metrics;
    }

    /// The section, Markdown.
    String text() {
        Chance chance = Chance.of(heldOut);
        String clips = String.format(Locale.ROOT, "%,d", heldOut.clips());
        StringBuilder text = new StringBuilder("## Results\n\n");
        if (tested()) {
            text.append("On the " + clips + " clips of the test part, which training never saw:\n")
                    .append(Markdown.table(
                            List.of("", "test", interval(), "chance", "validation"),
                            List.of(
                                    row("mAP", heldOut.map(), intervals.map(), chance.map(), validation.map()),
                                    row("AUC", heldOut.auc(), intervals.auc(), chance.auc(), validation.auc()),
                                    row(
                                            "accuracy",
                                            heldOut.accuracy(),
                                            null,
                                            chance.accuracy(),
                                            validation.accuracy()))));
        } else {
            text.append("There was no test part. These numbers are of the " + clips + " clips of the validation part."
                            + " They chose the parameters that are kept, which flatters the numbers:\n")
                    .append(Markdown.table(
                            List.of("", "validation", "chance"),
                            List.of(
                                    List.of("mAP", number(heldOut.map()), number(chance.map())),
                                    List.of("AUC", number(heldOut.auc()), number(chance.auc())),
                                    List.of("accuracy", number(heldOut.accuracy()), number(chance.accuracy())))));
        }
        String right = heldOut.confusion().isEmpty() ? "one of their classes" : "their class";
        text.append("""

            mAP is the mean of the classes' average precisions (AP), AUC the mean of the areas under their ROC curves; \
            accuracy is the part of the clips whose highest score is that of %s. Chance ranks clips at random; its \
            accuracy is that of always naming the most frequent class.\
            """.formatted(right));
        if (tested()) {
            text.append(String.format(Locale.ROOT, """
                 The validation part chose the parameters that are kept, which flatters its numbers.

                The intervals are percentile bootstraps over the test clips, %,d samples. They say how far a number \
                may be off because other clips could have been in the test part. They say nothing of the randomness \
                of training.\
                """, intervals.resamples()));
        }
        return text.append("\n\n").append(classes()).toString();
    }

    private static List<String> row(String name, double test, Interval interval, double chance, double validation) {
        return List.of(name, number(test), interval == null ? "–" : ends(interval), number(chance), number(validation));
    }

    private String classes() {
        int[] train = parts.train().classCounts();
        List<String> names = parts.train().data().classes();
        List<List<String>> rows = new ArrayList<>();
        for (int category = 0; category < names.size(); category++) {
            Evaluation.ClassResult result = heldOut.classes().get(category);
            List<String> row = new ArrayList<>(List.of(
                    Markdown.text(names.get(category)),
                    Integer.toString(train[category]),
                    Integer.toString(result.support()),
                    number(result.averagePrecision())));
            if (tested()) {
                row.add(ends(intervals.precisions().get(category)));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(
                List.of("class", "clips to train", tested() ? "clips to test" : "clips to validate", "AP"));
        if (tested()) {
            header.add(interval());
        }
        return "### By class\n" + Markdown.table(header, rows);
    }

    /// How many classes have so few clips that their AP is hardly known, a sentence; nothing if none has.
    String fewClips() {
        long few = heldOut.classes().stream()
                .filter(result -> result.support() < FEW)
                .count();
        int classes = heldOut.classes().size();
        if (few == 0) {
            return "";
        }
        String some = few + " of " + classes + " classes" + (few == 1 ? " has" : " have");
        return (few == classes ? "Every class has" : some) + " fewer than " + FEW + " clips to be measured on."
                + " Of so few, an AP says little" + (tested() ? ", and its interval is too short." : ".");
    }

    private String interval() {
        return String.format(Locale.ROOT, "nominal %.0f %% interval", 100 * intervals.confidence());
    }

    private static String ends(Interval interval) {
        return Double.isNaN(interval.low()) ? "–" : number(interval.low()) + " to " + number(interval.high());
    }

    static String number(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.4f", number);
    }
}
