package org.thgcl.equation;

import java.util.List;
import java.util.Optional;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Dense.Summand;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Dropout;
import org.thgcl.tensor.RowGroups;

/// The update of a modality's nodes at the end of a layer, section 2.3 and Figure 2, with the dropout and the
/// normalisation (A12) that the paper doesn't mention:
///
/// `X' = norm(dropout(rho(sum over s of (S_s + b_s))))`
///
/// Audio nodes sum up Eq. 3 of GNN-A and the messages of GAT-AV, video nodes have Eq. 3 of GNN-V alone: S is
/// `A X Psi` or `(alpha + A) X_v W_s`, b its bias. With one summand, no dropout and no normalisation it is Eq. 3 whole.
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `S_s` | `x` of a summand | `[n, h]` | | real; one summand or two |
/// | `b_s` | `bias` of a summand | `[h]` | | real, or absent (A20) |
/// | `rho` | - | | | ReLU |
/// | dropout | `dropout` | | | y = x / (1 - rate) where kept, else 0 |
/// | norm | `normalised`, `epsilon`, `graphs` | | | [GraphLayerNorm] of each graph, or left out |
/// | `X'` | returned | `[n, h]` | | real |
///
/// Computed in one pass over memory if normalised, with the bits of the operations one by one. Refused: an epsilon out
/// of range, shapes that don't fit.
///
/// @param normalised whether the graph layer normalisation is done
/// @param epsilon of the normalisation, at least 0, finite; the default is 1e-5
public record LayerUpdate(boolean normalised, double epsilon) {
    /// Checks epsilon.
    ///
    /// @throws IllegalArgumentException if epsilon is negative or not finite
    public LayerUpdate {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "layer update: epsilon must be a finite number of at least 0, got " + epsilon);
        }
    }

    /// The new nodes of several graphs.
    ///
    /// @param nodes what Eq. 3 gives
    /// @param messages those of GAT-AV, where there are any
    /// @param graphs the nodes of each graph
    public Variable apply(Summand nodes, Optional<Summand> messages, Dropout dropout, RowGroups graphs) {
        if (normalised) {
            return Dense.activate(nodes, messages, dropout, graphs, epsilon);
        }
        Variable sum = messages.map(heard -> nodes.sum().plus(heard.sum())).orElseGet(nodes::sum);
        return Dense.dropout(sum.relu(), dropout);
    }

    /// The same for one graph, element by element.
    ///
    /// @param S the summands, each n x h
    /// @param b the bias of each as a row, zeros for none
    /// @param D what dropout multiplies each element by, n x h: 0 or 1 / (1 - rate)
    public SimpleMatrix definition(List<SimpleMatrix> S, List<SimpleMatrix> b, SimpleMatrix D) {
        int n = D.getNumRows();
        int h = D.getNumCols();
        SimpleMatrix X = new SimpleMatrix(n, h);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < h; k++) {
                double sum = 0;
                for (int s = 0; s < S.size(); s++) {
                    sum += S.get(s).get(i, k) + b.get(s).get(k);
                }
                X.set(i, k, Math.max(sum, 0) * D.get(i, k));
                mean += X.get(i, k) / (n * h);
            }
        }
        if (!normalised) {
            return X;
        }
        double variance = 0;
        for (int e = 0; e < n * h; e++) {
            variance += (X.get(e) - mean) * (X.get(e) - mean) / (n * h);
        }
        for (int e = 0; e < n * h; e++) {
            X.set(e, (X.get(e) - mean) / Math.sqrt(variance + epsilon));
        }
        return X;
    }
}
