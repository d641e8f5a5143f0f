package org.thgcl.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.features.FrontEndSettings.Bands;
import org.thgcl.features.FrontEndSettings.Framing;
import org.thgcl.features.FrontEndSettings.Level;
import org.thgcl.features.FrontEndSettings.Logarithm;
import org.thgcl.features.FrontEndSettings.Preemphasis;
import org.thgcl.features.FrontEndSettings.Scaling;
import org.thgcl.features.FrontEndSettings.Sound;
import org.thgcl.features.FrontEndSettings.Triangles;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The numbers themselves are compared with another implementation's by the golden files of `baseline_log_mel`.
class FrontEndTest {
    private static final double U = 0x1p-53;

    enum Published {
        AST(FrontEndSettings.AST, 128, 1024),
        LHGNN(FrontEndSettings.LHGNN, 128, 1024),
        // 319999 samples after the emphasis
        PASST(FrontEndSettings.PASST, 128, 1000),
        ATST(FrontEndSettings.ATST, 64, 1001),
        WAVE_LOGMEL(FrontEndSettings.WAVE_LOGMEL, 64, 1001),
        CONVNEXT(FrontEndSettings.CONVNEXT, 224, 1001);

        @SuppressWarnings("ImmutableEnumChecker") // a record of values
        private final FrontEndSettings settings;

        private final int bands;
        private final int frames;

        Published(FrontEndSettings settings, int bands, int frames) {
            this.settings = settings;
            this.bands = bands;
            this.frames = frames;
        }

