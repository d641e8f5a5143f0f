package org.thgcl.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.thgcl.data.Labels;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Tensor;

/// Clips ranked by the score of one class: how many of that class and how many others share each distinct score, from
/// the highest score down. What AP and AUC need, and all that they depend on.
///
/// @param ties one for each distinct score
record Ranking(List<Tie> ties) {
    /// Clips of equal score.
    record Tie(int positives, int negatives) {}

    /// A metric of each class against the rest.
    ///
    /// @param score shape [clips, classes], no NaN
    /// @param labels the classes of each clip
    static PerClass perClass(Tensor score, Labels labels, ToDoubleFunction<Ranking> metric) {
        requireScores(score, labels);
        int classes = score.shape().size(1);
        List<Double> values = new ArrayList<>();
        for (int category = 0; category < classes; category++) {
            values.add(metric.applyAsDouble(of(score, labels, category)));
        }
        return new PerClass(values);
    }

    private static Ranking of(Tensor score, Labels labels, int category) {
        int classes = score.shape().size(1);
        double[] positive = new double[labels.size()];
        double[] negative = new double[labels.size()];
        int positives = 0;
        int negatives = 0;
        for (int clip = 0; clip < labels.size(); clip++) {
            double value = score.get(clip * classes + category);
            if (labels.has(clip, category)) {
                positive[positives++] = value;
            } else {
                negative[negatives++] = value;
            }
        }
        Arrays.sort(positive, 0, positives);
        Arrays.sort(negative, 0, negatives);
        return new Ranking(ties(positive, positives, negative, negatives));
    }

    /// Merges two ascending lists from their ends.
    private static List<Tie> ties(double[] positive, int positives, double[] negative, int negatives) {
        List<Tie> ties = new ArrayList<>();
        int p = positives;
        int n = negatives;
        while (p > 0 || n > 0) {
            double highest = Math.max(
                    p > 0 ? positive[p - 1] : Double.NEGATIVE_INFINITY,
                    n > 0 ? negative[n - 1] : Double.NEGATIVE_INFINITY);
            int pBefore = p;
            int nBefore = n;
            while (p > 0 && positive[p - 1] == highest) {
                p--;
            }
            while (n > 0 && negative[n - 1] == highest) {
                n--;
            }
            ties.add(new Tie(pBefore - p, nBefore - n));
        }
        return ties;
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
