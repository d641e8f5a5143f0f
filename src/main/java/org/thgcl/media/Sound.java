package org.thgcl.media;

import java.util.Objects;

/// The sound of a section of a recording, as the mean of its channels (register A26).
///
/// @param rate samples a second, 1000 to 384000
/// @param channels number of channels that the mean was taken of, at least 1
/// @param samples finite; whole numbers of b bits were divided by `2^(b-1)`
public record Sound(int rate, int channels, double[] samples) {
    /// The rule for rates, for messages.
    static final String RATES = "a whole number from 1000 to 384000";

    private static final int LOWEST_RATE = 1000;
    private static final int HIGHEST_RATE = 384_000;

    /// @throws IllegalArgumentException if the rate or the number of channels is out of range
    public Sound {
        Objects.requireNonNull(samples, "samples");
        if (!isRate(rate) || channels < 1) {
            throw new IllegalArgumentException("sound: " + rate + " samples a second, " + channels
                    + " channels; must be " + RATES + ", and at least one channel");
        }
    }

    static boolean isRate(double rate) {
        return rate >= LOWEST_RATE && rate <= HIGHEST_RATE && rate == Math.rint(rate);
    }

    /// Its length.
    public Rational seconds() {
        return new Rational(samples.length, rate);
    }
}
