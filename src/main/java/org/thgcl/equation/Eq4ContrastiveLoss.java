package org.thgcl.equation;

import java.util.Objects;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Scores;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// Equation 4, section 2.3: the contrastive loss between the two modalities of a batch,
///
/// `L_v->a = -1/B sum_i log [ exp(cos(X_a^(i), X_v^(i)) / t) / sum_{j != i} exp(cos(X_a^(i), X_v^(j)) / t) ]`
///
/// `L_a->v`: the same with a and v exchanged; `L_CL = L_v->a + L_a->v`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `X_a` | `audio` | `[B, h]`; between segments `[B, P_v, h]` | | real; B >= 2, between segments P_v >= 2 |
/// | `X_v` | `video` | likewise | | real |
/// | `t` | `temperature` (A14) | | 1 | above 0, finite; the default is 0.5 |
/// | `L` | `videoToAudio`, `audioToVideo`, `total` | `[]` | nats | real |
///
/// `cos(x, y) = x . y / max(|x| |y|, 1e-8)`, so an embedding of zeros has cosine 0 with everything. Reading A15: what
/// the denominator sums over. As printed it leaves the positive pair out; each direction is then at least
/// `ln(B - 1) - B / (t (B - 1))`, which can be negative (proof: docs/register.md, finding 7). The sums of exponentials
/// take their maximum out first, so small temperatures don't overflow. A batch of one clip, whose sum is empty, is
/// refused.
///
/// Reading A40: what the samples i and j are. Section 2.3 says "our method works on the level of pian duan with the
/// heterogeneous graph", a word that the translation uses for clips and for segments. [#apply] takes the embeddings of
/// clips. [#applySegments] takes nodes of the last layer: the pairs i are a clip's video nodes `X_v[i]`, each with the
/// audio node `X_a[start(i)]`, j runs over the other pairs of the same clip, B in the formula is P_v, and L_CL is the
/// mean over the clips. A clip needs two pairs then, and a batch no second clip.
///
/// @param temperature t
/// @param negatives what the denominator sums over
public record Eq4ContrastiveLoss(double temperature, Negatives negatives) {
    private static final double COSINE_FLOOR = 1e-8;

    /// The terms of the denominator's sum, reading A15.
    public enum Negatives {
        /// The other modality of the other clips, j != i, as printed.
        PRINTED,
        /// The other modality of all clips, the positive pair too (NT-Xent).
        WITH_POSITIVE,
        /// The same modality of the other clips: `cos(X_a^(i), X_a^(j))`, j != i.
        WITHIN_MODALITY
    }

    /// The samples of a batch, reading A40.
    public enum Level {
        /// Embeddings of clips, compared with those of the other clips.
        CLIPS,
        /// Nodes of the last layer, compared with those of the same clip.
        SEGMENTS
    }

