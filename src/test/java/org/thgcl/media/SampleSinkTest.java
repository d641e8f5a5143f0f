package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleSinkTest {
    private static final Path FILE = Path.of("clip.wav");

    /// Takes samples of 8 bits: full scale is 128.
    private static void take(SampleSink sink, int... samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length);
        for (int sample : samples) {
            bytes.put((byte) sample);
        }
        sink.take(bytes.flip(), SampleFormat.SIGNED_8, samples.length);
    }

    @Test
    void only_the_samples_of_the_section_are_kept() throws IOException {
        SampleSink sink = new SampleSink(FILE, 8000, 1, 2, 5);
        take(sink, 64, 32);
        assertThat(sink.sound().samples()).isEmpty();
        sink.silence(3);
        take(sink, 16);
        assertThat(sink.isFull()).isFalse();
        take(sink, -128, 8);
        assertThat(sink.isFull()).isTrue();
        assertThat(sink.position()).isEqualTo(6);
        assertThat(sink.sound().samples()).containsExactly(0, 0.125, -1);
    }

    @Test
    void a_sample_is_the_mean_of_its_channels() throws IOException {
        SampleSink sink = new SampleSink(FILE, 8000, 4, 0, Long.MAX_VALUE);
        sink.take(ByteBuffer.wrap(new byte[] {127, -127, 64, 64, 1, 0, 0, 0}), SampleFormat.SIGNED_8, 2);
        assertThat(sink.sound().samples()).containsExactly(0.25, 1 / 512.0);
    }

    @Test
    void silence_before_a_section_is_not_counted_out() throws IOException {
        SampleSink sink = new SampleSink(FILE, 8000, 1, Long.MAX_VALUE / 2, Long.MAX_VALUE);
        sink.silence(Long.MAX_VALUE / 2 + 1);
        assertThat(sink.sound().samples()).containsExactly(0);
    }

    @Test
    void more_than_memory_should_hold_is_refused() {
        SampleSink sink = new SampleSink(FILE, 8000, 1, 0, Long.MAX_VALUE);
        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> sink.silence(Long.MAX_VALUE))
                .withMessage("clip.wav: the sound is too long to be held in memory, over 33554432 samples;"
                        + " take a section of it");
    }
}
