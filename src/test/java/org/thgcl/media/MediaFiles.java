package org.thgcl.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Recordings that tests make, and what is read from them.
public final class MediaFiles {
    private MediaFiles() {}

    /// A WAV file of 16 bits.
    ///
    /// @param samples of all channels, one channel after the other
    public static Path wav(Path file, int rate, int channels, short... samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return sound(file, AudioFileFormat.Type.WAVE, new AudioFormat(rate, 16, channels, true, false), bytes.array());
    }

    static Path sound(Path file, AudioFileFormat.Type type, AudioFormat format, byte[] bytes) throws IOException {
        long frames = bytes.length / format.getFrameSize();
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes), format, frames), type, file.toFile());
        return file;
    }

    /// A picture each of whose numbers comes from its place and a seed.
    static Picture picture(int width, int height, int seed) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 31 + i / 7 * 5 + seed * 17);
        }
        return new Picture(width, height, rgb);
    }

    static Path png(Path file, Picture picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                image.setRGB(
                        column,
                        row,
                        picture.get(row, column, 0) << 16
                                | picture.get(row, column, 1) << 8
                                | picture.get(row, column, 2));
            }
        }
        return image(file, "png", image);
    }

    static Path image(Path file, String format, BufferedImage image) throws IOException {
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException(file + ": nobody writes such an image as " + format);
        }
        return file;
    }

    /// A folder of pictures `0.png`, `1.png` and so on, each of its number as seed.
    public static Path pictures(Path folder, int count, int width, int height) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            png(folder.resolve(i + ".png"), picture(width, height, i));
        }
        return folder;
    }

    static List<Frame> frames(Recording recording, Section section) throws IOException {
        List<Frame> frames = new ArrayList<>();
        recording.frames(section, frames::add);
        return frames;
    }

    /// The numbers of a picture, to be compared.
    static byte[] bytes(Frame frame) {
        return frame.picture().rgb();
    }
}
