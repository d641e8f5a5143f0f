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
}
