package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class SafeTensorsTest {
    @TempDir
    Path folder;

    @Property(tries = 200)
    void what_is_written_is_read(
            @ForAll @Size(max = 5) Map<String, @Size(max = 3) List<@IntRange(max = 4) Integer>> shapes,
            @ForAll long bits,
            @ForAll boolean startsWithFloat32,
            @ForAll @Size(max = 3) Map<String, String> texts)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        boolean float32 = startsWithFloat32;
        for (Map.Entry<String, List<Integer>> entry : shapes.entrySet()) {
            Shape shape =
                    Shape.of(entry.getValue().stream().mapToInt(size -> size).toArray());
            Tensor tensor = Tensor.zeros(float32 ? DType.FLOAT32 : DType.FLOAT64, shape);
            float32 = !float32;
            for (int i = 0; i < shape.elements(); i++) {
                long random = bits * (2L * i + 1);
                tensor.set(
                        i,
                        tensor.dtype() == DType.FLOAT32
                                ? Float.intBitsToFloat((int) random)
                                : Double.longBitsToDouble(random));
            }
            tensors.put(valid(entry.getKey()), tensor);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        texts.forEach((name, text) -> metadata.put(valid(name), valid(text)));
        Path file = Files.createTempFile("safetensors", ".test");
        try {
            SafeTensors.write(file, tensors, metadata);
            SafeTensors read = SafeTensors.read(file);
            assertThat(read.verified()).isTrue();
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(new ArrayList<>(read.tensors().keySet())).isEqualTo(new ArrayList<>(tensors.keySet()));
            tensors.forEach((name, tensor) -> requireSameBits(read.tensors().get(name), tensor));
        } finally {
            Files.delete(file);
        }
    }

    /// A text that UTF-8 can carry: half of a surrogate pair becomes a question mark.
    private static String valid(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void requireSameBits(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(Arrays.stream(actual.toArray()).mapToLong(Double::doubleToRawLongBits))
                .containsExactlyElementsOf(Arrays.stream(expected.toArray())
                        .mapToLong(Double::doubleToRawLongBits)
                        .boxed()
                        .toList());
    }

    @Test
    void layout_is_that_of_the_format() throws IOException {
        Path file = folder.resolve("layout.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.of(Shape.of(1, 2), 1.5, -2));
        tensors.put("a", Tensor.scalar(Math.PI));
        SafeTensors.write(file, tensors, Map.of("note", "x"));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong(0);
        assertThat(length % 8).isZero();
        assertThat(bytes.limit()).isEqualTo(8 + length + 24);
        String text = StandardCharsets.UTF_8.decode(bytes.slice(8, length)).toString();
        JsonObject header = JsonParser.parseString(text).getAsJsonObject();
        assertThat(header.getAsJsonObject("__metadata__").get("note").getAsString())
                .isEqualTo("x");
        assertThat(header.get("b").toString()).isEqualTo("{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]}");
        assertThat(header.get("a").toString()).isEqualTo("{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[16,24]}");
        assertThat(bytes.getDouble(8 + length)).isEqualTo(1.5);
        assertThat(bytes.getDouble(8 + length + 8)).isEqualTo(-2);
        assertThat(bytes.getDouble(8 + length + 16)).isEqualTo(Math.PI);
    }

    /// The header keeps the order; in the data, what takes 8 bytes comes first, so nothing starts between.
    @Test
    void float32_is_written_in_four_bytes_after_all_of_eight() throws IOException {
        Path file = folder.resolve("mixed.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("single", Tensor.vector(0.1, -2, 3).to(DType.FLOAT32));
        tensors.put("double", Tensor.scalar(Math.PI));
        SafeTensors.write(file, tensors, Map.of());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong(0);
        assertThat(bytes.limit()).isEqualTo(8 + length + 20);
        String text = StandardCharsets.UTF_8.decode(bytes.slice(8, length)).toString();
        assertThat(text.strip())
                .endsWith("\"single\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[8,20]},"
                        + "\"double\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}");
        assertThat(bytes.getDouble(8 + length)).isEqualTo(Math.PI);
        assertThat(bytes.getFloat(8 + length + 8)).isEqualTo(0.1f);
        assertThat(bytes.getFloat(8 + length + 16)).isEqualTo(3);
    }

    @Test
    void tensors_larger_than_the_buffer_are_written_whole() throws IOException {
        Tensor large = Tensor.zeros(Shape.of(3, 10_007));
        for (int i = 0; i < large.shape().elements(); i++) {
            large.set(i, i);
        }
        Path file = folder.resolve("large.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("single", large.to(DType.FLOAT32));
        tensors.put("double", large);
        SafeTensors.write(file, tensors, Map.of());
        Map<String, Tensor> read = SafeTensors.read(file).tensors();
        tensors.forEach((name, tensor) -> requireSameBits(read.get(name), tensor));
    }

    @Test
    void files_of_other_programs_are_read_but_not_verified() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(0.25f).putFloat(-3);
        data.putShort((short) 0x3C00).putShort((short) 0xC000); // F16: 1, -2
        data.putShort((short) 0x3FC0); // BF16: 1.5
        data.putDouble(7).putFloat(0.5f);
        Path file = foreign("""
            {"half":{"dtype":"F16","shape":[2],"data_offsets":[8,12]},
             "single":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
             "brain":{"dtype":"BF16","shape":[1],"data_offsets":[12,14]},
             "double":{"dtype":"F64","shape":[],"data_offsets":[14,22]},
             "none":{"dtype":"F64","shape":[0,3],"data_offsets":[14,14]},
             "last":{"data_offsets":[22,26],"shape":[1],"dtype":"F32"},
             "__metadata__":{"format":"pt"}}\
            """, data.array());
        SafeTensors read = SafeTensors.read(file);
        assertThat(read.verified()).isFalse();
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        assertThat(read.tensors().keySet()).containsExactly("half", "single", "brain", "double", "none", "last");
        assertThat(read.tensors().values())
                .extracting(Tensor::dtype)
                .containsExactly(
                        DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.FLOAT64, DType.FLOAT32);
        assertThat(read.tensors().get("single").toArray()).containsExactly(0.25, -3);
        assertThat(read.tensors().get("half").toArray()).containsExactly(1, -2);
        assertThat(read.tensors().get("brain").toArray()).containsExactly(1.5);
        assertThat(read.tensors().get("double").item()).isEqualTo(7);
        assertThat(read.tensors().get("none").shape()).isEqualTo(Shape.of(0, 3));
        assertThat(read.tensors().get("last").toArray()).containsExactly(0.5);
    }

    @Test
    void empty_file_of_the_format_is_read() throws IOException {
        assertThat(SafeTensors.read(foreign("{}", new byte[0])).tensors()).isEmpty();
    }

    @Test
    void file_that_is_too_short_is_refused() throws IOException {
        Path file = folder.resolve("short.safetensors");
        Files.write(file, new byte[7]);
        requireRefused(file, "it has 7 bytes, its header's length alone takes 8");
    }

    @Test
    void header_beyond_the_file_is_refused() throws IOException {
        Path file = folder.resolve("long.safetensors");
        Files.write(file, new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        requireRefused(file, "announce a header of 3 bytes, 2 follow");
        Files.write(file, new byte[] {2, 0, 0, 0, 0, 0, 0, -1, '{', '}'});
        requireRefused(file, "announce a header of 18374686479671623682 bytes, 2 follow");
    }

    @Test
    void bad_headers_are_refused() throws IOException {
        refuse(" {}", "it must start with {");
        refuse("[]", "it must start with {");
        refuse("{", "bad header");
        refuse("{\"a\":1}", "bad header");
        refuse("{}{}", "bad header");
        refuse("{} x", "bad header");
        refuse("{\"__metadata__\":{\"a\":{}}}", "bad header");
        refuse("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "__metadata__: the name a occurs twice");
        refuse("{\"__metadata__\":{},\"__metadata__\":{}}", "the name __metadata__ occurs twice");
        refuse("{\"a\":{\"dtype\":\"F64\",\"shape\":[]}}", "tensor a: dtype, shape and two data_offsets are needed");
        refuse("{\"a\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0]}}", "two data_offsets are needed");
        refuse("{\"a\":{\"colour\":1}}", "tensor a: unknown field colour");
        refuse(tensor("a", "I64", "2", 0, 16), "tensor a: dtype I64 can't be read, only [F64, F32, F16, BF16]");
        refuse(tensor("a", "F64", "2", 0, 8), "tensor a: shape [2] of F64 takes 16 bytes, data_offsets are [0, 8]");
        refuse(tensor("a", "F64", "1", 8, 0), "data_offsets are [8, 0]");
        refuse(tensor("a", "F64", "1", -8, 0), "data_offsets are [-8, 0]");
        refuse(tensor("a", "F64", "-1", 0, 8), "an axis can't have size -1");
        refuse(tensor("a", "F64", "65536,65536", 0, 8), "a tensor holds at most");
        refuse(tensor("a", "F64", "4294967296", 0, 8), "integer overflow");
    }

    @Test
    void header_that_is_not_utf8_is_refused() throws IOException {
        Path file = folder.resolve("latin.safetensors");
        Files.write(file, new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xE4, '}'});
        requireRefused(file, "its header isn't UTF-8");
    }

    @Test
    void duplicate_tensors_are_refused() throws IOException {
        String entry = "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}";
        refuse("{" + entry + "," + entry + "}", "the name a occurs twice");
    }

    @Test
    void data_with_gaps_overlaps_or_leftovers_are_refused() throws IOException {
        refuse(tensor("a", "F64", "1", 8, 16), "tensor a starts at data byte 8, must start at 0");
        String first = "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},";
        refuse(
                first + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "tensor b starts at data byte 8, must start at 16, where the one before it ends: they overlap");
        refuse(
                first + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[24,32]}}",
                "tensor b starts at data byte 24, must start at 16, where the one before it ends: there is a gap");
        refuse(tensor("a", "F64", "1", 0, 8), "has 8 bytes after the last tensor");
        refuse(tensor("a", "F64", "3", 0, 24), "truncated: its header announces 24 bytes of data, the file has 16");
    }

    @Test
    void names_of_the_format_itself_are_refused() {
        Path file = folder.resolve("names.safetensors");
        assertThatThrownBy(() -> SafeTensors.write(file, Map.of("__metadata__", Tensor.scalar(1)), Map.of()))
                .hasMessageContaining("the name __metadata__ is taken");
        assertThatThrownBy(() -> SafeTensors.write(file, Map.of(), Map.of("thgcl.sha256", "0")))
                .hasMessageContaining("the name thgcl.sha256 is taken");
        assertThat(file).doesNotExist();
    }

    @Test
    void digest_in_another_place_is_refused() throws IOException {
        String digest = "\"thgcl.sha256\":\"" + "0".repeat(64) + "\"";
        refuse("{\"__metadata__\":{\"a\":\"\"," + digest + "}}", "another program has rewritten the file");
    }

    @Test
    void wrong_digest_is_refused() throws IOException {
        Path file = foreign("{\"__metadata__\":{\"thgcl.sha256\":\"" + "0".repeat(64) + "\"}}", new byte[0]);
        requireRefused(file, "altered: its SHA-256 is ");
    }

    @Test
    void a_file_that_another_program_has_rewritten_is_read_without_its_digest() throws IOException {
        String digest = "\"thgcl.sha256\":\"" + "0".repeat(64) + "\"";
        String tensors = "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
                + "\"count\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}";
        for (String texts : List.of(digest + ",\"x\":\"y\"", "\"x\":\"y\"," + digest)) {
            Path file = foreign("{\"__metadata__\":{" + texts + "}," + tensors, new byte[16]);
            SafeTensors read = SafeTensors.readRewritten(file, Set.of("count"));
            assertThat(read.verified()).isFalse();
            assertThat(read.metadata()).isEqualTo(Map.of("x", "y"));
            assertThat(read.tensors().keySet()).containsExactly("a");
            assertThatThrownBy(() -> SafeTensors.readRewritten(file, Set.of()))
                    .hasMessage(file + ": tensor count: dtype I64 can't be read, only [F64, F32, F16, BF16]");
            assertThatThrownBy(() -> SafeTensors.readRewritten(file, Set.of("count", "b")))
                    .hasMessage(file + ": has no tensors [b], which are to be left out");
        }
    }

    @Test
    void a_file_of_this_program_is_verified_before_it_is_taken_for_rewritten() throws IOException {
        Path file = folder.resolve("own.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.vector(1, 2));
        tensors.put("a", Tensor.vector(3));
        SafeTensors.write(file, tensors, Map.of());
        assertThat(SafeTensors.readRewritten(file, Set.of()).verified()).isTrue();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> SafeTensors.readRewritten(file, Set.of()))
                .hasMessageContaining("altered: its SHA-256");
    }

    /// Any damage is either without effect on what is read, or refused with the file's name.
    @Property(tries = 500)
    void damaged_files_are_refused_in_words(@ForAll @IntRange(max = 399) int place, @ForAll byte other)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight", Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        tensors.put("bias", Tensor.vector(0.1, -2, 3).to(DType.FLOAT32));
        Path file = Files.createTempFile("safetensors", ".test");
        try {
            SafeTensors.write(file, tensors, Map.of("classes", "[]"));
            byte[] bytes = Files.readAllBytes(file);
            bytes[place % bytes.length] = other;
            Files.write(file, bytes);
            SafeTensors read = SafeTensors.readRewritten(file, Set.of());
            assertThat(read.tensors()).hasSize(2);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void what_is_no_file_is_named() {
        Path file = folder.resolve("nowhere.safetensors");
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no such file");
        assertThatThrownBy(() -> SafeTensors.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": can't be read, it is a folder");
    }

    private static String tensor(String name, String dtype, String sizes, int begin, int end) {
        return "{\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + sizes + "],\"data_offsets\":[" + begin
                + "," + end + "]}}";
    }

    /// A header before 16 bytes of data is refused with this message.
    private void refuse(String header, String message) throws IOException {
        requireRefused(foreign(header, new byte[16]), message);
    }

    private Path foreign(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("foreign.safetensors"), bytes.array());
    }

    private static void requireRefused(Path file, String message) {
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }
}
