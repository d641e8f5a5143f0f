package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Exponential, logarithm and logistic function: special values, and the same bits from the scalar form, vectors of
/// every size and arrays.
class ElementaryBitsTest {
    private static final List<VectorSpecies<Double>> FLOAT64_SPECIES = List.of(
            DoubleVector.SPECIES_64, DoubleVector.SPECIES_128, DoubleVector.SPECIES_256, DoubleVector.SPECIES_512);
    private static final List<VectorSpecies<Float>> FLOAT32_SPECIES =
            List.of(FloatVector.SPECIES_64, FloatVector.SPECIES_128, FloatVector.SPECIES_256, FloatVector.SPECIES_512);

    /// A number of which all species are divisors.
    private static final int LANES = 16;

    interface ArrayForm {
        void apply(double[] x, int from, int to, double[] y);
    }

    /// A function of one type in all its forms; float32's on arrays of float64, which hold its numbers exactly.
    ///
    /// @param vectors from arrays whose length is a multiple of [#LANES], one for each size of vector
    record Forms(
            String name,
            DoubleUnaryOperator exact,
            DoubleUnaryOperator scalar,
            ArrayForm array,
            List<UnaryOperator<double[]>> vectors) {
        @Override
        public String toString() {
            return name;
        }

        double scalar(double x) {
            return scalar.applyAsDouble(x);
        }
    }

    static Stream<Forms> functions() {
        return Stream.of(
                float64("exp", StrictMath::exp, Float64Exp::exp, Float64VectorExp::exp, Float64VectorExp::exp),
                float64("log", StrictMath::log, Float64Log::log, Float64VectorLog::log, Float64VectorLog::log),
                float64(
                        "sigmoid",
                        Elementary::sigmoid,
                        Float64Sigmoid::sigmoid,
                        Float64VectorSigmoid::sigmoid,
                        Float64VectorSigmoid::sigmoid),
                float32("exp", StrictMath::exp, Float32Exp::exp, Float32VectorExp::exp, Float32VectorExp::exp),
                float32("log", StrictMath::log, Float32Log::log, Float32VectorLog::log, Float32VectorLog::log),
                float32(
                        "sigmoid",
                        Elementary::sigmoid,
                        Float32Sigmoid::sigmoid,
                        Float32VectorSigmoid::sigmoid,
                        Float32VectorSigmoid::sigmoid));
    }

    private static Forms float64(
            String name,
            DoubleUnaryOperator exact,
            DoubleUnaryOperator scalar,
            UnaryOperator<DoubleVector> vector,
            ArrayForm array) {
        List<UnaryOperator<double[]>> vectors = FLOAT64_SPECIES.stream()
                .<UnaryOperator<double[]>>map(species -> x -> {
                    double[] y = new double[x.length];
                    for (int i = 0; i < x.length; i += species.length()) {
                        vector.apply(DoubleVector.fromArray(species, x, i)).intoArray(y, i);
                    }
                    return y;
                })
                .toList();
        return new Forms("float64 " + name, exact, scalar, array, vectors);
    }

    private interface FloatUnaryOperator {
        float apply(float x);
    }

    private interface FloatArrayForm {
        void apply(float[] x, int from, int to, float[] y);
    }

    private static Forms float32(
            String name,
            DoubleUnaryOperator exact,
            FloatUnaryOperator scalar,
            UnaryOperator<FloatVector> vector,
            FloatArrayForm array) {
        List<UnaryOperator<double[]>> vectors = FLOAT32_SPECIES.stream()
                .<UnaryOperator<double[]>>map(species -> x -> {
                    float[] y = narrow(x);
                    for (int i = 0; i < x.length; i += species.length()) {
                        vector.apply(FloatVector.fromArray(species, y, i)).intoArray(y, i);
                    }
                    return widen(y);
                })
                .toList();
        ArrayForm wideArray = (x, from, to, y) -> {
            float[] z = narrow(y);
            array.apply(narrow(x), from, to, z);
            System.arraycopy(widen(z), 0, y, 0, y.length);
        };
        return new Forms("float32 " + name, exact, x -> scalar.apply((float) x), wideArray, vectors);
    }

