package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thgcl.features.FrontEnd;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;

/// The front ends of Table 1's systems; the Fourier transform is its defining sum.
final class FrontEndFile {
    /// Hertz in a step of Slaney's scale below 1000 Hz, and the logarithm of a step's ratio from there on.
    private static final double LINEAR = 200.0 / 3;

    private static final double LOGARITHMIC = StrictMath.log(6.4) / 27;

    private FrontEndFile() {}

    /// What an implementation may get wrong, besides its settings.
    private enum Mistake {
        NONE,
        /// |X| instead of |X|^2.
        MAGNITUDE,
        /// Zeros beyond the ends, instead of a mirror.
        ZEROS_AT_THE_ENDS,
        /// The mean of a frame is subtracted after the emphasis.
        MEAN_LAST,
        /// Missing frames are 0 after scaling, instead of before.
        SCALED_BEFORE_PADDING,
        /// The limit is below the maximum of each frame, instead of the spectrogram's.
        LIMIT_PER_FRAME;

        Map<String, Numbers> of(Definition.Settings s, Map<String, Numbers> in) {
            double[] x = in.get("waveform").data().clone();
            if (s.truth("zero_mean")) {
                subtractMean(x);
            }
            if (s.text("preemphasis").equals("signal")) {
                double[] y = new double[x.length - 1];
                for (int n = 0; n < y.length; n++) {
                    y[n] = x[n + 1] - 0.97 * x[n];
                }
                x = y;
            }
            int frames = s.truth("centred")
                    ? 1 + x.length / s.whole("hop")
                    : 1 + (x.length - s.whole("window")) / s.whole("hop");
            int bands = s.whole("bands");
            double[][] level = new double[frames][];
            for (int t = 0; t < frames; t++) {
                level[t] = level(s, frame(s, x, t));
            }
            limit(s.text("logarithm").equals("decibel") ? s.number("top_db") : 0, level);
            int wanted = s.whole("frames") == 0 ? frames : s.whole("frames");
            double[] scaled = new double[bands * wanted];
            for (int b = 0; b < bands; b++) {
                for (int t = 0; t < wanted; t++) {
                    double y = t < frames ? level[t][b] : 0;
                    double z = (y - s.number("mean")) / s.number("divisor");
                    z = t >= frames && this == SCALED_BEFORE_PADDING ? 0 : z;
                    scaled[b * wanted + t] = in.containsKey("band_mean")
                            ? (z - in.get("band_mean").get(b))
                                    / in.get("band_deviation").get(b)
                            : z;
                }
            }
            return Map.of("spectrogram", Numbers.of(Shape.of(bands, wanted), scaled));
        }

        /// Frame t with the window in the middle of the transform's length.
        private double[] frame(Definition.Settings s, double[] x, int t) {
            int window = s.whole("window");
            int fft = s.whole("fft");
            int start = t * s.whole("hop");
            if (s.truth("centred")) {
                start += (fft - window) / 2 - fft / 2;
            }
            double[] frame = new double[window];
            for (int n = 0; n < window; n++) {
                frame[n] = sample(x, start + n);
            }
            if (s.truth("frame_mean") && this != MEAN_LAST) {
                subtractMean(frame);
            }
            if (s.text("preemphasis").equals("frame")) {
                for (int n = window - 1; n >= 0; n--) {
                    frame[n] -= 0.97 * frame[Math.max(n - 1, 0)];
                }
            }
            if (this == MEAN_LAST) {
                subtractMean(frame);
            }
            for (int n = 0; n < window; n++) {
                int period = s.text("hann").equals("periodic") ? window : window - 1;
                frame[n] *= 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / period);
            }
            return frame;
        }

        private double sample(double[] x, int position) {
            if (position >= 0 && position < x.length) {
                return x[position];
            }
            if (this == ZEROS_AT_THE_ENDS) {
                return 0;
            }
            return position < 0 ? x[-position] : x[x.length - 1 - (position - (x.length - 1))];
        }

