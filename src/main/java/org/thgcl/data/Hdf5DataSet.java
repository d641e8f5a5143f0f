package org.thgcl.data;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.thgcl.data.Hdf5Column.Kind;
import org.thgcl.data.hdf5.Hdf5File;
import org.thgcl.data.hdf5.StoredDataset;

/// A data set in an HDF5 file of the layout in which the predecessors (TMac, VAED) published theirs.
///
/// | dataset | shape | content |
/// |---|---|---|
/// | `audio` | `[N, P_a, F_a]` | audio features, float or integer |
/// | `video` | `[N, P_v, F_v]` | video features; may be absent (A25) |
/// | `label` | `[N]` | name of the class, or its index in `unique_labels` |
/// | or `label` | `[N, C]` | 1 where a clip is of a class of `unique_labels`, else 0 (A43) |
/// | `unique_labels` | `[C]` | names of the classes; if absent: the distinct labels, sorted |
/// | `audio_add`, `video_add` | `[N]` | id of the clip; if both are absent: its number |
///
/// A file `[N, C]` whose clips have one class each is the same as one with `[N]`; [#severalLabels] is false then.
///
/// A file that `thgcl features` made says in the root group's attributes how it was made: [#fingerprint].
///
/// Labels and ids are read at once, features on demand through a cache. A file that is larger than the cache is read
/// fastest if it is contiguous or has one clip in a chunk: a clip read at random needs its whole chunk decoded.
/// Features are handed out as float32. A class may be without clips; [Subset#requireEveryClass] refuses that where it
/// matters.
public final class Hdf5DataSet implements DataSet {
    private final Path path;
    private final String name;
    private final Hdf5File file;
    private final ClassNames classes;
    private final Labels labels;
    private final List<String> ids;
    private final Hdf5Features audio;
    private final Hdf5Features video;
    private final Optional<Fingerprint> fingerprint;

