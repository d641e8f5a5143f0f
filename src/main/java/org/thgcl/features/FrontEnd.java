package org.thgcl.features;

import java.util.Arrays;
import java.util.Objects;
import org.thgcl.features.FrontEndSettings.Framing;
import org.thgcl.features.FrontEndSettings.Level;
import org.thgcl.features.FrontEndSettings.Logarithm;
import org.thgcl.features.FrontEndSettings.Preemphasis;
import org.thgcl.features.FrontEndSettings.Scaling;
import org.thgcl.features.FrontEndSettings.Triangles;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// From sound to the scaled log-mel spectrogram that a system of Table 1 reads,
///
/// `S[b,t] = (L(sum over k of M[b,k] |X_t[k]|^2) - mean) / divisor`
///
/// `X_t[k] = sum over n < N of w[n] x_t[n] e^(-2 pi i k n / fft)`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `waveform` | `[n]` | full scale | real, of at most 1e100; usually within -1 ... 1 |
/// | `x_t` | frame | `[N]` | full scale | cut from x, less its mean, emphasised, as the settings say |
/// | `w` | [Hann] | `[N]` | 1 | 0 ... 1 |
/// | `M` | mel bands | `[bands, fft/2 + 1]` | 1 or 1/Hz | at least 0 |
/// | `L` | [Logarithm] | | nats or decibels | finite |
/// | `S` | spectrogram | `[bands, frames]` | 1 | finite |
///
/// [FrontEndSettings] has the steps in their order and the settings of the published programs. Not part of this:
/// mixing to mono and resampling.
///
/// A frame that is cut without centring begins at sample t hop, and the last one ends before the waveform does. A
/// centred one has its centre at sample t hop; the waveform is mirrored at both ends by fft/2, without repeating the
/// last sample.
///
/// Accuracy: `X_t[k]` has an error of up to `(3 fft + 4 log2(fft)) 2^-53` times the sum of `|w x_t|`. It counts most
/// in bands that are silent beside a loud tone.
///
/// Refused: a sample that is no number of at most 1e100, and a waveform too short for a frame.
///
/// Source: the systems' published programs (docs/table1.md); the paper doesn't say how their sound was prepared.
public final class FrontEnd {
    /// Far above any sound, and so far below the largest number that no square here overflows.
    private static final double LOUDEST = 1e100;

    private static final double EMPHASIS = 0.97;
    private static final double DECIBELS_A_NAT = 10 / StrictMath.log(10);

    private final FrontEndSettings settings;
    private final double[] window;
    private final MelBands bands;

    /// The front end with the given settings.
    public FrontEnd(FrontEndSettings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.window = settings.framing().hann().window(settings.framing().window());
        this.bands = bands(settings);
    }

    /// The scaled log-mel spectrogram `[bands, frames]` of a sound `[n]`.
    ///
    /// @throws IllegalArgumentException if a sample is NaN, infinite or above 1e100 in magnitude, or if there are
    /// too few samples for a frame
    public Tensor spectrogram(double... waveform) {
        requireSound(waveform);
        double[] sound = prepared(waveform);
        Framing framing = settings.framing();
        int frames = framing.count(sound.length);
        if (frames == 0) {
            throw new IllegalArgumentException("front end: the waveform has " + waveform.length + " samples, "
                    + (framing.centred()
                            ? "it must have more than are mirrored at an end, " + framing.fft() / 2
                            : "it must have those of a window at least, " + framing.window())
                    + (sound.length < waveform.length ? " and one for the emphasis" : ""));
        }
        double[] level = new double[bands.count() * frames];
        for (int t = 0; t < frames; t++) {
            double[] power = Fourier.power(frame(sound, t));
            for (int b = 0; b < bands.count(); b++) {
                level[b * frames + t] = logarithm(settings.level(), bands.weightedSum(b, power));
            }
        }
        raise(settings.level(), level);
        return scaled(settings.scaling(), frames, level);
    }

    /// A spectrogram `[bands, frames]` with each band less its mean and divided by its deviation: what MaskSpec does
    /// with numbers of its training data.
    ///
    /// @param mean of each band
    /// @param deviation of each band, above 0
    /// @throws IllegalArgumentException if a deviation isn't above 0
    /// @throws org.thgcl.tensor.ShapeException if the three don't have the same bands
    public static Tensor standardise(Tensor spectrogram, Tensor mean, Tensor deviation) {
        spectrogram.shape().require("spectrogram", Axis.any("band"), Axis.any("frame"));
        int bands = spectrogram.shape().size(0);
        int frames = spectrogram.shape().size(1);
        mean.shape().require("mean", Axis.of("band", bands));
        deviation.shape().require("deviation", Axis.of("band", bands));
        Tensor standardised = Tensor.zeros(spectrogram.shape());
        for (int b = 0; b < bands; b++) {
            if (!(deviation.get(b) > 0)) {
                throw new IllegalArgumentException(
                        "front end: deviation of band " + b + " is " + deviation.get(b) + ", it must be above 0");
            }
            for (int t = b * frames; t < (b + 1) * frames; t++) {
                standardised.set(t, (spectrogram.get(t) - mean.get(b)) / deviation.get(b));
            }
        }
        return standardised;
    }

