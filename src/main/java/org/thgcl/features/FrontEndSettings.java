package org.thgcl.features;

/// The settings of a [FrontEnd].
///
/// @param sound what becomes of the waveform as a whole
/// @param framing how frames are cut from it
/// @param bands the mel bands
/// @param level the logarithm
/// @param scaling length and scale of the result
public record FrontEndSettings(Sound sound, Framing framing, Bands bands, Level level, Scaling scaling) {
    private static final Framing KALDI_FRAMING = new Framing(400, 160, 512, Hann.SYMMETRIC, false, true);
    private static final Sound KALDI_SOUND = new Sound(16000, true, Preemphasis.FRAME);
    private static final Bands KALDI_BANDS = new Bands(128, 20, 8000, MelScale.KALDI, Triangles.MEL, false);
    private static final Level KALDI_LEVEL = new Level(Logarithm.FLOOR, 0x1p-23, 80);
    private static final Scaling UNSCALED = new Scaling(0, 0, 1);

    /// AST's, which ASiT and Audio-MAE share.
    public static final FrontEndSettings AST = new FrontEndSettings(
            KALDI_SOUND, KALDI_FRAMING, KALDI_BANDS, KALDI_LEVEL, new Scaling(1024, -4.2677393, 2 * 4.5689974));

    /// LHGNN's: AST's with another scale.
    public static final FrontEndSettings LHGNN = new FrontEndSettings(
            KALDI_SOUND, KALDI_FRAMING, KALDI_BANDS, KALDI_LEVEL, new Scaling(1024, -4.6476, 4.5699));

    /// PaSST's. MaskSpec's is the same, followed by [FrontEnd#standardise].
    public static final FrontEndSettings PASST = new FrontEndSettings(
            new Sound(32000, false, Preemphasis.SIGNAL),
            new Framing(800, 320, 1024, Hann.SYMMETRIC, true, false),
            new Bands(128, 0, 15000, MelScale.KALDI, Triangles.MEL, false),
            new Level(Logarithm.OFFSET, 1e-5, 80),
            new Scaling(0, -4.5, 5));

    /// ATST-Clip's: decibels from -79.6482 to 50.6842 become -1 to 1.
    public static final FrontEndSettings ATST = new FrontEndSettings(
            new Sound(16000, false, Preemphasis.NONE),
            new Framing(1024, 160, 1024, Hann.PERIODIC, true, false),
            new Bands(64, 60, 7800, MelScale.HTK, Triangles.HERTZ, false),
            new Level(Logarithm.DECIBEL, 1e-10, 80),
            new Scaling(0, (50.6842 - 79.6482) / 2, (50.6842 + 79.6482) / 2));

    /// Wave-Logmel's, by librosa's conventions.
    public static final FrontEndSettings WAVE_LOGMEL = slaney(64);

    /// ConvNeXt's: Wave-Logmel's with 224 bands.
    public static final FrontEndSettings CONVNEXT = slaney(224);

    private static FrontEndSettings slaney(int bands) {
        return new FrontEndSettings(
                new Sound(32000, false, Preemphasis.NONE),
                new Framing(1024, 320, 1024, Hann.PERIODIC, true, false),
                new Bands(bands, 50, 14000, MelScale.SLANEY, Triangles.HERTZ, true),
                new Level(Logarithm.DECIBEL, 1e-10, 0),
                UNSCALED);
    }

