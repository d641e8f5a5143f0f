package org.thgcl.baseline.block;

import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;

/// The binary cross entropy of logits, for clips of any number of classes:
///
/// `L = mean over clips and classes of -y ln sigmoid(z) - (1 - y) ln(1 - sigmoid(z))`
///
/// computed as `max(z, 0) - z y + ln(1 + e^-|z|)`, where nothing overflows or cancels. Its derivative by z is
/// `(sigmoid(z) - y) / (B C)`.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | z | `logits` | `[B, C]` | log-odds | real |
/// | y | `target` | `[B, C]` | 1 | 0 ... 1: 1 for a class of the clip, between for a mixture of clips |
/// | `L` | returned | `[]` | nats | at least 0 |
///
/// No gradient goes to the target. Refused: no clips, shapes that differ, a target outside 0 ... 1.
public final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    /// The mean loss of a batch.
    ///
    /// @throws IllegalArgumentException if there are no clips, the shapes differ or a target isn't in 0 ... 1
    public static Variable apply(Variable logits, Variable target) {
        if (logits.shape().elements() == 0) {
            throw new IllegalArgumentException(
                    "binary cross entropy: logits of shape " + logits.shape() + " have no element to take the mean of");
        }
        int classes = logits.shape().columns();
        for (int i = 0; i < target.shape().elements(); i++) {
            double y = target.value().get(i);
            if (!(y >= 0 && y <= 1)) {
                throw new IllegalArgumentException("binary cross entropy: target of clip " + i / classes
                        + " in the batch, class " + i % classes + " is " + y + ", must be in 0 ... 1");
            }
        }
        return logits.zip(
                        "binary_cross_entropy",
                        target,
                        BinaryCrossEntropy::loss,
                        (z, y) -> Elementary.sigmoid(z) - y,
                        (z, y) -> 0)
                .mean();
    }

    private static double loss(double z, double y) {
        return Math.max(z, 0) - z * y + Elementary.log1p(Elementary.exp(-Math.abs(z)));
    }

    /// The mean loss of a batch, for logits of moderate size.
    public static double definition(double[][] z, double[][] y) {
        double L = 0;
        for (int b = 0; b < z.length; b++) {
            for (int c = 0; c < z[b].length; c++) {
                double p = 1 / (1 + Elementary.exp(-z[b][c]));
                L -= y[b][c] * Elementary.log(p) + (1 - y[b][c]) * Elementary.log(1 - p);
            }
        }
        return L / (z.length * z[0].length);
    }
}
