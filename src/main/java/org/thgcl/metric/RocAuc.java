package org.thgcl.metric;

import org.thgcl.data.Labels;
import org.thgcl.tensor.Tensor;

/// Area under the receiver operating characteristic of each class against the rest: the probability that a clip of
/// the class scores higher than one of another class, where equal scores count half. A class without clips, or that
/// all clips belong to, is NaN. The mean over the classes is the AUC of Table 1.
public final class RocAuc {
    private RocAuc() {}

    /// The area of each class.
    ///
    /// @param score shape [clips, classes], no NaN
    /// @param labels the classes of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static PerClass of(Tensor score, Labels labels) {
        return Ranking.perClass(score, labels, Sum::new);
    }

    /// The same for clips of one class each.
    public static PerClass of(Tensor score, int[] label) {
        return of(score, Labels.one(label));
    }

    /// The pairs won, over distinct scores from the highest down.
    public static final class Sum implements RankedSum {
        private long halves; // twice the number of pairs won; whole, so nothing is rounded before the division
        private long positivesAbove;
        private long negativesAbove;

        @Override
        public void add(int positives, int negatives) {
            halves += negatives * (2 * positivesAbove + positives);
            positivesAbove += positives;
            negativesAbove += negatives;
        }

        /// The area of what was added; NaN without positives or without negatives.
        @Override
        public double value() {
            return halves / (2.0 * positivesAbove * negativesAbove);
        }
    }
}
