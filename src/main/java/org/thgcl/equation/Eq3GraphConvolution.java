package org.thgcl.equation;

import java.util.Optional;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Sparse;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;

/// Equation 3, section 2.3: the graph convolution of GNN-A and GNN-V, printed as
///
/// `X^l = rho(Abar X^(l-1) Psi^(l-1))`, l = 1, ..., L
///
/// and here, for one layer and with a bias that can be left out (A20),
///
/// `X' = rho(A X Psi + b)`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `A` | `pattern`, `weights` | n x n, `[E]` or `[B E]` | 1 | row = target, column = source; repeated edges add |
/// | `X` | `x` | `[B n, in]` | | real |
/// | `Psi` | `psi` | `[in, out]` | | real |
/// | `b` | `bias` | `[out]` | | real, or absent (A20) |
/// | `rho` | `activation` | | | ReLU |
/// | `X'` | returned | `[B n, out]` | | real, at least 0 after ReLU |
///
/// A batch of B clips of one shape is block-diagonal; the pattern, and weights that all clips share, are not copied.
/// Reading A12 may normalise A first: [#normalise]. `A X Psi` is computed as `(A X) Psi` if in <= out, else as
/// `A (X Psi)`, whichever is cheaper; they differ by rounding. Operands whose shapes don't fit are refused.
public final class Eq3GraphConvolution {
    private Eq3GraphConvolution() {}

    /// The function rho.
    public enum Activation {
        /// max(x, 0).
        RELU,
        /// x.
        NONE
    }

    /// How A is normalised, reading A12, with the diagonal matrix D of A's row sums.
    public enum Adjacency {
        /// A.
        RAW,
        /// D^-1 A.
        ROW,
        /// D^-1/2 A D^-1/2.
        SYMMETRIC
    }

    /// New values for A's entries. A row sum of 0 counts as an inverse of 0: the row becomes zero.
    ///
    /// @param weights `[E]` or `[B E]`
    /// @return of the same shape; differentiable in the weights
    /// @throws IllegalArgumentException for the symmetric form, if A is not square or a row sum is negative or NaN
    public static Variable normalise(SparsityPattern pattern, Variable weights, Adjacency adjacency) {
        if (adjacency == Adjacency.RAW) {
            return weights;
        }
        int blocks = pattern.entries() == 0 ? 1 : weights.shape().elements() / pattern.entries();
        Variable d = Sparse.sumRows(pattern, blocks, weights);
        if (adjacency == Adjacency.ROW) {
            Variable inverse = d.map("inverse", s -> s == 0 ? 0 : 1 / s, (s, y) -> -y * y);
            return weights.times(Sparse.gatherRows(pattern, inverse));
        }
        requireSymmetric(pattern, d);
        Variable root = d.map("inverse_root", s -> s == 0 ? 0 : 1 / Math.sqrt(s), (s, y) -> -0.5 * y * y * y);
        return weights.times(Sparse.gatherRows(pattern, root)).times(Sparse.gatherColumns(pattern, root));
    }

    private static void requireSymmetric(SparsityPattern pattern, Variable d) {
        if (pattern.rows() != pattern.columns()) {
            throw new ShapeException("Eq. 3: symmetric normalisation needs a square adjacency matrix, this one is "
                    + pattern.rows() + " x " + pattern.columns() + "; use row or raw");
        }
        for (int i = 0; i < d.shape().elements(); i++) {
            if (!(d.value().get(i) >= 0)) {
                throw new IllegalArgumentException("Eq. 3: row " + i + " of the adjacency matrix sums to "
                        + d.value().get(i) + ", symmetric normalisation takes the square root; use row or raw");
            }
        }
    }

    /// The convolution, on weights that have been normalised already.
    ///
    /// @param bias if there is one (A20)
    public static Variable apply(
            SparsityPattern pattern,
            Variable weights,
            Variable x,
            Variable psi,
            Optional<Variable> bias,
            Activation activation) {
        boolean aggregateFirst = psi.shape().rows() <= psi.shape().columns();
        Variable product = aggregateFirst
                ? Dense.matmul(Sparse.spmm(pattern, weights, x), psi)
                : Sparse.spmm(pattern, weights, Dense.matmul(x, psi));
        Variable sum = new Dense.Summand(product, bias).sum();
        return activation == Activation.RELU ? sum.relu() : sum;
    }

    /// The matrix A of one clip after normalisation.
    public static SimpleMatrix definitionNormalise(SimpleMatrix A, Adjacency adjacency) {
        int n = A.getNumRows();
        SimpleMatrix inverse = new SimpleMatrix(n, n);
        SimpleMatrix root = new SimpleMatrix(n, n);
        for (int i = 0; i < n; i++) {
            double D = A.extractVector(true, i).elementSum();
            inverse.set(i, i, D == 0 ? 0 : 1 / D);
            root.set(i, i, D == 0 ? 0 : 1 / Math.sqrt(D));
        }
        return switch (adjacency) {
            case RAW -> A;
            case ROW -> inverse.mult(A);
            case SYMMETRIC -> root.mult(A).mult(root);
        };
    }

    /// The convolution of one clip on dense matrices, the bias as a row.
    public static SimpleMatrix definition(
            SimpleMatrix A, SimpleMatrix X, SimpleMatrix Psi, SimpleMatrix b, Activation rho) {
        SimpleMatrix one = SimpleMatrix.ones(X.getNumRows(), 1);
        SimpleMatrix Z = A.mult(X).mult(Psi).plus(one.mult(b));
        for (int k = 0; k < Z.getNumElements() && rho == Activation.RELU; k++) {
            Z.set(k, Math.max(Z.get(k), 0));
        }
        return Z;
    }
}
