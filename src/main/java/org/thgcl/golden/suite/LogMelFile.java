package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.features.LogMel;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// The front end of section 2.1, from a waveform to log-mel patches; the Fourier transform is its defining sum.
final class LogMelFile {
    private LogMelFile() {}

    /// The places where a front end can differ.
    ///
    /// @param periodic whether the Hann window is periodic
    /// @param power whether the squared magnitude is taken
    /// @param base10 whether the logarithm is decimal
    /// @param offsetAsFloor whether the offset is the least value instead of being added
    private record Rule(boolean periodic, boolean power, boolean base10, boolean offsetAsFloor) {
        static final Rule RIGHT = new Rule(true, false, false, false);

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            double[] wave = in.get("waveform").data();
            int window = (int) Math.rint(s.number("window_seconds") * s.whole("sample_rate"));
            int hop = (int) Math.rint(s.number("hop_seconds") * s.whole("sample_rate"));
            int frames = wave.length < window ? 0 : 1 + (wave.length - window) / hop;
            int bands = s.whole("bands");
            double[] all = new double[frames * bands];
            for (int t = 0; t < frames; t++) {
                System.arraycopy(frame(s, wave, t * hop, window), 0, all, t * bands, bands);
            }
            int length = s.whole("patch_frames");
            int patchHop = s.whole("patch_hop_frames");
            int patches = frames < length ? 0 : 1 + (frames - length) / patchHop;
            double[] cut = new double[patches * length * bands];
            for (int k = 0; k < patches; k++) {
                System.arraycopy(all, k * patchHop * bands, cut, k * length * bands, length * bands);
            }
            Map<String, Numbers> outputs = new LinkedHashMap<>();
            outputs.put("frames", Numbers.of(Shape.of(frames, bands), all));
            outputs.put("patches", Numbers.of(Shape.of(patches, length, bands), cut));
            return outputs;
        }

        private double[] frame(Definition.Settings s, double[] wave, int from, int window) {
            int bins = s.whole("fft") / 2 + 1;
            double[] frame = new double[s.whole("bands")];
            for (int k = 0; k < bins; k++) {
                double magnitude = magnitude(s, wave, from, window, k);
                for (int band = 0; band < frame.length; band++) {
                    frame[band] += triangle(s, band, k) * (power ? magnitude * magnitude : magnitude);
                }
            }
            for (int band = 0; band < frame.length; band++) {
                double offset = s.number("offset");
                double energy = offsetAsFloor ? Math.max(frame[band], offset) : frame[band] + offset;
                frame[band] = base10 ? StrictMath.log10(energy) : Elementary.log(energy);
            }
            return frame;
        }

