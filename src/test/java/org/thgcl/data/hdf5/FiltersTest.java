package org.thgcl.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /// Words 0x0102 and 0x0304: their sum is 0x0406, the sum of sums 0x0102 + 0x0406.
    @Test
    void fletcher32_by_hand() {
        assertThat(Fletcher32.of(bytes(1, 2, 3, 4), 4)).isEqualTo(0x05080406);
        assertThat(Fletcher32.of(bytes(1, 2, 3, 4, 9), 4)).isEqualTo(0x05080406);
        // A last byte is the high one of a word.
        assertThat(Fletcher32.of(bytes(1, 2, 3), 3)).isEqualTo(0x05040402);
        assertThat(Fletcher32.of(bytes(0, 0), 2)).isZero();
        // What is congruent to 0 is 65535, as carries are folded.
        assertThat(Fletcher32.of(bytes(0xff, 0xff), 2)).isEqualTo(-1);
        assertThat(Fletcher32.stored(bytes(7, 6, 4, 8, 5), 1)).isEqualTo(0x05080406);
    }

    @Test
    void lzf_by_hand() {
        // Three literals, then 5 bytes from 3 back, then 9 + 2 more from 1 back.
        byte[] packed = bytes(2, 'a', 'b', 'c', 3 << 5, 2, 7 << 5, 2, 0);
        assertThat(Lzf.unpack(packed, 19)).isEqualTo("abcabcabbbbbbbbbbbb".getBytes(StandardCharsets.US_ASCII));
        assertThat(Lzf.unpack(packed, 18)).isNull();
        assertThat(Lzf.unpack(packed, 20)).isNull();
        assertThat(Lzf.unpack(bytes(2, 'a', 'b'), 3)).isNull();
        assertThat(Lzf.unpack(bytes(1 << 5, 0), 3)).isNull();
        assertThat(Lzf.unpack(bytes(0, 'a', 1 << 5), 4)).isNull();
    }
}
