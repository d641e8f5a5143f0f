package org.thgcl.data;

import java.util.List;

/// Clips that a program holds in memory: the arrays are checked and copied once.
///
/// Messages call it `clips`, and a clip by its number.
final class ArrayDataSet implements DataSet {
    private static final String NAME = "clips";

    private final Features audio;
    private final Features video;
    private final int[] labels;
    private final ClassNames classes;

    /// @param video `null` for none
    /// @param labels `null` for clips whose classes nobody has said
    ArrayDataSet(float[][][] audio, float[][][] video, int[] labels, List<String> classes) {
        this.classes = new ClassNames(NAME + ": classes", classes);
        this.audio = Features.of("audio", audio);
        this.video = video == null ? new Features(new float[0][], 0, 0) : Features.of("video", video);
        int clips = this.audio.clips.length;
        if (video != null && video.length != clips) {
            throw new IllegalArgumentException(NAME + ": video has " + video.length + " clips, audio has " + clips
                    + "; they must be the same clips");
        }
        this.labels = labels == null ? null : labels.clone();
        if (labels != null) {
            requireLabels(labels, clips, classes.size());
        }
    }

    private static void requireLabels(int[] labels, int clips, int classes) {
        if (labels.length != clips) {
            throw new IllegalArgumentException(
                    NAME + ": there are " + labels.length + " labels for " + clips + " clips; each clip has one");
        }
        for (int clip = 0; clip < clips; clip++) {
            if (labels[clip] < 0 || labels[clip] >= classes) {
                throw new IllegalArgumentException(NAME + ": label of clip " + clip + " is " + labels[clip]
                        + "; it must be a whole number from 0 to " + (classes - 1)
                        + ", a place in the list of classes");
            }
        }
    }

    /// The features of one modality.
    ///
    /// @param clips each row-major `[segments, features]`
    private record Features(float[][] clips, int segments, int features) {
        static Features of(String modality, float[][][] clips) {
            if (clips == null || clips.length == 0 || clips[0] == null || clips[0].length == 0) {
                throw new IllegalArgumentException(NAME + ": " + modality + " has no "
                        + (clips == null || clips.length == 0 ? "clips" : "segments") + "; at least 1 is needed");
            }
            int segments = clips[0].length;
            int features = clips[0][0] == null ? 0 : clips[0][0].length;
            if (features == 0) {
                throw new IllegalArgumentException(NAME + ": " + modality + " has no features; at least 1 is needed");
            }
            float[][] copies = new float[clips.length][];
            for (int clip = 0; clip < clips.length; clip++) {
                copies[clip] = copy(NAME + ": " + modality + " of clip " + clip, clips[clip], segments, features);
            }
            return new Features(copies, segments, features);
        }

        private static float[] copy(String where, float[][] clip, int segments, int features) {
            requireLength(where, "segments", clip == null ? 0 : clip.length, segments);
            float[] copy = new float[Math.multiplyExact(segments, features)];
            for (int segment = 0; segment < segments; segment++) {
                float[] row = clip[segment];
                requireLength(where + ", segment " + segment, "features", row == null ? 0 : row.length, features);
                for (int feature = 0; feature < features; feature++) {
                    if (!Float.isFinite(row[feature])) {
                        throw new IllegalArgumentException(where + ", segment " + segment + ", feature " + feature
                                + " is " + row[feature] + "; it must be a finite number");
                    }
                }
                System.arraycopy(row, 0, copy, segment * features, features);
            }
            return copy;
        }

        private static void requireLength(String where, String what, int length, int expected) {
            if (length != expected) {
                throw new IllegalArgumentException(where + " has " + length + " " + what + ", the first clip has "
                        + expected + "; all must have as many");
            }
        }

        void read(int clip, float[] into, int offset) {
            if (clips.length > 0) {
                System.arraycopy(clips[clip], 0, into, offset, clips[clip].length);
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int size() {
        return audio.clips.length;
    }

    @Override
    public int audioSegments() {
        return audio.segments;
    }

    @Override
    public int audioFeatures() {
        return audio.features;
    }

    @Override
    public int videoSegments() {
        return video.segments;
    }

    @Override
    public int videoFeatures() {
        return video.features;
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public int label(int clip) {
        return labels == null ? UNLABELLED : labels[clip];
    }

    @Override
    public String id(int clip) {
        return Integer.toString(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        audio.read(clip, into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        video.read(clip, into, offset);
    }
}
