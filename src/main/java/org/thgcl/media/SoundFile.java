package org.thgcl.media;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// A sound file that the JDK opens: WAV, AIFF or AU, whose samples are written as [SampleFormat] lists.
final class SoundFile {
    /// The ends of the names of sound files, in lower case.
    static final List<String> SUFFIXES = List.of(".wav", ".wave", ".aiff", ".aif", ".aifc", ".au", ".snd");

    private static final List<AudioFileFormat.Type> TYPES = List.of(
            AudioFileFormat.Type.WAVE,
            AudioFileFormat.Type.AIFF,
            AudioFileFormat.Type.AIFC,
            AudioFileFormat.Type.AU,
            AudioFileFormat.Type.SND);
    private static final int BYTES_AT_ONCE = 1 << 16;

    private final Path path;
    private final AudioFormat format;
    private final SampleFormat samples;
    private final long frames;

    private SoundFile(Path path, AudioFormat format, SampleFormat samples, long frames) {
        this.path = path;
        this.format = format;
        this.samples = samples;
        this.frames = frames;
    }

    /// Whether a file is a sound file by its name.
    static boolean isNamedSo(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /// Opens a file; empty if it isn't such a file, or its samples are written in another way.
    ///
    /// @throws MediaException if it is one, but damaged or without sound
    static Optional<SoundFile> open(Path path) throws IOException {
        File file = path.toFile();
        AudioFileFormat header;
        try {
            header = AudioSystem.getAudioFileFormat(file);
        } catch (UnsupportedAudioFileException e) {
            return Optional.empty();
        } catch (EOFException | IllegalArgumentException | ArithmeticException e) {
            throw new MediaException(path + ": is a damaged sound file, its header can't be read", e);
        }
        if (!TYPES.contains(header.getType())) {
            return Optional.empty();
        }
        AudioFormat format = header.getFormat();
        Optional<SampleFormat> samples = SampleFormat.of(format);
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        SoundFile sound = new SoundFile(path, format, samples.get(), header.getFrameLength());
        sound.check(file.length());
        return Optional.of(sound);
    }

    private void check(long bytes) throws MediaException {
        if (!Sound.isRate(format.getSampleRate())) {
            throw new MediaException(
                    path + ": the sound has " + format.getSampleRate() + " samples a second, must be " + Sound.RATES);
        }
        if (frames == 0) {
            throw new MediaException(path + ": the sound file holds no samples");
        }
        if (frames > bytes / format.getFrameSize()) {
            throw truncated(bytes / format.getFrameSize());
        }
    }

    /// Its length, if the file says it.
    Optional<Rational> seconds() {
        return isLengthKnown() ? Optional.of(new Rational(frames, rate())) : Optional.empty();
    }

    private int rate() {
        return (int) format.getSampleRate();
    }

    /// The samples of a section, as the mean of their channels.
    ///
    /// @throws MediaException if the file ends too early, or a sample isn't finite
    Sound read(Section section) throws IOException {
        long first = section.first(Rational.of(rate()));
        long end = section.end(Rational.of(rate()));
        if (isLengthKnown()) {
            end = Math.min(end, frames);
        }
        SampleSink sink = new SampleSink(path, rate(), format.getChannels(), first, end);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(path.toFile())) {
            sink.skip(in.skip(Math.min(first, end) * format.getFrameSize()) / format.getFrameSize());
            read(in, sink);
        } catch (UnsupportedAudioFileException e) {
            throw new MediaException(path + ": has changed, it is no sound file any more", e);
        }
        if (isLengthKnown() && sink.position() < end) {
            throw truncated(sink.position());
        }
        return sink.sound();
    }

    private void read(AudioInputStream in, SampleSink sink) throws IOException {
        int size = format.getFrameSize();
        byte[] bytes = new byte[Math.max(1, BYTES_AT_ONCE / size) * size];
        int read = bytes.length;
        while (read == bytes.length && !sink.isFull()) {
            read = in.readNBytes(bytes, 0, bytes.length);
            ByteBuffer buffer =
                    ByteBuffer.wrap(bytes).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            sink.take(buffer, samples, read / size);
        }
    }

    private boolean isLengthKnown() {
        return frames != AudioSystem.NOT_SPECIFIED;
    }

    private MediaException truncated(long there) {
        return new MediaException(path + ": is truncated: its header announces " + frames
                + " samples, there are at most " + there + "; copy it again");
    }
}
