package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyClipsTest {
    /// `np.save(f, np.asfortranarray(np.arange(12, dtype=">i2").reshape(3, 2, 2)))`, written by NumPy 1.24.
    private static final byte[] BY_NUMPY = Base64.getDecoder()
            .decode("k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiwg"
                    + "MiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAE"
                    + "AAgAAgAGAAoAAQAFAAkAAwAHAAs=");

    /// `np.savez_compressed(f, audio=np.linspace(0, 1, 4).reshape(2, 1, 2))`, written by NumPy 1.24.
    private static final byte[] ARCHIVE_BY_NUMPY = Base64.getDecoder()
            .decode("UEsDBBQAAAAIAAAAIQBvMxT3WAAAAKAAAAAJABQAYXVkaW8ubnB5AQAQAKAAAAAAAAAAWAAAAAAAAACb7BfqGxDJ"
                    + "yFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgqGOgpGmjoKtQrkAS4G"
                    + "KAgFg6v2EPqpPUT0gz0AUEsBAhQDFAAAAAgAAAAhAG8zFPdYAAAAoAAAAAkAAAAAAAAAAAAAAIABAAAAAGF1ZGlv"
                    + "Lm5weVBLBQYAAAAAAQABADcAAACTAAAAAAA=");

    @TempDir
    Path folder;

    private Path labels;

    @BeforeEach
    void labels() throws IOException {
        labels = Files.writeString(folder.resolve("l.csv"), "dog\ncat\ndog\n");
    }

    private float[] audio(String array, int clips) throws IOException {
        Files.writeString(labels, "dog\n".repeat(clips));
        try (NumpyClips data = NumpyClips.open(array, null, labels, null, folder)) {
            int perClip = data.audioSegments() * data.audioFeatures();
            float[] all = new float[clips * perClip];
            for (int clip = clips - 1; clip >= 0; clip--) { // in any order
                data.readAudio(clip, all, clip * perClip);
            }
            return all;
        }
    }

    private String file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.npy"), bytes).toString();
    }

    @Test
    void arrays_that_numpy_wrote_are_read() throws IOException {
        assertThat(audio(file(BY_NUMPY), 3)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Path archive = Files.write(folder.resolve("c.npz"), ARCHIVE_BY_NUMPY);
        assertThat(audio(archive.toString(), 2)).containsExactly(0, (float) (1 / 3.0), (float) (2 / 3.0), 1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.npy", "c.npz", "l.csv");
        }
    }

    /// The largest and smallest numbers of each type in both orders of bytes.
    @ParameterizedTest
    @CsvSource({
        "<f2, 003c ff7b 0180, 1 65504 -5.9604645E-8",
        ">f2, 3c00 7bff 8001, 1 65504 -5.9604645E-8",
        "<f4, 0000803f ffff7f7f 01000080, 1 3.4028235E38 -1.4E-45",
        ">f4, 3f800000 7f7fffff 80000001, 1 3.4028235E38 -1.4E-45",
        "<f8, 000000000000f03f 9a9999999999b93f 00000000000000c0, 1 0.1 -2",
        ">f8, 3ff0000000000000 3fb999999999999a c000000000000000, 1 0.1 -2",
        "|i1, 7f 80 ff, 127 -128 -1",
        "|u1, 7f 80 ff, 127 128 255",
        "<i2, ff7f 0080 ffff, 32767 -32768 -1",
        ">i2, 7fff 8000 ffff, 32767 -32768 -1",
        "<u2, ff7f 0080 ffff, 32767 32768 65535",
        ">u2, 7fff 8000 ffff, 32767 32768 65535",
        "<i4, 01000000 00000080 ffffffff, 1 -2147483648 -1",
        ">i4, 00000001 80000000 ffffffff, 1 -2147483648 -1",
        "<u4, 01000000 00000080 ffffffff, 1 2147483648 4294967296",
        ">u4, 00000001 80000000 ffffffff, 1 2147483648 4294967296",
        "<i8, 0100000000000000 0000000000000080 ffffffffffffffff, 1 -9223372036854775808 -1",
        ">i8, 0000000000000001 8000000000000000 ffffffffffffffff, 1 -9223372036854775808 -1",
        "<u8, 0100000000000000 0000000000000080 ffffffffffffffff, 1 9223372036854775808 18446744073709551616",
        ">u8, 0000000000000001 8000000000000000 8000008000000001, 1 9223372036854775808 9223373136366403584",
    })
    void every_type_is_read_in_both_orders_of_bytes(String type, String hex, String numbers) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        float[] expected = new float[3];
        String[] words = numbers.split(" ", -1);
        for (int i = 0; i < 3; i++) {
            expected[i] = Float.parseFloat(words[i]);
        }
        assertThat(audio(file(NumpyFiles.npy(type, false, "(3, 1, 1)", bytes)), 3))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void every_version_of_the_format_is_read(int version) throws IOException {
        String head = "{'shape': (1, 1, 2), 'fortran_order': False, 'descr': '<f4'}";
        assertThat(audio(file(NumpyFiles.npy(version, head, NumpyFiles.floats(1, 2))), 1))
                .containsExactly(1, 2);
    }

    @Test
    void fortrans_order_gives_the_same_clips_as_c_order() throws IOException {
        int clips = 70_000;
        int perClip = 240; // 67 MB, more than a block
        Path path = folder.resolve("f.npy");
        ByteBuffer numbers = ByteBuffer.allocate(clips * perClip * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int feature = 0; feature < 24; feature++) {
            for (int segment = 0; segment < 10; segment++) {
                for (int clip = 0; clip < clips; clip++) {
                    numbers.putFloat(clip + 1000 * segment + 100 * feature);
                }
            }
        }
        Files.write(path, NumpyFiles.npy("<f4", true, "(70000, 10, 24)", numbers.array()));
        Files.writeString(labels, "dog\n".repeat(clips));
        try (NumpyClips data = NumpyClips.open(path.toString(), null, labels, null, folder)) {
            float[] clip = new float[perClip];
            for (int n : new int[] {69_999, 0, 69_905, 69_904, 35_000, 1}) {
                data.readAudio(n, clip, 0);
                for (int i = 0; i < perClip; i++) {
                    assertThat(clip[i]).isEqualTo(n + 1000 * (i / 24) + 100 * (i % 24));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_array_of_an_archive_is_chosen_by_name(boolean deflated) throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("one", NumpyFiles.npy("<f4", false, "(1, 1, 1)", NumpyFiles.floats(1)));
        arrays.put("two", NumpyFiles.npy("<f4", false, "(1, 1, 1)", NumpyFiles.floats(2)));
        Path archive = NumpyFiles.npz(folder.resolve("a.npz"), deflated, arrays);
        assertThat(audio(archive + ":two", 1)).containsExactly(2);
        refused(archive.toString(), "has the arrays one, two; name one: " + archive + ":one");
        refused(archive + ":three", "has no array 'three'; it has one, two");
        arrays.put("audio", NumpyFiles.npy("<f4", false, "(1, 1, 1)", NumpyFiles.floats(3)));
        NumpyFiles.npz(archive, deflated, arrays);
        assertThat(audio(archive.toString(), 1)).containsExactly(3);
    }

    @Test
    void a_damaged_archive_is_refused() throws IOException {
        byte[] array = NumpyFiles.npy("<f4", false, "(1, 1, 1)", NumpyFiles.floats(1));
        Path archive = NumpyFiles.npz(folder.resolve("a.npz"), false, Map.of("audio", array));
        byte[] bytes = Files.readAllBytes(archive);
        int number = 30 + "audio.npy".length() + array.length - 1;
        bytes[number] ^= 1;
        Files.write(archive, bytes);
        refused(archive.toString(), "a.npz: audio is damaged: its checksum");
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        refused(archive.toString(), "a.npz can't be read as .npz");
    }

    @Test
    void every_cut_of_a_file_is_refused() throws IOException {
        byte[] whole = NumpyFiles.npy("<f4", false, "(2, 1, 2)", NumpyFiles.floats(1, 2, 3, 4));
        for (int length = 0; length < whole.length; length++) {
            String cut = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> audio(cut, 2))
                    .as("the first " + length + " bytes")
                    .isInstanceOfAny(IllegalArgumentException.class, EOFException.class)
                    .hasMessageContaining("a.npy");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "|O   ; (1, 1, 1) ; Python objects",
                "<c8  ; (1, 1, 1) ; holds '<c8'",
                "<U4  ; (1, 1, 1) ; holds '<U4'",
                "|b1  ; (1, 1, 1) ; holds '|b1'",
                "<f16 ; (1, 1, 1) ; holds '<f16'",
                "|f4  ; (1, 1, 1) ; holds '|f4'",
                "<f4  ; (1, 1)    ; has 2 axes [1, 1]; it must have 3: clip, segment, feature",
                "<f4  ; ()        ; has 0 axes",
                "<f4  ; (0, 1, 1) ; is empty",
                "<f4  ; (1, 1, 2) ; is truncated",
                "<f4  ; (1, 1, 0) ; is empty",
                "|i1  ; (1, 1, 1) ; has more than its array",
                "<f4  ; (1, 1 1)  ; is damaged: its shape",
                "<f4  ; (1, -1, 1); is damaged: its shape",
                "<f4  ; (9999999999, 9999999999, 9999999999) ; is too large",
                "<f4  ; (99999999999999999999, 1, 1)         ; is damaged: its shape",
            })
    void an_array_of_another_kind_is_refused(String type, String shape, String message) throws IOException {
        refused(file(NumpyFiles.npy(type, false, shape, NumpyFiles.floats(1))), message);
    }

    @Test
    void what_is_no_array_is_refused() throws IOException {
        refused(file(new byte[] {(byte) 0x80, 4, 'a', 0, 0, 0, 0, 0, 0, 0, 0, 0}), "is a Python pickle");
        refused(file("hello, world, this is text".getBytes(StandardCharsets.US_ASCII)), "not a .npy file");
        byte[] future = NumpyFiles.npy("<f4", false, "(1, 1, 1)", NumpyFiles.floats(1));
        future[6] = 4;
        refused(file(future), "format 4.0");
        refused(
                file(NumpyFiles.npy(
                        1, "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,)}", new byte[4])),
                "holds '[(x, <f4)]'");
        refused(
                file(NumpyFiles.npy(1, "{'descr': '<f4', 'shape': (1, 1, 1)}", new byte[4])),
                "is damaged: its head is");
        refused(folder.resolve("none.npy").toString(), "no such file");
        refused(folder.toString(), "is not a file");
    }

    @Test
    void a_number_that_is_not_finite_is_told_with_its_place() throws IOException {
        float[] numbers = new float[2 * 3 * 2];
        numbers[6 + 2 * 2 + 1] = Float.NaN;
        String nan = file(NumpyFiles.npy("<f4", false, "(2, 3, 2)", NumpyFiles.floats(numbers)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audio(nan, 2))
                .withMessageContaining("a.npy: audio of clip 1 (1), segment 2, feature 1 is NaN");
        ByteBuffer huge = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300);
        String beyond = file(NumpyFiles.npy("<f8", false, "(1, 1, 1)", huge.array()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audio(beyond, 1))
                .withMessageContaining("is Infinity; features must be finite float32");
    }

    @Test
    void arrays_and_labels_must_be_of_the_same_clips() throws IOException {
        String three = file(NumpyFiles.npy("<f4", false, "(3, 1, 1)", NumpyFiles.floats(1, 2, 3)));
        String two = Files.write(
                        folder.resolve("v.npy"), NumpyFiles.npy("<f4", false, "(2, 1, 1)", NumpyFiles.floats(1, 2)))
                .toString();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyClips.open(three, two, labels, null, folder))
                .withMessage(two + " has 2 clips, " + three + " has 3; they must be the same clips");
        refused(two, labels + " has 3 clips, " + two + " has 2; they must be the same clips");
    }

    private void refused(String audio, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumpyClips.open(audio, null, labels, null, folder))
                .withMessageContaining(message);
    }
}
