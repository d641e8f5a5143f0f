package org.thgcl.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The classes of some clips, by their numbers: one for each clip, or any number of them, none included (A43).
///
/// Immutable. Which classes there are, who takes the labels knows: [#require] checks against their number.
public final class Labels {
    /// Of all clips, clip after clip.
    private final int[] classes;

    /// Where those of each clip begin, and the end of all; `null` if each clip has one.
    private final int[] begins;

    private Labels(int[] classes, int[] begins) {
        this.classes = classes;
        this.begins = begins;
    }

    /// One class for each clip.
    public static Labels one(int... label) {
        return new Labels(label.clone(), null);
    }

    /// Any number of classes for each clip.
    ///
    /// @param classes of each clip, in any order
    /// @throws IllegalArgumentException if a clip has a class twice
    public static Labels several(int[]... classes) {
        int[][] sorted = new int[classes.length][];
        for (int clip = 0; clip < classes.length; clip++) {
            sorted[clip] = Arrays.stream(classes[clip]).sorted().distinct().toArray();
            if (sorted[clip].length < classes[clip].length) {
                throw new IllegalArgumentException(
                        "labels: clip " + clip + " has a class twice: " + Arrays.toString(classes[clip]));
            }
        }
        int[] begins = new int[classes.length + 1];
        for (int clip = 0; clip < classes.length; clip++) {
            begins[clip + 1] = Math.addExact(begins[clip], sorted[clip].length);
        }
        return new Labels(Arrays.stream(sorted).flatMapToInt(Arrays::stream).toArray(), begins);
    }

    /// Any number of classes for each clip, from the matrix of A43.
    ///
    /// @param member `[clips][classes]`, 1 where the clip is of the class, else 0
    /// @throws IllegalArgumentException that names the first entry that is neither
    public static Labels indicators(int[]... member) {
        for (int clip = 0; clip < member.length; clip++) {
            for (int category = 0; category < member[clip].length; category++) {
                if (member[clip][category] != 0 && member[clip][category] != 1) {
                    throw new IllegalArgumentException("labels: clip " + clip + ", class " + category + " is "
                            + member[clip][category] + "; must be 0 or 1");
                }
            }
        }
        return several(Arrays.stream(member)
                .map(row ->
                        IntStream.range(0, row.length).filter(c -> row[c] == 1).toArray())
                .toArray(int[][]::new));
    }

    /// Number of clips.
    public int size() {
        return several() ? begins.length - 1 : classes.length;
    }

    /// Whether a clip may have any number of classes; otherwise each has one.
    public boolean several() {
        return begins != null;
    }

    /// Whether a clip is of a class.
    public boolean has(int clip, int category) {
        return Arrays.binarySearch(classes, begin(clip), begin(clip + 1), category) >= 0;
    }

    /// The classes of a clip, ascending, as a new array.
    public int[] of(int clip) {
        return Arrays.copyOfRange(classes, begin(clip), begin(clip + 1));
    }

    private int begin(int clip) {
        return several() ? begins[clip] : clip;
    }

    /// The matrix of A43, as a new array: `[clips][classes]`, 1 where the clip is of the class, else 0.
    ///
    /// @param count number of classes
    /// @throws IllegalArgumentException as [#require]
    public int[][] indicators(int count) {
        require(count);
        int[][] member = new int[size()][count];
        for (int clip = 0; clip < size(); clip++) {
            for (int category : of(clip)) {
                member[clip][category] = 1;
            }
        }
        return member;
    }

    /// The class of each clip, as a new array.
    ///
    /// @throws IllegalStateException if clips may have several
    public int[] only() {
        return IntStream.range(0, size()).map(this::only).toArray();
    }

    /// The class of a clip.
    ///
    /// @throws IllegalStateException if clips may have several
    public int only(int clip) {
        if (several()) {
            throw new IllegalStateException("labels: a clip may have several classes");
        }
        return classes[clip];
    }

    /// The labels of some of these clips, a clip as often as it is named.
    public Labels at(int... clips) {
        return several()
                ? several(IntStream.of(clips).mapToObj(this::of).toArray(int[][]::new))
                : new Labels(IntStream.of(clips).map(this::only).toArray(), null);
    }

    /// The labels of all clips of some lists, list after list; several if those of one are.
    public static Labels joined(List<Labels> lists) {
        Stream<int[]> clips =
                lists.stream().flatMap(list -> IntStream.range(0, list.size()).mapToObj(list::of));
        return lists.stream().anyMatch(Labels::several)
                ? several(clips.toArray(int[][]::new))
                : one(clips.flatMapToInt(IntStream::of).toArray());
    }

    /// Refuses a label that is none of so many classes.
    ///
    /// @throws IllegalArgumentException that names the first such clip
    public void require(int count) {
        for (int clip = 0; clip < size(); clip++) {
            for (int category : of(clip)) {
                if (category < 0 || category >= count) {
                    throw new IllegalArgumentException(
                            "label of clip " + clip + " is " + category + ", must be a class from 0 to " + (count - 1));
                }
            }
        }
    }
}
