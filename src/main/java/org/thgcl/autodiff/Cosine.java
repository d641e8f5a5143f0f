package org.thgcl.autodiff;

import java.util.stream.IntStream;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// Cosines between the rows of two matrices, [Scores#cosine].
final class Cosine {
    private Cosine() {}

    static Variable of(Variable a, Variable b, int blocks, double floor) {
        Tape tape = a.tape();
        int n = a.shape().rows();
        int m = rowsOfABlock(b, blocks);
        int h = a.shape().columns();
        b.shape().require("cosine matrix, right side", Axis.any("row"), Axis.of("feature", h));
        Products products = blocks == 1
                ? new WholeProducts(tape.kernels())
                : new BlockProducts(tape.kernels(), blocks, rowsOfABlock(a, blocks), m);
        int rows = n / blocks;
        ScaledRows scaledA = ScaledRows.of(tape, a.value());
        ScaledRows scaledB = ScaledRows.of(tape, b.value());
        double[] normA = scaledA.norm();
        double[] normB = scaledB.norm();
        double[] floors = new double[n * m];
        Tensor c = tape.allocate(Shape.of(n, m));
        products.dots(scaledA.rows(), scaledB.rows(), c);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                int other = i / rows * m + j;
                floors[i * m + j] = Math.scalb(floor, -scaledA.exponent()[i] - scaledB.exponent()[other]);
                c.set(i * m + j, c.get(i * m + j) / Math.max(normA[i] * normB[other], floors[i * m + j]));
            }
        }
        Tape.Gradient gradient = dc -> {
            // with q = |A_i| |B_j|: dA_i = sum over j of dC (B_j / q - C A_i / |A_i|^2), and for q below
            // the floor dC B_j / floor; dB_j likewise
            Tensor toOther = tape.allocate(Shape.of(n, m));
            double[] toA = new double[n];
            double[] toB = new double[blocks * m];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m; j++) {
                    int other = i / rows * m + j;
                    double q = normA[i] * normB[other];
                    double d = dc.get(i * m + j);
                    toOther.set(i * m + j, d / Math.max(q, floors[i * m + j]));
                    double toSelf = q > floors[i * m + j] ? d * c.get(i * m + j) : 0;
                    toA[i] += toSelf;
                    toB[other] += toSelf;
                }
            }
            a.accumulate(da -> {
                products.left(toOther, scaledB.rows(), da);
                subtractMultiples(scaledA.rows(), toA, normA, da);
                scaledA.toGradient(da);
            });
            b.accumulate(db -> {
                products.right(toOther, scaledA.rows(), db);
                subtractMultiples(scaledB.rows(), toB, normB, db);
                scaledB.toGradient(db);
            });
        };
        return tape.record("cosine", c, gradient, a, b);
    }

    private static int rowsOfABlock(Variable x, int blocks) {
        int rows = x.shape().rows();
        if (rows % blocks != 0) {
            throw new ShapeException("cosine matrix: " + rows + " rows are no multiple of " + blocks + " blocks");
        }
        return rows / blocks;
    }

    /// dX_i = dX_i - factor_i X_i / |X_i|^2 for each row with a factor other than 0.
    private static void subtractMultiples(Tensor x, double[] factor, double[] norm, Tensor dx) {
        int h = x.shape().columns();
        for (int i = 0; i < factor.length; i++) {
            double multiple = factor[i] == 0 ? 0 : factor[i] / (norm[i] * norm[i]);
            for (int k = i * h; k < (i + 1) * h; k++) {
                dx.set(k, dx.get(k) - multiple * x.get(k));
            }
        }
    }

    /// The products of A `[blocks * n, h]`, B `[blocks * m, h]` and D `[blocks * n, m]`, block by block.
    private interface Products {
        /// D = A B'.
        void dots(Tensor a, Tensor b, Tensor d);

        /// A = D B.
        void left(Tensor d, Tensor b, Tensor a);

        /// B = D' A.
        void right(Tensor d, Tensor a, Tensor b);
    }

    /// One block: dense products.
    private record WholeProducts(Kernels kernels) implements Products {
        @Override
        public void dots(Tensor a, Tensor b, Tensor d) {
            kernels.matmul(a, false, b, true, false, d);
        }

        @Override
        public void left(Tensor d, Tensor b, Tensor a) {
            kernels.matmul(d, false, b, false, false, a);
        }

        @Override
        public void right(Tensor d, Tensor a, Tensor b) {
            kernels.matmul(d, true, a, false, false, b);
        }
    }

    /// Several blocks: sparse products along a pattern in which each row of a block has all of its columns.
    private record BlockProducts(Kernels kernels, int blocks, SparsityPattern pattern) implements Products {
        BlockProducts(Kernels kernels, int blocks, int n, int m) {
            this(
                    kernels,
                    blocks,
                    SparsityPattern.of(
                            n,
                            m,
                            IntStream.range(0, n * m).map(e -> e / m).toArray(),
                            IntStream.range(0, n * m).map(e -> e % m).toArray()));
        }

        @Override
        public void dots(Tensor a, Tensor b, Tensor d) {
            kernels.sampledProduct(pattern, blocks, a, b, values(d));
        }

        @Override
        public void left(Tensor d, Tensor b, Tensor a) {
            kernels.spmm(pattern, blocks, values(d), b, false, a);
        }

        @Override
        public void right(Tensor d, Tensor a, Tensor b) {
            kernels.spmm(pattern.transpose(), blocks, values(d), a, false, b);
        }

        private static Tensor values(Tensor d) {
            return d.reshape(Shape.of(d.shape().elements()));
        }
    }
}