        private static void subtractMean(double... x) {
            double mean = 0;
            for (double sample : x) {
                mean += sample / x.length;
            }
            for (int n = 0; n < x.length; n++) {
                x[n] -= mean;
            }
        }

        private double[] level(Definition.Settings s, double... frame) {
            double[] y = new double[s.whole("bands")];
            for (int k = 0; k <= s.whole("fft") / 2; k++) {
                double power = power(s.whole("fft"), k, frame);
                for (int b = 0; b < y.length; b++) {
                    y[b] += weight(s, b, k) * (this == MAGNITUDE ? Math.sqrt(power) : power);
                }
            }
            double c = s.number("constant");
            for (int b = 0; b < y.length; b++) {
                y[b] = switch (s.text("logarithm")) {
                    case "floor" -> Elementary.log(Math.max(y[b], c));
                    case "offset" -> Elementary.log(y[b] + c);
                    default -> 10 * StrictMath.log10(Math.max(y[b], c));
                };
            }
            return y;
        }

        /// |sum over n of frame(n) exp(-2 pi i k n / fft)|^2.
        private static double power(int fft, int k, double... frame) {
            double real = 0;
            double imaginary = 0;
            for (int n = 0; n < frame.length; n++) {
                // k n modulo fft is exact; the angle then is small
                double angle = 2 * Math.PI * (k * n % fft) / fft;
                real += frame[n] * StrictMath.cos(angle);
                imaginary -= frame[n] * StrictMath.sin(angle);
            }
            return real * real + imaginary * imaginary;
        }

        /// The weight of frequency k in a band.
        private static double weight(Definition.Settings s, int band, int k) {
            boolean inMel = s.text("triangles").equals("mel");
            double hertz = (double) k * s.whole("sample_rate") / s.whole("fft");
            double at = inMel ? mel(s, hertz) : hertz;
            double[] corner = new double[3];
            double[] cornerHertz = new double[3];
            for (int c = 0; c < 3; c++) {
                double low = mel(s, s.number("low"));
                double mel = low + (band + c) * (mel(s, s.number("high")) - low) / (s.whole("bands") + 1);
                cornerHertz[c] = hertz(s, mel);
                corner[c] = inMel ? mel : cornerHertz[c];
            }
            double rising = (at - corner[0]) / (corner[1] - corner[0]);
            double falling = (corner[2] - at) / (corner[2] - corner[1]);
            double triangle = Math.max(0, Math.min(rising, falling));
            return s.truth("area") ? 2 * triangle / (cornerHertz[2] - cornerHertz[0]) : triangle;
        }

        private static double mel(Definition.Settings s, double hertz) {
            return switch (s.text("mel")) {
                case "kaldi" -> 1127 * Elementary.log1p(hertz / 700);
                case "htk" -> 2595 * StrictMath.log10(1 + hertz / 700);
                default -> hertz < 1000 ? hertz / LINEAR : 15 + StrictMath.log(hertz / 1000) / LOGARITHMIC;
            };
        }

        private static double hertz(Definition.Settings s, double mel) {
            return switch (s.text("mel")) {
                case "kaldi" -> 700 * (StrictMath.exp(mel / 1127) - 1);
                case "htk" -> 700 * (StrictMath.pow(10, mel / 2595) - 1);
                default -> mel < 15 ? mel * LINEAR : 1000 * StrictMath.exp((mel - 15) * LOGARITHMIC);
            };
        }

