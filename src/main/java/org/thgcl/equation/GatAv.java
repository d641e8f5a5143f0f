package org.thgcl.equation;

import java.util.Objects;
import java.util.Optional;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;

/// GAT-AV, section 2.3: graph attention with one head from the video nodes i to the audio nodes j,
///
/// `h_i = X_v[i] W_s`
///
/// `e_ij = LeakyReLU(a_s . h_i + a_d . (X_a[j] W_d))`, `alpha_ij = softmax over i of e_ij`
///
/// `out_j = sum over i of (alpha_ij + s_ij) h_i + b`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `X_v` | `xVideo` | `[B n_v, in_v]` | | real |
/// | `X_a` | `xAudio` | `[B n_a, in_a]` | | real |
/// | edges ij | `pattern` | n_a x n_v | | rows j = audio, columns i = video |
/// | `s` | `weight` | `[E]` or `[B E]` | 1 | real, from Eq. 2 |
/// | `W_s` | `source` | `[in_v, H]` | | real |
/// | `W_d` | `target` | `[in_a, H]` | | real |
/// | `a_s`, `a_d` | `attentionSource`, `attentionTarget` | `[H]` | | real |
/// | `b` | `bias` | `[H]` | | real, or absent; kept with A20's `bias` = false, too |
/// | `alpha` | `alpha` | `[B E]` | 1 | (0, 1], sums to 1 over the edges of an audio node |
/// | out | `out` | `[B n_a, H]` | | real |
///
/// An audio node without edges gets b. The audio side enters through its logit alone, so `X_a (W_d a_d)` is computed
/// instead of `(X_a W_d) a_d`. Reading A11: how s enters. Refused: a slope that is not finite, shapes that don't fit.
///
/// @param negativeSlope LeakyReLU's slope below 0; the default is 0.2
/// @param fusion how the weight enters
public record GatAv(double negativeSlope, Fusion fusion) {
    /// How the edge weight s enters, reading A11.
    public enum Fusion {
        /// alpha + s.
        ADD,
        /// alpha s.
        MULTIPLY,
        /// alpha; the weight is not looked at.
        NONE
    }

    /// The learnt parameters.
    ///
    /// @param source W_s, `[in_v, H]`
    /// @param target W_d, `[in_a, H]`
    /// @param attentionSource a_s, `[H]`
    /// @param attentionTarget a_d, `[H]`
    /// @param bias b, `[H]`, if there is one
    public record Parameters(
            Variable source,
            Variable target,
            Variable attentionSource,
            Variable attentionTarget,
            Optional<Variable> bias) {}

    /// The result of attention.
    ///
    /// @param out `[B n_a, H]`
    /// @param alpha after the softmax, before fusion, `[B E]`
    public record Messages(Variable out, Variable alpha) {}

    /// Checks the settings.
    ///
    /// @throws IllegalArgumentException if the slope is not finite
    public GatAv {
        Objects.requireNonNull(fusion, "fusion");
        if (!Double.isFinite(negativeSlope)) {
            throw new IllegalArgumentException(
                    "GAT-AV: the negative slope must be a finite number, got " + negativeSlope);
        }
    }

    /// The messages that the audio nodes of B clips receive.
    ///
    /// @throws ShapeException if the shapes don't fit
    public Messages apply(SparsityPattern pattern, Variable xVideo, Variable xAudio, Variable weight, Parameters p) {
        int blocks = blocks(pattern, xVideo, xAudio);
        Variable h = Dense.matmul(xVideo, p.source());
        Variable sourceLogit = Dense.matvec(h, p.attentionSource());
        Variable targetLogit = Dense.matvec(xAudio, Dense.matvec(p.target(), p.attentionTarget()));
        Variable e = Sparse.gatherColumns(pattern, sourceLogit)
                .plus(Sparse.gatherRows(pattern, targetLogit))
                .leakyRelu(negativeSlope);
        Variable alpha = Sparse.softmaxRows(pattern, e);
        Variable fused =
                switch (fusion) {
                    case ADD -> alpha.plus(perBlock(pattern, blocks, weight));
                    case MULTIPLY -> alpha.times(perBlock(pattern, blocks, weight));
                    case NONE -> alpha;
                };
        Variable sum = Sparse.spmm(pattern, fused, h);
        return new Messages(new Dense.Summand(sum, p.bias()).sum(), alpha);
    }

    /// Number of clips B.
    private static int blocks(SparsityPattern pattern, Variable xVideo, Variable xAudio) {
        int blocks = pattern.columns() == 0 ? 1 : xVideo.shape().rows() / pattern.columns();
        int video = blocks * pattern.columns();
        int audio = blocks * pattern.rows();
        if (xVideo.shape().rows() != video || xAudio.shape().rows() != audio) {
            throw new ShapeException("GAT-AV: " + xVideo.shape().rows() + " video and "
                    + xAudio.shape().rows()
                    + " audio nodes are not the same multiple of the pattern's " + pattern.columns() + " and "
                    + pattern.rows());
        }
        return blocks;
    }

    private static Variable perBlock(SparsityPattern pattern, int blocks, Variable weight) {
        return weight.shape().elements() == pattern.entries() ? Sparse.repeat(weight, blocks) : weight;
    }

    /// The attention of one clip, edge by edge.
    public double[] definitionAlpha(
            int[] video,
            int[] audio,
            SimpleMatrix Xv,
            SimpleMatrix Xa,
            SimpleMatrix Ws,
            SimpleMatrix Wd,
            SimpleMatrix as,
            SimpleMatrix ad) {
        double[] e = new double[video.length];
        for (int k = 0; k < e.length; k++) {
            SimpleMatrix h = Xv.extractVector(true, video[k]).mult(Ws);
            double logit = h.dot(as) + Xa.extractVector(true, audio[k]).mult(Wd).dot(ad);
            e[k] = logit > 0 ? logit : negativeSlope * logit;
        }
        double[] alpha = new double[e.length];
        for (int k = 0; k < e.length; k++) {
            double sum = 0;
            for (int l = 0; l < e.length; l++) {
                sum += audio[l] == audio[k] ? Elementary.exp(e[l] - e[k]) : 0;
            }
            alpha[k] = 1 / sum;
        }
        return alpha;
    }

    /// The messages of one clip, the bias as a row.
    ///
    /// @param alpha from [#definitionAlpha]
    public SimpleMatrix definition(
            int[] video,
            int[] audio,
            double[] alpha,
            double[] s,
            SimpleMatrix Xv,
            SimpleMatrix Xa,
            SimpleMatrix Ws,
            SimpleMatrix b) {
        SimpleMatrix out = SimpleMatrix.ones(Xa.getNumRows(), 1).mult(b);
        for (int k = 0; k < alpha.length; k++) {
            double share =
                    switch (fusion) {
                        case ADD -> alpha[k] + s[k];
                        case MULTIPLY -> alpha[k] * s[k];
                        case NONE -> alpha[k];
                    };
            SimpleMatrix h = Xv.extractVector(true, video[k]).mult(Ws);
            out.setRow(audio[k], out.extractVector(true, audio[k]).plus(h.scale(share)));
        }
        return out;
    }
}
