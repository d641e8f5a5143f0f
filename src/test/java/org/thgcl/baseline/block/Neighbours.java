package org.thgcl.baseline.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Tape;
import org.thgcl.equation.Samples;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Samples as rows, and comparisons over threads and number types, for the tests of blocks.
final class Neighbours {
    private Neighbours() {}

    /// Whole numbers from `low` to `high`.
    static Tensor whole(long seed, int low, int high, int... shape) {
        Tensor x = Samples.uniform(seed, low, high + 1.0, shape);
        for (int i = 0; i < x.shape().elements(); i++) {
            x.set(i, Math.floor(x.get(i)));
        }
        return x;
    }

    static double[][] rows(Tensor x) {
        return rows(x, 0, x.shape().rows());
    }

    static double[][] rows(Tensor x, int first, int count) {
        int columns = x.shape().columns();
        return IntStream.range(first, first + count)
                .mapToObj(r -> IntStream.range(r * columns, (r + 1) * columns)
                        .mapToDouble(x::get)
                        .toArray())
                .toArray(double[][]::new);
    }

    static void assertRows(Tensor actual, double[][] expected, double tolerance) {
        double[] all = Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray();
        Samples.assertClose(actual, all, tolerance);
    }

    /// The same bits from 1 and 3 threads.
    static void assertSameBits(Function<Tape, double[]> compute) {
        double[] one = compute.apply(Samples.tape());
        try (Workers three = new Workers(3)) {
            assertThat(compute.apply(new Tape(Kernels.of(DType.FLOAT64, three))))
                    .isEqualTo(one);
        }
    }

    /// float32 within so many of its roundings of float64.
    static void assertFloat32(Function<Tape, double[]> compute, double roundings) {
        double[] exact = compute.apply(Samples.tape());
        double[] rounded = compute.apply(new Tape(Kernels.of(DType.FLOAT32, Workers.one())));
        assertThat(rounded).hasSize(exact.length).isNotEqualTo(exact);
        for (int i = 0; i < exact.length; i++) {
            assertThat(rounded[i]).as("element %d", i).isCloseTo(exact[i], within(roundings * 0x1p-24));
        }
    }
}
