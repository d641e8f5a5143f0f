package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.thgcl.media.MediaFiles;

/// Recordings that tests make: tones, and two small pictures a second.
final class MadeRecordings {
    /// Pictures a second.
    static final String FRAME_RATE = "2";

    private MadeRecordings() {}

    /// A WAV file with a tone.
    static Path sound(Path file, int rate, int channels, double seconds, int hertz) throws IOException {
        int samples = (int) Math.round(rate * seconds);
        short[] values = new short[samples * channels];
        for (int i = 0; i < values.length; i++) {
            int sample = i / channels;
            double t = (double) sample / rate;
            values[i] = (short) (8000 * StrictMath.sin(2 * StrictMath.PI * hertz * t));
        }
        return MediaFiles.wav(file, rate, channels, values);
    }

    /// A folder of pictures of an odd size, with its sound beside it.
    static Path film(Path folder, double seconds, int hertz) throws IOException {
        MediaFiles.pictures(folder, (int) (2 * seconds), 31, 19);
        sound(folder.resolveSibling(folder.getFileName() + ".wav"), 44_100, 2, seconds, hertz);
        return folder;
    }
}
