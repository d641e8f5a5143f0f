package org.thgcl.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A handful of clips that a test makes up: one audio feature each, two video features each.
///
/// @param name what messages call them
/// @param path of the file that they seem to be from; `null` for none
public record Clips(
        String name,
        Path path,
        List<String> classes,
        List<Integer> order,
        List<String> ids,
        List<Float> audio,
        List<Float> video)
        implements DataSet {
    /// Three clips of two classes.
    public static Clips three(Path path) {
        return new Clips(
                "clips",
                path,
                List.of("Glocke-ä", "b"),
                List.of(0, 1, 0),
                List.of("x", "y,1", "z"),
                List.of(1.5f, -0.25f, 3f),
                List.of(0f, -0.5f, 1f, -1.5f, 2f, -2.5f));
    }

    /// So many clips of class a, so many of class b, ..., one after the other. The audio feature is the clip's number,
    /// those of the video are its tenfold and its negative.
    static Clips labelled(int... classSizes) {
        List<Integer> order = IntStream.range(0, classSizes.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(classSizes[c]))
                .boxed()
                .toList();
        List<Integer> clips = IntStream.range(0, order.size()).boxed().toList();
        return new Clips(
                "labelled",
                null,
                IntStream.range('a', 'a' + classSizes.length)
                        .mapToObj(Character::toString)
                        .toList(),
                order,
                clips.stream().map(clip -> "clip " + clip).toList(),
                clips.stream().map(clip -> (float) clip).toList(),
                clips.stream()
                        .flatMap(clip -> Stream.of((float) (10 * clip), (float) -clip))
                        .toList());
    }

    public Clips withOrder(List<Integer> other) {
        return new Clips(name, path, classes, other, ids, audio, video);
    }

    public Clips withIds(List<String> other) {
        return new Clips(name, path, classes, order, other, audio, video);
    }

    public Clips withClasses(List<String> other) {
        return new Clips(name, path, other, order, ids, audio, video);
    }

    public Clips withAudio(List<Float> other) {
        return new Clips(name, path, classes, order, ids, other, video);
    }

    public Clips withVideo(List<Float> other) {
        return new Clips(name, path, classes, order, ids, audio, other);
    }

    /// The same, read from a file that must not be read.
    public Clips unreadable() {
        return withAudio(List.of());
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
