package org.thgcl.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.thgcl.file.Reason;

/// Clips whose features are NumPy arrays in files, with labels and ids from CSV files. The classes are the distinct
/// labels, sorted. One clip, or a block of clips, is in memory at a time.
///
/// An array of an archive is unpacked into a temporary file, which is deleted when this is closed.
public final class NumpyClips implements DataSet {
    private final List<NpyFeatures> arrays = new ArrayList<>();
    private final List<Path> unpacked = new ArrayList<>();
    private final String name;
    private NpyFeatures audio;
    private NpyFeatures video;
    private ClipTable table;
    private ClassNames classes;

    private NumpyClips(String name) {
        this.name = name;
    }

    /// Opens the files.
    ///
    /// @param audio an array [clip, segment, feature]: a `.npy` file, or a `.npz` file, or `FILE.npz:NAME`
    /// @param video likewise; null if there is none
    /// @param labels CSV file with the labels of the clips, as [ClipTable] reads it
    /// @param ids CSV file with their ids; null if there is none
    /// @param scratch folder for what must be unpacked
    /// @throws IllegalArgumentException if one isn't such, or their numbers of clips differ
    /// @throws IOException if one can't be read
    public static NumpyClips open(String audio, String video, Path labels, Path ids, Path scratch) throws IOException {
        NumpyClips clips = new NumpyClips(audio);
        try {
            clips.table = ClipTable.read(labels, ids);
            clips.audio = clips.features(audio, "audio", scratch);
            clips.requireClips(labels.toString(), clips.size());
            if (video != null) {
                clips.video = clips.features(video, "video", scratch);
                clips.requireClips(video, clips.video.shape().clips());
            }
            clips.classes = new ClassNames(labels.toString(), List.copyOf(new TreeSet<>(clips.table.labels())));
            return clips;
        } catch (IOException | RuntimeException e) {
            clips.close();
            throw e;
        }
    }

    private NpyFeatures features(String argument, String usual, Path scratch) throws IOException {
        int colon = argument.lastIndexOf(':');
        boolean named = colon > 0 && !Files.exists(Path.of(argument));
        Path file = Path.of(named ? argument.substring(0, colon) : argument);
        String where = argument + ": " + usual;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(Files.exists(file) ? file + " is not a file" : "no such file: " + file);
        }
        boolean archive = NpzArchive.is(file);
        if (named && !archive) {
            throw new IllegalArgumentException(file + " is not a .npz file; only in those arrays have names");
        }
        if (archive) {
            String array = NpzArchive.choose(file, named ? argument.substring(colon + 1) : null, usual);
            Path copy = Files.createTempFile(scratch, ".", ".npy");
            unpacked.add(copy);
            NpzArchive.unpack(file, array, copy);
            file = copy;
        }
        NpyFeatures features = NpyFeatures.open(where, file);
        arrays.add(features);
        return features;
    }

    private void requireClips(String what, int clips) {
        if (clips != audio.shape().clips()) {
            throw new IllegalArgumentException(what + " has " + clips + " clips, " + name + " has "
                    + audio.shape().clips() + "; they must be the same clips");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return table.labels().size();
    }

    @Override
    public int audioSegments() {
        return audio.shape().segments();
    }

    @Override
    public int audioFeatures() {
        return audio.shape().features();
    }

    @Override
    public int videoSegments() {
        return video == null ? 0 : video.shape().segments();
    }

    @Override
    public int videoFeatures() {
        return video == null ? 0 : video.shape().features();
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public int label(int clip) {
        return classes.number(name, table.labels().get(clip));
    }

    @Override
    public String id(int clip) {
        return table.ids() == null ? String.valueOf(clip) : table.ids().get(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        audio.read(clip, into, offset, this::id);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        if (video != null) {
            video.read(clip, into, offset, this::id);
        }
    }

    /// Closes the files and deletes what was unpacked.
    @Override
    public void close() {
        try {
            for (NpyFeatures array : arrays) {
                array.close();
            }
            for (Path file : unpacked) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be closed: " + Reason.of(e), e);
        }
    }
}
