package org.thgcl.bench;

import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;

/// Floating-point operations of the matrix products and convolutions on a tape: a product of `[m, k]` and `[k, n]` has
/// `2 m n k`, a multiplication and an addition for each term.
///
/// Each product Y = X W has one more of the same size in the backward pass for each factor that needs a gradient:
/// dW = X' dY and dX = dY W'. Input features need none.
///
/// Not counted are the products inside of attention and of depthwise convolutions; products with vectors and the
/// cosines of Eq. 4, each below a thousandth in THGN; nor is sparse times dense, see [SparseProduct].
public final class FlopCount {
    private FlopCount() {}

    /// Operations of the forward pass on a tape.
    public static long forward(Tape tape) {
        return tape.operations().stream().mapToLong(FlopCount::product).sum();
    }

    /// Operations of the forward pass on a tape and of its backward pass.
    public static long training(Tape tape) {
        return tape.operations().stream()
                .mapToLong(operation -> product(operation)
                        * (1
                                + operation.inputs().stream()
                                        .filter(Variable::needsGradient)
                                        .count()))
                .sum();
    }

    /// 2 m n k of a product, which has m k elements on the left and n columns; of a convolution, whose weight has k n
    /// elements for m outputs; and 0 of another operation.
    private static long product(Tape.Operation operation) {
        long columns = operation.output().shape().columns();
        return switch (operation.name()) {
            case "matmul" -> 2L * operation.inputs().getFirst().shape().elements() * columns;
            case "convolve" ->
                2L
                        * operation.inputs().getLast().shape().elements()
                        * operation.output().shape().rows();
            default -> 0;
        };
    }
}
