package org.thgcl.demo;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.thgcl.media.Picture;

/// Synthetic recordings as files that can be looked at and listened to: a folder for each, with its pictures as
/// `frame-00.png`, `frame-01.png` and so on, and its sound as `sound.wav`.
final class SyntheticRecordings {
    /// The files of a recording, below the folder of all of them.
    static final Pattern FILES = Pattern.compile("[a-z]+-\\d+/(frame-\\d+\\.png|sound\\.wav)");

    private static final int LARGEST = (1 << 15) - 1;

    private SyntheticRecordings() {}

    /// Writes a recording.
    ///
    /// @param folder of all recordings; created if missing
    /// @return the recording's own folder
    /// @throws IOException if it can't be written
    static Path write(SyntheticRecording recording, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(recording.name()));
        int number = 0;
        for (Picture picture : recording.pictures()) {
            writePng(picture, own.resolve(String.format(Locale.ROOT, "frame-%02d.png", number++)));
        }
        writeWav(own.resolve("sound.wav"), recording.samples());
        return own;
    }

    private static void writePng(Picture picture, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ImageOutputStream png = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture.image(), "png", png)) {
                throw new IOException(file + ": this JDK can't write PNG");
            }
        }
    }

    /// Writes samples of -1 to 1 with 16 bits each, one channel.
    private static void writeWav(Path file, double... samples) throws IOException {
        byte[] bytes = new byte[2 * samples.length];
        for (int n = 0; n < samples.length; n++) {
            int value = (int) StrictMath.rint(Math.clamp(samples[n], -1, 1) * LARGEST);
            bytes[2 * n] = (byte) value;
            bytes[2 * n + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(SyntheticRecording.RATE, 16, 1, true, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, out);
        }
    }
}
