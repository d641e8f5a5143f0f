package org.thgcl.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.tensor.CounterRandom;

/// Clips with several classes, made of clips with one: clip i is clip i of another data set and up to a number of
/// further ones drawn at random. Its features are the sum of theirs, its classes all that one of them has.
///
/// Everything is computed when asked for, from the seed and the clip alone.
public final class MixedClips implements DataSet {
    private static final int COUNT = CounterRandom.site("mixed count");
    private static final int PART = CounterRandom.site("mixed part");

    private final DataSet source;
    private final int most;
    private final CounterRandom random;

    /// @param source clips to be mixed
    /// @param most clips that are added up, at least 2; each number from 1 on is as likely
    /// @throws IllegalArgumentException if it is less
    public MixedClips(DataSet source, int most, long seed) {
        if (most < 2) {
            throw new IllegalArgumentException("mixed clips: at most " + most + " are added up; it must be at least 2");
        }
        this.source = source;
        this.most = most;
        this.random = new CounterRandom(seed);
    }

    /// The clips of the source that a clip is made of, itself first; one may come twice.
    int[] parts(int clip) {
        int[] parts = new int[1 + random.below(most, clip, COUNT, 0)];
        parts[0] = clip;
        for (int k = 1; k < parts.length; k++) {
            parts[k] = random.below(source.size(), clip, PART, k);
        }
        return parts;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public int audioSegments() {
        return source.audioSegments();
    }

    @Override
    public int audioFeatures() {
        return source.audioFeatures();
    }

    @Override
    public int videoSegments() {
        return source.videoSegments();
    }

    @Override
    public int videoFeatures() {
        return source.videoFeatures();
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public boolean severalLabels() {
        return true;
    }

    @Override
    public int label(int clip) {
        return labelsOf(clip).only(0);
    }

    @Override
    public Labels labelsOf(int... clips) {
        return Labels.several(Arrays.stream(clips)
                .mapToObj(clip -> IntStream.of(parts(clip))
                        .flatMap(part -> IntStream.of(source.labelsOf(part).of(0)))
                        .distinct()
                        .toArray())
                .toArray(int[][]::new));
    }

    @Override
    public String id(int clip) {
        return source.id(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        sum(clip, source::readAudio, into, offset, audioSegments() * audioFeatures());
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        sum(clip, source::readVideo, into, offset, videoSegments() * videoFeatures());
    }

    private void sum(int clip, Reading reading, float[] into, int offset, int count) {
        float[] features = new float[count];
        Arrays.fill(into, offset, offset + count, 0);
        for (int part : parts(clip)) {
            reading.read(part, features, 0);
            for (int i = 0; i < count; i++) {
                into[offset + i] += features[i];
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read(int clip, float[] into, int offset);
    }

    @Override
    public void close() {
        source.close();
    }
}
