package org.thgcl.data;

import java.util.Arrays;

/// The sizes of features `[N, P, F]` that a file holds, each at least 1.
///
/// @param clips N
/// @param segments P
/// @param features F
record FeatureShape(int clips, int segments, int features) {
    /// Takes the sizes that a file gives.
    ///
    /// @param where what to call the features in a message
    /// @param most numbers that a clip may have
    /// @throws IllegalArgumentException if they aren't three, one is 0, or they are too large
    static FeatureShape of(String where, long[] sizes, int most) {
        if (sizes.length != 3) {
            throw new IllegalArgumentException(where + " has " + sizes.length + " axes " + Arrays.toString(sizes)
                    + "; it must have 3: clip, segment, feature");
        }
        String size = where + " of size " + Arrays.toString(sizes) + " (clip, segment, feature) is ";
        if (Arrays.stream(sizes).anyMatch(axis -> axis == 0)) {
            throw new IllegalArgumentException(size + "empty; at least one clip with one number is needed");
        }
        if (sizes[0] > Integer.MAX_VALUE || sizes[1] > most / sizes[2]) {
            throw new IllegalArgumentException(size + "too large; a clip may have " + most + " numbers at most");
        }
        return new FeatureShape((int) sizes[0], (int) sizes[1], (int) sizes[2]);
    }

    /// Numbers of a clip.
    int perClip() {
        return segments * features;
    }

    /// The refusal of a number that isn't finite.
    ///
    /// @param clip its number and id
    /// @param element the number's place in the clip, row-major `[P, F]`
    IllegalArgumentException notFinite(String where, String clip, int element, float number) {
        return new IllegalArgumentException(where + " of clip " + clip + ", segment " + element / features
                + ", feature " + element % features + " is " + number
                + "; features must be finite float32 numbers: mend the file or leave the clip out");
    }
}