    /// Checks that the parts fit together.
    ///
    /// @throws IllegalArgumentException if the bands reach above half of the sample rate
    public FrontEndSettings {
        require(
                bands.high() <= sound.sampleRate() / 2.0,
                "high",
                bands.high(),
                "at most half of the sample rate " + sound.sampleRate());
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("front end: " + name + " is " + value + ", it must be " + rule);
        }
    }

    /// Where high frequencies are emphasised, by `x[n] - 0.97 x[n-1]`.
    public enum Preemphasis {
        /// Nowhere.
        NONE,
        /// In each frame, where `x[-1] = x[0]`.
        FRAME,
        /// In the waveform, which is then one sample shorter.
        SIGNAL
    }

    /// The scale in which the bands are triangles; corners are evenly spaced in mel in both.
    public enum Triangles {
        /// Straight in mel.
        MEL,
        /// Straight in hertz.
        HERTZ
    }

    /// The logarithm of a band's power y, with a constant c.
    public enum Logarithm {
        /// `ln max(y, c)`.
        FLOOR,
        /// `ln(y + c)`.
        OFFSET,
        /// `10 log10 max(y, c)`.
        DECIBEL
    }

    /// The waveform as a whole.
    ///
    /// @param sampleRate samples per second, at least 1
    /// @param zeroMean whether its mean is subtracted
    /// @param preemphasis where high frequencies are emphasised
    public record Sound(int sampleRate, boolean zeroMean, Preemphasis preemphasis) {
        /// Checks the range.
        ///
        /// @throws IllegalArgumentException if the sample rate is below 1
        public Sound {
            require(sampleRate >= 1, "sample rate", sampleRate, "at least 1 Hz");
        }
    }

    /// How frames are cut.
    ///
    /// @param window samples of a frame, from 1 to `fft`; at least 2 for a symmetric window
    /// @param hop samples between the beginnings of frames, at least 1
    /// @param fft length of the Fourier transform, a power of two up to 65536
    /// @param hann the window
    /// @param centred whether frame t has its centre at sample t hop, with the waveform mirrored at its ends by
    /// fft/2; otherwise it begins there, and none reaches beyond the end
    /// @param frameMean whether the mean of each frame is subtracted
    public record Framing(int window, int hop, int fft, Hann hann, boolean centred, boolean frameMean) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException if a number is out of its range
        public Framing {
            require(fft >= 1 && fft <= 65536 && Integer.bitCount(fft) == 1, "fft", fft, "a power of two up to 65536");
            int least = hann == Hann.SYMMETRIC ? 2 : 1;
            require(window >= least && window <= fft, "window", window, "from " + least + " to fft = " + fft);
            require(hop >= 1, "hop", hop, "at least 1");
        }

        /// How many frames a waveform has; 0 if it is too short.
        int count(int samples) {
            if (centred) {
                return samples <= fft / 2 ? 0 : 1 + samples / hop;
            }
            return samples < window ? 0 : 1 + (samples - window) / hop;
        }

        /// Samples of frame t before sample t hop. The window is in the middle of the transform; an odd zero is
        /// behind it.
        int before() {
            return centred ? fft / 2 - (fft - window) / 2 : 0;
        }
    }

    /// The mel bands.
    ///
    /// @param count how many, from 1 to 65536
    /// @param low lower edge of the lowest band, in Hz, at least 0
    /// @param high upper edge of the highest band, in Hz, above `low`
    /// @param mel the scale in which corners are evenly spaced
    /// @param triangles the scale in which the bands are triangles
    /// @param area whether each band is divided by the area of its triangle, instead of having a peak of 1
    public record Bands(int count, double low, double high, MelScale mel, Triangles triangles, boolean area) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException if a number is out of its range
        public Bands {
            require(count >= 1 && count <= 65536, "bands", count, "from 1 to 65536");
            require(low >= 0 && low < high, "low", low, "at least 0 and below high = " + high);
            require(high < Double.POSITIVE_INFINITY, "high", high, "finite");
        }
    }

    /// The logarithm.
    ///
    /// @param logarithm its form
    /// @param constant what keeps it finite, above 0
    /// @param topDb of decibels, the greatest distance from the spectrogram's maximum; what is lower is raised to
    /// it; 0 for no such limit
    public record Level(Logarithm logarithm, double constant, double topDb) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException if a number is out of its range
        public Level {
            require(constant > 0 && constant < Double.POSITIVE_INFINITY, "constant", constant, "finite and above 0");
            require(topDb >= 0 && topDb < Double.POSITIVE_INFINITY, "topDb", topDb, "finite and at least 0");
        }
    }

    /// Length and scale of the result.
    ///
    /// @param frames how many; missing ones are 0 before scaling, further ones are cut off; 0 for as many as there
    /// are
    /// @param mean subtracted from every number, finite
    /// @param divisor of the differences, above 0, finite
    public record Scaling(int frames, double mean, double divisor) {
        /// Checks the ranges.
        ///
        /// @throws IllegalArgumentException if a number is out of its range
        public Scaling {
            require(frames >= 0, "frames", frames, "at least 0");
            require(Double.isFinite(mean), "mean", mean, "finite");
            require(divisor > 0 && divisor < Double.POSITIVE_INFINITY, "divisor", divisor, "finite and above 0");
        }
    }
}
