package org.thgcl.baseline.block;

import java.util.Arrays;
import java.util.List;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The SAGE convolution with the mean (Hamilton, Ying, Leskovec 2017): from each node i and its neighbours j
///
/// `y_i = (mean of x_j) N + b + x_i S`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `x` | `[B n, in]` | | real |
/// | edges j -> i | `pattern` | n x n | | rows i, columns j |
/// | 1 / number of neighbours | `shares` | `[E]` or `[B E]` | 1 | at least 0 |
/// | N | `neighbour` | `[in, H]` | | real |
/// | b | `bias` | `[H]` | | real |
/// | S | `self` | `[in, H]` | | real |
/// | `y` | returned | `[B n, H]` | | real |
///
/// A node without neighbours has the mean 0. An edge that is dropped in training has the share 0, and the mean is that
/// of the neighbours that are left. Refused: shapes that don't fit.
public final class SageConvolution {
    private SageConvolution() {}

    /// What is learnt.
    ///
    /// @param neighbour N, `[in, H]`
    /// @param bias b, `[H]`
    /// @param self S, `[in, H]`
    public record Parameters(Variable neighbour, Variable bias, Variable self) {}

    /// The new features of the nodes of B clips.
    ///
    /// @param shares from [#shares], as a constant of the tape
    /// @throws ShapeException if the shapes don't fit
    public static Variable apply(SparsityPattern pattern, Variable shares, Variable x, Parameters p) {
        Variable mean = Sparse.spmm(pattern, shares, x);
        return Dense.addBias(Dense.matmul(mean, p.neighbour()), p.bias()).plus(Dense.matmul(x, p.self()));
    }

    /// The share of each edge in the mean, `[E]`.
    public static Tensor shares(SparsityPattern pattern) {
        boolean[] all = new boolean[pattern.entries()];
        Arrays.fill(all, true);
        return shares(pattern, all);
    }

    /// The share of each edge of B clips in the mean of those that are kept.
    ///
    /// @param kept for each edge of each clip, `[B E]`
    /// @return `[B E]`, 0 for the others
    /// @throws ShapeException if the number of edges isn't a multiple of the pattern's
    public static Tensor shares(SparsityPattern pattern, boolean... kept) {
        int entries = pattern.entries();
        if (entries == 0 ? kept.length != 0 : kept.length % entries != 0) {
            throw new ShapeException("SAGE convolution: " + kept.length + " edges kept or not are no multiple of the "
                    + entries + " edges of a clip");
        }
        int clips = entries == 0 ? 1 : kept.length / entries;
        int[] neighbours = new int[clips * pattern.rows()];
        for (int e = 0; e < kept.length; e++) {
            neighbours[target(pattern, e)] += kept[e] ? 1 : 0;
        }
        Tensor shares = Tensor.zeros(Shape.of(kept.length));
        for (int e = 0; e < kept.length; e++) {
            shares.set(e, kept[e] ? 1.0 / neighbours[target(pattern, e)] : 0);
        }
        return shares;
    }

    private static int target(SparsityPattern pattern, int e) {
        return e / pattern.entries() * pattern.rows() + pattern.row(e % pattern.entries());
    }

    /// The new features of the nodes of one clip.
    ///
    /// @param neighbours the neighbours j of each node i
    public static double[][] definition(
            List<List<Integer>> neighbours, double[][] x, double[][] N, double[] b, double[][] S) {
        double[][] y = new double[x.length][b.length];
        for (int i = 0; i < x.length; i++) {
            for (int h = 0; h < b.length; h++) {
                y[i][h] = b[h];
                for (int f = 0; f < N.length; f++) {
                    double mean = 0;
                    for (int j : neighbours.get(i)) {
                        mean += x[j][f] / neighbours.get(i).size();
                    }
                    y[i][h] += mean * N[f][h] + x[i][f] * S[f][h];
                }
            }
        }
        return y;
    }
}
