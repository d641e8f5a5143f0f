package org.thgcl.equation;

import java.util.Objects;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The focal loss, section 2.3 (not numbered). In its softmax form
///
/// `L_FL = mean over the batch of -alpha (1 - p_y)^gamma ln p_y`, `p = softmax(logits)`
///
/// and in its sigmoid form, where a clip may have any number of classes, one class at a time:
///
/// `L_FL = mean over the batch of sum_c -alpha_t (1 - p_t)^gamma ln p_t`
///
/// where for a class of the clip `p_t = sigmoid(logit_c)`, `alpha_t = alpha`, and for any other
/// `p_t = 1 - sigmoid(logit_c)`, `alpha_t = 1 - alpha`.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | logits | `logits` | `[B, C]` | log-odds | real, B >= 1 |
/// | `y` | `labels` | `[B]`; `[B, C]` of 0 and 1 | class index | 0 ... C-1 |
/// | `alpha` | `alpha` (A16) | | 1 | above 0, finite, at most 1 in the sigmoid form; the default is 0.5 |
/// | `gamma` | `gamma` (A16) | | 1 | at least 0, finite; the default is 2 |
/// | - | `form` (A43) | | | softmax or sigmoid; the default is softmax |
/// | `L_FL` | returned | `[]` | nats | at least 0 |
///
/// Reading A43: section 2.3 says "is trained with the focal loss" and doesn't say in which form; AudioSet's clips
/// have several labels. The softmax form has one class for each clip. The sigmoid form takes any number of them, one
/// and none, too.
///
/// alpha 1 and gamma 0 give the cross entropy in the softmax form. In the sigmoid form they leave out the classes
/// that a clip doesn't have; the binary cross entropy is alpha 0.5 and gamma 0, times 2.
///
/// With l = ln p_y from a log-softmax, `1 - p_y` is `-expm1(l)`; with l = ln p_t = ln sigmoid(z), `1 - p_t` is
/// `sigmoid(-z)`: nothing overflows and nothing cancels, however large the logits. At p = 1 loss and derivative are
/// those of the limit, 0, for every gamma. Refused: settings out of range, a label that is no class, several labels
/// in the softmax form, no clips.
///
/// Source: Lin et al. 2017, *Focal loss for dense object detection*, whose loss is the sigmoid form.
///
/// @param alpha the scale
/// @param gamma the focusing exponent
/// @param form what the scores are
public record FocalLoss(double alpha, double gamma, Form form) {
    /// The function that makes scores of logits, reading A43.
    public enum Form {
        /// A softmax over the classes: a clip has one class.
        SOFTMAX,
        /// A sigmoid for each class: a clip has any number of classes.
        SIGMOID
    }

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if alpha is not a finite number above 0, in the sigmoid form at most 1, or
    /// if gamma is not one of at least 0
    public FocalLoss {
        Objects.requireNonNull(form, "form");
        if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("focal loss: alpha must be a finite number above 0, got " + alpha);
        }
        if (form == Form.SIGMOID && alpha > 1) {
            throw new IllegalArgumentException("focal loss: alpha must be at most 1 in the sigmoid form, got " + alpha
                    + "; the classes that a clip doesn't have weigh 1 - alpha");
        }
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("focal loss: gamma must be a finite number of at least 0, got " + gamma);
        }
    }

    /// The softmax form.
    public FocalLoss(double alpha, double gamma) {
        this(alpha, gamma, Form.SOFTMAX);
    }

    /// The mean loss of a batch whose clips have one class each, in either form.
    ///
    /// @throws IllegalArgumentException if there are no clips, not one label for each, or a label is no class
    public Variable apply(Variable logits, int... labels) {
        int classes = logits.shape().columns();
        requireClips(logits, labels.length);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("focal loss: label of clip " + i + " in the batch is " + labels[i]
                        + ", the classes are 0 to " + (classes - 1));
            }
        }
        return switch (form) {
            case SOFTMAX ->
                Scores.pick(Scores.logSoftmax(logits), labels)
                        .map("focal_loss", this::loss, (l, y) -> derivative(l))
                        .mean();
            case SIGMOID -> apply(logits, member(classes, labels));
        };
    }

    private static int[][] member(int classes, int... labels) {
        int[][] member = new int[labels.length][classes];
        for (int i = 0; i < labels.length; i++) {
            member[i][labels[i]] = 1;
        }
        return member;
    }

    /// The mean loss of a batch whose clips have any number of classes, in the sigmoid form.
    ///
    /// @param member `[B][C]`, 1 for a class of the clip, else 0
    /// @throws IllegalArgumentException if there are no clips, or the labels are not such; if the form is softmax
    public Variable apply(Variable logits, int[][] member) {
        if (form == Form.SOFTMAX) {
            throw new IllegalArgumentException(
                    "focal loss: the softmax form takes one label for each clip; several need the sigmoid form");
        }
        requireClips(logits, member.length);
        int clips = logits.shape().rows();
        int classes = logits.shape().columns();
        Tensor label = logits.tape().allocate(logits.shape());
        for (int i = 0; i < clips; i++) {
            requireRow(i, member[i], classes);
            for (int c = 0; c < classes; c++) {
                label.set(i * classes + c, member[i][c]);
            }
        }
        return logits.zip(
                        "focal_loss",
                        logits.tape().constant(label),
                        (x, y) -> y == 1 ? classLoss(alpha, x) : classLoss(1 - alpha, -x),
                        (x, y) -> y == 1 ? classDerivative(alpha, x) : -classDerivative(1 - alpha, -x),
                        (x, y) -> 0)
                .sum()
                .times(1.0 / clips);
    }

    private static void requireClips(Variable logits, int labels) {
        int clips = logits.shape().rows();
        if (clips == 0) {
            throw new IllegalArgumentException("focal loss: the batch has no clips, at least 1 is needed");
        }
        if (labels != clips) {
            throw new ShapeException("focal loss: " + labels + " labels for " + clips + " clips");
        }
    }

    private static void requireRow(int clip, int[] member, int classes) {
        if (member.length != classes) {
            throw new ShapeException("focal loss: labels of clip " + clip + " in the batch are for " + member.length
                    + " classes, the logits for " + classes);
        }
        for (int c = 0; c < classes; c++) {
            if (member[c] != 0 && member[c] != 1) {
                throw new IllegalArgumentException("focal loss: label of clip " + clip + " in the batch, class " + c
                        + " is " + member[c] + "; must be 0 or 1");
            }
        }
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

    /// -a (1 - p)^gamma ln p, of p = sigmoid(z).
    private double classLoss(double a, double z) {
        return -a * Elementary.pow(Elementary.sigmoid(-z), gamma) * logSigmoid(z);
    }

    /// By z: -a (1 - p)^gamma ((1 - p) - gamma p ln p), as dp/dz = p (1 - p).
    private double classDerivative(double a, double z) {
        double p = Elementary.sigmoid(z);
        double q = Elementary.sigmoid(-z);
        return -a * Elementary.pow(q, gamma) * (q - gamma * p * logSigmoid(z));
    }

    /// ln sigmoid(z) = min(z, 0) - ln(1 + e^-|z|): nothing overflows or cancels.
    private static double logSigmoid(double z) {
        return Math.min(z, 0) - Elementary.log1p(Elementary.exp(-Math.abs(z)));
    }

    /// The mean loss of a batch in the softmax form, for logits of moderate size.
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

    /// The mean loss of a batch in the sigmoid form, for logits of moderate size.
    ///
    /// @param y `[B][C]`, 1 for a class of the clip, else 0
    public double definitionSigmoid(double[][] logits, int[][] y) {
        double L = 0;
        for (int i = 0; i < y.length; i++) {
            for (int c = 0; c < y[i].length; c++) {
                double p = 1 / (1 + Elementary.exp(-logits[i][c]));
                double pt = y[i][c] == 1 ? p : 1 - p;
                double alphat = y[i][c] == 1 ? alpha : 1 - alpha;
                L += -alphat * Elementary.pow(1 - pt, gamma) * Elementary.log(pt);
            }
        }
        return L / y.length;
    }
}
