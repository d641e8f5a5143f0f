package org.thgcl.bench;

import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;

/// Floating-point operations of the matrix products and convolutions on a tape: a product of `[m, k]` and `[k, n]` has
/// `2 m n k`, a multiplication and an addition for each term.
///
/// Each product Y = X W has one more of the same size in the backward pass for each factor that needs a gradient:
/// dW = X' dY and dX = dY W'. Input features need none.
///
/// Attention has two products, Q K' and A V, and five in its backward pass, which computes Q K' again.
///
/// Not counted are depthwise convolutions; products with vectors and the cosines of Eq. 4, each below a thousandth in
/// THGN; nor is sparse times dense, see [SparseProduct].
public final class FlopCount {
    private FlopCount() {}

    /// Operations of the forward pass on a tape.
    public static long forward(Tape tape) {
        return tape.operations().stream().mapToLong(FlopCount::product).sum();
    }

    /// Operations of the forward pass on a tape and of its backward pass.
    public static long training(Tape tape) {
        return tape.operations().stream()
                .mapToLong(operation -> product(operation) + backward(operation))
                .sum();
    }

    private static long backward(Tape.Operation operation) {
        long factors = operation.inputs().stream()
                .limit(2)
                .filter(Variable::needsGradient)
                .count();
        boolean attention = operation.name().equals("attention");
        return attention && factors > 0 ? product(operation) / 2 * 5 : product(operation) * factors;
    }

    /// 2 m n k of a product, which has m k elements on the left and n columns; of a convolution, whose weight has k n
    /// elements for m outputs; of attention, whose N x N weights have d columns before and after; and 0 of another
    /// operation.
    private static long product(Tape.Operation operation) {
        long columns = operation.output().shape().columns();
        return switch (operation.name()) {
            case "matmul" -> 2L * operation.inputs().getFirst().shape().elements() * columns;
            case "convolve", "rectified_convolution" ->
                2L
                        * operation.inputs().get(1).shape().elements()
                        * operation.output().shape().rows();
            case "attention" ->
                4L
                        * operation.output().shape().elements()
                        * operation.output().shape().size(1);
            default -> 0;
        };
    }
}
