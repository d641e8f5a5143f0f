package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The first three are the examples of the manual, https://protobuf.dev/programming-guides/encoding.
class ProtobufTest {
    @Test
    void a_number_has_seven_bits_a_byte() {
        assertThat(hex(new Protobuf().number(1, 150))).isEqualTo("089601");
    }

    @Test
    void a_text_has_its_length_before_it() {
        assertThat(hex(new Protobuf().text(2, "testing"))).isEqualTo("120774657374696e67");
    }

    @Test
    void a_message_stands_in_a_message() {
        assertThat(hex(new Protobuf().message(3, new Protobuf().number(1, 150))))
                .isEqualTo("1a03089601");
    }

    @Test
    void a_negative_number_has_ten_bytes() {
        assertThat(hex(new Protobuf().number(1, -1))).isEqualTo("08" + "ff".repeat(9) + "01");
    }

    @Test
    void the_largest_number_and_a_field_above_fifteen() {
        assertThat(hex(new Protobuf().number(16, Long.MAX_VALUE))).isEqualTo("8001" + "ff".repeat(8) + "7f");
    }

    @Test
    void floating_point_numbers_begin_with_their_lowest_byte() {
        assertThat(hex(new Protobuf().float32(2, 1f).float64(1, -2.0))).isEqualTo("150000803f" + "0900000000000000c0");
    }

    @Test
    void a_text_is_counted_in_bytes() {
        assertThat(hex(new Protobuf().text(1, "é").number(2, 0))).isEqualTo("0a02c3a91000");
    }

    private static String hex(Protobuf message) {
        return HexFormat.of().formatHex(message.toByteArray());
    }
}
