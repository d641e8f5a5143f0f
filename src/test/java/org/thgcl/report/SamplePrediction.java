package org.thgcl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thgcl.data.Fingerprint;
import org.thgcl.features.LogMel;
import org.thgcl.media.Picture;
import org.thgcl.report.PredictedClip.Attention;
import org.thgcl.report.PredictedClip.KeyFrame;
import org.thgcl.report.PredictedClip.Modality;
import org.thgcl.report.PredictedClip.Spectrogram;
import org.thgcl.training.Prediction;

/// Predictions that pages are made of in tests: nothing was recorded or learnt.
final class SamplePrediction {
    static final Fingerprint FEATURES = features("5f");

    private SamplePrediction() {}

    static Fingerprint features(String weights) {
        return new Fingerprint(Map.of("vggish", weights));
    }

    static PredictedRecording recording(String name, PredictedClip... clips) {
        return new PredictedRecording(name, List.of(clips), FEATURES, Optional.of(FEATURES), "runs/own");
    }

    /// Ten seconds with a rising tone, eight pictures of a bar that goes right, and attention to the fourth second.
    static PredictedClip clip(double start, String... classes) {
        List<KeyFrame> pictures = IntStream.range(0, 8)
                .mapToObj(k -> new KeyFrame(1.25 * k, picture(k)))
                .toList();
        List<Attention> attention =
                List.of(attention(Modality.AUDIO, 101, 0.09, 0.975), attention(Modality.VIDEO, 40, 0.25, 0.25));
        return new PredictedClip(start, 10, 10, sound(10), pictures, attention, prediction(classes), List.of());
    }

    /// The same without pictures; the recording ends after 6.5 s.
    static PredictedClip soundAlone(String... classes) {
        List<Attention> attention = List.of(attention(Modality.AUDIO, 101, 0.09, 0.975));
        List<String> notes = List.of("3.5 s of silence were added at the end.");
        return new PredictedClip(0, 10, 6.5, sound(6.5), List.of(), attention, prediction(classes), notes);
    }

    private static Prediction prediction(String... classes) {
        Map<String, Double> scores = new LinkedHashMap<>();
        double rest = 1;
        for (String name : classes) {
            scores.put(name, 0.6 * rest);
            rest -= 0.6 * rest;
        }
        return new Prediction(classes[0], scores);
    }

    private static Attention attention(Modality modality, int segments, double every, double length) {
        double[] peak = IntStream.range(0, segments)
                .mapToDouble(i -> 1 / (1 + StrictMath.pow(i * every + length / 2 - 3.6, 2)))
                .toArray();
        double sum = DoubleStream.of(peak).sum();
        List<Double> weights = new ArrayList<>();
        DoubleStream.of(peak).forEach(weight -> weights.add(weight / sum));
        return new Attention(modality, weights, every, length);
    }

    private static Spectrogram sound(double seconds) {
        double[] waveform = IntStream.range(0, 160_000)
                .mapToDouble(n -> n < seconds * 16_000 ? StrictMath.sin(n * (0.1 + n * 2e-6)) * 0.3 : 0)
                .toArray();
        LogMel.Settings settings = LogMel.Settings.VGGISH;
        return new Spectrogram(new LogMel(settings).frames(waveform), settings);
    }

    private static Picture picture(int bar) {
        byte[] rgb = new byte[3 * 160 * 90];
        for (int pixel = 0; pixel < 160 * 90; pixel++) {
            boolean inside = pixel % 160 / 20 == bar;
            rgb[3 * pixel] = (byte) (inside ? 230 : 40);
            rgb[3 * pixel + 1] = (byte) (inside ? 120 : pixel / 160 + 30);
            rgb[3 * pixel + 2] = (byte) (inside ? 30 : 120);
        }
        return new Picture(160, 90, rgb);
    }
}