    private Hdf5DataSet(Path path, Hdf5File file, List<String> wanted, boolean needsLabels, BlockCache cache) {
        this.path = path;
        this.name = path.getFileName().toString();
        this.file = file;
        StoredDataset audioDataset = required("audio");
        StoredDataset videoDataset = file.dataset("video");
        Hdf5Column audioIds = column("audio_add", "clip");
        Hdf5Column named = audioIds == null ? column("video_add", "clip") : audioIds;
        ids = named == null ? null : named.values();
        audio = new Hdf5Features(name + ": audio", audioDataset, cache, this::id);
        int clips = audio.shape().clips();
        video = videoDataset == null ? null : new Hdf5Features(name + ": video", videoDataset, cache, this::id);
        if (video != null) {
            requireClips("video", video.shape().clips());
        }
        if (named != null) {
            requireClips(named.name(), named.size());
        }
        audio.requireWritten();
        if (video != null) {
            video.requireWritten();
        }
        Hdf5Column listed = column("unique_labels", "class");
        List<String> own = listed == null ? null : new ClassNames(name + ": unique_labels", listed.values()).names();
        StoredDataset label = needsLabels ? required("label") : file.dataset("label");
        boolean matrix = label != null && label.sizes().length == 2;
        List<String> known = own == null ? wanted : own;
        if (matrix && known == null) {
            throw new IllegalArgumentException(name + ": label has 2 axes, clip and class; that needs a dataset"
                    + " unique_labels with the names of the classes");
        }
        List<String> names = label != null && !matrix ? labelNames(listed, known) : List.of();
        classes = new ClassNames(
                name + ": unique_labels",
                wanted != null ? wanted : own != null ? own : List.copyOf(new TreeSet<>(names)));
        labels = label == null
                ? Labels.one(IntStream.range(0, clips).map(_ -> UNLABELLED).toArray())
                : matrix
                        ? indicators(label, known)
                        : Labels.one(IntStream.range(0, clips)
                                .map(clip -> classes.number(label(clip, "label"), names.get(clip)))
                                .toArray());
        fingerprint = readFingerprint();
        file.refuseOverlaps();
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

    /// Opens a file to look at it: as [#open(Path)] if it has labels, else with one class, which no clip has.
    ///
    /// @throws IllegalArgumentException as [#open(Path)], but not for lack of labels
    public static Hdf5DataSet openAsFound(Path path) {
        requireFile(path);
        boolean labelled;
        try (Hdf5File file = Hdf5File.open(path)) {
            labelled = file.dataset("label") != null;
        }
        return open(path, labelled ? null : List.of("unlabelled"), labelled, BlockCache.SHARED);
    }

    static Hdf5DataSet open(Path path, List<String> classes, boolean needsLabels, BlockCache cache) {
        requireFile(path);
        Hdf5File file = Hdf5File.open(path);
        try {
            return new Hdf5DataSet(path, file, classes, needsLabels, cache);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// How the features were made; empty if the file doesn't say.
    private Optional<Fingerprint> readFingerprint() {
        Optional<String> made = file.attribute(Hdf5Writer.FEATURES);
        Optional<String> sha256 = file.attribute(Hdf5Writer.FINGERPRINT);
        if (made.isEmpty() || sha256.isEmpty()) {
            return Optional.empty();
        }
        try {
            Fingerprint read = Fingerprint.parse(made.get());
            if (read.sha256().equals(sha256.get())) {
                return Optional.of(read);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": attribute " + Hdf5Writer.FEATURES + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + ": attribute " + Hdf5Writer.FINGERPRINT + " is " + sha256.get()
                + "; it must be the SHA-256 of attribute " + Hdf5Writer.FEATURES + ": one of them was altered");
    }

    private StoredDataset required(String dataset) {
        StoredDataset found = file.dataset(dataset);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no dataset '" + dataset + "'; it has "
                    + String.join(", ", file.names()) + "; needed are audio and label");
        }
        return found;
    }

    private void requireClips(String dataset, int clips) {
        if (clips != audio.shape().clips()) {
            throw new IllegalArgumentException(name + ": " + dataset + " has " + clips + " clips, audio has "
                    + audio.shape().clips() + "; they must be the same clips");
        }
    }

    /// A dataset `[N]` or `[C]`, or null if it is absent.
    private Hdf5Column column(String dataset, String entry) {
        StoredDataset found = file.dataset(dataset);
        return found == null ? null : Hdf5Column.read(name, found, entry);
    }

    private String label(int clip, String dataset) {
        return name + ": " + dataset + " of clip " + clip + " (" + id(clip) + ")";
    }

    /// The label of each clip as a name, for labels that are indices, too.
    private List<String> labelNames(Hdf5Column listed, List<String> known) {
        Hdf5Column column = column("label", "clip");
        requireClips("label", column.size());
        if (column.kind() == Kind.TEXT || (column.kind() == Kind.BOOLEAN && known == null)) {
            for (int clip = 0; clip < column.size() && known == null; clip++) {
                if (column.values().get(clip).isEmpty()) {
                    throw new IllegalArgumentException(
                            label(clip, "label") + " is empty; every clip must have a class");
                }
            }
            return column.values();
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    name + ": label holds numbers; that needs a dataset unique_labels with the names of the classes");
        }
        requireNames(listed);
        List<String> names = new ArrayList<>(column.size());
        for (int clip = 0; clip < column.size(); clip++) {
            String value = column.number(clip);
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) >= known.size()) {
                throw new IllegalArgumentException(label(clip, "label") + " is " + value
                        + "; it must be a whole number from 0 to " + (known.size() - 1));
            }
            names.add(known.get(Integer.parseInt(value)));
        }
        return names;
    }

    /// Labels `[N, C]` as numbers of the classes.
    private Labels indicators(StoredDataset label, List<String> known) {
        Hdf5Indicators indicators = new Hdf5Indicators(name, label, this::id);
        requireClips("label", indicators.clips());
        if (indicators.classes() != known.size()) {
            throw new IllegalArgumentException(name + ": label has " + indicators.classes() + " classes, there are "
                    + known.size() + " names of classes; label must be [clip, class] with one column for each name");
        }
        int[][] columns = indicators.read();
        for (int clip = 0; clip < columns.length; clip++) {
            String where = label(clip, "label");
            columns[clip] = IntStream.of(columns[clip])
                    .map(column -> classes.number(where, known.get(column)))
                    .toArray();
        }
        return Arrays.stream(columns).allMatch(of -> of.length == 1)
                ? Labels.one(Arrays.stream(columns).mapToInt(of -> of[0]).toArray())
                : Labels.several(columns);
    }

    /// Numbers in both datasets could mean values or places; they may only where that is the same.
    private void requireNames(Hdf5Column listed) {
        for (int i = 0; listed != null && listed.kind() == Kind.NUMBER && i < listed.size(); i++) {
            if (!listed.values().get(i).equals(String.valueOf(i))) {
                throw new IllegalArgumentException(name + ": label and unique_labels both hold numbers, and class " + i
                        + " is called " + listed.values().get(i)
                        + "; write unique_labels as strings, so that labels are clearly places in it");
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
        return fingerprint;
    }

    @Override
    public int size() {
        return labels.size();
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

    private static void requireFile(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(path + " is not a file");
        }
    }

    /// Whether the clips have labels.
    public boolean isLabelled() {
        return labels.several() || labels.only(0) != UNLABELLED;
    }

    @Override
    public int label(int clip) {
        return labels.only(clip);
    }

    @Override
    public boolean severalLabels() {
        return labels.several();
    }

    @Override
    public Labels labelsOf(int... clips) {
        return labels.at(clips);
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

    /// Writes a clip's audio features as [#readAudio] does, infinite ones and NaN, too.
    public void readAudioUnchecked(int clip, float[] into, int offset) {
        audio.readUnchecked(clip, into, offset);
    }

    /// Writes a clip's video features as [#readVideo] does, infinite ones and NaN, too.
    public void readVideoUnchecked(int clip, float[] into, int offset) {
        if (video != null) {
            video.readUnchecked(clip, into, offset);
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
