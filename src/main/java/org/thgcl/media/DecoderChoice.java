package org.thgcl.media;

/// Who decodes recordings.
public enum DecoderChoice {
    /// [#FRAMES] for folders of pictures, `.y4m` files and sound files that the JDK reads; [#FFMPEG] for all else.
    AUTO,
    /// The external program ffmpeg.
    FFMPEG,
    /// This program: pictures that are stored one by one, and sound that isn't compressed.
    FRAMES
}
