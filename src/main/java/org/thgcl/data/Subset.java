package org.thgcl.data;

/// Some clips of a data set, such as its training part. A position counts within the subset, a clip within the
/// data set.
public final class Subset {
    private final DataSet data;
    private final int[] clips;

    /// The given clips of a data set, by position.
    ///
    /// @throws IllegalArgumentException if there are none, or one isn't in the data set
    public Subset(DataSet data, int[] clips) {
        this.data = data;
        this.clips = clips.clone();
        if (clips.length == 0) {
            throw new IllegalArgumentException(data.name() + ": a part without clips; it needs at least 1");
        }
        for (int clip : clips) {
            if (clip < 0 || clip >= data.size()) {
                throw new IllegalArgumentException(
                        data.name() + ": there is no clip " + clip + "; clips are 0 to " + (data.size() - 1));
            }
        }
    }

    /// All clips of a data set.
    public static Subset all(DataSet data) {
        int[] clips = new int[data.size()];
        for (int clip = 0; clip < clips.length; clip++) {
            clips[clip] = clip;
        }
        return new Subset(data, clips);
    }

    /// The data set.
    public DataSet data() {
        return data;
    }

    /// The clips as a new array.
    public int[] clips() {
        return clips.clone();
    }

    /// Number of clips.
    public int size() {
        return clips.length;
    }

    /// The clip at a position.
    public int clip(int position) {
        return clips[position];
    }

    /// The classes of all clips, by position.
    public Labels labels() {
        return data.labelsOf(clips);
    }

    /// Clips of each class. A clip with several classes counts in each of them.
    public int[] classCounts() {
        int[] counts = new int[data.classes().size()];
        Labels labels = labels();
        for (int position = 0; position < clips.length; position++) {
            for (int category : labels.of(position)) {
                counts[category]++;
            }
        }
        return counts;
    }

    /// Refuses a class without clips, which can't be learnt.
    ///
    /// @param purpose what the clips are for, such as `training`
    /// @throws IllegalArgumentException naming the first such class
    public void requireEveryClass(String purpose) {
        int[] counts = classCounts();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] == 0) {
                throw new IllegalArgumentException(
                        data.name() + ": class '" + data.classes().get(c) + "' (" + c + " of "
                                + counts.length + ") has no clip for " + purpose
                                + "; take it out of the classes (unique_labels) or give it clips");
            }
        }
    }
}