        private void limit(double topDb, double[]... level) {
            double largest =
                    Arrays.stream(level).flatMapToDouble(Arrays::stream).max().orElseThrow();
            for (double[] frame : level) {
                double own =
                        this == LIMIT_PER_FRAME ? Arrays.stream(frame).max().orElseThrow() : largest;
                for (int b = 0; b < frame.length && topDb > 0; b++) {
                    frame[b] = Math.max(frame[b], own - topDb);
                }
            }
        }
    }

    static List<Document> all() {
        Definition right = Mistake.NONE::of;
        Document file = new Document("baseline_log_mel", "baseline_log_mel", "3.2", FrontEnd.class, right)
                .version("2.1.0")
                .tolerance(
                        1e-9,
                        1e-9,
                        "A spectrum errs by 1e-13 of the frame's sum, about 10. The power in a band that is silent"
                                + " beside a loud one is 1e-5 or more in these cases, with an error of 1e-12 times"
                                + " sqrt(1e-5), and so a relative one near 1e-9 at worst, which the logarithm makes"
                                + " absolute.")
                .decoy("symmetric-window", "the window over N - 1 samples", right.with("hann", "symmetric"))
                .decoy("periodic-window", "the window over N samples", right.with("hann", "periodic"))
                .decoy("magnitude", "the magnitude instead of its square", Mistake.MAGNITUDE::of)
                .decoy("triangles-in-hz", "bands that are straight in hertz", right.with("triangles", "hertz"))
                .decoy("triangles-in-mel", "bands that are straight in mel", right.with("triangles", "mel"))
                .decoy("htk-scale", "the mel scale 2595 log10(1 + f/700)", right.with("mel", "htk"))
                .decoy("peak-1", "bands that aren't divided by their area", right.with("area", false))
                .decoy("no-emphasis", "without pre-emphasis", right.with("preemphasis", "none"))
                .decoy("mean-last", "the mean of a frame is subtracted after the emphasis", Mistake.MEAN_LAST::of)
                .decoy("frame-mean-kept", "the mean of a frame is not subtracted", right.with("frame_mean", false))
                .decoy("zeros-at-the-ends", "zeros beyond the ends instead of a mirror", Mistake.ZEROS_AT_THE_ENDS::of)
                .decoy("offset-as-floor", "max(y, c) instead of y + c", right.with("logarithm", "floor"))
                .decoy("floor-as-offset", "y + c instead of max(y, c)", right.with("logarithm", "offset"))
                .decoy("no-limit", "nothing is raised to the maximum less top_db", right.with("top_db", 0))
                .decoy("limit-per-frame", "top_db below each frame's own maximum", Mistake.LIMIT_PER_FRAME::of)
                .decoy("zeros-after-scaling", "missing frames are 0 after scaling", Mistake.SCALED_BEFORE_PADDING::of);
        Draw draw = new Draw("baseline_log_mel");
        file.add(kaldi("kaldi", draw.normal("kaldi", 0.3, 130)).comment("11 frames, and 3 that are 0 before scaling"));
        file.add(kaldi("cut", draw.normal("cut", 0.3, 130)).setting("frames", 4).comment("4 of 11 frames"));
        file.add(kaldi("one-frame", draw.normal("one", 0.3, 25))
                .setting("frames", 0)
                .comment("a window exactly"));
        file.add(passt("passt", draw.normal("passt", 0.3, 70))
                .comment("an odd window of 21 in a transform of 32; the waveform ends in the middle of a hop"));
        file.add(passt("shortest", draw.normal("shortest", 0.3, 18))
                .comment("17 samples after the emphasis: each sample but the last is mirrored"));
        file.add(passt("maskspec", draw.normal("maskspec", 0.3, 45))
                .input("band_mean", draw.normal("mean", 0.5, 5))
                .input("band_deviation", vector(0.5, 1, 2, 0.75, 1.5))
                .comment("each band with a mean and a deviation of its own"));
        double[] fading = draw.normal("fading", 0.3, 120).data();
        for (int n = 60; n < fading.length; n++) {
            fading[n] *= 1e-3;
        }
        file.add(atst("atst", vector(fading)).comment("the second half is 60 dB lower: some bands are raised"));
        file.add(slaney("slaney", draw.normal("slaney", 0.3, 80))
                .comment("bands from 50 to 3500 Hz: the scale is linear below 1000 Hz, logarithmic above"));
        file.add(kaldi("silence", vector(new double[45])).comment("the constant alone"));
        file.add(atst("silence-in-decibels", vector(new double[45])).comment("the constant alone"));
        file.add(real(draw.normal("default", 0.3, 560))
                .setting("frames", 2)
                .comment("AST's settings, left out but for the frames")
                .leftOut(
                        "sample_rate",
                        "zero_mean",
                        "preemphasis",
                        "window",
                        "hop",
                        "fft",
                        "hann",
                        "centred",
                        "frame_mean",
                        "bands",
                        "low",
                        "high",
                        "mel",
                        "triangles",
                        "area",
                        "logarithm",
                        "constant",
                        "top_db",
                        "mean",
                        "divisor"));
        return List.of(file);
    }

    private static Draft kaldi(String id, Numbers waveform) {
        return sized(id, waveform, 1000, 25, 32, 5, 60, 450)
                .setting("zero_mean", true)
                .setting("preemphasis", "frame")
                .setting("hann", "symmetric")
                .setting("centred", false)
                .setting("frame_mean", true)
                .setting("mel", "kaldi")
                .setting("triangles", "mel")
                .setting("area", false)
                .setting("logarithm", "floor")
                .setting("constant", 0x1p-23)
                .setting("top_db", 80.0)
                .setting("frames", 14)
                .setting("mean", -4.2677393)
                .setting("divisor", 9.1379948);
    }

    private static Draft real(Numbers waveform) {
        return kaldi("defaults-left-out", waveform)
                .setting("sample_rate", 16000)
                .setting("window", 400)
                .setting("hop", 160)
                .setting("fft", 512)
                .setting("bands", 128)
                .setting("low", 20.0)
                .setting("high", 8000.0);
    }

    private static Draft passt(String id, Numbers waveform) {
        return sized(id, waveform, 1000, 21, 32, 5, 0, 450)
                .setting("zero_mean", false)
                .setting("preemphasis", "signal")
                .setting("hann", "symmetric")
                .setting("centred", true)
                .setting("frame_mean", false)
                .setting("mel", "kaldi")
                .setting("triangles", "mel")
                .setting("area", false)
                .setting("logarithm", "offset")
                .setting("constant", 1e-5)
                .setting("top_db", 80.0)
                .setting("frames", 0)
                .setting("mean", -4.5)
                .setting("divisor", 5.0);
    }

    private static Draft atst(String id, Numbers waveform) {
        return centred(sized(id, waveform, 1000, 32, 32, 5, 60, 450))
                .setting("mel", "htk")
                .setting("triangles", "hertz")
                .setting("area", false)
                .setting("logarithm", "decibel")
                .setting("constant", 1e-10)
                .setting("top_db", 50.0)
                .setting("frames", 0)
                .setting("mean", -14.482)
                .setting("divisor", 65.1662);
    }

    private static Draft slaney(String id, Numbers waveform) {
        return centred(sized(id, waveform, 8000, 64, 64, 9, 50, 3500))
                .setting("mel", "slaney")
                .setting("triangles", "hertz")
                .setting("area", true)
                .setting("logarithm", "decibel")
                .setting("constant", 1e-10)
                .setting("top_db", 0.0)
                .setting("frames", 0)
                .setting("mean", 0.0)
                .setting("divisor", 1.0);
    }

    private static Draft centred(Draft draft) {
        return draft.setting("zero_mean", false)
                .setting("preemphasis", "none")
                .setting("hann", "periodic")
                .setting("centred", true)
                .setting("frame_mean", false);
    }

    private static Draft sized(
            String id, Numbers waveform, int rate, int window, int fft, int bands, double low, double high) {
        return new Draft(id)
                .setting("sample_rate", rate)
                .setting("window", window)
                .setting("hop", 10)
                .setting("fft", fft)
                .setting("bands", bands)
                .setting("low", low)
                .setting("high", high)
                .input("waveform", waveform);
    }
}
