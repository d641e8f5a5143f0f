package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundFileTest {
    @TempDir
    Path folder;

    /// A file whose first sample has all its bits of value below the sign and whose second is 0, of two channels.
    @ParameterizedTest
    @CsvSource({
        "WAVE, PCM_UNSIGNED, 8, false",
        "WAVE, PCM_SIGNED, 16, false",
        "WAVE, PCM_SIGNED, 24, false",
        "WAVE, PCM_SIGNED, 32, false",
        "WAVE, ALAW, 8, false",
        "WAVE, ULAW, 8, false",
        "AIFF, PCM_SIGNED, 8, true",
        "AIFF, PCM_SIGNED, 16, true",
        "AIFF, PCM_SIGNED, 24, true",
        "AIFF, PCM_SIGNED, 32, true",
        "AU," + " PCM_SIGNED, 16, true",
        "AU, PCM_SIGNED, 24, true",
        "AU, PCM_SIGNED, 32, true",
        "AU, ULAW, 8, true",
        "AU, ALAW, 8, true"
    })
    void formats_of_the_jdk_are_read(String type, String encoding, int bits, boolean big) throws IOException {
        AudioFileFormat.Type kind =
                List.of(AudioFileFormat.Type.WAVE, AudioFileFormat.Type.AIFF, AudioFileFormat.Type.AU).stream()
                        .filter(t -> t.toString().equals(type))
                        .findFirst()
                        .orElseThrow();
        AudioFormat format = new AudioFormat(new Encoding(encoding), 11_025, bits, 2, 2 * bits / 8, 11_025, big);
        byte[] bytes = new byte[3 * format.getFrameSize()];
        new Random(bits).nextBytes(bytes);
        Path file = MediaFiles.sound(folder.resolve("a"), kind, format, bytes);
        SampleFormat samples = SampleFormat.of(format).orElseThrow();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        double[] means = DoubleStream.generate(() -> (samples.read(buffer) + samples.read(buffer)) / 2)
                .limit(3)
                .toArray();
        SoundFile sound = SoundFile.open(file).orElseThrow();
        assertThat(sound.seconds()).contains(new Rational(3, 11_025));
        assertThat(sound.read(Section.ALL)).satisfies(read -> {
            assertThat(read.rate()).isEqualTo(11_025);
            assertThat(read.channels()).isEqualTo(2);
            assertThat(read.samples()).isEqualTo(means);
        });
    }

    /// A WAV file by hand.
    private Path wav(int kind, int channels, int rate, int bits, byte[] extension, byte[] data, int announced)
            throws IOException {
        int size = channels * bits / 8;
        ByteBuffer file = ByteBuffer.allocate(28 + extension.length + 8 + data.length + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(20 + extension.length + 8 + data.length + 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16 + extension.length)
                .putShort((short) kind)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * size)
                .putShort((short) size)
                .putShort((short) bits)
                .put(extension)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(announced)
                .put(data);
        return Files.write(folder.resolve("b.wav"), Arrays.copyOf(file.array(), file.position()));
    }

    private Path floats(float... samples) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(samples);
        return wav(3, 1, 16_000, 32, new byte[0], data.array(), data.capacity());
    }

    @Test
    void floats_are_read_as_they_are() throws IOException {
        double[] samples = SoundFile.open(floats(0.1f, -2, 0))
                .orElseThrow()
                .read(Section.ALL)
                .samples();
        // full scale is 1, but nothing is cut off above it
        assertThat(samples).containsExactly(0.1f, -2, 0);
    }

    @Test
    void an_extensible_header_is_read() throws IOException {
        // 22 more bytes: 24 valid bits, two speakers, the kind of sample as the first of 16 bytes of an identifier
        byte[] extension = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 22)
                .putShort((short) 24)
                .putInt(3)
                .putInt(1)
                .putInt(0x00100000)
                .putInt(0xaa000080)
                .putInt(0x719b3800)
                .array();
        byte[] data = {0, 0, 0x40, 0, 0, 0x20, 0, 0, (byte) 0x80, 0, 0, 0};
        SoundFile sound = SoundFile.open(wav(0xfffe, 2, 48_000, 24, extension, data, data.length))
                .orElseThrow();
        assertThat(sound.read(Section.ALL).samples()).containsExactly(0.375, -0.5);
    }

    @Test
    void a_section_has_the_samples_whose_times_lie_in_it() throws IOException {
        short[] samples = new short[3000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) i;
        }
        SoundFile sound = SoundFile.open(MediaFiles.wav(folder.resolve("a.wav"), 1000, 1, samples))
                .orElseThrow();
        Section section = new Section(new Rational(1001, 2000), Optional.of(new Rational(1, 400)));
        // 500.5 to below 503 ms
        assertThat(sound.read(section).samples()).containsExactly(501 / 32768.0, 502 / 32768.0);
        Section last = new Section(new Rational(2998, 1000), Optional.of(Rational.of(10)));
        assertThat(sound.read(last).samples()).containsExactly(2998 / 32768.0, 2999 / 32768.0);
        assertThat(sound.read(new Section(Rational.of(3), Optional.empty())).samples())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_sample_that_is_no_number_is_refused(float bad) throws IOException {
        Path file = floats(0, 1, bad, 0);
        SoundFile sound = SoundFile.open(file).orElseThrow();
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> sound.read(Section.ALL))
                .withMessage(file + ": sample 2 of the sound is " + bad + "; samples must be finite numbers");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 384_001, -1})
    void a_rate_out_of_range_is_refused(int rate) throws IOException {
        Path file = wav(1, 1, rate, 16, new byte[0], new byte[4], 4);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> SoundFile.open(file))
                .withMessageStartingWith(file + ": ")
                .withMessageEndingWith("must be a whole number from 1000 to 384000");
    }

    @Test
    void truncated_files_and_files_without_samples_are_refused() throws IOException {
        Path empty = wav(1, 1, 8000, 16, new byte[0], new byte[0], 0);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> SoundFile.open(empty))
                .withMessage(empty + ": the sound file holds no samples");
        Path shorter = wav(1, 1, 8000, 16, new byte[0], new byte[100], 200);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> SoundFile.open(shorter))
                .withMessage(shorter + ": is truncated: its header announces 100 samples, there are at most 72;"
                        + " copy it again");
        // so little is missing that the file's length doesn't show it
        Path little = wav(1, 1, 8000, 16, new byte[0], new byte[98], 100);
        SoundFile sound = SoundFile.open(little).orElseThrow();
        for (Section section : List.of(Section.ALL, new Section(new Rational(1, 8000), Optional.empty()))) {
            assertThatExceptionOfType(MediaException.class)
                    .isThrownBy(() -> sound.read(section))
                    .withMessageStartingWith(little + ": is truncated: its header announces 50 samples");
        }
    }

    @Test
    void other_files_are_none() throws IOException {
        assertThat(SoundFile.open(Files.writeString(folder.resolve("a.wav"), "no sound at all".repeat(9))))
                .isEmpty();
        assertThat(SoundFile.open(Files.createFile(folder.resolve("empty.wav"))))
                .isEmpty();
        // ADPCM
        assertThat(SoundFile.open(wav(2, 1, 8000, 4, new byte[0], new byte[100], 100)))
                .isEmpty();
    }

    @Test
    void damaged_files_are_refused_or_none_or_read() throws IOException {
        Random random = new Random(5);
        byte[] good = Files.readAllBytes(floats(0, 0.5f, 1, -1));
        Path file = folder.resolve("damaged.wav");
        for (int i = 0; i < 500; i++) {
            byte[] bytes = good.clone();
            for (int k = 0; k <= i % 3; k++) {
                bytes[random.nextInt(44)] = (byte) random.nextInt(256);
            }
            Files.write(file, Arrays.copyOf(bytes, bytes.length - i % 5));
            try {
                Optional<SoundFile> sound = SoundFile.open(file);
                if (sound.isPresent()) {
                    assertThat(sound.get().read(Section.ALL).samples()).hasSizeLessThan(bytes.length);
                }
            } catch (MediaException e) {
                assertThat(e).hasMessageStartingWith(file + ": ");
            }
        }
    }
}
