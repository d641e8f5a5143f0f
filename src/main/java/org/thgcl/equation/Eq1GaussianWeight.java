package org.thgcl.equation;

import java.util.stream.IntStream;
import org.thgcl.autodiff.Variable;
import org.thgcl.graph.Edges;
import org.thgcl.tensor.Elementary;

/// Equation 1, section 2.2: the Gaussian weight of an edge within a modality m,
///
/// `s_m^{i,j} = exp( -||P_m^i - P_m^j||^2 / (2 (P_m^max - P_m^min + 1)^2) )`, m in {a, v}
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `P^i` | `i` | `[E]` | segment index of the target | real |
/// | `P^j` | `j` | `[E]` | segment index of the source | real |
/// | `P^min`, `P^max` | `min`, `max` | `[E]` | ends of the current node's neighbourhood (A39) | real, min <= max |
/// | `s` | returned | `[E]` | 1 | (0, 1] |
///
/// The weight is 1 at i = j. With i and j in min ... max it is above exp(-1/2) = 0.6065, and above exp(-1/8) = 0.8825
/// where i is the middle of its neighbourhood, whatever span and dilation.
///
/// For Gaussian weights on cross-modal edges (Table 2, ID 3), i is the audio index and j is start(video index).
///
/// For whole indices of one neighbourhood the error is below 2 units in the last place: the exponent, at most 1/2 in
/// size, is rounded once, and the exponential errs by less than 1. Operands of different shapes are refused.
public final class Eq1GaussianWeight {
    private Eq1GaussianWeight() {}

    /// "The current node", in whose neighbourhood Pmin and Pmax are the smallest and largest index, reading A39.
    public enum Current {
        /// i, the node that the edge goes to.
        TARGET,
        /// j, the node that the edge comes from. Its neighbourhood is another one near the clip's ends.
        SOURCE;

        /// Pmin of each edge, `[E]`.
        public int[] min(Edges edges) {
            return this == TARGET ? edges.min() : of(edges.source(), edges.nodeMin());
        }

        /// Pmax of each edge, `[E]`.
        public int[] max(Edges edges) {
            return this == TARGET ? edges.max() : of(edges.source(), edges.nodeMax());
        }

        private static int[] of(int[] nodes, int[] values) {
            return IntStream.of(nodes).map(node -> values[node]).toArray();
        }
    }

    /// The weights of E edges, differentiable in all four operands.
    public static Variable apply(Variable i, Variable j, Variable min, Variable max) {
        Variable width = max.minus(min).plus(1);
        return i.minus(j)
                .squared()
                .negated()
                .dividedBy(width.squared().times(2))
                .exp();
    }

    /// The weight of one edge.
    public static double definition(double i, double j, double min, double max) {
        return Elementary.exp(-(i - j) * (i - j) / (2 * (max - min + 1) * (max - min + 1)));
    }
}
