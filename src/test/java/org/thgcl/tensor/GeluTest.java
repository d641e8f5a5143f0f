package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeluTest {
    private static final CounterRandom RANDOM = new CounterRandom(8);

    /// A block without any number of the tail, then blocks with both kinds, both ends of the range of erfc and numbers
    /// that are none; a number of elements that fills no block.
    private static double[] numbers() {
        DoubleStream near = IntStream.range(0, 600).mapToDouble(i -> RANDOM.gaussian(0, 0, i) / 4);
        DoubleStream any = IntStream.range(0, 1500).mapToDouble(i -> RANDOM.gaussian(0, 1, i) * (i % 40));
        DoubleStream special = DoubleStream.of(
                0,
                -0.0,
                1e-300,
                Math.sqrt(2),
                -Math.sqrt(2),
                39.5,
                -39.7,
                1e300,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN);
        return DoubleStream.concat(DoubleStream.concat(near, any), special).toArray();
    }

    private static Tensor tensor(DType dtype, double... numbers) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(numbers.length));
        for (int i = 0; i < numbers.length; i++) {
            tensor.set(i, numbers[i]);
        }
        return tensor;
    }

    @ParameterizedTest
    @EnumSource
    void blocks_have_the_bits_of_the_definition(DType dtype) {
        double[] numbers = numbers();
        Tensor x = tensor(dtype, numbers);
        Tensor dy = tensor(
                dtype,
                IntStream.range(0, numbers.length)
                        .mapToDouble(i -> RANDOM.gaussian(0, 2, i))
                        .toArray());
        Tensor y = tensor(dtype, numbers);
        Tensor dx = tensor(dtype, numbers);
        try (Workers workers = new Workers(2)) {
            Kernels kernels = Kernels.of(dtype, workers);
            kernels.gelu(x, y);
            kernels.geluGradient(x, dy, dx);
        }
        Tensor expected = Tensor.zeros(dtype, x.shape());
        for (int i = 0; i < numbers.length; i++) {
            expected.set(i, Gelu.definition(x.get(i)));
            assertThat(y.get(i)).as("gelu(%s)", x.get(i)).isEqualTo((Double) expected.get(i));
            expected.set(i, Gelu.definitionDerivative(x.get(i)));
            expected.set(i, expected.get(i) * dy.get(i));
            assertThat(dx.get(i)).as("gradient at %s", x.get(i)).isEqualTo((Double) expected.get(i));
        }
    }
}
