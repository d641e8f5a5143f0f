package org.thgcl.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.tensor.Tensor;

/// What scores are worth, compared with the true classes.
///
/// @param clips number of clips
/// @param map mean average precision, see [AveragePrecision]
/// @param auc mean area under ROC, see [RocAuc]
/// @param accuracy part of the clips whose own class has the highest score
/// @param classes one row for each class
/// @param confusion number of clips by true class, then by predicted class
public record Evaluation(
        int clips, double map, double auc, double accuracy, List<ClassResult> classes, List<List<Integer>> confusion) {

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

    /// Compares scores with labels. The predicted class is that of the highest score, the first of them if
    /// several are.
    ///
    /// @param score shape [clips, classes], at least one of each, no NaN; softmax scores
    /// @param label the class of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static Evaluation of(Tensor score, int[] label) {
        Ranking.requireScores(score, label);
        if (label.length == 0) {
            throw new IllegalArgumentException("evaluation needs at least one clip, got none");
        }
        PerClass precisions = AveragePrecision.of(score, label);
        PerClass areas = RocAuc.of(score, label);
        int[][] confusion = confusion(score, label);
        int right = 0;
        List<ClassResult> classes = new ArrayList<>();
        List<List<Integer>> rows = new ArrayList<>();
        for (int category = 0; category < confusion.length; category++) {
            right += confusion[category][category];
            classes.add(result(confusion, category, precisions.get(category), areas.get(category)));
            rows.add(Arrays.stream(confusion[category]).boxed().toList());
        }
        return new Evaluation(
                label.length, precisions.mean(), areas.mean(), (double) right / label.length, classes, rows);
    }

    private static int[][] confusion(Tensor score, int[] label) {
        int classes = score.shape().size(1);
        int[][] count = new int[classes][classes];
        for (int clip = 0; clip < label.length; clip++) {
            count[label[clip]][predicted(score, clip)]++;
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

    private static ClassResult result(int[][] confusion, int category, double averagePrecision, double auc) {
        int support = 0;
        int predicted = 0;
        for (int other = 0; other < confusion.length; other++) {
            support += confusion[category][other];
            predicted += confusion[other][category];
        }
        double right = confusion[category][category];
        return new ClassResult(
                right / predicted, right / support, 2 * right / (predicted + support), support, averagePrecision, auc);
    }
}
