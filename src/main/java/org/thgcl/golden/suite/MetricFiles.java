package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.metric.AveragePrecision;
import org.thgcl.metric.RocAuc;
import org.thgcl.tensor.Shape;

/// The metrics of section 3.1.2: average precision and the area under ROC.
final class MetricFiles {
    private MetricFiles() {}

    static List<Document> all() {
        return List.of(averagePrecision(), rocAuc());
    }

    /// A metric of one class against the rest: the scores of the class's clips and of the others, each with its row.
    @FunctionalInterface
    private interface Metric {
        double of(double[] positive, double[] negative);
    }

    private static Definition classes(Metric metric, boolean nanAsZero) {
        return (s, in) -> {
            int classes = in.get("score").shape().columns();
            double[] values = new double[classes];
            double sum = 0;
            int defined = 0;
            for (int c = 0; c < classes; c++) {
                values[c] = metric.of(scores(in, c, true), scores(in, c, false));
                if (!Double.isNaN(values[c]) || nanAsZero) {
                    sum += Double.isNaN(values[c]) ? 0 : values[c];
                    defined++;
                }
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("per_class", vector(values));
            outputs.put("mean", scalar(sum / defined));
            return outputs;
        };
    }

    private static double[] scores(Map<String, Numbers> in, int category, boolean own) {
        int classes = in.get("score").shape().columns();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < in.get("label").count(); i++) {
            if (((int) in.get("label").get(i) == category) == own) {
                scores.add(in.get("score").get(i * classes + category));
            }
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int atLeast(double[] scores, double threshold) {
        int count = 0;
        for (double score : scores) {
            count += score >= threshold ? 1 : 0;
        }
        return count;
    }

    private static int above(double[] scores, double threshold) {
        int count = 0;
        for (double score : scores) {
            count += score > threshold ? 1 : 0;
        }
        return count;
    }

    /// The mean over a class's clips of the precision among the clips that score at least as high.
    private static double precision(double[] positive, double[] negative) {
        double sum = 0;
        for (double score : positive) {
            double found = atLeast(positive, score);
            sum += found / (found + atLeast(negative, score));
        }
        return sum / positive.length;
    }

    private static Document averagePrecision() {
        Document file = new Document(
                        "average_precision",
                        "average_precision",
                        "3.1.2",
                        AveragePrecision.class,
                        classes(MetricFiles::precision, false))
                .tolerance(0, 1e-14, "At most 10 positives: 25 roundings of positive numbers, 25 x 2^-53 = 3e-15.")
                .decoy(
                        "ties-in-favour",
                        "of clips of equal score those of the class come first",
                        classes(
                                (positive, negative) -> {
                                    double sum = 0;
                                    for (double score : positive) {
                                        double found = atLeast(positive, score);
                                        sum += found / (found + above(negative, score));
                                    }
                                    return sum / positive.length;
                                },
                                false))
                .decoy(
                        "undefined-as-0",
                        "a class without clips counts as 0 in the mean",
                        classes(MetricFiles::precision, true))
                .decoy("roc-auc", "the area under the other curve", classes(MetricFiles::area, false));
        return metricCases(file);
    }

    /// The share of pairs in which the clip of the class scores higher; equal scores count half.
    private static double area(double[] positive, double[] negative) {
        double won = 0;
        for (double score : positive) {
            won += negative.length - atLeast(negative, score);
            won += 0.5 * (atLeast(negative, score) - above(negative, score));
        }
        return won / positive.length / negative.length;
    }

    private static Document rocAuc() {
        Document file = new Document("roc_auc", "roc_auc", "3.1.2", RocAuc.class, classes(MetricFiles::area, false))
                .tolerance(0, 1e-15, "Whole and half numbers, exact, and two divisions: 2 x 2^-53.")
                .decoy(
                        "ties-lost",
                        "equal scores count as lost",
                        classes(
                                (positive, negative) -> {
                                    double won = 0;
                                    for (double score : positive) {
                                        won += negative.length - atLeast(negative, score);
                                    }
                                    return won / positive.length / negative.length;
                                },
                                false))
                .decoy(
                        "ties-won",
                        "equal scores count as won",
                        classes(
                                (positive, negative) -> {
                                    double won = 0;
                                    for (double score : positive) {
                                        won += negative.length - above(negative, score);
                                    }
                                    return won / positive.length / negative.length;
                                },
                                false))
                .decoy(
                        "undefined-as-0",
                        "a class without clips counts as 0 in the mean",
                        classes(MetricFiles::area, true))
                .decoy("average-precision", "the area under the other curve", classes(MetricFiles::precision, false));
        return metricCases(file);
    }

    private static Document metricCases(Document file) {
        Draw draw = new Draw("metrics");
        file.add(metric("random", draw.uniform("random", 12, 3), draw.below("labels", 3, 12)));
        Numbers coarse = draw.uniform("coarse", 12, 3);
        for (int e = 0; e < coarse.count(); e++) {
            coarse.data()[e] = Math.rint(4 * coarse.get(e)) / 4;
        }
        file.add(metric("many-ties", coarse, draw.below("coarse labels", 3, 12))
                .comment("scores in quarters: clips of equal score come in together")
                .flag("ties"));
        file.add(metric("all-equal", matrix(4, 2, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5), indices(0, 0, 0, 1))
                .comment("nothing is ranked: AP is the share of the class, AUC 1/2")
                .flag("ties"));
        file.add(metric("perfect", matrix(4, 2, 0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.1, 0.9), indices(0, 0, 1, 1)));
        file.add(metric("worst", matrix(4, 2, 0.1, 0.9, 0.2, 0.8, 0.7, 0.3, 0.9, 0.1), indices(0, 0, 1, 1)));
        file.add(metric("class-without-clips", draw.uniform("without", 6, 4), indices(0, 3, 0, 1, 1, 3))
                .comment("class 2 has no clips: NaN, left out of the mean")
                .flag("undefined"));
        file.add(metric("only-one-class", draw.uniform("only", 3, 2), indices(1, 1, 1))
                .comment("class 0 has no clips, class 1 no others: AUC is defined for neither")
                .flag("undefined"));
        file.add(metric(
                        "infinite-scores",
                        Numbers.of(Shape.of(4, 1), Double.POSITIVE_INFINITY, 1, Double.NEGATIVE_INFINITY, 0),
                        indices(0, 0, 0, 0))
                .comment("infinite scores rank as numbers do")
                .flag("undefined"));
        return file.flag("ties", "clips of equal score")
                .flag("undefined", "a class that has no value is NaN, written \"NaN\"");
    }

    private static Draft metric(String id, Numbers score, Numbers label) {
        return new Draft(id).input("score", score).input("label", label);
    }
}
