package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.features.Resampling.Filter;
import org.thgcl.tensor.CounterRandom;

class ResamplingTest {
    @Property(tries = 200)
    void the_fast_form_has_the_bits_of_the_definition(
            @ForAll @IntRange(min = 1, max = 60) int from,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll @IntRange(min = 1, max = 7) int zeros,
            @ForAll @IntRange(max = 90) int samples,
            @ForAll long seed) {
        Resampling resampling = new Resampling(from, to, zeros, 6.5, 0.9);
        double[] x = noise(seed, samples);
        assertThat(resampling.apply(x)).containsExactly(resampling.definition(x));
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 22050, 32000, 44100, 48000, 11025, 44101})
    void the_named_filters_have_the_bits_of_the_definition(int rate) {
        double[] x = noise(3, 700);
        for (Filter filter : Filter.values()) {
            Resampling resampling = filter.between(rate, 16000);
            assertThat(resampling.apply(x)).containsExactly(resampling.definition(x));
        }
    }

    @Property(tries = 200)
    void the_gradient_is_the_transposed_sum(
            @ForAll @IntRange(min = 1, max = 60) int from,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll @IntRange(min = 1, max = 7) int zeros,
            @ForAll @IntRange(max = 90) int samples,
            @ForAll long seed) {
        Resampling resampling = new Resampling(from, to, zeros, 6.5, 0.9);
        double[] x = noise(seed, samples);
        double[] dy = noise(seed + 1, resampling.length(samples));
        double[] dx = resampling.gradient(dy, samples);
        // <dy, y(x)> = <dx, x>. Both sides add at most 90 * 5400 products of numbers up to 1. Each is off by at most
        // 2 * 5490 * 2^-53 of the sum of their magnitudes
        assertThat(product(dx, x)).isCloseTo(product(dy, resampling.apply(x)), within(6e-7));
    }

    @Test
    void weights_by_hand() {
        // From 2 Hz to 1 Hz: s = 1/2, tau = 0, 2. Z = 1 crossing reaches 2 samples to each side, the last of them with
        // the window's end, 1/I0(beta); for beta = 0 the window is 1. R = 1/2: g(u) = sinc(u/4) / 4.
        Resampling resampling = new Resampling(2, 1, 1, 0, 0.5);
        double one = StrictMath.sin(Math.PI / 4) / Math.PI; // sinc(1/4) / 4
        double two = 1 / (2 * Math.PI); // sinc(1/2) / 4
        double[] y = resampling.apply(new double[] {1, 10, 100, 1000, 10000});
        assertThat(y).hasSize(2);
        // each of at most five products is off by some 4 * 2^-53
        assertThat(y[0]).isCloseTo(0.25 + 10 * one + 100 * two, within(1e-13));
        assertThat(y[1]).isCloseTo(two + 10 * one + 25 + 1000 * one + 10000 * two, within(1e-11));
    }

    @Test
    void an_end_of_the_window_counts_as_float64_rounds_it() {
        // tau_6 = 16.5375 is 6 crossings from sample 0; 16000/44100 times 16.5375 is rounded to 6 + 2^-50
        double[] x = new double[20];
        x[0] = 1;
        assertThat(new Resampling(44100, 16000, 6, 8, 0.9).apply(x)[6]).isZero();
    }

    @Test
    void the_bessel_function_is_the_known_one() {
        // Abramowitz and Stegun, table 9.8 and 9.11
        assertThat(Resampling.bessel(0)).isEqualTo(1);
        assertThat(Resampling.bessel(1)).isCloseTo(1.266065877752008, within(1e-15));
        assertThat(Resampling.bessel(64)).isCloseTo(427.5641157218048, within(1e-12));
        assertThat(Resampling.bessel(700.0 * 700)).isFinite();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 44100, 16000, 0",
        "1, 44100, 16000, 0",
        "2, 44100, 16000, 0",
        "3, 44100, 16000, 1",
        "441000, 44100, 16000, 160000",
        "440999, 44100, 16000, 159999",
        "1, 8000, 16000, 2",
        "2000000000, 384000, 16000, 83333333"
    })
    void lengths_are_rounded_down(int samples, int from, int to, int length) {
        assertThat(Resampling.kaiserBest(from, to).length(samples)).isEqualTo(length);
    }

    @Test
    void nothing_left_is_an_empty_sound() {
        assertThat(Resampling.kaiserBest(44100, 16000).apply(new double[] {1, 1}))
                .isEmpty();
        assertThat(Resampling.kaiserBest(44100, 16000).gradient(new double[0], 2))
                .containsExactly(0, 0);
    }

    @Test
    void equal_rates_give_the_same_samples() {
        double[] x = noise(5, 9);
        Resampling resampling = Resampling.kaiserBest(16000, 16000);
        assertThat(resampling.apply(x)).containsExactly(x).isNotSameAs(x);
        assertThat(resampling.definition(x)).containsExactly(x);
        assertThat(resampling.gradient(x, 9)).containsExactly(x);
    }

    @ParameterizedTest
    @EnumSource
    void a_low_tone_passes_and_a_high_one_does_not(Filter filter) {
        Resampling resampling = filter.between(44100, 16000);
        double[] low = resampling.apply(sound(8820, j -> StrictMath.sin(2 * Math.PI * 1000 * j / 44100)));
        double[] high = resampling.apply(sound(8820, j -> StrictMath.sin(2 * Math.PI * 9000 * j / 44100)));
        // away from the ends, where half of the filter sees zeros; its stop band is below -120 dB
        for (int t = 100; t < 3100; t++) {
            assertThat(low[t]).isCloseTo(StrictMath.sin(2 * Math.PI * 1000 * t / 16000), within(1e-5));
            assertThat(high[t]).isCloseTo(0, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1.1e290})
    void a_sample_that_is_no_sound_is_refused_with_its_position(double bad) {
        for (int rate : new int[] {16000, 44100}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Resampling.kaiserBest(rate, 16000).apply(new double[] {0, 0, bad}))
                    .withMessage("resampling: sample 2 is " + bad
                            + ", samples must be finite numbers of at most 1.0E290 in magnitude; full scale is 1");
        }
    }

    @Test
    void gradients_of_another_length_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Resampling.kaiserBest(44100, 16000).gradient(new double[3], 3))
                .withMessage("resampling: 3 gradients for 3 samples, there must be 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, 'from is 0, it must be at least 1 Hz'",
        "1, -5, 1, 1, 1, 'to is -5, it must be at least 1 Hz'",
        "1, 1, 0, 1, 1, 'zeros is 0, it must be at least 1'",
        "1, 1, 1, -0.5, 1, 'beta is -0.5, it must be from 0 to 700.0'",
        "1, 1, 1, 701, 1, 'beta is 701.0, it must be from 0 to 700.0'",
        "1, 1, 1, NaN, 1, 'beta is NaN, it must be from 0 to 700.0'",
        "1, 1, 1, 1, 0, 'rolloff is 0.0, it must be above 0 and at most 1'",
        "1, 1, 1, 1, 1.5, 'rolloff is 1.5, it must be above 0 and at most 1'"
    })
    void settings_out_of_range_are_refused(int from, int to, int zeros, double beta, double rolloff, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampling(from, to, zeros, beta, rolloff))
                .withMessage("resampling: " + message);
    }

    private static double[] noise(long seed, int samples) {
        CounterRandom random = new CounterRandom(seed);
        return sound(samples, j -> 2 * random.uniform(0, 0, j) - 1);
    }

    private static double[] sound(int samples, IntToDoubleFunction at) {
        return IntStream.range(0, samples).mapToDouble(at).toArray();
    }

    private static double product(double[] a, double... b) {
        double[] products = a.clone();
        Arrays.setAll(products, i -> a[i] * b[i]);
        return Arrays.stream(products).sum();
    }
}
