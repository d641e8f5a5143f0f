package org.thgcl.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.thgcl.data.Labels;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Tensor;

/// Clips ranked by the score of one class: how many of that class and how many others share each distinct score, from
/// the highest score down. What AP and AUC need, and all that they depend on. Beside the scores, one number of each
/// clip is held.
final class Ranking {
    private Ranking() {}

    /// A metric of each class against the rest.
    ///
    /// @param score shape [clips, classes], no NaN
    /// @param labels the classes of each clip
    /// @param metric a new sum for each class
    static PerClass perClass(Tensor score, Labels labels, Supplier<? extends RankedSum> metric) {
        requireScores(score, labels);
        int classes = score.shape().size(1);
        double[] column = new double[labels.size()];
        List<Double> values = new ArrayList<>();
        for (int category = 0; category < classes; category++) {
            int positives = divide(score, labels, category, column);
            RankedSum sum = metric.get();
            ties(column, positives, sum);
            values.add(sum.value());
        }
        return new PerClass(values);
    }

    /// Writes the scores of a class to a column: those of its clips in front, the others behind, each part ascending.
    ///
    /// @return number of the class's clips
    private static int divide(Tensor score, Labels labels, int category, double[] column) {
        int classes = score.shape().size(1);
        int positives = 0;
        int negatives = 0;
        for (int clip = 0; clip < column.length; clip++) {
            double value = score.get(clip * classes + category);
            if (labels.has(clip, category)) {
                column[positives++] = value;
            } else {
                column[column.length - ++negatives] = value;
            }
        }
        Arrays.sort(column, 0, positives);
        Arrays.sort(column, positives, column.length);
        return positives;
    }

    /// Merges the two parts of a column from their ends.
    private static void ties(double[] column, int positives, RankedSum sum) {
        int p = positives;
        int n = column.length;
        while (p > 0 || n > positives) {
            double highest = Math.max(
                    p > 0 ? column[p - 1] : Double.NEGATIVE_INFINITY,
                    n > positives ? column[n - 1] : Double.NEGATIVE_INFINITY);
            int pBefore = p;
            int nBefore = n;
            while (p > 0 && column[p - 1] == highest) {
                p--;
            }
            while (n > positives && column[n - 1] == highest) {
                n--;
            }
            sum.add(pBefore - p, nBefore - n);
        }
    }

    /// Checks scores and labels against each other.
    ///
    /// @throws IllegalArgumentException that names clip and class
    static void requireScores(Tensor score, Labels labels) {
        score.shape().require("scores", Axis.of("clip", labels.size()), Axis.any("class"));
        int classes = score.shape().size(1);
        labels.require(classes);
        for (int clip = 0; clip < labels.size(); clip++) {
            for (int category = 0; category < classes; category++) {
                if (Double.isNaN(score.get(clip * classes + category))) {
                    throw new IllegalArgumentException("score of clip " + clip + ", class " + category
                            + " is not a number; has the training diverged?");
                }
            }
        }
    }
}
