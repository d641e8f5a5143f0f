package org.thgcl.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.page.DataImage;
import org.thgcl.tensor.Tensor;

/// A spectrogram as an image: time to the right, frequency upwards, a pixel for each number.
///
/// Dark blue is the least of its numbers, light yellow the greatest. Lightness grows all the way, and blue and yellow
/// differ for all kinds of colour vision.
final class SpectrogramImage {
    private static final int COLOURS = 256;

    /// Red, green, blue at equal distances.
    private static final int[][] STOPS = {{8, 16, 48}, {20, 60, 120}, {92, 108, 128}, {184, 164, 88}, {255, 240, 140}};

    private SpectrogramImage() {}

    static DataImage of(PredictedClip.Spectrogram spectrogram) {
        Tensor frames = spectrogram.frames();
        int times = frames.shape().size(0);
        int bands = frames.shape().size(1);
        double low =
                IntStream.range(0, times * bands).mapToDouble(frames::get).min().orElse(0);
        double high =
                IntStream.range(0, times * bands).mapToDouble(frames::get).max().orElse(0);
        double scale = high > low ? (COLOURS - 1) / (high - low) : 0;
        BufferedImage image = new BufferedImage(times, bands, BufferedImage.TYPE_BYTE_INDEXED, colours());
        for (int t = 0; t < times; t++) {
            for (int b = 0; b < bands; b++) {
                int colour = (int) StrictMath.rint((frames.get(t * bands + b) - low) * scale);
                image.getRaster().setSample(t, bands - 1 - b, 0, colour);
            }
        }
        return DataImage.png(
                image,
                String.format(
                        Locale.ROOT,
                        "Spectrogram: %d mel bands from %.0f to %.0f Hz over time",
                        bands,
                        spectrogram.settings().lowHz(),
                        spectrogram.settings().highHz()));
    }

    static IndexColorModel colours() {
        byte[][] channels = new byte[3][COLOURS];
        for (int k = 0; k < COLOURS; k++) {
            double place = (double) k * (STOPS.length - 1) / (COLOURS - 1);
            int stop = Math.min((int) place, STOPS.length - 2);
            for (int c = 0; c < 3; c++) {
                double value = STOPS[stop][c] + (place - stop) * (STOPS[stop + 1][c] - STOPS[stop][c]);
                channels[c][k] = (byte) StrictMath.rint(value);
            }
        }
        return new IndexColorModel(8, COLOURS, channels[0], channels[1], channels[2]);
    }
}
