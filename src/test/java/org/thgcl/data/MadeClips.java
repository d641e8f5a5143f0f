package org.thgcl.data;

import java.util.List;
import java.util.Optional;

/// Clips of which it is said how they were made.
public record MadeClips(DataSet clips, Optional<Fingerprint> fingerprint) implements DataSet {
    @Override
    public String name() {
        return clips.name();
    }

    @Override
    public int size() {
        return clips.size();
    }

    @Override
    public int audioSegments() {
        return clips.audioSegments();
    }

    @Override
    public int audioFeatures() {
        return clips.audioFeatures();
    }

    @Override
    public int videoSegments() {
        return clips.videoSegments();
    }

    @Override
    public int videoFeatures() {
        return clips.videoFeatures();
    }

    @Override
    public List<String> classes() {
        return clips.classes();
    }

    @Override
    public int label(int clip) {
        return clips.label(clip);
    }

    @Override
    public String id(int clip) {
        return clips.id(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        clips.readAudio(clip, into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        clips.readVideo(clip, into, offset);
    }
}
