package org.thgcl.training;

import org.thgcl.data.DataSet;

/// How large features are.
final class FeatureScale {
    private FeatureScale() {}

    /// The largest absolute value of a clip's features, audio and video.
    static double largest(DataSet data, int clip) {
        float[] audio = new float[data.audioSegments() * data.audioFeatures()];
        float[] video = new float[data.videoSegments() * data.videoFeatures()];
        data.readAudio(clip, audio, 0);
        data.readVideo(clip, video, 0);
        return Math.max(largest(audio), largest(video));
    }

    private static double largest(float... features) {
        double largest = 0;
        for (float feature : features) {
            largest = Math.max(largest, Math.abs(feature));
        }
        return largest;
    }
}
