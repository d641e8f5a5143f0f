package org.thgcl.equation;

import org.thgcl.autodiff.Rows;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;

/// The focal loss in its softmax form, section 2.3 (not numbered),
///
/// `L_FL = mean over the batch of -alpha (1 - p_y)^gamma ln p_y`, `p = softmax(logits)`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | logits | `logits` | `[B, C]` | log-odds | real, B >= 1 |
/// | `y` | `labels` | `[B]` | class index | 0 ... C-1 |
/// | `alpha` | `alpha` (A16) | | 1 | above 0, finite; the default is 0.5 |
/// | `gamma` | `gamma` (A16) | | 1 | at least 0, finite; the default is 2 |
/// | `L_FL` | returned | `[]` | nats | at least 0 |
///
/// alpha 1 and gamma 0 give the cross entropy. With l = ln p_y from a log-softmax, `1 - p_y` is `-expm1(l)`: nothing
/// overflows and nothing cancels, however large the logits. At p_y = 1 loss and derivative are those of the limit.
/// Refused: settings out of range, a label that is no class, no clips.
///
/// Source: Lin et al. 2017, *Focal loss for dense object detection*.
///
/// @param alpha the scale
/// @param gamma the focusing exponent
public record FocalLoss(double alpha, double gamma) {
    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if alpha is not a finite number above 0 or gamma not one of at least 0
    public FocalLoss {
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("focal loss: alpha must be a finite number above 0, got " + alpha);
        }
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("focal loss: gamma must be a finite number of at least 0, got " + gamma);
        }
    }

    /// The mean loss of a batch.
    ///
    /// @throws IllegalArgumentException if there are no clips, not one label for each, or a label is no class
    public Variable apply(Variable logits, int... labels) {
        check(logits.shape().rows(), logits.shape().columns(), labels);
        return Rows.pick(Rows.logSoftmax(logits), labels)
                .map(this::loss, (l, y) -> derivative(l))
                .mean();
    }

    /// -alpha (1 - p)^gamma l, of l = ln p.
    private double loss(double l) {
        return -alpha * Elementary.pow(-Elementary.expm1(l), gamma) * l;
    }

    /// By l: -alpha (1 - p)^gamma (1 - gamma p l / (1 - p)), with p l / (1 - p) -> -1 as p -> 1 and -> 0 as p -> 0.
    private double derivative(double l) {
        double p = Elementary.exp(l);
        double q = -Elementary.expm1(l);
        double ratio = q == 0 ? -1 : p == 0 ? 0 : p * l / q;
        return -alpha * Elementary.pow(q, gamma) * (1 - gamma * ratio);
    }

    private static void check(int clips, int classes, int... labels) {
        if (clips == 0) {
            throw new IllegalArgumentException("focal loss: the batch has no clips, at least 1 is needed");
        }
        if (labels.length != clips) {
            throw new ShapeException("focal loss: " + labels.length + " labels for " + clips + " clips");
        }
        for (int i = 0; i < clips; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("focal loss: label of clip " + i + " in the batch is " + labels[i]
                        + ", the classes are 0 to " + (classes - 1));
            }
        }
    }

    /// The mean loss of a batch, for logits of moderate size.
    public double definition(double[][] logits, int... y) {
        double L = 0;
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (double z : logits[i]) {
                sum += Elementary.exp(z);
            }
            double p = Elementary.exp(logits[i][y[i]]) / sum;
            L += -alpha * Elementary.pow(1 - p, gamma) * Elementary.log(p);
        }
        return L / y.length;
    }
}
