package org.thgcl.equation;

import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Elementary;

/// TMac's weight of an edge, for Table 2 ("both Hawkes") and the TMac baseline; not numbered in the paper:
///
/// `s = exp( -(P^max - p + 1) / (P^max - P^min + 1) )`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `p` | `position` | `[E]` | segment index of the neighbour | real |
/// | `P^min`, `P^max` | `min`, `max` | `[E]` | ends of the neighbourhood | real, min <= max |
/// | `s` | returned | `[E]` | 1 | [1/e, 1) for p in min ... max |
///
/// It grows with p: a neighbour at the end of the neighbourhood weighs most. Operands of different shapes are
/// refused.
///
/// Source: Liu et al. 2023, *TMac: temporal multi-modal graph learning for acoustic event classification*.
public final class TMacWeight {
    private TMacWeight() {}

    /// The weights of E edges, differentiable in all operands.
    public static Variable apply(Variable position, Variable min, Variable max) {
        Variable fromEnd = max.minus(position).plus(1);
        Variable width = max.minus(min).plus(1);
        return fromEnd.negated().dividedBy(width).exp();
    }

    /// The weight of one edge.
    public static double definition(double p, double min, double max) {
        return Elementary.exp(-(max - p + 1) / (max - min + 1));
    }
}
