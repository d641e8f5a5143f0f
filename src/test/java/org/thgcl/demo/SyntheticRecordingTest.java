package org.thgcl.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thgcl.demo.SyntheticRecording.Event;
import org.thgcl.media.Picture;

class SyntheticRecordingTest {
    private static final int RATE = SyntheticRecording.RATE;
    private static final int PICTURE_RATE = SyntheticRecording.PICTURE_RATE;

    /// Whether the event happens at a time.
    private static boolean inside(SyntheticRecording recording, double seconds) {
        return seconds > recording.begin() && seconds < recording.begin() + 0.8;
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    void event_is_heard_when_it_happens(Event event) {
        SyntheticRecording recording = new SyntheticRecording(event, 3, 1);
        double[] samples = recording.samples();
        assertThat(samples).hasSize(2 * RATE);
        assertThat(power(samples, recording, true)).isGreaterThan(50 * power(samples, recording, false));
    }

    private static double power(double[] samples, SyntheticRecording recording, boolean inside) {
        return IntStream.range(0, samples.length)
                .filter(n -> inside(recording, (double) n / RATE) == inside)
                .mapToDouble(n -> samples[n] * samples[n])
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    void event_is_seen_when_it_happens(Event event) {
        SyntheticRecording recording = new SyntheticRecording(event, 3, 1);
        List<Picture> pictures = recording.pictures();
        assertThat(pictures).hasSize(2 * PICTURE_RATE);
        byte[] empty = pictures.getFirst().rgb();
        long changed = 0;
        for (int k = 0; k < pictures.size(); k++) {
            boolean same = Arrays.equals(empty, pictures.get(k).rgb());
            if (!inside(recording, (double) k / PICTURE_RATE)) {
                assertThat(same).as("picture %s", k).isTrue();
            }
            changed += same ? 0 : 1;
        }
        // of 20 pictures during the event; a blinking square is off in half of them, a bar is outside at both ends
        assertThat(changed).isBetween(9L, 20L);
    }

    @Test
    void disc_grows() {
        SyntheticRecording recording = new SyntheticRecording(Event.GROWING, 0, 1);
        byte[] empty = recording.pictures().getFirst().rgb();
        int first = (int) Math.ceil(recording.begin() * PICTURE_RATE);
        long[] sizes = recording.pictures().subList(first, first + 20).stream()
                .mapToLong(picture -> IntStream.range(0, empty.length)
                        .filter(k -> picture.rgb()[k] != empty[k])
                        .count())
                .toArray();
        assertThat(sizes).isSorted();
        assertThat(sizes[19]).isGreaterThan(10 * sizes[0]);
    }

    @Test
    void recordings_differ_by_number_and_seed_and_are_the_same_every_time() {
        SyntheticRecording one = new SyntheticRecording(Event.PASSING, 0, 1);
        assertThat(one.samples()).isEqualTo(new SyntheticRecording(Event.PASSING, 0, 1).samples());
        assertThat(one.begin()).isNotEqualTo(new SyntheticRecording(Event.PASSING, 1, 1).begin());
        assertThat(one.begin()).isNotEqualTo(new SyntheticRecording(Event.PASSING, 0, 2).begin());
        for (int number = 0; number < 50; number++) {
            assertThat(new SyntheticRecording(Event.PASSING, number, 1).begin()).isBetween(0.2, 1.0);
        }
    }

    @Test
    void files_hold_the_recording(@TempDir Path folder) throws IOException, UnsupportedAudioFileException {
        SyntheticRecording recording = new SyntheticRecording(Event.BLINKING, 1, 1);
        Path own = SyntheticRecordings.write(recording, folder);
        assertThat(own).isEqualTo(folder.resolve("blinking-2"));
        try (Stream<Path> files = Files.list(own)) {
            assertThat(files.map(file -> folder.relativize(file).toString()))
                    .hasSize(51)
                    .allMatch(name -> SyntheticRecordings.FILES.matcher(name).matches());
        }
        Picture picture = recording.pictures().get(30);
        BufferedImage image = ImageIO.read(own.resolve("frame-30.png").toFile());
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                assertThat(image.getRGB(column, row) >> 8 & 0xff).isEqualTo(picture.get(row, column, 1));
            }
        }
        double[] samples = recording.samples();
        try (AudioInputStream sound =
                AudioSystem.getAudioInputStream(own.resolve("sound.wav").toFile())) {
            AudioFormat format = sound.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(RATE);
            assertThat(format.getChannels()).isEqualTo(1);
            byte[] bytes = sound.readAllBytes();
            assertThat(bytes).hasSize(2 * samples.length);
            for (int n = 0; n < samples.length; n++) {
                int value = bytes[2 * n + 1] << 8 | Byte.toUnsignedInt(bytes[2 * n]);
                // half a step of 16 bits
                assertThat(value / 32767.0).isCloseTo(samples[n], within(0.5 / 32767 + 1e-12));
            }
        }
    }
}
