package org.thgcl.equation;

import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.RowGroups;

/// Graph layer normalisation, section 2.3 (reading A12: the paper says nothing of it, TMac's code has it): for each
/// graph, over all of its nodes and features together,
///
/// `y = (x - mean(x)) / sqrt(var(x) + epsilon)`, with the biased variance and without a learnt scale
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[n, h]` | | real |
/// | - | `graphs` | n rows in groups | | consecutive nodes of each graph; a graph may be empty |
/// | epsilon | `epsilon` | | that of x^2 | at least 0, finite; the default is 1e-5 |
/// | `y` | returned | `[n, h]` | 1 | real, mean 0 in each graph |
///
/// A graph of equal numbers gives zeros (NaN at epsilon 0). The mean is taken out before squaring, so a large common
/// offset costs no accuracy beyond that of the offset itself. Refused: an epsilon out of range, groups that don't
/// cover the rows.
public final class GraphLayerNorm {
    private GraphLayerNorm() {}

    /// The normalised features of the nodes of several graphs.
    ///
    /// @throws IllegalArgumentException if epsilon is negative or not finite, or the groups have another number
    /// of rows
    public static Variable apply(Variable x, RowGroups graphs, double epsilon) {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "graph layer normalisation: epsilon must be a finite number of at least 0, got " + epsilon);
        }
        return Dense.normalise(x, graphs, epsilon);
    }

    /// The same for one graph.
    ///
    /// @param X the features of its nodes, n x h
    public static SimpleMatrix definition(SimpleMatrix X, double epsilon) {
        double n = X.getNumElements();
        double mean = X.elementSum() / n;
        SimpleMatrix deviation = X.minus(mean);
        double variance = deviation.elementMult(deviation).elementSum() / n;
        return deviation.divide(Math.sqrt(variance + epsilon));
    }
}
