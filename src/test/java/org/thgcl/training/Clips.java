package org.thgcl.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.thgcl.data.DataSet;

/// A handful of clips that a test makes up: one audio feature each, two video features each.
///
/// @param path of the file that they seem to be from; `null` for none
record Clips(
        Path path, List<String> classes, List<Integer> order, List<String> ids, List<Float> audio, List<Float> video)
        implements DataSet {
    /// Three clips of two classes.
    static Clips three(Path path) {
        return new Clips(
                path,
                List.of("Glocke-ä", "b"),
                List.of(0, 1, 0),
                List.of("x", "y,1", "z"),
                List.of(1.5f, -0.25f, 3f),
                List.of(0f, -0.5f, 1f, -1.5f, 2f, -2.5f));
    }

    Clips withOrder(List<Integer> other) {
        return new Clips(path, classes, other, ids, audio, video);
    }

    Clips withIds(List<String> other) {
        return new Clips(path, classes, order, other, audio, video);
    }

    Clips withClasses(List<String> other) {
        return new Clips(path, other, order, ids, audio, video);
    }

    Clips withAudio(List<Float> other) {
        return new Clips(path, classes, order, ids, other, video);
    }

    Clips withVideo(List<Float> other) {
        return new Clips(path, classes, order, ids, audio, other);
    }

    /// The same, read from a file that must not be read.
    Clips unreadable() {
        return withAudio(List.of());
    }

    @Override
    public String name() {
        return "clips";
    }

    @Override
    public Optional<Path> file() {
        return Optional.ofNullable(path);
    }

    @Override
    public int size() {
        return order.size();
    }

    @Override
    public int audioSegments() {
        return 1;
    }

    @Override
    public int audioFeatures() {
        return 1;
    }

    @Override
    public int videoSegments() {
        return 1;
    }

    @Override
    public int videoFeatures() {
        return 2;
    }

    @Override
    public int label(int clip) {
        return order.get(clip);
    }

    @Override
    public String id(int clip) {
        return ids.get(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        into[offset] = audio.get(clip);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        into[offset] = video.get(2 * clip);
        into[offset + 1] = video.get(2 * clip + 1);
    }
}
