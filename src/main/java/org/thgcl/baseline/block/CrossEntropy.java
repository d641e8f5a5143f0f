package org.thgcl.baseline.block;

import java.util.Arrays;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The cross entropy of a softmax over the classes, for clips of one class, with label smoothing and weights of the
/// classes:
///
/// `L = sum over b, c of w_c q_bc (-ln p_bc) / sum over b of w_{y_b}`, `p = softmax(logits)`,
/// `q_bc = (1 - smoothing) [c = y_b] + smoothing / C`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | logits | `logits` | `[B, C]` | log-odds | real |
/// | y | `labels` | `[B]` | class index | 0 ... C-1 |
/// | smoothing | `smoothing` | | 1 | 0 to 1; 0 is the plain cross entropy |
/// | w | `weights` | `[C]` | 1 | at least 0, finite; none means 1 for each |
/// | `L` | returned | `[]` | nats | at least 0 |
///
/// Without smoothing and weights it is the mean of `-ln p_y`. The weights count in numerator and denominator as in
/// PyTorch's loss, which the published programs call. Refused: settings out of range, a label that is no class, weights
/// for another number of classes, no clips, labels whose weights are 0 together.
///
/// Source of label smoothing: Szegedy et al. 2016, *Rethinking the Inception architecture*, section 7.
public final class CrossEntropy {
    /// Without smoothing and weights.
    public static final CrossEntropy PLAIN = new CrossEntropy(0);

    private final double smoothing;
    private final double[] weights;

    /// @param weights of the classes; none for equal ones
    /// @throws IllegalArgumentException if a setting is out of range
    public CrossEntropy(double smoothing, double... weights) {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException("cross entropy: smoothing must be in 0 ... 1, got " + smoothing);
        }
        for (int c = 0; c < weights.length; c++) {
            if (!(weights[c] >= 0 && weights[c] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("cross entropy: weight of class " + c + " is " + weights[c]
                        + ", must be a finite number of at least 0");
            }
        }
        this.smoothing = smoothing;
        this.weights = weights.clone();
    }

    /// Weights that are inverse to how often a class occurs: N / (C n_c) with N clips in all; 0 for a class without
    /// clips.
    ///
    /// @param clips n_c of each class
    public static double[] balanced(int... clips) {
        double all = Arrays.stream(clips).sum();
        return Arrays.stream(clips)
                .mapToDouble(n -> n == 0 ? 0 : all / ((double) clips.length * n))
                .toArray();
    }

    /// The loss of a batch.
    ///
    /// @throws IllegalArgumentException if something is refused
    public Variable apply(Variable logits, int... labels) {
        int classes = logits.shape().columns();
        double total = requireLabels(logits, labels);
        Tape tape = logits.tape();
        Tensor share = tape.allocate(logits.shape());
        for (int i = 0; i < share.shape().elements(); i++) {
            share.set(i, -weight(i % classes) * target(labels[i / classes], i % classes, classes) / total);
        }
        return Scores.logSoftmax(logits).times(tape.constant(share)).sum();
    }

    private double weight(int category) {
        return weights.length == 0 ? 1 : weights[category];
    }

    private double target(int label, int category, int classes) {
        return smoothing / classes + (category == label ? 1 - smoothing : 0);
    }

    /// The sum of the labels' weights.
    private double requireLabels(Variable logits, int... labels) {
        int classes = logits.shape().columns();
        if (labels.length == 0) {
            throw new IllegalArgumentException("cross entropy: the batch has no clips, at least 1 is needed");
        }
        if (labels.length != logits.shape().rows()) {
            throw new ShapeException("cross entropy: " + labels.length + " labels for "
                    + logits.shape().rows() + " clips");
        }
        if (weights.length != 0 && weights.length != classes) {
            throw new ShapeException(
                    "cross entropy: " + weights.length + " weights of classes, the logits have " + classes);
        }
        double total = 0;
        for (int b = 0; b < labels.length; b++) {
            if (labels[b] < 0 || labels[b] >= classes) {
                throw new IllegalArgumentException("cross entropy: label of clip " + b + " in the batch is " + labels[b]
                        + ", the classes are 0 to " + (classes - 1));
            }
            total += weight(labels[b]);
        }
        if (total == 0) {
            throw new IllegalArgumentException("cross entropy: all labels of the batch have the weight 0");
        }
        return total;
    }

    /// The loss of a batch, for logits of moderate size.
    public double definition(double[][] logits, int... y) {
        double numerator = 0;
        double denominator = 0;
        for (int b = 0; b < y.length; b++) {
            int C = logits[b].length;
            double sum = 0;
            for (double z : logits[b]) {
                sum += Elementary.exp(z);
            }
            for (int c = 0; c < C; c++) {
                double w = weights.length == 0 ? 1 : weights[c];
                double q = (c == y[b] ? 1 - smoothing : 0) + smoothing / C;
                numerator -= w * q * Elementary.log(Elementary.exp(logits[b][c]) / sum);
            }
            denominator += weights.length == 0 ? 1 : weights[y[b]];
        }
        return numerator / denominator;
    }
}