    /// The loss and its two parts.
    ///
    /// @param videoToAudio L_v->a
    /// @param audioToVideo L_a->v
    /// @param total their sum, L_CL
    public record Losses(Variable videoToAudio, Variable audioToVideo, Variable total) {}

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the temperature is not a finite number above 0
    public Eq4ContrastiveLoss {
        Objects.requireNonNull(negatives, "negatives");
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Eq. 4: the temperature must be a finite number above 0, got " + temperature);
        }
    }

    /// The loss of a batch between clips.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2 clips or the shapes differ
    public Losses apply(Variable audio, Variable video) {
        int clips = audio.shape().rows();
        requireTwo(clips);
        video.shape()
                .require(
                        "Eq. 4: video embeddings",
                        Axis.of("clip", clips),
                        Axis.of("feature", audio.shape().columns()));
        return result(audio, video, 1);
    }

    /// The loss of a batch between the segments of each clip.
    ///
    /// @param audio the audio node that each video node is matched with, `[B, P_v, h]`
    /// @param video the video nodes, `[B, P_v, h]`
    /// @throws IllegalArgumentException if there are no clips, fewer than 2 video nodes, or the shapes differ
    public Losses applySegments(Variable audio, Variable video) {
        audio.shape().require("Eq. 4: matched audio nodes", Axis.any("clip"), Axis.any("segment"), Axis.any("feature"));
        int clips = audio.shape().size(0);
        int segments = audio.shape().size(1);
        int features = audio.shape().size(2);
        requireTwoSegments(clips, segments);
        video.shape()
                .require(
                        "Eq. 4: video nodes",
                        Axis.of("clip", clips),
                        Axis.of("segment", segments),
                        Axis.of("feature", features));
        Shape nodes = Shape.of(clips * segments, features);
        return result(audio.reshape(nodes), video.reshape(nodes), clips);
    }

    /// @param groups of as many rows each, in which samples are compared
    private Losses result(Variable audio, Variable video, int groups) {
        Variable videoToAudio = direction(audio, video, groups);
        Variable audioToVideo = direction(video, audio, groups);
        return new Losses(videoToAudio, audioToVideo, videoToAudio.plus(audioToVideo));
    }

    /// The mean over i of ln sum_j exp(cos/t) - cos(x_i, y_i)/t.
    private Variable direction(Variable x, Variable y, int groups) {
        Variable across = Scores.cosine(x, y, groups, COSINE_FLOOR).times(1 / temperature);
        Variable denominator =
                switch (negatives) {
                    case PRINTED -> Scores.logSumExp(across, true);
                    case WITH_POSITIVE -> Scores.logSumExp(across, false);
                    case WITHIN_MODALITY ->
                        Scores.logSumExp(
                                Scores.cosine(x, x, groups, COSINE_FLOOR).times(1 / temperature), true);
                };
        return denominator.minus(Scores.diagonal(across)).mean();
    }

    private static void requireTwo(int clips) {
        if (clips < 2) {
            throw new IllegalArgumentException("Eq. 4: contrastive loss needs a batch of at least 2 clips, got " + clips
                    + "; raise the batch size or set the contrastive weight to 0");
        }
    }

    private static void requireTwoSegments(int clips, int segments) {
        if (clips < 1 || segments < 2) {
            throw new IllegalArgumentException("Eq. 4: contrastive loss between segments needs at least 1 clip of at"
                    + " least 2 video segments, got " + clips + " of " + segments
                    + "; compare clips or set the contrastive weight to 0");
        }
    }

    /// One direction between segments: the mean over clips b of that between the pairs of clip b.
    ///
    /// @param Xa of each clip, `[P_v, h]`
    /// @param Xv of each clip, `[P_v, h]`
    public double definitionSegments(SimpleMatrix[] Xa, SimpleMatrix[] Xv) {
        double L = 0;
        for (int b = 0; b < Xa.length; b++) {
            requireTwoSegments(Xa.length, Xa[b].getNumRows());
            L += definition(Xa[b], Xv[b]) / Xa.length;
        }
        return L;
    }

    /// One direction: L_v->a for `(Xa, Xv)`, L_a->v for `(Xv, Xa)`.
    public double definition(SimpleMatrix Xa, SimpleMatrix Xv) {
        int B = Xa.getNumRows();
        requireTwo(B);
        double L = 0;
        for (int i = 0; i < B; i++) {
            double sum = 0;
            for (int j = 0; j < B; j++) {
                double term =
                        switch (negatives) {
                            case PRINTED -> j != i ? similarity(Xa, i, Xv, j) : 0;
                            case WITH_POSITIVE -> similarity(Xa, i, Xv, j);
                            case WITHIN_MODALITY -> j != i ? similarity(Xa, i, Xa, j) : 0;
                        };
                sum += term;
            }
            L += -Elementary.log(similarity(Xa, i, Xv, i) / sum) / B;
        }
        return L;
    }

    /// exp(cos(x_i, y_j) / t).
    private double similarity(SimpleMatrix X, int i, SimpleMatrix Y, int j) {
        SimpleMatrix x = X.extractVector(true, i);
        SimpleMatrix y = Y.extractVector(true, j);
        double cos = x.dot(y) / Math.max(x.normF() * y.normF(), COSINE_FLOOR);
        return Elementary.exp(cos / temperature);
    }
}
