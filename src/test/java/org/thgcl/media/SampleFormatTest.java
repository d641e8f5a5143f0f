package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFormatTest {
    @ParameterizedTest
    @CsvSource({
        "SIGNED_8, 80, -1",
        "SIGNED_8, 7f, 0.9921875",
        "UNSIGNED_8, 00, -1",
        "UNSIGNED_8, 80, 0",
        "UNSIGNED_8, ff, 0.9921875",
        "SIGNED_16, 8000, -1",
        "SIGNED_16, 4000, 0.5",
        "SIGNED_16, ffff, -0.000030517578125",
        "SIGNED_24, 800000, -1",
        "SIGNED_24, 400000, 0.5",
        "SIGNED_24, 000001, 0.00000011920928955078125",
        "SIGNED_24, ffffff, -0.00000011920928955078125",
        "SIGNED_32, 80000000, -1",
        "SIGNED_32, 00000001, 0.0000000004656612873077392578125",
        "FLOAT_32, bf000000, -0.5",
        "FLOAT_64, 3ff8000000000000, 1.5"
    })
    void a_sample_is_its_number_over_full_scale_in_both_orders_of_bytes(SampleFormat format, String hex, double value) {
        byte[] big = new byte[hex.length() / 2];
        byte[] little = new byte[big.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
            little[big.length - 1 - i] = big[i];
        }
        ByteBuffer bytes = ByteBuffer.wrap(big).order(ByteOrder.BIG_ENDIAN);
        assertThat(format.read(bytes)).isEqualTo(value);
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(format.read(ByteBuffer.wrap(little).order(ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(value);
    }

    @Test
    void every_code_of_both_laws_is_the_number_that_the_jdk_takes_it_for() throws IOException {
        byte[] codes = new byte[256];
        for (int i = 0; i < 256; i++) {
            codes[i] = (byte) i;
        }
        assertLaw(SampleFormat.A_LAW, Encoding.ALAW, codes);
        assertLaw(SampleFormat.MU_LAW, Encoding.ULAW, codes);
    }

    private static void assertLaw(SampleFormat law, Encoding encoding, byte[] codes) throws IOException {
        AudioFormat format = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        assertThat(SampleFormat.of(format)).contains(law);
        AudioFormat linear = new AudioFormat(8000, 16, 1, true, false);
        AudioInputStream in = AudioSystem.getAudioInputStream(
                linear, new AudioInputStream(new ByteArrayInputStream(codes), format, codes.length));
        ByteBuffer expected = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer bytes = ByteBuffer.wrap(codes);
        for (int i = 0; i < 256; i++) {
            assertThat(law.read(bytes)).as("code %d", i).isEqualTo(expected.getShort() / 32768.0);
        }
    }

    @Test
    void other_ways_of_writing_samples_are_not_known() {
        assertThat(SampleFormat.of(new AudioFormat(8000, 12, 1, true, false))).isEmpty();
        assertThat(SampleFormat.of(new AudioFormat(8000, 16, 1, false, false))).isEmpty();
        assertThat(SampleFormat.of(new AudioFormat(new Encoding("ADPCM"), 8000, 16, 1, 2, 8000, false)))
                .isEmpty();
        // 24 bits in 4 bytes
        assertThat(SampleFormat.of(new AudioFormat(Encoding.PCM_SIGNED, 8000, 24, 1, 4, 8000, false)))
                .isEmpty();
    }
}
