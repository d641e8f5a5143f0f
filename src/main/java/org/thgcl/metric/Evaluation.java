package org.thgcl.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.data.Labels;
import org.thgcl.tensor.Tensor;

/// The quality of scores, measured by the true classes.
///
/// @param clips number of clips
/// @param map mean average precision, see [AveragePrecision]
/// @param auc mean area under ROC, see [RocAuc]
/// @param accuracy part of the clips whose class, or one of whose classes, has the highest score
/// @param classes one row for each class
/// @param confusion number of clips by true class, then by predicted class; empty where clips may have several
/// classes
public record Evaluation(
        int clips, double map, double auc, double accuracy, List<ClassResult> classes, List<List<Integer>> confusion) {

    /// The score from which a class is predicted where clips may have several.
    private static final double THRESHOLD = 0.5;

    /// One class against the rest. What would be 0/0 is NaN.
    ///
    /// @param precision right predictions of the class among all predictions of it
    /// @param recall right predictions of the class among its clips
    /// @param f1 harmonic mean of precision and recall
    /// @param support clips of the class
    /// @param averagePrecision see [AveragePrecision]
    /// @param auc see [RocAuc]
    public record ClassResult(
            double precision, double recall, double f1, int support, double averagePrecision, double auc) {}

    public Evaluation {
        classes = List.copyOf(classes);
        confusion = confusion.stream().map(List::copyOf).toList();
    }

    /// Compares scores with the one label of each clip, see [#of(Tensor, Labels)].
    ///
    /// @param label the class of each clip, from 0
    public static Evaluation of(Tensor score, int[] label) {
        return of(score, Labels.one(label));
    }

    /// Compares scores with labels. Where clips have one class each, the predicted class is that of the highest
    /// score, the first of them if several are. Where they may have several, each class with a score of at least
    /// 0.5 is predicted.
    ///
    /// @param score shape [clips, classes], at least one of each, no NaN; softmax scores or sigmoids (A43)
    /// @param labels the classes of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static Evaluation of(Tensor score, Labels labels) {
        Ranking.requireScores(score, labels);
        if (labels.size() == 0) {
            throw new IllegalArgumentException("evaluation needs at least one clip, got none");
        }
        PerClass precisions = AveragePrecision.of(score, labels);
        PerClass areas = RocAuc.of(score, labels);
        int[][] confusion = labels.several() ? new int[0][] : confusion(score, labels);
        List<ClassResult> classes = new ArrayList<>();
        for (int category = 0; category < score.shape().size(1); category++) {
            Counts counts = labels.several() ? Counts.of(score, labels, category) : Counts.of(confusion, category);
            classes.add(counts.result(precisions.get(category), areas.get(category)));
        }
        return new Evaluation(
                labels.size(),
                precisions.mean(),
                areas.mean(),
                accuracy(score, labels),
                classes,
                Arrays.stream(confusion)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    private static double accuracy(Tensor score, Labels labels) {
        int right = 0;
        for (int clip = 0; clip < labels.size(); clip++) {
            right += labels.has(clip, predicted(score, clip)) ? 1 : 0;
        }
        return (double) right / labels.size();
    }

    private static int[][] confusion(Tensor score, Labels labels) {
        int classes = score.shape().size(1);
        int[][] count = new int[classes][classes];
        for (int clip = 0; clip < labels.size(); clip++) {
            count[labels.only(clip)][predicted(score, clip)]++;
        }
        return count;
    }

    /// The class that scores predict for a clip: that of the highest, the first of them if several are.
    ///
    /// @param score shape [clips, classes]
    public static int predicted(Tensor score, int clip) {
        int classes = score.shape().size(1);
        int predicted = 0;
        for (int category = 1; category < classes; category++) {
            if (score.get(clip * classes + category) > score.get(clip * classes + predicted)) {
                predicted = category;
            }
        }
        return predicted;
    }

    /// Clips of a class, clips for which it is predicted, and those that are both.
    private record Counts(int support, int predicted, int right) {
        static Counts of(int[][] confusion, int category) {
            int support = 0;
            int predicted = 0;
            for (int other = 0; other < confusion.length; other++) {
                support += confusion[category][other];
                predicted += confusion[other][category];
            }
            return new Counts(support, predicted, confusion[category][category]);
        }

        static Counts of(Tensor score, Labels labels, int category) {
            int support = 0;
            int predicted = 0;
            int right = 0;
            for (int clip = 0; clip < labels.size(); clip++) {
                boolean has = labels.has(clip, category);
                boolean said = score.get(clip * score.shape().size(1) + category) >= THRESHOLD;
                support += has ? 1 : 0;
                predicted += said ? 1 : 0;
                right += has && said ? 1 : 0;
            }
            return new Counts(support, predicted, right);
        }

        ClassResult result(double averagePrecision, double auc) {
            double both = right;
            return new ClassResult(
                    both / predicted, both / support, 2 * both / (predicted + support), support, averagePrecision, auc);
        }
    }
}
