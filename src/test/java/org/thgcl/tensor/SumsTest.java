package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums and dot products in vectors against their definition.
class SumsTest {
    private static final int SIZE = 1100;

    /// Offsets and lengths: 0, 1, around the vectors and blocks of both types, primes, long.
    private static final int[] OFFSETS = {0, 1, 3, 8, 13};

    private static final int[] LENGTHS = {
        0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 97, 127, 128, 129, 255, 256, 257, 1021, 1024
    };

    /// One type's sums, on arrays of float64.
    ///
    /// @param name float64 or float32
    /// @param dot in vectors
    /// @param plainDot the definition of it
    record Type(String name, Dot dot, Dot plainDot, Sum sum, Sum plainSum) {
        interface Dot {
            double of(double[] x, int xFrom, double[] y, int yFrom, int n);
        }

        interface Sum {
            double of(double[] x, int from, int to);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Type> types() {
        return Stream.of(
                new Type("float64", Float64VectorSums::dot, Float64Sums::dot, Float64VectorSums::sum, Float64Sums::sum),
                new Type(
                        "float32",
                        (x, xFrom, y, yFrom, n) -> Float32VectorSums.dot(narrow(x), xFrom, narrow(y), yFrom, n),
                        (x, xFrom, y, yFrom, n) -> Float32Sums.dot(narrow(x), xFrom, narrow(y), yFrom, n),
                        (x, from, to) -> Float32VectorSums.sum(narrow(x), from, to),
                        (x, from, to) -> Float32Sums.sum(narrow(x), from, to)));
    }

    private static float[] narrow(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /// Numbers very different in size, of both signs: in another order they have another sum.
    private static double[] numbers(int seed) {
        CounterRandom random = new CounterRandom(seed);
        return IntStream.range(0, SIZE)
                .mapToDouble(i -> Math.scalb(random.gaussian(0, 0, i), random.below(30, 0, 1, i)))
                .toArray();
    }

    private static void assertSameBits(double actual, double expected, String what, int n, int offset) {
        assertThat(Double.doubleToLongBits(actual))
                .as("%s of %d numbers from %d on: %s, expected %s", what, n, offset, actual, expected)
                .isEqualTo(Double.doubleToLongBits(expected));
    }

    private static void assertDefined(Type type, double[] x, double[] y) {
        for (int offset : OFFSETS) {
            for (int n : LENGTHS) {
                double dot = type.dot.of(x, offset, y, 2 * offset, n);
                assertSameBits(dot, type.plainDot.of(x, offset, y, 2 * offset, n), "dot product", n, offset);
                double sum = type.sum.of(x, offset, offset + n);
                assertSameBits(sum, type.plainSum.of(x, offset, offset + n), "sum", n, offset);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_length_and_offset_gives_the_defined_bits(Type type) {
        assertDefined(type, numbers(1), numbers(2));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_order_shows_in_the_bits(Type type) {
        double[] x = numbers(1);
        double sequential = 0;
        for (int i = 0; i < 64; i++) {
            sequential = type.plainSum.of(new double[] {sequential, x[i]}, 0, 2);
        }
        assertThat(type.sum.of(x, 0, 64)).isNotEqualTo(sequential);
    }

    @ParameterizedTest
    @MethodSource("types")
    void infinities_not_a_number_zeros_and_denormal_numbers_are_summed_as_defined(Type type) {
        for (double special : new double[] {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -0.0, Float.MIN_VALUE, 3 * Float.MIN_VALUE
        }) {
            double[] x = numbers(3);
            x[5] = special;
            x[1020] = special;
            assertDefined(type, x, numbers(4));
            double[] same = new double[SIZE];
            Arrays.fill(same, special);
            assertDefined(type, same, same);
        }
    }

    /// By hand: a large number swallows a 1 unless it has met its negative before.
    @ParameterizedTest
    @MethodSource("types")
    void lanes_are_summed_first_then_folded_in_halves_then_the_rest_is_added(Type type) {
        int lanes = type.name.equals("float64") ? 16 : 32;
        double large = 0x1p60;
        double[] x = new double[3 * lanes];
        x[0] = large;
        x[1] = 1;
        x[lanes] = -large;
        assertThat(type.plainSum.of(x, 0, 2 * lanes)).as("in a lane").isEqualTo(1);
        x[lanes] = 0;
        x[lanes / 2] = -large;
        assertThat(type.plainSum.of(x, 0, 2 * lanes)).as("in halves").isEqualTo(1);
        x[lanes / 2] = 0;
        x[3] = -large;
        assertThat(type.plainSum.of(x, 0, 2 * lanes))
                .as("lane 3 goes to lane 1")
                .isZero();
        x[3] = 0;
        x[2 * lanes] = -large;
        x[2 * lanes + 1] = 1;
        assertThat(type.plainSum.of(x, 0, 2 * lanes + 2)).as("the rest").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void sums_beyond_the_array_are_refused(Type type) {
        assertThatThrownBy(() -> type.sum.of(numbers(1), SIZE - 20, SIZE + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
