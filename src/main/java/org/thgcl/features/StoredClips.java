package org.thgcl.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.thgcl.data.DataSet;
import org.thgcl.data.Fingerprint;
import org.thgcl.tensor.Tensor;

/// Clips of a [ClipStore] as a data set, of which one at a time is in memory.
final class StoredClips implements DataSet {
    private final List<Row> rows;
    private final Fingerprint fingerprint;
    private final List<String> classes;
    private final Tensor audio;
    private final Optional<Tensor> video;

    /// A clip.
    ///
    /// @param label its class; empty if nobody said
    record Row(String id, Path place, Optional<String> label) {}

    /// @param rows at least one, all with or all without label
    /// @throws IOException if the first can't be read
    StoredClips(List<Row> rows, Fingerprint fingerprint) throws IOException {
        this.rows = List.copyOf(rows);
        this.fingerprint = fingerprint;
        classes = List.copyOf(
                new TreeSet<>(rows.stream().flatMap(row -> row.label().stream()).toList()));
        ClipStore.Stored first = ClipStore.read(rows.getFirst().place());
        audio = first.audio();
        video = first.video();
    }

    @Override
    public String name() {
        return "the clips made";
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
        return Optional.of(fingerprint);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int audioSegments() {
        return audio.shape().rows();
    }

    @Override
    public int audioFeatures() {
        return audio.shape().columns();
    }

    @Override
    public int videoSegments() {
        return video.map(tensor -> tensor.shape().rows()).orElse(0);
    }

    @Override
    public int videoFeatures() {
        return video.map(tensor -> tensor.shape().columns()).orElse(0);
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int clip) {
        return rows.get(clip).label().map(classes::indexOf).orElse(UNLABELLED);
    }

    @Override
    public String id(int clip) {
        return rows.get(clip).id();
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        copy(stored(clip).audio(), into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        stored(clip).video().ifPresent(tensor -> copy(tensor, into, offset));
    }

    private ClipStore.Stored stored(int clip) {
        try {
            return ClipStore.read(rows.get(clip).place());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Tensor tensor, float[] into, int offset) {
        for (int i = 0; i < tensor.shape().elements(); i++) {
            into[offset + i] = (float) tensor.get(i);
        }
    }
}
