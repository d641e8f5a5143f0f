package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.data.DataSet;
import org.thgcl.file.Work;

/// Mean cosine of the features of two segments, by their distance. The mean over all clips and segments is subtracted
/// first; segments whose features are then all 0 are left out.
///
/// @param byLag of segments of one clip that are 1, 2, ... segments apart
/// @param otherClips of equal segments of a clip and the next one in the file
record SegmentSimilarity(List<Double> byLag, double otherClips) {
    /// Largest distance looked at.
    private static final int MOST = 24;

    SegmentSimilarity {
        byLag = List.copyOf(byLag);
    }

    /// Reads a clip's features, `[segments, features]`.
    private interface Reader {
        void read(int clip, float[] into, int offset);
    }

    static SegmentSimilarity audio(DataSet clips) {
        return of(clips::readAudio, clips.size(), clips.audioSegments(), clips.audioFeatures());
    }

    static SegmentSimilarity video(DataSet clips) {
        return of(clips::readVideo, clips.size(), clips.videoSegments(), clips.videoFeatures());
    }

    /// Whether the similarity falls from lag to lag up to the given one, and is lowest between clips.
    boolean falls(int lags) {
        boolean falls = byLag.get(lags - 1) > otherClips;
        for (int lag = 1; lag < lags; lag++) {
            falls &= byLag.get(lag - 1) > byLag.get(lag);
        }
        return falls;
    }

    private static SegmentSimilarity of(Reader reader, int clips, int segments, int features) {
        double[] mean = mean(reader, clips, segments, features);
        Mean[] lags = new Mean[Math.min(MOST, segments - 1)];
        for (int lag = 0; lag < lags.length; lag++) {
            lags[lag] = new Mean();
        }
        Mean others = new Mean();
        float[] clip = new float[segments * features];
        float[] before = new float[segments * features];
        try (Work work = Work.begin("comparing segments", clips)) {
            for (int n = 0; n < clips; n++) {
                reader.read(n, clip, 0);
                unit(clip, mean, segments);
                for (int lag = 1; lag <= lags.length; lag++) {
                    for (int i = 0; i + lag < segments; i++) {
                        lags[lag - 1].add(clip, i, clip, i + lag, features);
                    }
                }
                for (int i = 0; n > 0 && i < segments; i++) {
                    others.add(before, i, clip, i, features);
                }
                float[] swap = before;
                before = clip;
                clip = swap;
                work.step();
            }
        }
        List<Double> byLag = new ArrayList<>();
        for (Mean lag : lags) {
            byLag.add(lag.value());
        }
        return new SegmentSimilarity(byLag, others.value());
    }

    private static double[] mean(Reader reader, int clips, int segments, int features) {
        double[] mean = new double[features];
        float[] clip = new float[segments * features];
        for (int n = 0; n < clips; n++) {
            reader.read(n, clip, 0);
            for (int e = 0; e < clip.length; e++) {
                mean[e % features] += clip[e];
            }
        }
        for (int f = 0; f < features; f++) {
            mean[f] /= (double) clips * segments;
        }
        return mean;
    }

    /// Subtracts the mean and scales each segment to length 1; one of zeros stays 0.
    private static void unit(float[] clip, double[] mean, int segments) {
        int features = mean.length;
        for (int i = 0; i < segments; i++) {
            double squares = 0;
            for (int e = i * features; e < (i + 1) * features; e++) {
                clip[e] = (float) (clip[e] - mean[e % features]);
                squares += (double) clip[e] * clip[e];
            }
            double length = Math.sqrt(squares);
            for (int e = i * features; e < (i + 1) * features; e++) {
                clip[e] = length == 0 ? 0 : (float) (clip[e] / length);
            }
        }
    }

    private static double dot(float[] x, int i, float[] y, int j, int features) {
        double sum = 0;
        for (int f = 0; f < features; f++) {
            sum += (double) x[i * features + f] * y[j * features + f];
        }
        return sum;
    }

    private static boolean isZero(float[] x, int i, int features) {
        for (int f = 0; f < features; f++) {
            if (x[i * features + f] != 0) {
                return false;
            }
        }
        return true;
    }

    /// A running mean of cosines.
    private static final class Mean {
        private double sum;
        private long count;

        /// Adds the cosine of two segments of length 1, unless one is zero.
        void add(float[] x, int i, float[] y, int j, int features) {
            if (!isZero(x, i, features) && !isZero(y, j, features)) {
                sum += dot(x, i, y, j, features);
                count++;
            }
        }

        double value() {
            return sum / count;
        }
    }
}
