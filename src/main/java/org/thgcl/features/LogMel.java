package org.thgcl.features;

import java.util.Objects;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The log-mel spectrogram of section 2.1 (not numbered): VGGish's own front end, from sound to the patches that VGGish
/// maps to features,
///
/// `F[t,b] = ln( sum over k of M[b,k] |X_t[k]| + offset )`
///
/// `X_t[k] = sum over n < N of w[n] x[t h + n] e^(-2 pi i k n / fft)`, `w[n] = 1/2 - 1/2 cos(2 pi n / N)`
///
/// `M[b,k] = max(0, min( (m(f_k) - c_b) / d, (c_b + 2 d - m(f_k)) / d ))`
///
/// `m(f) = 1127 ln(1 + f/700)`, `f_k = k r / fft`, `d = (m(high) - m(low)) / (bands + 1)`, `c_b = m(low) + b d`
///
/// `patch[p,i,b] = F[p g + i, b]`, i < `patchFrames`
///
/// | symbol | name here | shape | unit | domain |
/// |---|---|---|---|---|
/// | `x` | `waveform` | `[n]` | full scale | real, of at most 1e290; usually within -1 ... 1 |
/// | `r` | `sampleRate` | | Hz | at least 1 |
/// | `N`, `h` | `windowSeconds`, `hopSeconds` times `r` | | samples, rounded half to even | at least 1, N <= fft |
/// | `fft` | `fft` | | samples | a power of two up to 65536, at least N |
/// | low, high | `lowHz`, `highHz` | | Hz | 0 <= low < high <= r/2 |
/// | bands | `bands` | | 1 | 1 ... 65536 |
/// | offset | `offset` | | as `x` | at least 0, finite |
/// | `M` | `weights` | `[bands, fft/2 + 1]` | 1 | 0 ... 1 |
/// | `F` | `frames` | `[T, bands]` | nats | real; -infinity only if offset = 0 |
/// | `g` | `patchHopFrames` (A1) | | frames | at least 1; the default is 9 |
/// | patch | `patches` | `[P_a, patchFrames, bands]` | nats | as `F` |
///
/// `T = 1 + floor((n - N)/h)`, and 0 if n < N: nothing is padded, what is left over at the end is dropped. Patches are
/// cut from frames in the same way. 10 s at 16 kHz give 998 frames, and these 101 patches (A1; 10 if `g` is 96).
/// Triangles are equal in mel, overlap by half and are not normalised by area. A band too narrow to hold a frequency of
/// the transform is always ln(offset). The constant part, k = 0, has no weight, for low is at least 0. Not part of
/// this: mixing to mono, resampling, VGGish, and what follows VGGish (A22). Refused: settings out of range, and samples
/// as stated.
///
/// Accuracy: the transform multiplies its way round the unit circle, so that `X_t[k]` has an error of up to
/// `(3 fft + 4 log2(fft)) 2^-53` times the sum of `|w x|`; weighted by M and divided by mel + offset, this is most of
/// the error of `F`. For sounds within -1 ... 1 it was at most 5e-11, in the silent bands beside a loud tone.
///
/// Source: Hershey et al. 2017, *CNN architectures for large-scale audio classification*, and VGGish's published code.
public final class LogMel {
    /// Far above any sound, and so far below the largest number that no sum here overflows.
    private static final double LOUDEST = 1e290;

    private final Settings settings;
    private final double[] window;
    private final MelBands bands;

