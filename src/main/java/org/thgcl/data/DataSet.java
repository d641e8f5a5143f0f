package org.thgcl.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Clips with a class each, or any number of classes: audio features [clip, segment, feature] and, unless the data
/// set has none (A25), video features [clip, segment, feature]. Clips are counted from 0.
///
/// Reading is safe from several threads at once.
public interface DataSet extends AutoCloseable {
    /// The label of a clip whose class nobody has said.
    int UNLABELLED = -1;

    /// Clips that a program holds in memory. The arrays are copied.
    ///
    /// @param audio `[clip, segment, feature]`, at least 1 of each, as many in every clip, finite
    /// @param video likewise, of the same clips
    /// @param labels the class of each clip, a place in the list of classes
    /// @param classes their names, each once
    /// @throws IllegalArgumentException that says which clip, segment or label is wrong
    static DataSet of(float[][][] audio, float[][][] video, int[] labels, List<String> classes) {
        return new ArrayDataSet(audio, required("video", video), required("labels", labels), classes);
    }

    /// Clips without video that a program holds in memory, as [#of(float\[\]\[\]\[\], float\[\]\[\]\[\],
    /// int\[\], List)].
    static DataSet of(float[][][] audio, int[] labels, List<String> classes) {
        return new ArrayDataSet(audio, null, required("labels", labels), classes);
    }

    /// Clips in memory that are only to be predicted.
    ///
    /// @param classes those of the model
    static DataSet unlabelled(float[][][] audio, float[][][] video, List<String> classes) {
        return new ArrayDataSet(audio, required("video", video), null, classes);
    }

    /// Clips in memory, without video, that are only to be predicted.
    static DataSet unlabelled(float[][][] audio, List<String> classes) {
        return new ArrayDataSet(audio, null, null, classes);
    }

    private static <T> T required(String what, T value) {
        if (value == null) {
            throw new IllegalArgumentException("clips: " + what + " is null; leave the argument out if there is none");
        }
        return value;
    }

    /// The name of this data set in messages: that of the file.
    String name();

    /// The file that the clips are read from; empty if they aren't.
    default Optional<Path> file() {
        return Optional.empty();
    }

    /// How the features were made of recordings; empty if nobody says.
    default Optional<Fingerprint> fingerprint() {
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

    /// Whether a clip may have any number of classes, none included (A43); otherwise each has one.
    default boolean severalLabels() {
        return false;
    }

    /// The class of a clip, an index into [#classes]; [#UNLABELLED] in a data set that is only to be predicted.
    ///
    /// @throws IllegalStateException if clips may have several classes: then [#labelsOf] tells them
    int label(int clip);

    /// The classes of some clips, in their order.
    default Labels labelsOf(int... clips) {
        return Labels.one(Arrays.stream(clips).map(this::label).toArray());
    }

    /// The names of a clip's classes, between them `; `; empty if it has none.
    default String classNames(int clip) {
        return Arrays.stream(labelsOf(clip).of(0))
                .filter(category -> category != UNLABELLED)
                .mapToObj(classes()::get)
                .collect(Collectors.joining("; "));
    }

    /// The class of each clip as a new array.
    ///
    /// @throws IllegalStateException if clips may have several classes
    default int[] labels() {
        int[] labels = new int[size()];
        for (int clip = 0; clip < labels.length; clip++) {
            labels[clip] = label(clip);
        }
        return labels;
    }

    /// The name of a clip in messages and predictions.
    String id(int clip);

    /// Writes a clip's audio features, row-major `[P_a, F_a]`, to `into[offset...]`.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    void readAudio(int clip, float[] into, int offset);

    /// Writes a clip's video features, row-major `[P_v, F_v]`, to `into[offset...]`; nothing without video.
    ///
    /// @throws IllegalArgumentException if a feature isn't a finite number
    void readVideo(int clip, float[] into, int offset);

    @Override
    default void close() {}
}
