package org.thgcl.media;

import java.io.IOException;

/// Pictures at equal distances in time, the first at 0.
sealed interface Pictures permits PictureFolder, Y4mFile {
    /// Pictures a second.
    Rational frameRate();

    /// Number of pictures, at least 1.
    long count() throws IOException;

    /// Hands over the frames of a section, one at a time.
    ///
    /// @throws MediaException for a picture that is damaged, missing or of another size than the first
    void read(Section section, Recording.FrameSink sink) throws IOException;

    /// The time of a picture: `number / rate`.
    default Rational time(long number) {
        return Rational.of(number).dividedBy(frameRate());
    }
}
