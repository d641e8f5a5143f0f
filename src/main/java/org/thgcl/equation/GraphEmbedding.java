package org.thgcl.equation;

import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;

/// The graph embedding X^G, section 2.3, which "aggregates" the pooled embeddings of both modalities; reading A13:
///
/// `X^G = g_a + g_v`, `X^G = [g_a, g_v]` or `X^G = g_a`
///
/// | symbol | name here | shape | domain |
/// |---|---|---|---|
/// | `g_a` | `audio` | `[B, H]` | real |
/// | `g_v` | `video` | `[B, H]` | real |
/// | `X^G` | returned | `[B, H]`, `[B, 2H]` for the concatenation | real |
///
/// Operands of different shapes are refused. A clip without video (A25) has X^G = g_a, [#AUDIO], whatever the setting.
public enum GraphEmbedding {
    /// g_a + g_v.
    SUM,
    /// `[g_a, g_v]`.
    CONCAT,
    /// g_a alone, as TMac; the video embedding is not looked at.
    AUDIO;

    /// The graph embeddings of B clips.
    public Variable apply(Variable audio, Variable video) {
        return switch (this) {
            case SUM -> audio.plus(video);
            case CONCAT -> Columns.concatenate(audio, video);
            case AUDIO -> audio;
        };
    }

    /// The same on matrices.
    public SimpleMatrix definition(SimpleMatrix ga, SimpleMatrix gv) {
        return switch (this) {
            case SUM -> ga.plus(gv);
            case CONCAT -> ga.concatColumns(gv);
            case AUDIO -> ga;
        };
    }
}
