package org.thgcl.media;

import java.io.IOException;
import java.util.Optional;

/// A recording with sound, or pictures, or both. Nothing is decoded before it is asked for.
public interface Recording {
    /// The contents of a recording, known without decoding all of it.
    ///
    /// @param sound whether there is sound
    /// @param pictures whether there are pictures
    /// @param seconds the length that the file announces, of the longer of the two; empty if it doesn't say
    record Contents(boolean sound, boolean pictures, Optional<Rational> seconds) {}

    /// Takes one frame after the other.
    @FunctionalInterface
    interface FrameSink {
        /// Takes a frame.
        ///
        /// @throws IOException if it can't go on; the recording stops and hands it on
        void take(Frame frame) throws IOException;
    }

    /// The path by which it was named.
    String name();

    /// Its decoder with the version: `frames`, or `ffmpeg 5.1.6`.
    String decoder();

    /// Its contents.
    ///
    /// @throws IOException that names the file and what is wrong with it
    Contents contents() throws IOException;

    /// The sound of a section. It is shorter than the section where the recording ends before. Where sound begins
    /// after the recording, there is silence before it.
    ///
    /// @throws IOException that names the file and what is wrong with it; also if there is no sound at all
    Sound sound(Section section) throws IOException;

    /// Hands over the frames whose times lie in a section, in the order of their times, one at a time.
    ///
    /// @throws IOException that names the file and what is wrong with it; also if there are no pictures at all
    void frames(Section section, FrameSink sink) throws IOException;
}
