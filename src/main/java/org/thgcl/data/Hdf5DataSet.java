package org.thgcl.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A data set in an HDF5 file of the layout in which the predecessors (TMac, VAED) published theirs.
///
/// | dataset | shape | content |
/// |---|---|---|
/// | `audio` | [N, P_a, F_a] | audio features, float or integer |
/// | `video` | [N, P_v, F_v] | video features; may be absent (A25) |
/// | `label` | [N] | name of the class, or its index in `unique_labels` |
/// | `unique_labels` | [C] | names of the classes; if absent: the distinct labels, sorted |
/// | `audio_add`, `video_add` | [N] | id of the clip; if both are absent: its number |
///
/// Labels and ids are read at once, features on demand through a cache. A file that is larger than the cache is read
/// fastest if it is contiguous or has one clip in a chunk: a clip read at random needs its whole chunk decoded.
/// Features are handed out as float32. A class may be without clips; [Subset#requireEveryClass] refuses that where it
/// matters.
public final class Hdf5DataSet implements DataSet {
    private final String name;
    private final HdfFile file;
    private final ClassNames classes;
    private final int[] labels;
    private final List<String> ids;
    private final Hdf5Features audio;
    private final Hdf5Features video;

    private Hdf5DataSet(String name, HdfFile file, List<String> wanted, boolean needsLabels, BlockCache cache) {
        this.name = name;
        this.file = file;
        audio = new Hdf5Features(name + ": audio", required("audio"), cache, this::id);
        int clips = audio.clips();
        video = optional("video") == null
                ? null
                : new Hdf5Features(name + ": video", required("video"), cache, this::id);
        if (video != null) {
            requireClips("video", video.clips());
        }
        ids = column("audio_add") == null ? column("video_add") : column("audio_add");
        Dataset listed = optional("unique_labels");
        List<String> own = listed == null ? null : new ClassNames(name + ": unique_labels", strings(listed)).names();
        boolean labelled = needsLabels ? required("label") != null : optional("label") != null;
        List<String> names = labelled ? labelNames(own == null ? wanted : own) : List.of();
        classes = new ClassNames(
                name + ": unique_labels",
                wanted != null ? wanted : own != null ? own : List.copyOf(new TreeSet<>(names)));
        labels = new int[clips];
        for (int clip = 0; clip < clips; clip++) {
            labels[clip] = labelled
                    ? classes.number(name + ": label of clip " + clip + " (" + id(clip) + ")", names.get(clip))
                    : UNLABELLED;
        }
    }

    /// Opens a file.
    ///
    /// @throws IllegalArgumentException if there is no such file or it isn't in the layout above
    /// @throws UncheckedIOException if it can't be read
    public static Hdf5DataSet open(Path path) {
        return open(path, null, true, BlockCache.SHARED);
    }

    /// Opens a file whose clips are to be numbered by the classes of another data set, usually the one trained on,
    /// whatever list the file itself has.
    ///
    /// @throws IllegalArgumentException also if a label is none of those classes
    public static Hdf5DataSet open(Path path, List<String> classes) {
        return open(path, classes, true, BlockCache.SHARED);
    }

    /// Opens a file whose clips may be without labels, for predictions.
    ///
    /// @throws IllegalArgumentException also if there are labels and one is none of the classes
    public static Hdf5DataSet openUnlabelled(Path path, List<String> classes) {
        return open(path, classes, false, BlockCache.SHARED);
    }

