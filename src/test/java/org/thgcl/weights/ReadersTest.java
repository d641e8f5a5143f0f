package org.thgcl.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.tensor.Tensor;

/// What the readers of single formats refuse.
class ReadersTest {
    private static final Map<String, Tensor> TENSORS =
            new TreeMap<>(Map.of("a", Tensor.vector(1, 2, 3), "b", Tensor.vector(4)));

    @TempDir
    Path folder;

    private void refused(byte[] content, String... parts) throws IOException {
        Path file = Files.write(folder.resolve("w"), content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishedWeights.open(file).close())
                .withMessageStartingWith(file.toString())
                .withMessageContainingAll(parts);
    }

    /// Bytes of a pickle without its protocol; `|` ends a line.
    private static Object pickle(String bytes) {
        byte[] content = ("\u0080\2" + bytes.replace('|', '\n')).getBytes(StandardCharsets.ISO_8859_1);
        return Pickle.read("p", ByteBuffer.wrap(content), PickleGlobals.withoutStorages());
    }

    @Test
    void every_instruction_that_is_not_needed_is_refused() {
        int known = 0;
        for (int code = 0; code < 256; code++) {
            if (Opcode.of(code).isPresent()) {
                known++;
            } else {
                String instruction = String.valueOf((char) code);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> pickle(instruction))
                        .withMessageMatching("p, byte 2: instruction 0x[0-9a-f]{2} isn't one that tensors need.*");
            }
        }
        assertThat(known).isEqualTo(Opcode.values().length).isEqualTo(31);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "cos|system|, 'os system' isn't a name that tensors need",
                "cbuiltins|eval|, 'builtins eval' isn't a name",
                "cnumpy|ndarray|)R., made by _reconstruct alone",
                "ctorch|FloatStorage|)R., only a function can be called",
                "ccollections|OrderedDict|(K\1tR., must be empty when it is made",
                "ccollections|OrderedDict|)RK\1b., attributes must be a dictionary",
                "K\1K\1b., only a dictionary and a NumPy array have a state",
                "c_codecs|encode|X\1\0\0\0aX\4\0\0\0utf8\u0086R., only bytes as latin1",
                "cnumpy|dtype|X\2\0\0\0O8\u0085R., must be of float32",
                "K\1Q., a tuple is needed",
                "t., a mark is missing",
                "h\7., nothing is remembered as 7",
                "}K\1s., a value is missing",
                "}]K\1s., a key must be a text or a whole number",
                "}K\1K\1sK\1K\2s., the key 1 occurs twice",
                "X\377\377\377\377., a text of 4294967295 bytes",
                "K, truncated: it ends within an instruction",
                "K\1K\1., values are left over"
            })
    void a_pickle_that_does_not_hold_tensors_is_refused(String bytes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pickle(bytes))
                .withMessageStartingWith("p")
                .withMessageContaining(message);
    }

    @Test
    void limits_of_a_pickle() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pickle("(".repeat(101)))
                .withMessageContaining("more than 100 marks are open");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pickle("N".repeat(1 << 20)))
                .withMessageContaining("has more than 1048576 instructions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pickle("c" + "x".repeat(1000)))
                .withMessageContaining("a name of more than 200 bytes");
    }

    @ParameterizedTest
    @CsvSource({"4, 0, 1, 4", "-1, 1, 1, 1", "0, 2, 2, 1", "0, 2, 2, -1", "0, 2, 1, 9", "2, 2, 1, 2", "0, 0, 2, 1"})
    void a_tensor_outside_its_numbers_or_upon_itself_is_refused(long offset, long rows, long columns, long stride) {
        Numbers four = new Numbers(NumberType.FLOAT32, 4, () -> ByteBuffer.allocate(16));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StoredTensor.of("t", four, offset, new long[] {rows, columns}, new long[] {stride, 1}))
                .withMessageContainingAll("t: sizes", "don't fit its 4 numbers");
    }

    @Test
    void tensorflow_blocks_must_be_whole_and_uncompressed() throws IOException {
        byte[] sound = WeightFiles.tensorFlow(TENSORS, 0, 0);
        byte[] altered = sound.clone();
        altered[10] ^= 1;
        refused(altered, "the checksum (CRC-32C) of block 0 at byte 0 is wrong");
        refused(WeightFiles.tensorFlow(TENSORS, 1, 0), "is compressed by snappy", "only uncompressed tables");
        refused(WeightFiles.tensorFlow(TENSORS, 0, 1), "is stored in parts, only whole ones");
    }

    @Test
    void other_formats_are_named() throws IOException {
        byte[] tar = new byte[512];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        refused(tar, "is a tar archive", "unpack it");
        refused(new byte[] {(byte) 0x80, 4, 'N', '.'}, "is a Python pickle");
        refused(new byte[0], "is of no format that is known here");
    }

    @Test
    void a_packed_array_larger_than_any_published_one_is_refused_before_it_is_unpacked() throws IOException {
        Path bomb = folder.resolve("bomb.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        refused(Files.readAllBytes(bomb), "a.npy has 68157440 bytes", "up to 67108864 can be unpacked");
    }
}
