package org.thgcl.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Types of numbers, as h5py writes them, and those that aren't read. `make_kinds.py` makes the files: each dataset of
/// `numbers.h5` holds the type's least and greatest value, 1 and 100.
class NumbersTest {
    private static final Path KINDS = Path.of("src", "test", "resources", "org", "thgcl", "data", "kinds");

    @ParameterizedTest
    @CsvSource({
        "i1, int8, -0x1p7, 127",
        "u1, uint8, 0, 255",
        "i2, int16, -0x1p15, 32767",
        "u2, uint16, 0, 65535",
        "i4, int32, -0x1p31, 0x1p31",
        "u4, uint32, 0, 0x1p32",
        "i8, int64, -0x1p63, 0x1p63",
        "u8, uint64, 0, 0x1p64",
        "f2, float16, -65504, 65504",
        "f4, float32, -0x1.fffffep127, 0x1.fffffep127",
        "f8, float64, -Infinity, Infinity"
    })
    void every_number_type_becomes_float32_in_both_byte_orders(
            String name, String description, float least, float most) {
        try (Hdf5File file = Hdf5File.open(KINDS.resolve("numbers.h5"))) {
            for (String order : name.endsWith("1") ? new String[] {""} : new String[] {"", "big-"}) {
                StoredDataset dataset = file.dataset(order + name);
                assertThat(dataset.type().isNumber()).isTrue();
                assertThat(dataset.type().description())
                        .isEqualTo(description + (order.isEmpty() ? "" : " (big-endian)"));
                float[] values = new float[4];
                FloatValues.read(dataset.read(0, 4), dataset.type(), values);
                assertThat(values).as(order + name).containsExactly(least, most, 1, 100);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bfloat16    | float of 16 bits in 2 bytes with 8 of exponent (bias 127) and 7 of mantissa (bfloat16)
        fp8         | float of 8 bits in 1 bytes with 4 of exponent (bias 7) and 3 of mantissa
        bias        | float of 16 bits in 2 bytes with 5 of exponent (bias 16) and 10 of mantissa
        twelve      | integer of 2 bytes, of which 12 bits from bit 0 are used
        bits        | bit field of 2 bytes
        long-double | float of 80 bits in 16 bytes
        compound    | compound of 12 bytes
        opaque      | opaque of 3 bytes
        reference   | reference of 8 bytes
        colours     | enumeration (
        sequence    | variable-length sequence of int32
        """)
    void every_other_type_is_described(String name, String description) {
        try (Hdf5File file = Hdf5File.open(KINDS.resolve("other-types.h5"))) {
            ElementType type = file.dataset(name).type();
            assertThat(type.kind()).isEqualTo(ElementType.Kind.OTHER);
            assertThat(type.description()).startsWith(description);
        }
    }

    @Test
    void a_committed_type_is_looked_up() {
        try (Hdf5File file = Hdf5File.open(KINDS.resolve("other-types.h5"))) {
            assertThat(file.dataset("named").type().description()).isEqualTo("int16");
        }
    }
}