    private static float[] narrow(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    private static double[] widen(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }

    /// Zeros, ones, denormal, largest and infinite numbers of both types, NaN with other bits, places where results
    /// overflow, become denormal and vanish, and their neighbours.
    private static double[] special() {
        return DoubleStream.of(
                        0,
                        1,
                        0x1p-1074,
                        0x1.8p-1030,
                        0x1p-1022,
                        0x1p-149,
                        0x1p-126,
                        Math.sqrt(0.5),
                        Math.log(2),
                        88.722839,
                        87.336544,
                        103.97208,
                        709.782712893384,
                        708.3964185322641,
                        745.1332191019412,
                        1e5,
                        Float.MAX_VALUE,
                        Double.MAX_VALUE,
                        Double.POSITIVE_INFINITY)
                .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x), Math.nextUp((float) x)))
                .flatMap(x -> DoubleStream.of(x, -x))
                .flatMap(x -> Double.isNaN(x) ? DoubleStream.of(x, Double.longBitsToDouble(-1)) : DoubleStream.of(x))
                .toArray();
    }

    private static double[] inputs(int count) {
        CounterRandom random = new CounterRandom(8);
        double[] special = special();
        return IntStream.range(0, count)
                .mapToDouble(i -> i < special.length ? special[i] : 1000 * random.gaussian(0, 0, i) / (1 + i % 1000))
                .toArray();
    }

    private static void assertSameBits(double[] actual, double[] expected, double[] inputs) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.doubleToRawLongBits(actual[i]))
                    .as("function of %s: %s, expected %s", inputs[i], actual[i], expected[i])
                    .isEqualTo(Double.doubleToRawLongBits(expected[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void vectors_of_every_size_give_the_bits_of_the_scalar_form(Forms f) {
        double[] x = inputs(512 * LANES);
        double[] expected = Arrays.stream(x).map(f::scalar).toArray();
        for (UnaryOperator<double[]> vector : f.vectors()) {
            assertSameBits(vector.apply(x), expected, x);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void arrays_give_the_bits_of_the_scalar_form_and_nothing_else_is_written(Forms f) {
        double[] x = inputs(200);
        int vector = SPECIES.length();
        for (int offset : new int[] {0, 1, vector - 1, vector, 7}) {
            for (int length : new int[] {0, 1, vector - 1, vector, vector + 1, 2 * vector + 1, 31, 101, 150}) {
                double[] expected = x.clone();
                double[] actual = x.clone();
                for (int i = offset; i < offset + length; i++) {
                    expected[i] = f.scalar(x[i]);
                }
                f.array().apply(x, offset, offset + length, actual);
                assertSameBits(narrowed(f, actual), narrowed(f, expected), x);
                double[] inPlace = x.clone();
                f.array().apply(inPlace, offset, offset + length, inPlace);
                assertSameBits(narrowed(f, inPlace), narrowed(f, expected), x);
            }
        }
    }

    /// What is left of numbers in the function's type.
    private static double[] narrowed(Forms f, double[] x) {
        return f.name().startsWith("float32") ? widen(narrow(x)) : x;
    }

    /// At infinities, zeros and NaN results are exact; the one at NaN is the canonical one.
    @ParameterizedTest
    @MethodSource("functions")
    void special_values_are_those_of_the_mathematics(Forms f) {
        for (double x : new double[] {
            0,
            -0.0,
            1,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.longBitsToDouble(-1),
            -2000,
            2000
        }) {
            double exact = f.exact().applyAsDouble(x);
            double result = f.scalar(x);
            if (Double.isNaN(exact) || Double.isInfinite(exact) || exact == 0 || x == 0) {
                assertThat(Double.doubleToRawLongBits(result))
                        .as("function of %s", x)
                        .isEqualTo(Double.doubleToLongBits(exact));
            } else {
                assertThat(result).isCloseTo(exact, withinPercentage(1e-4));
            }
        }
    }
}
