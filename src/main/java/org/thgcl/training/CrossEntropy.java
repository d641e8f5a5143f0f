package org.thgcl.training;

import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Tensor;

/// Mean cross entropy of scores and labels, in nats: a yardstick for models that were trained with different losses.
///
///     H = mean over the clips of -ln p_y
///
/// `p_y` is the softmax score of the clip's own class, without any weight of the training loss. A score of 0 is one
/// that is too small for float32, so it counts as the smallest positive number of that type: 103 nats. Scores that
/// are equal for all of C classes have ln C.
public final class CrossEntropy {
    private CrossEntropy() {}

    /// The mean over the clips.
    ///
    /// @param score shape [clips, classes], softmax scores in [0, 1], at least one clip
    /// @param label the class of each clip, from 0
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static double of(Tensor score, int... label) {
        Ranking.requireScores(score, label);
        double sum = 0;
        for (int clip = 0; clip < label.length; clip++) {
            double p = score.get(clip * score.shape().columns() + label[clip]);
            sum -= Elementary.log(Math.max(p, Float.MIN_VALUE));
        }
        return sum / label.length;
    }
}
