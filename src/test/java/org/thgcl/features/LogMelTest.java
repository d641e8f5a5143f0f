package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.features.LogMel.Settings;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class LogMelTest {
    private static final double U = 0x1p-53;
    private static final Settings VGGISH = Settings.VGGISH;
    private static final LogMel LOG_MEL = new LogMel(VGGISH);

    enum Sound {
        NOISE,
        FAINT_NOISE,
        TONE,
        SQUARE,
        IMPULSE,
        CONSTANT;

        double at(int n) {
            return switch (this) {
                case NOISE -> 2 * new CounterRandom(7).uniform(0, 0, n) - 1;
                case FAINT_NOISE -> 1e-6 * NOISE.at(n);
                case TONE -> StrictMath.sin(2 * Math.PI * 440 * n / 16000);
                case SQUARE -> n / 9 % 2 == 0 ? 1 : -1;
                case IMPULSE -> n == 200 ? 1 : 0;
                case CONSTANT -> 0.5;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void frames_are_the_definition_at_vggishs_settings(Sound sound) {
        assertDefinition(VGGISH, waveform(760, sound::at));
    }

    @ParameterizedTest
    @EnumSource
    void frames_are_the_definition_at_other_settings(Sound sound) {
        // an odd window that fills the transform but for 1, a hop longer than the window, all frequencies
        Settings odd = new Settings(8000, 31 / 8000.0, 33 / 8000.0, 32, 5, 0, 4000, 0.5, 2, 1);
        assertDefinition(odd, waveform(300, sound::at));
        // a window that fills the transform
        assertDefinition(new Settings(8000, 0.008, 0.001, 64, 12, 300, 3999, 1e-3, 2, 1), waveform(70, sound::at));
    }

    /// Compares with the definition in plain loops: a Fourier sum term by term, the window as a squared sine, triangles
    /// from the distance to their centre.
    private static void assertDefinition(Settings s, double[] x) {
        int N = (int) Math.round(s.sampleRate() * s.windowSeconds());
        int h = (int) Math.round(s.sampleRate() * s.hopSeconds());
        Tensor frames = new LogMel(s).frames(x);
        int T = frames.shape().size(0);
        assertThat(T).isPositive();
        double low = mel(s.lowHz());
        double d = (mel(s.highHz()) - low) / (s.bands() + 1);
        for (int t = 0; t < T; t++) {
            double[] wx = new double[N];
            for (int n = 0; n < N; n++) {
                double sine = StrictMath.sin(Math.PI * n / N);
                wx[n] = sine * sine * x[t * h + n];
            }
            double[] X = fourier(s.fft(), wx);
            // FFT: its factors on the unit circle come from products, each adding 3 U, m - 1 times in the stage of
            // half length m, so 3 fft U over all stages, and 4 U for the operations of each stage. Fourier sum here:
            // N U for the sum, 14 U for an angle in 0 ... 2 pi and its sine. Window: 10 U on both sides together.
            double stages = StrictMath.log(s.fft()) / StrictMath.log(2);
            double errorOfX = (3 * s.fft() + 4 * stages + N + 24)
                    * U
                    * Arrays.stream(wx).map(Math::abs).sum();
            // rounding of mels, 3 U of a mel each, moves a weight by that over d; 4 such on both sides together
            double errorOfWeight = 12 * mel(s.highHz()) * U / d;
            for (int b = 0; b < s.bands(); b++) {
                double sum = 0;
                double error = 0;
                for (int k = 1; k <= s.fft() / 2; k++) {
                    double distance = Math.abs(mel((double) s.sampleRate() * k / s.fft()) - (low + (b + 1) * d)) / d;
                    double weight = Math.max(0, 1 - distance);
                    sum += weight * X[k];
                    error += weight * errorOfX + (distance < 1 + errorOfWeight ? errorOfWeight * X[k] : 0);
                }
                // relative error of the sums, at most fft/2 + 1 terms of one sign; then that of the logarithm
                double expected = StrictMath.log(sum + s.offset());
                double tolerance = error / (sum + s.offset()) + (s.fft() + 4) * U + 3 * U * Math.abs(expected);
                assertThat(frames.get(t * s.bands() + b))
                        .as("frame %d, band %d", t, b)
                        .isCloseTo(expected, within(tolerance));
                // wide in the silent bands beside a loud tone, but never so wide that it could hide a mistake
                assertThat(tolerance).isLessThan(1e-7);
            }
        }
    }

    private static double[] fourier(int fft, double... wx) {
        double[] X = new double[fft / 2 + 1];
        for (int k = 0; k < X.length; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < wx.length; n++) {
                double angle = 2 * Math.PI * (k * n % fft) / fft;
                re += wx[n] * StrictMath.cos(angle);
                im -= wx[n] * StrictMath.sin(angle);
            }
            X[k] = Math.sqrt(re * re + im * im);
        }
        return X;
    }

    private static double mel(double f) {
        return 1127 * StrictMath.log(1 + f / 700);
    }

    @Test
    void a_frame_by_hand() {
        // w = 0, 1/2, 1, 1/2 and x = 0, 0, 1, 0, so |X[k]| = 1 for all k, which are at 0, 1 and 2 Hz. One band from 0
        // to 2 Hz with its centre at m(2)/2: 0 and 2 Hz are its edges, m(1) is beyond the centre, its weight is
        // (m(2) - m(1)) / (m(2)/2) = 2 ln(702/701) / ln(702/700)
        Settings s = new Settings(4, 1, 1, 4, 1, 0, 2, 0, 1, 1);
        double weight = 2 * StrictMath.log1p(1 / 701.0) / StrictMath.log1p(2 / 700.0);
        // 1 + f/700 is rounded by U, so each mel by 1127 U and more, beside a half width of 1.6 mel; three such
        assertThat(new LogMel(s).frames(new double[] {0, 0, 1, 0}).item())
                .isCloseTo(StrictMath.log(weight), within(3000 * U));
    }

    @Test
    void ten_seconds_give_998_frames_and_101_patches_or_10() {
        // 1 + (160000 - 400)/160 = 998.5; 1 + (998 - 96)/9 = 101.2; 1 + 902/96 = 10.4
        Tensor frames = LOG_MEL.frames(new double[160_000]);
        assertThat(frames.shape()).isEqualTo(Shape.of(998, 64));
        assertThat(LOG_MEL.patches(frames).shape()).isEqualTo(Shape.of(101, 96, 64));
        LogMel apart = new LogMel(new Settings(16000, 0.025, 0.01, 512, 64, 125, 7500, 0.01, 96, 96));
        assertThat(apart.patches(frames).shape()).isEqualTo(Shape.of(10, 96, 64));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "399, 0", "400, 1", "559, 1", "560, 2", "719, 2", "720, 3"})
    void an_unfinished_frame_is_dropped(int samples, int frames) {
        assertThat(LOG_MEL.frames(new double[samples]).shape()).isEqualTo(Shape.of(frames, 64));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "95, 0", "96, 1", "104, 1", "105, 2", "113, 2", "114, 3"})
    void an_unfinished_patch_is_dropped(int frames, int patches) {
        assertThat(LOG_MEL.patches(Tensor.zeros(Shape.of(frames, 64))).shape()).isEqualTo(Shape.of(patches, 96, 64));
    }

    @ParameterizedTest
    @CsvSource({"11000, 138", "5000, 62", "5080, 64", "5160, 64", "5100, 64"})
    void lengths_in_samples_are_rounded_half_to_even(int sampleRate, int samples) {
        // 137.5, 62.5, 63.5, 64.5 and 63.75 samples
        LogMel logMel = new LogMel(new Settings(sampleRate, 0.0125, 0.0125, 256, 8, 50, 2000, 0.01, 1, 1));
        int[] frames = IntStream.of(samples - 1, samples, 2 * samples - 1, 2 * samples)
                .map(n -> logMel.frames(new double[n]).shape().size(0))
                .toArray();
        assertThat(frames).containsExactly(0, 1, 1, 2);
    }

    @Test
    void frames_depend_on_their_own_samples_only() {
        double[] sound = waveform(720, Sound.NOISE::at);
        Tensor whole = LOG_MEL.frames(sound);
        for (int t = 0; t < 3; t++) {
            double[] own = LOG_MEL.frames(Arrays.copyOfRange(sound, 160 * t, 160 * t + 400))
                    .toArray();
            assertThat(own).containsExactly(Arrays.copyOfRange(whole.toArray(), 64 * t, 64 * (t + 1)));
        }
    }

    @Test
    void patches_hold_consecutive_frames() {
        LogMel logMel = new LogMel(new Settings(8, 1, 1, 8, 2, 0, 4, 0.01, 3, 2));
        Tensor frames = Tensor.of(Shape.of(6, 2), 0, 1, 10, 11, 20, 21, 30, 31, 40, 41, 50, 51);
        Tensor patches = logMel.patches(frames);
        assertThat(patches.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(patches.toArray()).containsExactly(0, 1, 10, 11, 20, 21, 20, 21, 30, 31, 40, 41);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 31, 45, 62, 63})
    void a_tone_is_loudest_in_the_band_that_it_is_the_centre_of(int band) {
        // centres are m(125) + (band + 1) d; back to Hz by the inverse of m
        double centre = mel(125) + (band + 1) * (mel(7500) - mel(125)) / 65;
        double hz = 700 * StrictMath.expm1(centre / 1127);
        double[] frame = LOG_MEL.frames(waveform(400, n -> StrictMath.sin(2 * Math.PI * hz * n / 16000)))
                .toArray();
        int loudest = IntStream.range(0, 64).reduce(0, (a, b) -> frame[b] > frame[a] ? b : a);
        assertThat(loudest).isEqualTo(band);
    }

    @Test
    void silence_is_the_logarithm_of_the_offset() {
        // ln(0.01)
        assertThat(LOG_MEL.frames(new double[720]).toArray()).containsOnly(-4.605170185988091);
        LogMel bare = new LogMel(new Settings(16000, 0.025, 0.01, 512, 64, 125, 7500, 0, 96, 9));
        assertThat(bare.frames(new double[720]).toArray()).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_band_without_a_frequency_is_the_logarithm_of_the_offset() {
        // frequencies 2 Hz apart; three bands between 2.1 and 3.9 Hz
        LogMel logMel = new LogMel(new Settings(8, 0.5, 1, 4, 3, 2.1, 3.9, 0.25, 1, 1));
        assertThat(logMel.frames(new double[] {1, 2, 3, 4}).toArray()).containsOnly(StrictMath.log(0.25));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e290, -1.1e290})
    void a_sample_that_is_no_sound_is_refused_with_its_position(double bad) {
        // also where no frame reaches
        for (int position : new int[] {0, 17, 719}) {
            double[] sound = new double[720];
            sound[position] = bad;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LOG_MEL.frames(sound))
                    .withMessage("log-mel: sample " + position + " of the waveform is " + bad
                            + ", samples must be finite numbers of at most 1.0E290 in magnitude; full scale is 1");
        }
    }

    @Test
    void the_loudest_sound_does_not_overflow() {
        LogMel large = new LogMel(new Settings(131072, 0.5, 0.5, 65536, 1, 0, 65536, 0.01, 1, 1));
        for (double sign : new double[] {1, -1}) {
            double[] sound = waveform(65536, n -> n % 2 == 0 ? 1e290 : sign * 1e290);
            assertThat(large.frames(sound).item()).isFinite();
        }
    }

    @Test
    void frames_with_another_number_of_bands_are_refused() {
        assertThatThrownBy(() -> LOG_MEL.patches(Tensor.zeros(Shape.of(100, 63))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("log-mel frames: axis band is 63, expected 64");
    }

    @ParameterizedTest
    @CsvSource({
        "sampleRate, 0, at least 1 Hz",
        "fft, 0, a power of two up to 65536",
        "fft, 511, a power of two up to 65536",
        "fft, -2147483648, a power of two up to 65536",
        "fft, 131072, a power of two up to 65536",
        "windowSeconds, 0.00003125, from 1 to fft = 512 samples at 16000 Hz",
        "windowSeconds, 0.0321, from 1 to fft = 512 samples at 16000 Hz",
        "windowSeconds, NaN, from 1 to fft = 512 samples at 16000 Hz",
        "hopSeconds, 0, from 1 to 2^31 - 1 samples at 16000 Hz",
        "hopSeconds, 1e6, from 1 to 2^31 - 1 samples at 16000 Hz",
        "hopSeconds, NaN, from 1 to 2^31 - 1 samples at 16000 Hz",
        "bands, 0, from 1 to 65536",
        "bands, 65537, from 1 to 65536",
        "lowHz, -1, at least 0 and below highHz = 7500.0",
        "lowHz, 7500, at least 0 and below highHz = 7500.0",
        "lowHz, NaN, at least 0 and below highHz = 7500.0",
        "highHz, 8000.5, at most half of sampleRate = 16000",
        "offset, -0.01, finite and at least 0",
        "offset, Infinity, finite and at least 0",
        "offset, NaN, finite and at least 0",
        "patchFrames, 0, at least 1",
        "patchHopFrames, 0, at least 1"
    })
    void settings_out_of_range_are_refused(String name, double bad, String rule) {
        List<String> names = Arrays.stream(Settings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        double[] v = {16000, 0.025, 0.01, 512, 64, 125, 7500, 0.01, 96, 9};
        v[names.indexOf(name)] = bad;
        // a whole number is told without a decimal point
        boolean real = name.endsWith("Seconds") || name.endsWith("Hz") || name.equals("offset");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(
                        (int) v[0], v[1], v[2], (int) v[3], (int) v[4], v[5], v[6], v[7], (int) v[8], (int) v[9]))
                .withMessage("log-mel: " + name + " is " + (real ? "" + bad : "" + (int) bad) + ", it must be " + rule);
    }

    @Test
    void a_window_longer_than_the_transform_and_no_highest_frequency_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(16000, 0.025, 0.01, 256, 64, 125, 7500, 0.01, 96, 9))
                .withMessage("log-mel: windowSeconds is 0.025, it must be from 1 to fft = 256 samples at 16000 Hz");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(16000, 0.025, 0.01, 512, 64, 125, Double.NaN, 0.01, 96, 9))
                .withMessage("log-mel: lowHz is 125.0, it must be at least 0 and below highHz = NaN");
    }

    @Test
    void settings_at_the_ends_of_their_ranges_are_taken() {
        // one sample, whose window is 0, no frequency but 0
        Settings least = new Settings(1, 1, 1, 1, 1, 0, 0.5, 0.25, 1, 1);
        assertThat(new LogMel(least).frames(new double[] {3, 4}).toArray())
                .containsExactly(StrictMath.log(0.25), StrictMath.log(0.25));
        Settings most = new Settings(
                Integer.MAX_VALUE,
                65536.0 / Integer.MAX_VALUE,
                1,
                65536,
                65536,
                0,
                Integer.MAX_VALUE / 2.0,
                1e300,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
        LogMel largest = new LogMel(most);
        Tensor frames = largest.frames(new double[65536]);
        assertThat(frames.shape()).isEqualTo(Shape.of(1, 65536));
        assertThat(largest.patches(frames).shape()).isEqualTo(Shape.of(0, Integer.MAX_VALUE, 65536));
    }

    private static double[] waveform(int samples, IntToDoubleFunction at) {
        return IntStream.range(0, samples).mapToDouble(at).toArray();
    }
}
