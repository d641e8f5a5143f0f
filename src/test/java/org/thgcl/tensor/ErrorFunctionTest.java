package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
    private static final CounterRandom RANDOM = new CounterRandom(6);

    /// Both sides of the places where the method changes, 0 and 1, and up to where erf rounds to 1.
    private static double[] points(double last) {
        return DoubleStream.concat(
                        IntStream.range(0, 20_000).mapToDouble(i -> last * (2 * RANDOM.uniform(0, 0, i) - 1)),
                        DoubleStream.of(0.5, 1, 2, 5)
                                .flatMap(x -> DoubleStream.of(x, Math.nextUp(x), Math.nextDown(x), -x)))
                .toArray();
    }

    /// The bounds hold, and are no wider than they need be.
    @Test
    void errors_are_below_the_documented_bounds() {
        double absolute = 0;
        double units = 0;
        double complementUnits = 0;
        for (double x : points(6)) {
            HighPrecision exact = HighPrecision.erf(x);
            double error = exact.float64Error(Elementary.erf(x));
            units = Math.max(units, error);
            absolute = Math.max(absolute, error * Math.ulp(exact.toBigDecimal().doubleValue()));
            complementUnits = Math.max(complementUnits, HighPrecision.erfc(x).float64Error(ErrorFunction.erfc(x)));
        }
        assertThat(units).isBetween(0.8, 1.5);
        assertThat(absolute).isBetween(0.5e-16, 2e-16);
        assertThat(complementUnits).isBetween(2.0, 6.0);
    }

    @Test
    void small_arguments_keep_their_digits() {
        for (int n = -1; n > -100; n--) {
            double x = Math.scalb(1.7, n);
            // two roundings: of the product with P(0), which is 2/sqrt(pi) but for one
            double expected = x * 2 / Math.sqrt(Math.PI) * (1 - x * x / 3 + x * x * x * x / 10);
            double seriesEnd = Math.pow(x, 6) / 42;
            assertThat(Elementary.erf(x) / expected).isCloseTo(1, within(6 * 0x1p-52 + 2 * seriesEnd));
        }
    }

    /// Python's math.erf and math.erfc, which are those of the C library, within a unit in the last place of it and
    /// the error of ours.
    @ParameterizedTest
    @CsvSource({
        "1e-300, 1.1283791670955126e-300, 1.0",
        "1e-10, 1.1283791670955126e-10, 0.999999999887162",
        "0.1, 0.1124629160182849, 0.8875370839817152",
        "0.3, 0.3286267594591274, 0.6713732405408726",
        "0.5, 0.5204998778130465, 0.4795001221869535",
        "0.75, 0.7111556336535151, 0.28884436634648486",
        "0.9375, 0.8151024010343998, 0.1848975989656002",
        "1.0, 0.8427007929497149, 0.15729920705028513",
        "1.25, 0.9229001282564582, 0.07709987174354177",
        "1.5, 0.9661051464753108, 0.033894853524689274",
        "2.0, 0.9953222650189527, 0.004677734981047265",
        "2.5, 0.999593047982555, 0.0004069520174449589",
        "3.0, 0.9999779095030014, 2.2090496998585438e-05",
        "4.0, 0.9999999845827421, 1.541725790028002e-08",
        "5.0, 0.9999999999984626, 1.5374597944280351e-12",
        "5.9375, 1.0, 4.5844734362343966e-17",
        "7.0, 1.0, 4.183825607779414e-23",
        "10.0, 1.0, 2.088487583762545e-45",
        "13.0, 1.0, 1.7395573154667246e-75",
        "20.0, 1.0, 5.3958656116079005e-176",
        "26.0, 1.0, 5.663192408856143e-296"
    })
    void values_are_those_of_the_c_library(double x, double erf, double erfc) {
        assertThat(Elementary.erf(x)).isCloseTo(erf, within(2.5 * Math.ulp(erf)));
        assertThat(Elementary.erf(-x)).isEqualTo(-Elementary.erf(x));
        assertThat(ErrorFunction.erfc(x)).isCloseTo(erfc, within(7 * Math.ulp(erfc)));
        assertThat(ErrorFunction.erfc(-x)).isCloseTo(1 + erf, within(2 * Math.ulp(1.5)));
    }

    @Test
    void special_values_are_those_of_the_mathematics() {
        assertThat(Double.doubleToRawLongBits(Elementary.erf(0.0))).isEqualTo(0);
        assertThat(Double.doubleToRawLongBits(Elementary.erf(-0.0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Elementary.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Elementary.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Elementary.erf(Double.NaN)).isNaN();
        assertThat(ErrorFunction.erfc(Double.POSITIVE_INFINITY)).isEqualTo(0);
        assertThat(ErrorFunction.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
        assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
        assertThat(Elementary.erf(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    }

    /// Values of mpmath, to 20 digits, and the bounds that the methods state.
    @ParameterizedTest
    @CsvSource({
        "-30, 4.9067139271481870595e-198, 1.473646134878547519e-196",
        "-10, 7.619853024160526066e-24, 7.6945986267064193463e-23",
        "-3, 0.0013498980316300945267, 0.0044318484119380071756",
        "-1, 0.15865525393145705141, 0.2419707245191433498",
        "0.5, 0.69146246127401310364, 0.35206532676429947777",
        "4, 0.99996832875816688008, 0.00013383022576488535177"
    })
    void normal_distribution_and_density_are_those_of_the_table(double x, double distribution, double density) {
        double relative = 1e-15 * (1 + x * x);
        assertThat(Elementary.normalDistribution(x) / distribution).isCloseTo(1, within(relative));
        assertThat(Elementary.normalDensity(x) / density).isCloseTo(1, within(relative));
    }
}