        int rate() {
            return settings.sound().sampleRate();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ten_seconds_give_the_frames_that_the_system_reads(Published system) {
        Tensor spectrogram = new FrontEnd(system.settings).spectrogram(new double[10 * system.rate()]);
        assertThat(spectrogram.shape()).isEqualTo(Shape.of(system.bands, system.frames));
    }

    @Test
    void silence_is_the_constant_and_missing_frames_are_0_before_scaling() {
        // ln 2^-23 = -23 ln 2 in 998 frames, 0 in 26
        double[] ast = new FrontEnd(FrontEndSettings.AST)
                .spectrogram(new double[160_000])
                .toArray();
        assertThat(ast[0]).isCloseTo((-23 * StrictMath.log(2) + 4.2677393) / 9.1379948, within(4 * U));
        assertThat(ast[997]).isEqualTo(ast[0]);
        assertThat(ast[998]).isEqualTo(ast[1023]).isCloseTo(4.2677393 / 9.1379948, within(U));
        assertThat(new FrontEnd(FrontEndSettings.PASST)
                        .spectrogram(new double[800])
                        .toArray())
                .containsOnly((StrictMath.log(1e-5) + 4.5) / 5);
        // -100 dB of a scale where -79.6482 is -1 and 50.6842 is 1
        double atst = 2 * (-100 + 79.6482) / (50.6842 + 79.6482) - 1;
        double[] silence =
                new FrontEnd(FrontEndSettings.ATST).spectrogram(new double[800]).toArray();
        assertThat(silence[0]).isCloseTo(atst, within(8 * U));
        assertThat(silence).containsOnly(silence[0]);
    }

    @ParameterizedTest
    @EnumSource
    void a_tone_is_loudest_in_the_band_that_it_is_the_centre_of(Published system) {
        Bands bands = system.settings.bands();
        double low = bands.mel().mel(bands.low());
        double step = (bands.mel().mel(bands.high()) - low) / (bands.count() + 1);
        // low bands are narrower than the transform's frequencies are apart
        for (int band = bands.count() / 2; band < bands.count(); band += 7) {
            double hertz = bands.mel().hertz(low + (band + 1) * step);
            double[] tone = waveform(2000, n -> StrictMath.sin(2 * Math.PI * hertz * n / system.rate()));
            Tensor spectrogram = new FrontEnd(system.settings).spectrogram(tone);
            // frame 3 is far from both ends
            int frames = spectrogram.shape().size(1);
            int loudest = IntStream.range(0, bands.count())
                    .reduce(0, (a, b) -> spectrogram.get(b * frames + 3) > spectrogram.get(a * frames + 3) ? b : a);
            // bands of area 1 are the lower, the wider they are, so that a narrower neighbour may win
            assertThat(loudest).isBetween(band - (bands.area() ? 1 : 0), band);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_louder_sound_is_higher_by_its_logarithm(Published system) {
        double[] noise = noise(2000);
        double[] loud = Arrays.stream(noise).map(x -> 64 * x).toArray();
        FrontEnd frontEnd = new FrontEnd(system.settings);
        double[] quiet = frontEnd.spectrogram(noise).toArray();
        double[] higher = frontEnd.spectrogram(loud).toArray();
        // 64 is a power of two: nothing is rounded before the logarithm, but what the constants do. A band that holds
        // no frequency is the constant in both.
        boolean decibel = system.settings.level().logarithm() == Logarithm.DECIBEL;
        double step = (decibel ? 120 * StrictMath.log10(2) : 12 * StrictMath.log(2))
                / system.settings.scaling().divisor();
        long risen = IntStream.range(0, quiet.length)
                .filter(i -> Math.abs(higher[i] - quiet[i] - step) < 0.01 * step)
                .count();
        int missing = system.frames == 1024 ? 1024 - 11 : 0;
        int frames = quiet.length / system.bands;
        assertThat(risen).isGreaterThan((long) (0.75 * system.bands * (frames - missing)));
    }

    @Test
    void a_constant_sound_is_silence_where_its_mean_is_subtracted() {
        double[] constant = waveform(720, n -> 0.5);
        assertThat(new FrontEnd(FrontEndSettings.AST).spectrogram(constant).toArray())
                .containsExactly(new FrontEnd(FrontEndSettings.AST)
                        .spectrogram(new double[720])
                        .toArray());
    }

    @Test
    void maskspec_standardises_each_band() {
        Tensor spectrogram = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        Tensor standardised =
                FrontEnd.standardise(spectrogram, Tensor.of(Shape.of(2), 1, 2), Tensor.of(Shape.of(2), 0.5, 4));
        assertThat(standardised.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(standardised.toArray()).containsExactly(0, 2, 4, 0.5, 0.75, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FrontEnd.standardise(spectrogram, Tensor.of(Shape.of(2), 1, 2), Tensor.of(Shape.of(2), 0.5, 0)))
                .withMessage("front end: deviation of band 1 is 0.0, it must be above 0");
        assertThatThrownBy(() -> FrontEnd.standardise(spectrogram, Tensor.zeros(Shape.of(3)), spectrogram))
                .isInstanceOf(ShapeException.class)
                .hasMessage("mean: axis band is 3, expected 2");
    }

    @ParameterizedTest
    @CsvSource({"KALDI", "HTK", "SLANEY"})
    void a_mel_scale_leads_back_to_hertz(MelScale scale) {
        for (double hertz : new double[] {0, 20, 999, 1000, 1001, 8000}) {
            assertThat(scale.hertz(scale.mel(hertz))).isCloseTo(hertz, within(1e-12 * (1000 + hertz)));
        }
    }

    @Test
    void mel_scales_have_their_known_points() {
        // 1000 Hz is about 1000 mel, and 15 of Slaney's; 6400 Hz is 27 steps further
        assertThat(MelScale.KALDI.mel(1000)).isCloseTo(999.99, within(0.01));
        assertThat(MelScale.HTK.mel(1000)).isCloseTo(999.99, within(0.01));
        assertThat(MelScale.SLANEY.mel(500)).isEqualTo(7.5);
        assertThat(MelScale.SLANEY.mel(1000)).isEqualTo(15);
        assertThat(MelScale.SLANEY.mel(6400)).isCloseTo(42, within(100 * U));
    }

    @ParameterizedTest
    @CsvSource({
        "AST, 399, 'it must have those of a window at least, 400'",
        "AST, 0, 'it must have those of a window at least, 400'",
        "PASST, 513, 'it must have more than are mirrored at an end, 512 and one for the emphasis'",
        "PASST, 0, 'it must have more than are mirrored at an end, 512'",
        "ATST, 512, 'it must have more than are mirrored at an end, 512'"
    })
    void too_short_a_waveform_is_refused(Published system, int samples, String rule) {
        FrontEnd frontEnd = new FrontEnd(system.settings);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frontEnd.spectrogram(new double[samples]))
                .withMessage("front end: the waveform has " + samples + " samples, " + rule);
        int enough = system == Published.AST ? 400 : system == Published.PASST ? 514 : 513;
        assertThat(frontEnd.spectrogram(new double[enough]).shape().size(0)).isEqualTo(system.bands);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.1e100, -1.1e100})
    void a_sample_that_is_no_sound_is_refused_with_its_position(double bad) {
        double[] sound = new double[720];
        sound[719] = bad;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrontEnd(FrontEndSettings.AST).spectrogram(sound))
                .withMessage("front end: sample 719 of the waveform is " + bad
                        + ", samples must be finite numbers of at most 1.0E100 in magnitude; full scale is 1");
    }

    @ParameterizedTest
    @EnumSource
    void the_loudest_sound_does_not_overflow(Published system) {
        double[] sound = waveform(1100, n -> n % 3 == 0 ? 1e100 : -1e100);
        assertThat(Arrays.stream(
                        new FrontEnd(system.settings).spectrogram(sound).toArray()))
                .allMatch(Double::isFinite);
    }

    @Test
    void settings_out_of_range_are_refused() {
        refused(() -> new Sound(0, true, Preemphasis.NONE), "sample rate is 0, it must be at least 1 Hz");
        refused(() -> framing(4, 1, 5), "fft is 5, it must be a power of two up to 65536");
        refused(() -> framing(4, 1, 131072), "fft is 131072, it must be a power of two up to 65536");
        refused(() -> framing(1, 1, 8), "window is 1, it must be from 2 to fft = 8");
        refused(() -> framing(9, 1, 8), "window is 9, it must be from 2 to fft = 8");
        refused(() -> framing(8, 0, 8), "hop is 0, it must be at least 1");
        refused(() -> bands(0, 0, 8), "bands is 0, it must be from 1 to 65536");
        refused(() -> bands(1, -1, 8), "low is -1.0, it must be at least 0 and below high = 8.0");
        refused(() -> bands(1, 8, 8), "low is 8.0, it must be at least 0 and below high = 8.0");
        refused(() -> bands(1, 0, Double.NaN), "low is 0.0, it must be at least 0 and below high = NaN");
        refused(() -> new Level(Logarithm.FLOOR, 0, 0), "constant is 0.0, it must be finite and above 0");
        refused(() -> new Level(Logarithm.FLOOR, 1, -1), "topDb is -1.0, it must be finite and at least 0");
        refused(() -> new Scaling(-1, 0, 1), "frames is -1, it must be at least 0");
        refused(() -> new Scaling(0, Double.NaN, 1), "mean is NaN, it must be finite");
        refused(() -> new Scaling(0, 0, 0), "divisor is 0.0, it must be finite and above 0");
        refused(
                () -> new FrontEndSettings(
                        new Sound(100, false, Preemphasis.NONE),
                        framing(8, 1, 8),
                        bands(1, 0, 51),
                        new Level(Logarithm.FLOOR, 1, 0),
                        new Scaling(0, 0, 1)),
                "high is 51.0, it must be at most half of the sample rate 100");
    }

    private static Framing framing(int window, int hop, int fft) {
        return new Framing(window, hop, fft, Hann.SYMMETRIC, false, false);
    }

    private static Bands bands(int count, double low, double high) {
        return new Bands(count, low, high, MelScale.KALDI, Triangles.MEL, false);
    }

    private static void refused(Runnable made, String message) {
        assertThatIllegalArgumentException().isThrownBy(made::run).withMessage("front end: " + message);
    }

    private static double[] noise(int samples) {
        return waveform(samples, n -> 2 * new CounterRandom(7).uniform(0, 0, n) - 1);
    }

    private static double[] waveform(int samples, IntToDoubleFunction at) {
        return IntStream.range(0, samples).mapToDouble(at).toArray();
    }
}
