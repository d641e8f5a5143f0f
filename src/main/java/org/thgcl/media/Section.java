package org.thgcl.media;

import java.util.Objects;
import java.util.Optional;

/// A part of a recording in time.
///
/// @param start seconds from the recording's beginning, at least 0
/// @param length in seconds, above 0; empty: to the end
public record Section(Rational start, Optional<Rational> length) {
    /// The whole recording.
    public static final Section ALL = new Section(Rational.ZERO, Optional.empty());

    /// @throws IllegalArgumentException for a start or length out of range
    public Section {
        Objects.requireNonNull(start, "start");
        if (start.compareTo(Rational.ZERO) < 0) {
            throw new IllegalArgumentException("section: the start is " + start + " s, must be at least 0");
        }
        length.ifPresent(seconds -> {
            if (seconds.compareTo(Rational.ZERO) <= 0) {
                throw new IllegalArgumentException("section: the length is " + seconds + " s, must be above 0");
            }
        });
    }

    /// Whether a time lies in it: the start does, the end does not.
    public boolean contains(Rational time) {
        return time.compareTo(start) >= 0
                && length.map(seconds -> time.compareTo(start.plus(seconds)) < 0)
                        .orElse(true);
    }

    /// The first whole number n with `n/rate` in the section or after it: the section holds what is numbered from
    /// here to below [#end].
    ///
    /// @param rate of pictures or samples, in 1/s
    public long first(Rational rate) {
        return ceiling(start.times(rate));
    }

    /// The first whole number n with `n/rate` after the section; [Long#MAX_VALUE] if the section has no end.
    ///
    /// @param rate of pictures or samples, in 1/s
    public long end(Rational rate) {
        return length.map(seconds -> ceiling(start.plus(seconds).times(rate))).orElse(Long.MAX_VALUE);
    }

    private static long ceiling(Rational number) {
        return -Rational.ZERO.minus(number).floor();
    }
}
