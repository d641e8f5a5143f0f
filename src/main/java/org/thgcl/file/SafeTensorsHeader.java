package org.thgcl.file;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// The header of a safetensors file.
///
/// @param entries the tensors, in the header's order
/// @param metadata texts by name, without the digest
/// @param digest the file's SHA-256 as it states it itself
/// @param moved whether that stands elsewhere than this program writes it, and so is none of the file's bytes
/// @param dataStart position of the first data byte in the file
record SafeTensorsHeader(
        List<Entry> entries, Map<String, String> metadata, Optional<String> digest, boolean moved, int dataStart) {
    static final int DIGEST_CHARACTERS = 64;
    static final String ZERO_DIGEST = "0".repeat(DIGEST_CHARACTERS);

    private static final String METADATA = "__metadata__";
    private static final String DIGEST = "thgcl.sha256";
    private static final int LENGTH_BYTES = 8;
    private static final int ALIGNMENT = 8;

    /// The format's own limit.
    private static final long MAX_HEADER_BYTES = 100_000_000;

    /// The digest is the first thing in the header, so that its place is known before the JSON is.
    private static final String START = "{\"" + METADATA + "\":{\"" + DIGEST + "\":\"";

    static final int DIGEST_POSITION = LENGTH_BYTES + START.length();

    /// A tensor's place: bytes `begin` to `end - 1` of the data.
    ///
    /// @param dtype as the header calls the type of its elements, which may be one that can't be read
    record Entry(String name, String dtype, Shape shape, long begin, long end) {
        /// @throws IllegalArgumentException if elements of this type can't be read
        Element element(Path file) {
            return Element.of(dtype)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": tensor " + name + ": dtype " + dtype
                            + " can't be read, only " + List.of(Element.values())));
        }
    }

    /// Element types that can be read. Each tensor's type holds all values of its element type.
    enum Element {
        F64(Double.BYTES, DType.FLOAT64) {
            @Override
            double read(ByteBuffer data) {
                return data.getDouble();
            }
        },
        F32(Float.BYTES, DType.FLOAT32) {
            @Override
            double read(ByteBuffer data) {
                return data.getFloat();
            }
        },
        F16(Short.BYTES, DType.FLOAT32) {
            @Override
            double read(ByteBuffer data) {
                return Float.float16ToFloat(data.getShort());
            }
        },
        BF16(Short.BYTES, DType.FLOAT32) {
            @Override
            double read(ByteBuffer data) {
                return Float.intBitsToFloat(data.getShort() << 16);
            }
        };

        private final int bytes;
        private final DType dtype;

        Element(int bytes, DType dtype) {
            this.bytes = bytes;
            this.dtype = dtype;
        }

        /// The type of this name; empty for one that can't be read, such as `I64`.
        static Optional<Element> of(String dtype) {
            return Arrays.stream(values())
                    .filter(element -> element.name().equals(dtype))
                    .findFirst();
        }

        /// The type that a tensor is written as.
        static Element of(DType dtype) {
            return switch (dtype) {
                case FLOAT64 -> F64;
                case FLOAT32 -> F32;
            };
        }

        /// The type that it is read as.
        DType dtype() {
            return dtype;
        }

        /// Writes the next element of a tensor, which has its type.
        void write(double value, ByteBuffer data) {
            if (this == F64) {
                data.putDouble(value);
            } else {
                data.putFloat((float) value);
            }
        }

        long bytes(Shape shape) {
            return (long) shape.elements() * bytes;
        }

        /// The next element.
        abstract double read(ByteBuffer data);
    }

    /// The bytes of a file before the data: length, JSON with a digest of zeros, padding.
    static byte[] bytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        StringWriter json = new StringWriter();
        try (JsonWriter writer = new JsonWriter(json)) {
            write(writer, tensors, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter throws none
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        int padded = Math.ceilDiv(text.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.array();
    }

    private static void write(JsonWriter writer, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        writer.beginObject().name(METADATA).beginObject().name(DIGEST).value(ZERO_DIGEST);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
            requireFree(text.getKey(), DIGEST);
            writer.name(text.getKey()).value(text.getValue());
        }
        writer.endObject();
        Map<String, Long> begins = begins(tensors);
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            requireFree(entry.getKey(), METADATA);
            Shape shape = entry.getValue().shape();
            Element element = Element.of(entry.getValue().dtype());
            writer.name(entry.getKey()).beginObject().name("dtype").value(element.name());
            writer.name("shape").beginArray();
            for (int size : shape.toArray()) {
                writer.value(size);
            }
            long begin = begins.get(entry.getKey());
            writer.endArray()
                    .name("data_offsets")
                    .beginArray()
                    .value(begin)
                    .value(begin + element.bytes(shape))
                    .endArray()
                    .endObject();
        }
        writer.endObject();
    }

    /// The names in the order in which the tensors' elements follow each other: the given one, but F64 before F32.
    static List<String> inOrderOfData(Map<String, Tensor> tensors) {
        List<String> names = new ArrayList<>(tensors.keySet());
        names.sort(Comparator.comparingInt(name -> -tensors.get(name).dtype().bytes()));
        return names;
    }

    /// Position of each tensor's first byte in the data.
    private static Map<String, Long> begins(Map<String, Tensor> tensors) {
        Map<String, Long> begins = new HashMap<>();
        long next = 0;
        for (String name : inOrderOfData(tensors)) {
            Tensor tensor = tensors.get(name);
            begins.put(name, next);
            next += Element.of(tensor.dtype()).bytes(tensor.shape());
        }
        return begins;
    }

    private static void requireFree(String name, String taken) {
        if (name.equals(taken)) {
            throw new IllegalArgumentException("safetensors: the name " + name + " is taken by the format itself");
        }
    }

    /// Reads length and header.
    ///
    /// @param bytes the whole file, little-endian
    /// @throws IllegalArgumentException that names file and place
    static SafeTensorsHeader parse(Path file, ByteBuffer bytes) {
        int size = bytes.limit();
        if (size < LENGTH_BYTES) {
            throw new IllegalArgumentException(file + ": truncated or no safetensors file: it has " + size
                    + " bytes, its header's length alone takes " + LENGTH_BYTES);
        }
        long length = bytes.getLong(0);
        if (length < 0 || length > MAX_HEADER_BYTES || length > size - LENGTH_BYTES) {
            throw new IllegalArgumentException(file + ": truncated or no safetensors file: its first 8 bytes announce a"
                    + " header of " + Long.toUnsignedString(length) + " bytes, " + (size - LENGTH_BYTES) + " follow");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.slice(LENGTH_BYTES, (int) length))
                    .toString();
            return new Parser(text).parse(LENGTH_BYTES + (int) length);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": altered or no safetensors file: its header isn't UTF-8", e);
        } catch (IOException | IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    file + ": altered or no safetensors file: bad header: " + e.getMessage(), e);
        }
    }

    /// Reads the JSON; errors don't name the file yet.
    private static final class Parser {
        private final String text;
        private final JsonReader reader;
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private final Set<String> names = new HashSet<>();

        Parser(String text) {
            this.text = text;
            this.reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
        }

        SafeTensorsHeader parse(int dataStart) throws IOException {
            if (!text.startsWith("{")) {
                throw new IllegalArgumentException("it must start with {");
            }
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                require(names.add(name), "the name " + name + " occurs twice");
                if (name.equals(METADATA)) {
                    metadata();
                } else {
                    entries.add(entry(name));
                }
            }
            reader.endObject();
            require(reader.peek() == JsonToken.END_DOCUMENT, "something follows the last }");
            String digest = metadata.remove(DIGEST);
            boolean moved =
                    digest != null && !(digest.length() == DIGEST_CHARACTERS && text.startsWith(START + digest));
            return new SafeTensorsHeader(List.copyOf(entries), metadata, Optional.ofNullable(digest), moved, dataStart);
        }

        private void metadata() throws IOException {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                require(
                        metadata.put(name, reader.nextString()) == null,
                        METADATA + ": the name " + name + " occurs twice");
            }
            reader.endObject();
        }

        private Entry entry(String name) throws IOException {
            String dtype = null;
            List<Long> sizes = null;
            List<Long> offsets = null;
            reader.beginObject();
            while (reader.hasNext()) {
                String field = reader.nextName();
                switch (field) {
                    case "dtype" -> dtype = reader.nextString();
                    case "shape" -> sizes = numbers();
                    case "data_offsets" -> offsets = numbers();
                    default -> throw new IllegalArgumentException("tensor " + name + ": unknown field " + field);
                }
            }
            reader.endObject();
            require(
                    dtype != null && sizes != null && offsets != null && offsets.size() == 2,
                    "tensor " + name + ": dtype, shape and two data_offsets are needed");
            Shape shape = Shape.of(sizes.stream().mapToInt(Math::toIntExact).toArray());
            long begin = offsets.get(0);
            long end = offsets.get(1);
            long needed = Element.of(dtype).map(element -> element.bytes(shape)).orElse(end - begin);
            require(
                    begin >= 0 && end >= begin && end - begin == needed,
                    "tensor " + name + ": shape " + shape + " of " + dtype + " takes " + needed
                            + " bytes, data_offsets are " + offsets);
            return new Entry(name, dtype, shape, begin, end);
        }

        private List<Long> numbers() throws IOException {
            List<Long> numbers = new ArrayList<>();
            reader.beginArray();
            while (reader.hasNext()) {
                numbers.add(reader.nextLong());
            }
            reader.endArray();
            return numbers;
        }

        private static void require(boolean condition, String message) {
            if (!condition) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
