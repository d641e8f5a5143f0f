package org.thgcl.golden;

import java.math.BigDecimal;
import java.util.List;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.features.Bicubic;
import org.thgcl.features.PcaQuantise;
import org.thgcl.features.PcaQuantise.Rounding;
import org.thgcl.features.Resampling;
import org.thgcl.features.VideoChunks;
import org.thgcl.features.VideoChunks.Filling;
import org.thgcl.features.VideoChunks.Timeline;
import org.thgcl.golden.KindSetting.Bounds;
import org.thgcl.media.Picture;
import org.thgcl.media.Rational;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The kinds around the encoders of section 2.1: sound at another rate, pictures in another size, a video in chunks,
/// features in 8 bits.
final class MediaKinds {
    private static final Bounds ABOVE_0 =
            new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
    private static final Bounds ROLLOFF = new Bounds(Double.NEGATIVE_INFINITY, 1, 0, Double.POSITIVE_INFINITY);
    private static final Resampling BEST = Resampling.kaiserBest(44100, 16000);
    private static final int CHANNELS = 3;

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "resample",
                    "2.1",
                    "y[t] = sum over j of x[j] g(t rate_in/rate_out - j), g(u) = s rolloff sinc(rolloff s u) I0(beta"
                            + " sqrt(1 - (s u/zeros)^2))/I0(beta) where |s u| <= zeros, s = min(1, rate_out/rate_in)",
                    List.of(
                            size("rate_in", BEST.from()),
                            size("rate_out", BEST.to()),
                            size("zeros", BEST.zeros()),
                            KindSetting.real("beta", Bounds.between(0, Resampling.MOST_BETA))
                                    .or(BEST.beta()),
                            KindSetting.real("rolloff", ROLLOFF).or(BEST.rolloff())),
                    List.of("waveform[n]"),
                    List.of("resampled[m]"),
                    MediaKinds::resample),
            new EquationKind(
                    "pca_quantise",
                    "2.1",
                    "z = V (e - mu), q = rounding((min(max(z, minimum), maximum) - minimum) (255 / (maximum -"
                            + " minimum)))",
                    List.of(
                            KindSetting.ofWords("rounding", Rounding.TRUNCATE),
                            KindSetting.real("minimum", Bounds.NONE).or(-2.0),
                            KindSetting.real("maximum", Bounds.NONE).or(2.0)),
                    List.of("embedding[P,E]", "vectors[K,E]", "means[E]"),
                    List.of("projected[P,K]", "quantised[P,K]"),
                    MediaKinds::pcaQuantise),
            new EquationKind(
                    "frame_resize",
                    "2.1",
                    "along each axis, across first, out[i] = clip((2^21 + sum over j of k_ij in[j]) >> 22) with bicubic"
                            + " weights k_ij, widened when a picture shrinks",
                    List.of(size("width", 128), size("height", 128)),
                    List.of("int picture[h,w,3]"),
                    List.of("int resized[height,width,3]"),
                    MediaKinds::frameResize),
            new EquationKind(
                    "video_chunks",
                    "2.1",
                    "time: frames with k d <= t < (k + 1) d, or else the one that is shown; predecessor: floor(d"
                            + " floor(n / seconds)) consecutive frames; n < least_frames: floor(least_frames / n) + 1"
                            + " times",
                    List.of(
                            KindSetting.real("chunk_seconds", ABOVE_0).or(0.25),
                            size("seconds", 10),
                            size("least_frames", 5),
                            KindSetting.ofWords("timeline", Timeline.TIME)),
                    List.of("times[n]"),
                    List.of("int chunk_sizes[chunks]", "int frames[m]"),
                    MediaKinds::videoChunks));

    private MediaKinds() {}

    private static KindSetting size(String name, int fallback) {
        return KindSetting.whole(name, 1, Limits.SIZE).or(fallback);
    }

    private static Outputs resample(CaseSettings s, CaseInputs in) {
        Resampling resampling = new Resampling(
                s.whole("rate_in"), s.whole("rate_out"), s.whole("zeros"), s.real("beta"), s.real("rolloff"));
        int samples = in.size("n");
        long length = (long) samples * resampling.to() / resampling.from();
        Limits.require("settings.rate_out", length);
        Limits.require("settings.zeros", length, resampling.products(samples));
        Variable waveform = in.variable("waveform");
        double[] resampled = GoldenException.blaming(
                "inputs.waveform", () -> resampling.apply(waveform.value().toArray()));
        Tape tape = in.tape();
        Tensor y = tape.allocate(Shape.of(resampled.length));
        write(resampled, y);
        return new Outputs()
                .put(
                        "resampled",
                        tape.record(
                                "resample",
                                y,
                                dy -> waveform.accumulate(dx -> write(resampling.gradient(dy.toArray(), samples), dx)),
                                waveform));
    }

    private static void write(double[] numbers, Tensor to) {
        for (int i = 0; i < numbers.length; i++) {
            to.set(i, numbers[i]);
        }
    }

    private static Outputs pcaQuantise(CaseSettings s, CaseInputs in) {
        PcaQuantise quantise = GoldenException.blaming(
                "settings",
                () -> new PcaQuantise(s.word(Rounding.class, "rounding"), s.real("minimum"), s.real("maximum")));
        Limits.require("inputs.vectors", in.size("P"), in.size("K"));
        PcaQuantise.Result result = GoldenException.blaming(
                "inputs", () -> quantise.apply(in.tensor("embedding"), in.tensor("vectors"), in.tensor("means")));
        return new Outputs()
                .put("projected", GoldenTensor.real(result.projected()))
                .put("quantised", GoldenTensor.real(result.quantised()));
    }

    private static Outputs frameResize(CaseSettings s, CaseInputs in) {
        int width = s.whole("width");
        int height = s.whole("height");
        Limits.require("settings.width", width, Math.max(height, in.size("h")), CHANNELS);
        int[] values = in.indices("picture", 256);
        byte[] rgb = new byte[values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i];
        }
        Picture picture = GoldenException.blaming("inputs.picture", () -> new Picture(in.size("w"), in.size("h"), rgb));
        byte[] resized = Bicubic.resize(picture, width, height).rgb();
        Tensor tensor = Tensor.zeros(Shape.of(height, width, CHANNELS));
        for (int i = 0; i < resized.length; i++) {
            tensor.set(i, Byte.toUnsignedInt(resized[i]));
        }
        return new Outputs().put("resized", GoldenTensor.whole(tensor));
    }

    private static Outputs videoChunks(CaseSettings s, CaseInputs in) {
        double length = s.real("chunk_seconds");
        VideoChunks settings = GoldenException.blaming(
                "settings",
                () -> new VideoChunks(
                        s.word(Timeline.class, "timeline"),
                        fraction(length),
                        s.whole("seconds"),
                        s.whole("least_frames"),
                        Filling.REPEAT));
        double[] times = in.tensor("times").toArray();
        requireAscending(times);
        Limits.require("settings.chunk_seconds", (long) times.length + settings.count(), settings.leastFrames() + 1);
        List<List<Integer>> chunks = GoldenException.blaming(
                "inputs.times", () -> settings.of(times.length, (frame, chunk) -> times[frame] < chunk * length));
        return new Outputs()
                .put(
                        "chunk_sizes",
                        GoldenTensor.whole(chunks.stream().mapToInt(List::size).toArray()))
                .put(
                        "frames",
                        GoldenTensor.whole(chunks.stream()
                                .flatMap(List::stream)
                                .mapToInt(Integer::intValue)
                                .toArray()));
    }

    /// The decimal number that is written.
    private static Rational fraction(double seconds) {
        try {
            return Rational.of(BigDecimal.valueOf(seconds));
        } catch (ArithmeticException e) {
            throw new GoldenException(
                    CaseSettings.field("chunk_seconds"), seconds + " isn't a fraction of numbers of 64 bits");
        }
    }

    private static void requireAscending(double... times) {
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]) || (i > 0 && times[i] < times[i - 1])) {
                throw new GoldenException(
                        "inputs.times",
                        "element " + i + " is " + times[i] + ", times must be finite and must not fall");
            }
        }
    }
}
