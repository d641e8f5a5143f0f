package org.thgcl.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.thgcl.file.Reason;
import org.thgcl.file.SafeTensors;

/// A file of weights, opened: its tensors by the names that it gives them. Their numbers are loaded one
/// tensor at a time, while it is open, by the thread that opened it. The format is told by the content, not
/// by the file's name.
public final class PublishedWeights implements AutoCloseable {
    private static final int TAR_MAGIC = 257;
    private static final String TAR = "ustar";
    private static final byte PICKLE = (byte) 0x80;

    private final Path file;
    private final Map<String, StoredTensor> tensors;
    private final Map<String, String> metadata;
    private final Format format;
    private final Closing closing;

    /// The formats that are read.
    public enum Format {
        NUMPY("NumPy archive"),
        TORCH_ZIP("PyTorch, zip"),
        TORCH_LEGACY("PyTorch, before 2020"),
        TENSORFLOW("TensorFlow checkpoint, version 1"),
        SAFETENSORS("safetensors");

        private final String text;

        Format(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @FunctionalInterface
    private interface Closing {
        void close() throws IOException;
    }

    private PublishedWeights(
            Path file,
            Format format,
            Map<String, StoredTensor> tensors,
            Map<String, String> metadata,
            Closing closing) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(file + ": damaged, or of another kind: it holds no tensors");
        }
        this.file = file;
        this.format = format;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = metadata;
        this.closing = closing;
    }

    /// Opens a file of one of the formats.
    ///
    /// @throws IllegalArgumentException that names file and place, if it is of another format, damaged, or
    ///     holds anything but tensors
    /// @throws IOException if it can't be read
    public static PublishedWeights open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": can't be read, it is a folder");
        }
        try {
            return isZip(file) ? openZip(file) : openMapped(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": can't be read (" + Reason.of(e) + ")", e);
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer start = ByteBuffer.allocate(Integer.BYTES);
            channel.read(start, 0);
            return start.flip().equals(ByteBuffer.wrap(new byte[] {'P', 'K', 3, 4}));
        }
    }

    private static PublishedWeights openZip(Path file) throws IOException {
        ZipEntries zip = ZipEntries.open(file);
        try {
            boolean torch = TorchZip.is(zip.names());
            Map<String, StoredTensor> tensors =
                    torch ? TorchZip.read(file, Files.size(file), zip) : NumpyArrays.read(file, zip);
            return new PublishedWeights(file, torch ? Format.TORCH_ZIP : Format.NUMPY, tensors, Map.of(), zip::close);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // whoever closes the weights closes it
    private static PublishedWeights openMapped(Path file) throws IOException {
        Arena arena = Arena.ofConfined();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(file + ": has " + channel.size() + " bytes, such files up to "
                        + Integer.MAX_VALUE + " bytes can be read");
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .asByteBuffer();
            return parse(file, bytes, arena::close);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static PublishedWeights parse(Path file, ByteBuffer bytes, Closing closing) {
        String where = file.toString();
        if (TorchLegacy.is(bytes)) {
            return new PublishedWeights(file, Format.TORCH_LEGACY, TorchLegacy.read(where, bytes), Map.of(), closing);
        }
        if (SortedTable.is(bytes)) {
            return new PublishedWeights(
                    file, Format.TENSORFLOW, TensorFlowCheckpoint.read(where, bytes), Map.of(), closing);
        }
        if (isSafeTensors(bytes)) {
            SafeTensors.Parts parts = SafeTensors.parts(file, bytes);
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            parts.tensors().forEach((name, part) -> tensors.put(name, stored(file + ": tensor " + name, part)));
            return new PublishedWeights(file, Format.SAFETENSORS, tensors, parts.metadata(), closing);
        }
        throw new IllegalArgumentException(file + ": " + kind(bytes) + "; weights are read from "
                + Arrays.stream(Format.values()).map(Format::toString).collect(Collectors.joining("; ")));
    }

    /// The header's length is followed by its opening bracket.
    private static boolean isSafeTensors(ByteBuffer bytes) {
        return bytes.limit() > Long.BYTES && bytes.get(Long.BYTES) == '{';
    }

    /// Says of a file in another format which it is, if that is known.
    private static String kind(ByteBuffer bytes) {
        int end = TAR_MAGIC + TAR.length();
        if (bytes.limit() >= end
                && bytes.slice(TAR_MAGIC, TAR.length()).equals(StandardCharsets.US_ASCII.encode(TAR))) {
            return "is a tar archive; unpack it and name the file in it";
        }
        return bytes.limit() > 0 && bytes.get(0) == PICKLE
                ? "is a Python pickle, but none of PyTorch's or NumPy's files"
                : "is of no format that is known here, or truncated";
    }

    private static StoredTensor stored(String where, SafeTensors.Part part) {
        NumberType type =
                switch (part.type()) {
                    case "F64" -> NumberType.FLOAT64;
                    case "F32" -> NumberType.FLOAT32;
                    case "F16" -> NumberType.FLOAT16;
                    default -> NumberType.BFLOAT16;
                };
        long[] sizes = Arrays.stream(part.shape().toArray()).asLongStream().toArray();
        return NumpyArrays.tensor(where, type, part.bytes(), sizes, false);
    }

    public Path file() {
        return file;
    }

    public Format format() {
        return format;
    }

    /// The tensors by the names of the file.
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /// Texts by name, of a safetensors file.
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public void close() throws IOException {
        closing.close();
    }
}
