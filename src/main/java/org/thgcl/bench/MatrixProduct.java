package org.thgcl.bench;

import java.util.List;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A matrix product C = op(A) op(B) of the training step.
///
/// @param m rows of C
/// @param n columns of C
/// @param k terms of each element
public record MatrixProduct(String name, int m, int n, int k, boolean transposeA, boolean transposeB) {
    /// Those of preset `paper` at batch 64 that take most of the time, and a small one.
    public static final List<MatrixProduct> OF_THE_PAPER = List.of(
            new MatrixProduct("X_a Psi", 6464, 512, 512, false, false),
            new MatrixProduct("X_v Psi", 2560, 512, 512, false, false),
            new MatrixProduct("dY Psi'", 6464, 512, 512, false, true),
            new MatrixProduct("X_a' dY", 512, 512, 6464, true, false),
            new MatrixProduct("X^G W_c", 64, 33, 1024, false, false));

    double flop() {
        return 2.0 * m * n * k;
    }

    /// The product, on random operands.
    public Runnable on(Kernels kernels) {
        Tensor a = RandomClips.uniform(kernels.dtype(), "a", transposeA ? Shape.of(k, m) : Shape.of(m, k));
        Tensor b = RandomClips.uniform(kernels.dtype(), "b", transposeB ? Shape.of(n, k) : Shape.of(k, n));
        Tensor c = Tensor.zeros(kernels.dtype(), Shape.of(m, n));
        return () -> kernels.matmul(a, transposeA, b, transposeB, false, c);
    }
}
