package org.thgcl.metric;

import org.thgcl.data.Labels;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Tensor;

/// Mean cross entropy of scores and labels, in nats: a yardstick for models that were trained with different losses.
///
///     softmax scores   H = mean over the clips of -ln p_y
///     sigmoids (A43)   H = mean over the clips of sum_c -ln (p_c for a class of the clip, else 1 - p_c)
///
/// `p_y` is the softmax score of the clip's own class, without any weight of the training loss. A probability of 0
/// is one that is too small for float32, so it counts as the smallest positive number of that type: 103 nats.
/// Softmax scores that are equal for all of C classes have ln C; sigmoids that are all 1/2 have C ln 2. The two
/// measures can't be compared with each other.
public final class CrossEntropy {
    private CrossEntropy() {}

    /// The mean over the clips.
    ///
    /// @param form what the scores are
    /// @param score shape [clips, classes], in [0, 1], at least one clip
    /// @param labels the classes of each clip, from 0; for softmax scores one each
    /// @throws IllegalArgumentException if a score is NaN, a label is no class, or the shapes don't fit
    public static double of(OutputActivation form, Tensor score, Labels labels) {
        Ranking.requireScores(score, labels);
        int classes = score.shape().columns();
        double sum = 0;
        for (int clip = 0; clip < labels.size(); clip++) {
            switch (form) {
                case SOFTMAX -> sum -= ln(score.get(clip * classes + labels.only(clip)));
                case SIGMOID -> {
                    for (int category = 0; category < classes; category++) {
                        double p = score.get(clip * classes + category);
                        sum -= ln(labels.has(clip, category) ? p : 1 - p);
                    }
                }
            }
        }
        return sum / labels.size();
    }

    private static double ln(double p) {
        return Elementary.log(Math.max(p, Float.MIN_VALUE));
    }
}