    /// The front end with the given settings.
    public LogMel(Settings settings) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.window = Hann.PERIODIC.window(settings.windowSamples());
        this.bands = bands(settings);
    }

    /// The log-mel frames `[T, bands]` of a sound `[n]`.
    ///
    /// @throws IllegalArgumentException if a sample is NaN, infinite or above 1e290 in magnitude
    public Tensor frames(double[] waveform) {
        requireSound(waveform);
        int hop = settings.hopSamples();
        int count = count(waveform.length, window.length, hop);
        Tensor frames = Tensor.zeros(Shape.of(count, bands.count()));
        for (int t = 0; t < count; t++) {
            double[] magnitude = magnitude(waveform, t * hop);
            for (int b = 0; b < bands.count(); b++) {
                frames.set(t * bands.count() + b, Elementary.log(bands.weightedSum(b, magnitude) + settings.offset()));
            }
        }
        return frames;
    }

    /// The patches `[P_a, patchFrames, bands]` of the frames `[T, bands]`, copied.
    ///
    /// @throws org.thgcl.tensor.ShapeException if the frames don't have the settings' number of bands
    public Tensor patches(Tensor frames) {
        frames.shape().require("log-mel frames", Axis.any("frame"), Axis.of("band", bands.count()));
        int hop = settings.patchHopFrames();
        int count = count(frames.shape().size(0), settings.patchFrames(), hop);
        Tensor patches = Tensor.zeros(Shape.of(count, settings.patchFrames(), bands.count()));
        int size = settings.patchFrames() * bands.count();
        for (int p = 0; p < count; p++) {
            for (int i = 0; i < size; i++) {
                patches.set(p * size + i, frames.get(p * hop * bands.count() + i));
            }
        }
        return patches;
    }

    /// How many pieces of a length, `hop` apart, fit.
    private static int count(int available, int length, int hop) {
        return available < length ? 0 : 1 + (available - length) / hop;
    }

    /// `|X[k]|` for k = 0 ... fft/2 of the frame that begins at a sample.
    private double[] magnitude(double[] waveform, int start) {
        double[] frame = new double[settings.fft()];
        for (int n = 0; n < window.length; n++) {
            frame[n] = window[n] * waveform[start + n];
        }
        return Fourier.magnitude(frame);
    }

    private static MelBands bands(Settings settings) {
        double[] mel = new double[settings.fft() / 2 + 1];
        for (int k = 0; k < mel.length; k++) {
            mel[k] = MelScale.KALDI.mel((double) k * settings.sampleRate() / settings.fft());
        }
        return MelBands.of(
                MelBands.corners(
                        settings.bands(), MelScale.KALDI.mel(settings.lowHz()), MelScale.KALDI.mel(settings.highHz())),
                mel);
    }

    private static void requireSound(double[] waveform) {
        for (int n = 0; n < waveform.length; n++) {
            if (!(Math.abs(waveform[n]) <= LOUDEST)) {
                throw new IllegalArgumentException("log-mel: sample " + n + " of the waveform is " + waveform[n]
                        + ", samples must be finite numbers of at most " + LOUDEST
                        + " in magnitude; full scale is 1");
            }
        }
    }

    /// The settings of the front end.
    ///
    /// @param sampleRate samples per second, at least 1
    /// @param windowSeconds length of a frame; in samples, rounded half to even, from 1 to `fft`
    /// @param hopSeconds distance between the beginnings of frames; in samples, rounded half to even, at least 1
    /// @param fft length of the Fourier transform, a power of two up to 65536; frames are padded with zeros to it
    /// @param bands number of mel bands, from 1 to 65536
    /// @param lowHz lower edge of the lowest band, in Hz, at least 0
    /// @param highHz upper edge of the highest band, in Hz, above `lowHz`, at most half the sample rate
    /// @param offset added before the logarithm, at least 0, finite
    /// @param patchFrames frames in a patch, at least 1
    /// @param patchHopFrames frames between the beginnings of patches (A1), at least 1
    public record Settings(
            int sampleRate,
            double windowSeconds,
            double hopSeconds,
            int fft,
            int bands,
            double lowHz,
            double highHz,
            double offset,
            int patchFrames,
            int patchHopFrames) {
        /// VGGish's own, but for the hop between patches, which is the paper's (A1).
        public static final Settings VGGISH = new Settings(16000, 0.025, 0.01, 512, 64, 125, 7500, 0.01, 96, 9);

        /// Checks the settings.
        ///
        /// @throws IllegalArgumentException if one is out of its range
        public Settings {
            require(sampleRate >= 1, "sampleRate", sampleRate, "at least 1 Hz");
            require(fft >= 1 && fft <= 65536 && Integer.bitCount(fft) == 1, "fft", fft, "a power of two up to 65536");
            double window = samples(windowSeconds, sampleRate);
            require(
                    window >= 1 && window <= fft,
                    "windowSeconds",
                    windowSeconds,
                    "from 1 to fft = " + fft + " samples at " + sampleRate + " Hz");
            double hop = samples(hopSeconds, sampleRate);
            require(
                    hop >= 1 && hop <= Integer.MAX_VALUE,
                    "hopSeconds",
                    hopSeconds,
                    "from 1 to 2^31 - 1 samples at " + sampleRate + " Hz");
            require(bands >= 1 && bands <= 65536, "bands", bands, "from 1 to 65536");
            require(lowHz >= 0 && lowHz < highHz, "lowHz", lowHz, "at least 0 and below highHz = " + highHz);
            require(highHz <= sampleRate / 2.0, "highHz", highHz, "at most half of sampleRate = " + sampleRate);
            require(offset >= 0 && offset < Double.POSITIVE_INFINITY, "offset", offset, "finite and at least 0");
            require(patchFrames >= 1, "patchFrames", patchFrames, "at least 1");
            require(patchHopFrames >= 1, "patchHopFrames", patchHopFrames, "at least 1");
        }

        /// The same with another number of frames from patch to patch.
        public Settings withPatchHop(int frames) {
            return new Settings(
                    sampleRate, windowSeconds, hopSeconds, fft, bands, lowHz, highHz, offset, patchFrames, frames);
        }

        private static void require(boolean holds, String name, Object value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException("log-mel: " + name + " is " + value + ", it must be " + rule);
            }
        }

        /// Half to even, as `Math.rint` does.
        private static double samples(double seconds, int sampleRate) {
            return Math.rint(sampleRate * seconds);
        }

        int windowSamples() {
            return (int) samples(windowSeconds, sampleRate);
        }

        int hopSamples() {
            return (int) samples(hopSeconds, sampleRate);
        }
    }
}
