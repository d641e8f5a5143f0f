package org.thgcl.equation;

import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;

/// The learnable pooling, section 2.3: the embedding of a graph from those of its nodes, for each modality m,
///
/// `beta = softmax over the graph's nodes of X_m w_m`, `g_m = sum over the graph's nodes of beta X_m`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `X` | `x` | `[n, h]` | | real |
/// | - | `membership` | graphs x n | | entry e is node e, in the row of its graph |
/// | `w` | `gate` | `[h]` | | real |
/// | `beta` | `beta` | `[n]` | 1 | (0, 1], sums to 1 in each graph |
/// | `g` | `pooled` | `[graphs, h]` | | real |
///
/// The pattern that [org.thgcl.tensor.RowGroups#membership] gives serves graphs of different sizes; that of a single
/// graph, 1 x P, serves a batch of equal ones, block by block. A graph without nodes has the embedding 0. The softmax
/// takes the maximum out first, so nothing overflows. A pattern that is no such membership is refused.
public final class AttentionPooling {
    private AttentionPooling() {}

    /// The result of pooling.
    ///
    /// @param pooled `[graphs, h]`
    /// @param beta `[n]`
    public record Pooled(Variable pooled, Variable beta) {}

    /// The embeddings of several graphs.
    ///
    /// @throws ShapeException if the pattern's entry e is not in column e for every column
    public static Pooled apply(Variable x, SparsityPattern membership, Variable gate) {
        requireMembership(membership);
        Variable beta = Sparse.softmaxRows(membership, Dense.matvec(x, gate));
        return new Pooled(Sparse.spmm(membership, beta, x), beta);
    }

    private static void requireMembership(SparsityPattern pattern) {
        boolean fits = pattern.entries() == pattern.columns();
        for (int e = 0; fits && e < pattern.entries(); e++) {
            fits = pattern.column(e) == e;
        }
        if (!fits) {
            throw new ShapeException(
                    "attention pooling: the membership pattern has " + pattern.entries() + " entries for "
                            + pattern.columns() + " nodes; entry e must be node e, as RowGroups.membership() gives it");
        }
    }

    /// The weights beta of one graph, n x 1, for logits of moderate size.
    public static SimpleMatrix definitionBeta(SimpleMatrix X, SimpleMatrix w) {
        SimpleMatrix beta = X.mult(w);
        for (int i = 0; i < beta.getNumRows(); i++) {
            beta.set(i, Elementary.exp(beta.get(i)));
        }
        return beta.divide(beta.elementSum());
    }

    /// The embedding of one graph, 1 x h.
    public static SimpleMatrix definition(SimpleMatrix X, SimpleMatrix w) {
        return definitionBeta(X, w).transpose().mult(X);
    }
}
