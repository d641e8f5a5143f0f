package org.thgcl.media;

import java.util.Objects;

/// The sound of a section of a recording, as the mean of its channels (register A26).
///
/// @param rate samples a second, 1000 to 384000
/// @param channels number of channels that the mean was taken of, at least 1
/// @param samples finite; whole numbers of b bits were divided by `2^(b-1)`
public record Sound(int rate, int channels, double[] samples) {
    public Sound {
        Objects.requireNonNull(samples, "samples");
    }

    /// Its length.
    public Rational seconds() {
        return new Rational(samples.length, rate);
    }
}
