package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sums and dot products of fixed logical lanes against their definition, written once more.
class SumsTest {
    private static final int SIZE = 1100;

    /// Offsets and lengths: 0, 1, around the vectors and blocks of both types, primes, long.
    private static final int[] OFFSETS = {0, 1, 3, 8, 13};

    private static final int[] LENGTHS = {
        0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 97, 127, 128, 129, 255, 256, 257, 1021, 1024
    };

    /// One type's kernels, on arrays of float64, and the operation that they are made of.
    ///
    /// @param name float64 or float32
    /// @param lanes logical lanes
    /// @param fma a b + c, rounded to the type
    record Type(String name, int lanes, Fma fma, Dot dot, Sum sum) {
        interface Fma {
            double of(double a, double b, double c);
        }

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
                new Type("float64", 16, Math::fma, Float64Sums::dot, Float64Sums::sum),
                new Type(
                        "float32",
                        32,
                        (a, b, c) -> Math.fma((float) a, (float) b, (float) c),
                        (x, xFrom, y, yFrom, n) -> Float32Sums.dot(narrow(x), xFrom, narrow(y), yFrom, n),
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

    private static double[] ones() {
        return DoubleStream.generate(() -> 1).limit(SIZE).toArray();
    }

    /// Each lane for itself, then folded, then the rest.
    private static double definition(Type type, double[] x, int xFrom, double[] y, int yFrom, int n) {
        int whole = n - n % type.lanes;
        double[] lanes = new double[type.lanes];
        for (int lane = 0; lane < type.lanes; lane++) {
            for (int i = lane; i < whole; i += type.lanes) {
                lanes[lane] = type.fma.of(x[xFrom + i], y[yFrom + i], lanes[lane]);
            }
        }
        double sum = folded(type, lanes);
        for (int i = whole; i < n; i++) {
            sum = type.fma.of(x[xFrom + i], y[yFrom + i], sum);
        }
        return sum;
    }

    private static double folded(Type type, double[] lanes) {
        if (lanes.length == 1) {
            return lanes[0];
        }
        int half = lanes.length / 2;
        return folded(
                type,
                IntStream.range(0, half)
                        .mapToDouble(lane -> type.fma.of(1, lanes[lane], lanes[lane + half]))
                        .toArray());
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
                assertSameBits(dot, definition(type, x, offset, y, 2 * offset, n), "dot product", n, offset);
                // a fused multiply-add of 1 is an addition
                double sum = type.sum.of(x, offset, offset + n);
                assertSameBits(sum, definition(type, x, offset, ones(), 0, n), "sum", n, offset);
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
            sequential = type.fma.of(1, x[i], sequential);
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

    @ParameterizedTest
    @MethodSource("types")
    void sums_beyond_the_array_are_refused(Type type) {
        assertThatThrownBy(() -> type.sum.of(numbers(1), SIZE - 20, SIZE + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