    static Hdf5DataSet open(Path path, List<String> classes, boolean needsLabels, BlockCache cache) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(path + " is not a file");
        }
        try {
            // As a plain channel, of which jhdf can't map parts into memory but has to read them: pages of a mapped
            // file would count as memory of this process until the garbage collector lets go of each mapping. jhdf
            // wants a name for it, which only links to other files would use.
            SeekableByteChannel channel = FileChannel.open(path);
            HdfFile file = hdf5(path, channel);
            try {
                return new Hdf5DataSet(path.getFileName().toString(), file, classes, needsLabels, cache);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (HdfException e) {
            throw new IllegalArgumentException(path + " can't be read as HDF5: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read: " + e.getMessage(), e);
        }
    }

    private static HdfFile hdf5(Path path, SeekableByteChannel channel) throws IOException {
        try {
            return new HdfFile(channel, URI.create("features.h5"));
        } catch (RuntimeException e) {
            channel.close();
            throw new IllegalArgumentException(
                    path + " is not an HDF5 file (" + e.getMessage() + "); docs/data.md says how to make one", e);
        }
    }

    private Dataset optional(String dataset) {
        Node node = file.getChild(dataset);
        if (node != null && !(node instanceof Dataset)) {
            throw new IllegalArgumentException(name + ": " + dataset + " is not a dataset");
        }
        return (Dataset) node;
    }

    private Dataset required(String dataset) {
        Dataset found = optional(dataset);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no dataset '" + dataset + "'; it has "
                    + String.join(", ", new TreeSet<>(file.getChildren().keySet())) + "; needed are audio and label");
        }
        return found;
    }

    private void requireClips(String dataset, int clips) {
        if (clips != audio.clips()) {
            throw new IllegalArgumentException(name + ": " + dataset + " has " + clips + " clips, audio has "
                    + audio.clips() + "; they must be the same clips");
        }
    }

    /// A dataset [N] as strings, or null if it is absent.
    private List<String> column(String dataset) {
        Dataset found = optional(dataset);
        if (found == null) {
            return null;
        }
        List<String> strings = strings(found);
        requireClips(dataset, strings.size());
        return strings;
    }

    private List<String> strings(Dataset dataset) {
        int[] sizes = dataset.getDimensions();
        if (sizes.length != 1) {
            throw new IllegalArgumentException(
                    name + ": " + dataset.getName() + " has " + sizes.length + " axes; it must have 1");
        }
        if (sizes[0] == 0) {
            return List.of();
        }
        Object values = dataset.getData();
        List<String> strings = new ArrayList<>(sizes[0]);
        for (int i = 0; i < sizes[0]; i++) {
            strings.add(String.valueOf(Array.get(values, i)));
        }
        return strings;
    }

    /// The label of each clip as a name, for labels that are indices, too.
    private List<String> labelNames(List<String> known) {
        List<String> values = column("label");
        if (!required("label").getJavaType().isPrimitive()) {
            return values;
        }
        List<String> names = new ArrayList<>(values.size());
        for (int clip = 0; clip < values.size(); clip++) {
            String value = values.get(clip);
            if (known == null) {
                throw new IllegalArgumentException(name
                        + ": label holds numbers; that needs a dataset unique_labels with the names of the classes");
            }
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) >= known.size()) {
                throw new IllegalArgumentException(name + ": label of clip " + clip + " (" + id(clip) + ") is " + value
                        + "; it must be a whole number from 0 to " + (known.size() - 1));
            }
            names.add(known.get(Integer.parseInt(value)));
        }
        return names;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int audioSegments() {
        return audio.segments();
    }

    @Override
    public int audioFeatures() {
        return audio.features();
    }

    @Override
    public int videoSegments() {
        return video == null ? 0 : video.segments();
    }

    @Override
    public int videoFeatures() {
        return video == null ? 0 : video.features();
    }

    @Override
    public List<String> classes() {
        return classes.names();
    }

    @Override
    public int label(int clip) {
        return labels[clip];
    }

    @Override
    public String id(int clip) {
        return ids == null ? String.valueOf(clip) : ids.get(clip);
    }

    @Override
    public void readAudio(int clip, float[] into, int offset) {
        audio.read(clip, into, offset);
    }

    @Override
    public void readVideo(int clip, float[] into, int offset) {
        if (video != null) {
            video.read(clip, into, offset);
        }
    }

    @Override
    public void close() {
        audio.close();
        if (video != null) {
            video.close();
        }
        file.close();
    }
}