        /// |sum over n of hann(n) x(n) exp(-2 pi i k n / fft)|.
        private double magnitude(Definition.Settings s, double[] wave, int from, int window, int k) {
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < window && from + n < wave.length; n++) {
                double hann = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / (periodic ? window : window - 1));
                // k n modulo fft is exact; the angle then is small
                double angle = 2 * Math.PI * (k * n % s.whole("fft")) / s.whole("fft");
                real += hann * wave[from + n] * StrictMath.cos(angle);
                imaginary -= hann * wave[from + n] * StrictMath.sin(angle);
            }
            return Math.sqrt(real * real + imaginary * imaginary);
        }

        /// The weight of bin k in a band: a triangle over mel.
        private static double triangle(Definition.Settings s, int band, int k) {
            double low = mel(s.number("low_hz"));
            double step = (mel(s.number("high_hz")) - low) / (s.whole("bands") + 1);
            double at = mel((double) k * s.whole("sample_rate") / s.whole("fft"));
            double rising = (at - (low + band * step)) / step;
            double falling = (low + (band + 2) * step - at) / step;
            return Math.max(0, Math.min(rising, falling));
        }

        private static double mel(double hz) {
            return 1127 * Elementary.log1p(hz / 700);
        }
    }

    static List<Document> all() {
        Document file = new Document("log_mel", "log_mel", "2.1", LogMel.class, Rule.RIGHT::of)
                .reading("A1")
                .tolerance(
                        1e-10,
                        1e-10,
                        "A band adds some 100 magnitudes of up to 20, each a sum of 400 products: an absolute error"
                            + " near 1e-13; the logarithm of something above offset = 0.01 makes it 100 times larger.")
                .decoy(
                        "symmetric-window",
                        "the Hann window over n - 1 samples",
                        new Rule(false, false, false, false)::of)
                .decoy("power", "the squared magnitude", new Rule(true, true, false, false)::of)
                .decoy("log-base-10", "decimal logarithms", new Rule(true, false, true, false)::of)
                .decoy(
                        "offset-as-floor",
                        "max(mel, 0.01) instead of mel + 0.01",
                        new Rule(true, false, false, true)::of);
        Draw draw = new Draw("log_mel");
        file.add(small("noise", draw.normal("noise", 0.3, 130))
                .comment("25 samples a window, 10 a hop; 11 frames, the last 5 samples in none"));
        file.add(small("too-short", draw.normal("short", 0.3, 24))
                .comment("one sample less than a window: no frames")
                .flag("short"));
        file.add(small("one-frame", draw.normal("one", 0.3, 25))
                .comment("a window exactly: one frame, no patch")
                .flag("short"));
        file.add(small("silence", vector(new double[60])).comment("ln 0.01 everywhere"));
        file.add(small("half-samples", draw.normal("half", 0.3, 60))
                .setting("window_seconds", 0.0125)
                .setting("hop_seconds", 0.0075)
                .comment("12.5 and 7.5 samples: halves are rounded to even, to 12 and 8"));
        file.add(small("gaps", draw.normal("gaps", 0.3, 86))
                .setting("window_seconds", 0.01)
                .setting("hop_seconds", 0.025)
                .setting("patch_frames", 2)
                .setting("patch_hop_frames", 3)
                .comment("hops longer than windows: 4 frames of 10 samples, the last one whole"));
        file.add(small("default-patches", draw.normal("patches", 0.3, 1065))
                .setting("bands", 1)
                .setting("patch_frames", 96)
                .setting("patch_hop_frames", 9)
                .comment("without patch_frames and patch_hop_frames: 96 and 9; 105 frames, 2 patches")
                .leftOut("patch_frames", "patch_hop_frames"));
        double[] tone = new double[880];
        for (int n = 0; n < tone.length; n++) {
            tone[n] = Math.rint(1000 * 0.5 * StrictMath.sin(2 * Math.PI * 440 * n / 16000)) / 1000;
        }
        file.add(sized("vggish", 16000, 512, 64, 125, 7500, vector(tone))
                .comment("VGGish's own settings; 440 Hz, rounded; 4 frames"));
        file.add(sized("defaults-left-out", 16000, 512, 64, 125, 7500, draw.normal("default", 0.3, 560))
                .comment("without settings but those of patches; two frames")
                .leftOut(
                        "sample_rate", "window_seconds", "hop_seconds", "fft", "bands", "low_hz", "high_hz", "offset"));
        return List.of(file.flag("short", "too little sound for a frame, or for a patch"));
    }

    private static Draft small(String id, Numbers waveform) {
        return sized(id, 1000, 32, 5, 60, 450, waveform);
    }

    private static Draft sized(String id, int rate, int fft, int bands, double low, double high, Numbers waveform) {
        return new Draft(id)
                .setting("sample_rate", rate)
                .setting("window_seconds", 0.025)
                .setting("hop_seconds", 0.01)
                .setting("fft", fft)
                .setting("bands", bands)
                .setting("low_hz", low)
                .setting("high_hz", high)
                .setting("offset", 0.01)
                .setting("patch_frames", 4)
                .setting("patch_hop_frames", 3)
                .input("waveform", waveform);
    }
}
