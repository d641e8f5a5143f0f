package org.thgcl.jmh;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// A convolution, padded by half its kernel, with bias and rectifier, by libtorch; random weights.
final class LibtorchUnit implements UnaryOperator<NDArray> {
    private final NDArray weight;
    private final NDArray bias;
    private final Shape stride;
    private final Shape padding;
    private final Shape dilation;
    private Shape seen;

    /// @param kernel size on each axis of positions, as `stride`
    LibtorchUnit(NDManager manager, long in, long out, Shape kernel, Shape stride) {
        float bound = (float) Math.sqrt(6.0 / (in * kernel.size()));
        weight = manager.randomUniform(-bound, bound, new Shape(out, in).addAll(kernel));
        bias = manager.randomUniform(-0.1f, 0.1f, new Shape(out));
        this.stride = stride;
        padding =
                new Shape(LongStream.of(kernel.getShape()).map(size -> size / 2).toArray());
        dilation = new Shape(LongStream.of(kernel.getShape()).map(size -> 1).toArray());
    }

    @Override
    public NDArray apply(NDArray x) {
        seen = x.getShape();
        try (NDArray y = convolved(x, bias)) {
            return Activation.relu(y);
        }
    }

    private NDArray convolved(NDArray x, NDArray added) {
        return x.getNDArrayInternal()
                .convolution(x, weight, added, stride, padding, dilation, 1)
                .singletonOrThrow();
    }

    /// The convolution alone, without bias, on a map as large as that seen last.
    Runnable convolution(NDManager manager) {
        NDArray x = manager.randomUniform(-1, 1, seen);
        return () -> convolved(x, null).close();
    }
}
