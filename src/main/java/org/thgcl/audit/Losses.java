package org.thgcl.audit;

import java.util.Arrays;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The losses that claims are checked with.
///
/// @param contrastive Eq. 4
/// @param focal the focal loss
/// @param objective Eq. 5
record Losses(Contrastive contrastive, Focal focal, Objective objective) {
    /// Those that the program trains with.
    static Losses implemented() {
        return new Losses(Losses::contrastive, Losses::focal, Eq5JointObjective::definition);
    }

    /// Eq. 4 of a batch, one row per clip.
    interface Contrastive {
        Directions of(Eq4ContrastiveLoss reading, double[][] audio, double[][] video);
    }

    /// The two directions of Eq. 4.
    record Directions(double videoToAudio, double audioToVideo) {
        double total() {
            return videoToAudio + audioToVideo;
        }
    }

    /// The focal loss of a clip whose class has the probability p, the other classes sharing the rest evenly.
    interface Focal {
        double of(FocalLoss reading, double p, int label, int classes);
    }

    /// Eq. 5, as [Eq5JointObjective#definition].
    interface Objective {
        double of(Eq5JointObjective weights, double focal, double contrastive);
    }

    private static Directions contrastive(Eq4ContrastiveLoss reading, double[][] audio, double[][] video) {
        Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Eq4ContrastiveLoss.Losses loss = reading.apply(constant(tape, audio), constant(tape, video));
        return new Directions(
                loss.videoToAudio().value().item(), loss.audioToVideo().value().item());
    }

    private static Variable constant(Tape tape, double[][] rows) {
        Tensor tensor = Tensor.zeros(Shape.of(rows.length, rows[0].length));
        for (int e = 0; e < tensor.shape().elements(); e++) {
            tensor.set(e, rows[e / rows[0].length][e % rows[0].length]);
        }
        return tape.constant(tensor);
    }

    private static double focal(FocalLoss reading, double p, int label, int classes) {
        double[] logits = new double[classes];
        Arrays.fill(logits, StrictMath.log((1 - p) / (classes - 1)));
        logits[label] = StrictMath.log(p);
        return reading.definition(new double[][] {logits}, label);
    }
}
