package org.thgcl.tensor;

/// Tensors of standard normal numbers for tests.
public final class RandomTensors {
    private RandomTensors() {}

    /// The same tensor for the same seed and sizes.
    public static Tensor gaussian(long seed, int... sizes) {
        CounterRandom random = new CounterRandom(seed);
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        for (int i = 0; i < tensor.shape().elements(); i++) {
            tensor.set(i, random.gaussian(0, 0, i));
        }
        return tensor;
    }

    /// A tensor full of NaN, for outputs: what a kernel forgets to write stays visible.
    public static Tensor unwritten(int... sizes) {
        Tensor tensor = Tensor.zeros(Shape.of(sizes));
        tensor.fill(Double.NaN);
        return tensor;
    }
}
