package org.thgcl.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Clips with a class each: audio features [clip, segment, feature] and, unless the data set has none (A25), video
/// features [clip, segment, feature]. Clips are counted from 0.
///
/// Reading is safe from several threads at once.
public interface DataSet extends AutoCloseable {
    /// The label of a clip whose class nobody has said.
    int UNLABELLED = -1;

    /// What messages call this data set: the name of the file.
    String name();

    /// The file that the clips are read from; empty if they aren't.
    default Optional<Path> file() {
        return Optional.empty();
    }

    /// Number of clips, at least 1.
    int size();

    /// Audio segments of a clip, P_a.
    int audioSegments();

    /// Features of an audio segment.
    int audioFeatures();

    /// Video segments of a clip, P_v; 0 without video.
    int videoSegments();

    /// Features of a video segment; 0 without video.
    int videoFeatures();

    /// Whether the clips have video.
    default boolean hasVideo() {
        return videoSegments() > 0;
    }

    /// Names of the classes in the order of their numbers.
    List<String> classes();

    /// The class of a clip, an index into [#classes]; [#UNLABELLED] in a data set that is only to be predicted.
    int label(int clip);

    /// The classes of all clips as a new array.
    default int[] labels() {
        int[] labels = new int[size()];
        for (int clip = 0; clip < labels.length; clip++) {
            labels[clip] = label(clip);
        }
        return labels;
    }

    /// What messages and predictions call a clip.
    String id(int clip);

    /// Writes a clip's audio features, row-major [P_a, F_a], to `into[offset...]`.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    void readAudio(int clip, float[] into, int offset);

    /// Writes a clip's video features, row-major [P_v, F_v], to `into[offset...]`; nothing without video.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    void readVideo(int clip, float[] into, int offset);

    @Override
    default void close() {}
}
