package org.thgcl.data;

import java.util.List;
import java.util.stream.IntStream;

/// Clips whose classes a test chooses: so many of class a, so many of class b, ..., one after the other. The single
/// audio feature is the clip's number, the two of the single video segment are its tenfold and its negative.
record Labelled(List<Integer> order) implements DataSet {
    Labelled(int... classSizes) {
        this(IntStream.range(0, classSizes.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(classSizes[c]))
                .boxed()
                .toList());
    }

    @Override
    public String name() {
        return "labelled";
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
    public List<String> classes() {
        int last = order.stream().mapToInt(Integer::intValue).max().orElse(0);
        return IntStream.rangeClosed(0, last)
                .mapToObj(c -> String.valueOf((char) ('a' + c)))
                .toList();
    }

    @Override
    public int label(int clip) {
        return order.get(clip);
    }

    @Override
    public String id(int clip) {
        return "clip " + clip;
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        into[offset] = clip;
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        into[offset] = 10 * clip;
        into[offset + 1] = -clip;
    }
}
