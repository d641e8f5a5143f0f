package org.thgcl.data;

import java.util.List;

/// Two clips of one class without video, of one audio segment with one feature each.
record Constant(float first, float second) implements DataSet {
    @Override
    public String name() {
        return "constant";
    }

    @Override
    public int size() {
        return 2;
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
        return 0;
    }

    @Override
    public int videoFeatures() {
        return 0;
    }

    @Override
    public List<String> classes() {
        return List.of("only");
    }

    @Override
    public int label(int clip) {
        return 0;
    }

    @Override
    public String id(int clip) {
        return String.valueOf(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        into[offset] = clip == 0 ? first : second;
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        // There is none.
    }
}
