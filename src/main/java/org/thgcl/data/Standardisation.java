package org.thgcl.data;

import org.thgcl.file.Work;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Tensor;

/// Scales each feature to mean 0 and standard deviation 1 over all segments of the training part (A24):
/// `(x - mean) / deviation`, by feature.
///
/// The deviation is the population's (divided by n). Of a feature that never varies it is set to 1, so that the feature
/// becomes 0. Without video its vectors have length 0.
///
/// Statistics and scaling are in float64 whatever the model computes in; only the scaled feature is rounded.
///
/// @param audioMean `[F_a]`
/// @param audioDeviation `[F_a]`, above 0
/// @param videoMean `[F_v]`
/// @param videoDeviation `[F_v]`, above 0
public record Standardisation(Tensor audioMean, Tensor audioDeviation, Tensor videoMean, Tensor videoDeviation) {
    /// Checks the vectors.
    ///
    /// @throws IllegalArgumentException if lengths differ, a mean isn't finite or a deviation isn't above 0
    /// and finite
    public Standardisation {
        check("audio", audioMean, audioDeviation);
        check("video", videoMean, videoDeviation);
    }

    private static void check(String modality, Tensor mean, Tensor deviation) {
        int features = mean.shape().elements();
        mean.shape().require("standardisation, mean of " + modality, Axis.any("feature"));
        deviation.shape().require("standardisation, deviation of " + modality, Axis.of("feature", features));
        for (int i = 0; i < features; i++) {
            double sigma = deviation.get(i);
            if (!Double.isFinite(mean.get(i)) || !(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("standardisation of " + modality + ", feature " + i + ": mean "
                        + mean.get(i) + ", deviation " + sigma + "; both must be finite, the deviation above 0");
            }
        }
    }

    /// Means and deviations of a part, in one pass over its clips in their order.
    public static Standardisation of(Subset part) {
        DataSet data = part.data();
        FeatureMoments audio = new FeatureMoments(data.audioFeatures());
        FeatureMoments video = new FeatureMoments(data.videoFeatures());
        float[] audioFeatures = new float[data.audioSegments() * data.audioFeatures()];
        float[] videoFeatures = new float[data.videoSegments() * data.videoFeatures()];
        try (Work work = Work.begin("reading clips to standardise", part.size())) {
            for (int position = 0; position < part.size(); position++) {
                data.readAudio(part.clip(position), audioFeatures, 0);
                audio.add(audioFeatures, data.audioSegments());
                data.readVideo(part.clip(position), videoFeatures, 0);
                video.add(videoFeatures, data.videoSegments());
                work.step();
            }
        }
        return new Standardisation(audio.mean(), audio.deviation(), video.mean(), video.deviation());
    }

    /// Writes a clip's audio features `[P_a, F_a]`, scaled, to the positions `position...` of a tensor.
    void audio(float[] features, Tensor into, int position) {
        scale(features, audioMean, audioDeviation, into, position);
    }

    /// Writes a clip's video features `[P_v, F_v]`, scaled, to the positions `position...` of a tensor.
    void video(float[] features, Tensor into, int position) {
        scale(features, videoMean, videoDeviation, into, position);
    }

    private static void scale(float[] values, Tensor mean, Tensor deviation, Tensor into, int position) {
        int features = mean.shape().elements();
        for (int i = 0; i < values.length; i += features) {
            for (int k = 0; k < features; k++) {
                into.set(position + i + k, scaled(values[i + k], mean.get(k), deviation.get(k)));
            }
        }
    }

    /// A feature with the mean taken out, in units of the deviation.
    public static double scaled(double feature, double mean, double deviation) {
        return (feature - mean) / deviation;
    }

    /// Whether this belongs to clips with so many features.
    ///
    /// @throws IllegalArgumentException if it doesn't
    public void requireFits(DataSet data) {
        require(data.name() + ": audio", data.audioFeatures(), audioMean.shape().elements());
        require(data.name() + ": video", data.videoFeatures(), videoMean.shape().elements());
    }

    private static void require(String what, int features, int expected) {
        if (features != expected) {
            throw new IllegalArgumentException(
                    what + " has " + features + " features, the standardisation was computed for " + expected);
        }
    }
}
