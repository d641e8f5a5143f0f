package org.thgcl.media;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// How recordings are opened.
///
/// @param choice who decodes
/// @param ffmpeg the program ffmpeg, with ffprobe beside it; empty: both are looked for on the path
/// @param frameRate pictures a second of a folder of pictures, above 0 and at most 1000; every other recording says
///     it itself
public record DecoderOptions(DecoderChoice choice, Optional<Path> ffmpeg, Rational frameRate) {
    private static final Rational HIGHEST = Rational.of(1000);

    /// Whoever can, ffmpeg on the path, 25 pictures a second.
    public static final DecoderOptions DEFAULT =
            new DecoderOptions(DecoderChoice.AUTO, Optional.empty(), Rational.of(25));

    /// @throws IllegalArgumentException if the frame rate is out of range
    public DecoderOptions {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(ffmpeg, "ffmpeg");
        if (!isFrameRate(frameRate)) {
            throw new IllegalArgumentException(
                    "frame rate: " + frameRate + " pictures a second; it must be above 0 and at most " + HIGHEST);
        }
    }

    static boolean isFrameRate(Rational rate) {
        return rate.compareTo(Rational.ZERO) > 0 && rate.compareTo(HIGHEST) <= 0;
    }
}
