package org.thgcl.data;

import java.util.List;

/// Some clips of a data set as a data set of their own, for instance to write them to a file. Clips count by their
/// position in the subset; classes keep their numbers.
///
/// @param subset the clips
public record SubsetData(Subset subset) implements DataSet {
    private DataSet data() {
        return subset.data();
    }

    @Override
    public String name() {
        return data().name();
    }

    @Override
    public int size() {
        return subset.size();
    }

    @Override
    public int audioSegments() {
        return data().audioSegments();
    }

    @Override
    public int audioFeatures() {
        return data().audioFeatures();
    }

    @Override
    public int videoSegments() {
        return data().videoSegments();
    }

    @Override
    public int videoFeatures() {
        return data().videoFeatures();
    }

    @Override
    public List<String> classes() {
        return data().classes();
    }

    @Override
    public int label(int clip) {
        return subset.label(clip);
    }

    @Override
    public String id(int clip) {
        return data().id(subset.clip(clip));
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        data().readAudio(subset.clip(clip), into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        data().readVideo(subset.clip(clip), into, offset);
    }
}
