package org.thgcl.metric;

import org.thgcl.data.Labels;
import org.thgcl.tensor.Tensor;

/// Average precision of each class against the rest; its mean is the mAP of Table 1.
///
///     AP = sum over n of (R_n - R_(n-1)) P_n
///
/// `P_n` and `R_n` are precision and recall when the clips whose score is at least the n-th highest distinct score
/// are taken for the class, so clips of equal score come in together. No interpolation: the definition of
/// scikit-learn's `average_precision_score`. A class without clips is NaN.
public final class AveragePrecision {
    private AveragePrecision() {}

    /// The average precision of each class.
    ///
    /// @param score shape [clips, classes], no NaN; the paper's are softmax scores, which logits don't rank like;
    /// sigmoids do
    /// @param labels the classes of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static PerClass of(Tensor score, Labels labels) {
        return Ranking.perClass(score, labels, Sum::new);
    }

    /// The same for clips of one class each.
    public static PerClass of(Tensor score, int[] label) {
        return of(score, Labels.one(label));
    }

    /// The sum over distinct scores, from the highest down.
    public static final class Sum implements RankedSum {
        private double sum;
        private int found;
        private int taken;

        @Override
        public void add(int positives, int negatives) {
            found += positives;
            taken += positives + negatives;
            if (positives > 0) {
                sum += positives * ((double) found / taken);
            }
        }

        /// The average precision of what was added; NaN without positives.
        @Override
        public double value() {
            return sum / found;
        }
    }
}
