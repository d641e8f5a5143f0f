package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The error bounds that [Float64Exp], [Float64Log] and [Float64Sigmoid] document, and the same for float32.
///
/// The bounds must hold, and the largest error found must not be far below: a bound that could be lower is a wrong
/// statement, too.
@Tag("slow")
class ElementaryAccuracyTest {
    private static final CounterRandom RANDOM = new CounterRandom(4);

    /// e^x and the logistic function are normal numbers of float64 above this, of float32 above the other.
    private static final double FLOAT64_NORMAL = -708.39;

    private static final double FLOAT32_NORMAL = -87.33;

    /// A prime number of float32's 2^32 numbers: one of so many is tried.
    private static final int STRIDE = 509;

    /// The largest error found, and how often the exact value lay within 1/500 unit of a tie between two numbers, where
    /// any error in computing decides about the rounding.
    private static final class Worst {
        private double error;
        private double place;
        private int points;
        private int nearTies;

        private void take(double x, double errorAtX) {
            points++;
            nearTies += Math.abs(errorAtX - 0.5) < 0.002 ? 1 : 0;
            if (!(errorAtX <= error)) {
                error = errorAtX;
                place = x;
            }
        }

        private void assertBetween(double low, double high) {
            assertThat(error).as("largest error, at %s", place).isBetween(low, high);
            assertThat(nearTies).as("near ties").isGreaterThan(points / 5000);
        }
    }

    private static Worst float64(
            DoubleFunction<HighPrecision> exact, DoubleUnaryOperator function, DoubleStream... points) {
        Worst worst = new Worst();
        Arrays.stream(points)
                .flatMapToDouble(stream -> stream)
                .forEach(x -> worst.take(x, exact.apply(x).float64Error(function.applyAsDouble(x))));
        return worst;
    }

    private static DoubleStream uniform(int count, double low, double high) {
        return IntStream.range(0, count).mapToDouble(i -> low + (high - low) * RANDOM.uniform(0, (int) low, i));
    }

    /// Numbers around 0 of all sizes down to 2^-60.
    private static DoubleStream small(int count) {
        return IntStream.range(0, count).mapToDouble(i -> Math.scalb(RANDOM.uniform(0, 1, i) - 0.5, -(i % 60)));
    }

    /// The multiples of ln 2 / 2, where the reduction of the exponential changes, in the given range.
    private static DoubleStream halfMultiplesOfLn2(double low, double high) {
        return IntStream.range(-2152, 2050)
                .mapToDouble(n -> n * 0.34657359027997264)
                .filter(x -> x > low && x < high)
                .flatMap(ElementaryAccuracyTest::neighbours);
    }

    /// 2^n times the given for all n that give a positive, finite number.
    private static DoubleStream powersOfTwoTimes(double significand) {
        return IntStream.range(-1074, 1024)
                .mapToDouble(n -> Math.scalb(significand, n))
                .flatMap(ElementaryAccuracyTest::neighbours)
                .filter(x -> x > 0 && x < Double.POSITIVE_INFINITY);
    }

    private static DoubleStream neighbours(double x) {
        return DoubleStream.of(x - 2 * Math.ulp(x), Math.nextDown(x), x, Math.nextUp(x), x + 2 * Math.ulp(x));
    }

    @Test
    void exponential_in_float64() {
        float64(
                        HighPrecision::exp,
                        Float64Exp::exp,
                        uniform(60_000, FLOAT64_NORMAL, 709.78),
                        uniform(60_000, -20, 20),
                        uniform(60_000, -1, 1),
                        small(20_000),
                        halfMultiplesOfLn2(FLOAT64_NORMAL, 709.78))
                .assertBetween(0.65, 0.75);
    }

    @Test
    void exponential_in_float64_to_denormal_numbers() {
        float64(
                        HighPrecision::exp,
                        Float64Exp::exp,
                        uniform(60_000, -745.2, FLOAT64_NORMAL),
                        halfMultiplesOfLn2(-746, FLOAT64_NORMAL))
                .assertBetween(0.7, 0.85);
    }

    @Test
    void logarithm_in_float64() {
        float64(
                        HighPrecision::log,
                        Float64Log::log,
                        uniform(60_000, 0.5, 2),
                        uniform(60_000, 0.7, 0.72),
                        uniform(30_000, 2, 1e6),
                        small(20_000).map(x -> 1 + x),
                        uniform(20_000, Double.MIN_NORMAL, 0x1p60 * Double.MIN_NORMAL),
                        uniform(20_000, 0, Double.MIN_NORMAL),
                        uniform(20_000, 1e300, Double.MAX_VALUE),
                        powersOfTwoTimes(1),
                        powersOfTwoTimes(Math.sqrt(2)))
                .assertBetween(0.6, 0.75);
    }

    @Test
    void logistic_function_in_float64() {
        float64(
                        HighPrecision::sigmoid,
                        Float64Sigmoid::sigmoid,
                        uniform(50_000, -40, 40),
                        uniform(50_000, -2, 2),
                        uniform(20_000, FLOAT64_NORMAL, 700))
                .assertBetween(1.8, 3);
    }

    /// Errors of float32 functions at every [#STRIDE]-th number of a range. The exact value is rounded to float64: that
    /// moves it by 2^-29 units of float32.
    private static Worst float32(DoubleUnaryOperator exact, DoubleUnaryOperator function, double low, double high) {
        Worst worst = new Worst();
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            if (x > low && x < high) {
                double expected = exact.applyAsDouble(x);
                double unit = Math.max(Math.scalb(1.0, Math.getExponent(expected) - 23), Float.MIN_VALUE);
                worst.take(x, Math.abs(function.applyAsDouble(x) - expected) / unit);
            }
        }
        assertThat(worst.points).isGreaterThan(4000);
        return worst;
    }

    @Test
    void exponential_in_float32() {
        float32(Math::exp, x -> Float32Exp.exp((float) x), FLOAT32_NORMAL, 88.72)
                .assertBetween(0.62, 0.75);
        float32(Math::exp, x -> Float32Exp.exp((float) x), -104, FLOAT32_NORMAL).assertBetween(0.7, 0.85);
    }

    @Test
    void logarithm_in_float32() {
        float32(Math::log, x -> Float32Log.log((float) x), 0, Float.POSITIVE_INFINITY)
                .assertBetween(0.6, 0.75);
    }

    @Test
    void logistic_function_in_float32() {
        float32(
                        x -> 1 / (1 + Math.exp(-x)),
                        x -> Float32Sigmoid.sigmoid((float) x),
                        FLOAT32_NORMAL,
                        Float.POSITIVE_INFINITY)
                .assertBetween(1.8, 3);
    }
}
