package org.thgcl.training;

import org.thgcl.model.Labels;
import org.thgcl.tensor.Tensor;

/// Average precision of each class against the rest; its mean is the mAP of Table 1.
///
///     AP = sum over n of (R_n - R_(n-1)) P_n
///
/// `P_n` and `R_n` are precision and recall when the clips whose score is at least the n-th highest distinct score
/// are taken for the class, so clips of equal score come in together. No interpolation: the definition of
/// scikit-learn's
/// `average_precision_score`. A class without clips is NaN.
public final class AveragePrecision {
    private AveragePrecision() {}

    /// The average precision of each class.
    ///
    /// @param score shape [clips, classes], no NaN; the paper's are softmax scores, which logits don't rank like;
    /// sigmoids do
    /// @param labels the classes of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static PerClass of(Tensor score, Labels labels) {
        return Ranking.perClass(score, labels, AveragePrecision::of);
    }

    /// The same for clips of one class each.
    public static PerClass of(Tensor score, int[] label) {
        return of(score, Labels.one(label));
    }

    private static double of(Ranking ranking) {
        double sum = 0;
        int found = 0;
        int taken = 0;
        for (Ranking.Tie tie : ranking.ties()) {
            found += tie.positives();
            taken += tie.positives() + tie.negatives();
            sum += tie.positives() * ((double) found / taken);
        }
        return sum / ranking.positives();
    }
}