    private static void requireSound(double... waveform) {
        for (int n = 0; n < waveform.length; n++) {
            if (!(Math.abs(waveform[n]) <= LOUDEST)) {
                throw new IllegalArgumentException("front end: sample " + n + " of the waveform is " + waveform[n]
                        + ", samples must be finite numbers of at most " + LOUDEST
                        + " in magnitude; full scale is 1");
            }
        }
    }

    /// The waveform less its mean or emphasised, where the settings want that.
    private double[] prepared(double... waveform) {
        double[] sound = waveform.clone();
        if (settings.sound().zeroMean()) {
            subtractMean(sound);
        }
        return settings.sound().preemphasis() == Preemphasis.SIGNAL
                ? Arrays.copyOfRange(emphasised(sound), Math.min(1, sound.length), sound.length)
                : sound;
    }

    /// Frame t, windowed, in an array as long as the transform.
    private double[] frame(double[] sound, int t) {
        Framing framing = settings.framing();
        int from = t * framing.hop() - framing.before();
        double[] frame = new double[window.length];
        for (int n = 0; n < frame.length; n++) {
            frame[n] = sound[mirrored(from + n, sound.length)];
        }
        if (framing.frameMean()) {
            subtractMean(frame);
        }
        if (settings.sound().preemphasis() == Preemphasis.FRAME) {
            frame = emphasised(frame);
        }
        double[] windowed = new double[framing.fft()];
        for (int n = 0; n < frame.length; n++) {
            windowed[n] = window[n] * frame[n];
        }
        return windowed;
    }

    /// The sample that stands at a position before the beginning or behind the end.
    private static int mirrored(int position, int samples) {
        int positive = Math.abs(position);
        return positive < samples ? positive : 2 * (samples - 1) - positive;
    }

    private static void subtractMean(double... x) {
        double sum = 0;
        for (double sample : x) {
            sum += sample;
        }
        for (int n = 0; n < x.length; n++) {
            x[n] -= sum / x.length;
        }
    }

    /// `x[n] - 0.97 x[n-1]`, where `x[-1] = x[0]`.
    private static double[] emphasised(double... x) {
        double[] emphasised = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            emphasised[n] = x[n] - EMPHASIS * x[Math.max(0, n - 1)];
        }
        return emphasised;
    }

    private static double logarithm(Level level, double power) {
        return switch (level.logarithm()) {
            case FLOOR -> Elementary.log(Math.max(power, level.constant()));
            case OFFSET -> Elementary.log(power + level.constant());
            case DECIBEL -> DECIBELS_A_NAT * Elementary.log(Math.max(power, level.constant()));
        };
    }

    /// Raises decibels that are further below the maximum than topDb.
    private static void raise(Level settings, double... level) {
        if (settings.logarithm() == Logarithm.DECIBEL && settings.topDb() > 0) {
            double least = Arrays.stream(level).max().orElseThrow() - settings.topDb();
            Arrays.setAll(level, i -> Math.max(level[i], least));
        }
    }

    private Tensor scaled(Scaling scaling, int frames, double... level) {
        int wanted = scaling.frames() == 0 ? frames : scaling.frames();
        Tensor spectrogram = Tensor.zeros(Shape.of(bands.count(), wanted));
        for (int b = 0; b < bands.count(); b++) {
            for (int t = 0; t < wanted; t++) {
                double found = t < frames ? level[b * frames + t] : 0;
                spectrogram.set(b * wanted + t, (found - scaling.mean()) / scaling.divisor());
            }
        }
        return spectrogram;
    }

    private static MelBands bands(FrontEndSettings settings) {
        FrontEndSettings.Bands wanted = settings.bands();
        MelScale scale = wanted.mel();
        int fft = settings.framing().fft();
        double[] frequencies = new double[fft / 2 + 1];
        Arrays.setAll(frequencies, k -> (double) k * settings.sound().sampleRate() / fft);
        double[] mel = MelBands.corners(wanted.count(), scale.mel(wanted.low()), scale.mel(wanted.high()));
        double[] hertz = Arrays.stream(mel).map(scale::hertz).toArray();
        MelBands bands = wanted.triangles() == Triangles.MEL
                ? MelBands.of(mel, Arrays.stream(frequencies).map(scale::mel).toArray())
                : MelBands.of(hertz, frequencies);
        return wanted.area() ? bands.ofArea1(hertz) : bands;
    }
}
