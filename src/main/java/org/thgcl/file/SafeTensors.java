package org.thgcl.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Named tensors in a file of the safetensors format: the length of a JSON header as 8 bytes, little-endian; the
/// header, padded with spaces so that the data start at a multiple of 8; the elements, row-major, little-endian,
/// without gaps. A float64 tensor is written as F64, a float32 one as F32. All F64 come first in the data, so that
/// every tensor starts at a multiple of its element's size, which some programs need; the header keeps the given order.
///
/// Files written here carry a SHA-256 of themselves, so that a cut file and any altered byte are found. It stands in
/// the header's `__metadata__` under `thgcl.sha256`, 64 hexadecimal characters, and is taken over the whole file with
/// these 64 read as zeros. Other programs ignore it.
///
/// @param tensors by name, in the order of the header
/// @param metadata the header's texts by name, without the digest
/// @param verified whether the file carried a digest, which was right; false for files of other programs
public record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata, boolean verified) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MAX_FILE_BYTES = Integer.MAX_VALUE;

    public SafeTensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// Writes a file, whole or not at all.
    ///
    /// @param tensors by name, written in the map's order
    /// @param metadata texts by name
    /// @throws IllegalArgumentException if a name is one that the format or the digest uses itself
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        byte[] header = SafeTensorsHeader.bytes(tensors, metadata);
        AtomicFile.write(file, channel -> {
            MessageDigest digest = Sha256.digest();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            digest.update(header);
            writeFully(channel, ByteBuffer.wrap(header));
            for (String name : SafeTensorsHeader.inOrderOfData(tensors)) {
                Tensor tensor = tensors.get(name);
                SafeTensorsHeader.Element element = SafeTensorsHeader.Element.of(tensor.dtype());
                for (int i = 0; i < tensor.shape().elements(); i++) {
                    if (buffer.remaining() < Double.BYTES) {
                        drain(buffer, digest, channel);
                    }
                    element.write(tensor.get(i), buffer);
                }
            }
            drain(buffer, digest, channel);
            ByteBuffer hex = StandardCharsets.US_ASCII.encode(HexFormat.of().formatHex(digest.digest()));
            channel.position(SafeTensorsHeader.DIGEST_POSITION);
            writeFully(channel, hex);
        });
    }

    private static void drain(ByteBuffer buffer, MessageDigest digest, FileChannel channel) throws IOException {
        buffer.flip();
        digest.update(buffer.duplicate());
        writeFully(channel, buffer);
        buffer.clear();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Reads a file of this or another program: element types F64, which gives float64 tensors, and F32, F16
    /// and BF16, which give float32 tensors. Nothing is rounded.
    ///
    /// @throws IllegalArgumentException that names file and place, if it is malformed, cut or altered
    /// @throws IOException if it can't be opened or read
    public static SafeTensors read(Path file) throws IOException {
        return mapped(file, bytes -> {
            Parts parts = parts(file, bytes);
            return new SafeTensors(tensors(parts.tensors()), parts.metadata(), parts.verified());
        });
    }

    /// Reads a file that another program may have written anew with the metadata of one of this program. Its
    /// digest is then that of other bytes, and says nothing. If the header is just as this program writes it, the
    /// digest must be right.
    ///
    /// @param without names of tensors that aren't wanted; their elements may be of any type
    /// @throws IllegalArgumentException as [#read]; also if the file has no tensor of an unwanted name
    /// @throws IOException as [#read]
    public static SafeTensors readRewritten(Path file, Set<String> without) throws IOException {
        return mapped(file, bytes -> {
            ByteBuffer whole = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            SafeTensorsHeader header = SafeTensorsHeader.parse(file, whole);
            requireWithoutGaps(file, header, whole);
            Set<String> absent = new LinkedHashSet<>(without);
            header.entries().forEach(entry -> absent.remove(entry.name()));
            if (!absent.isEmpty()) {
                throw new IllegalArgumentException(file + ": has no tensors " + absent + ", which are to be left out");
            }
            Map<String, Tensor> tensors =
                    tensors(tensors(file, header, whole, entry -> !without.contains(entry.name())));
            boolean own = header.digest().isPresent() && without.isEmpty() && isOwn(header, tensors, whole);
            if (own) {
                requireDigest(file, header.digest().get(), whole);
            }
            return new SafeTensors(tensors, header.metadata(), own);
        });
    }

    /// Whether a header, but for its digest, is what this program writes before these tensors. The library of the
    /// format writes the same text, but larger elements first, and then in the order of the names.
    private static boolean isOwn(SafeTensorsHeader header, Map<String, Tensor> tensors, ByteBuffer whole) {
        List<String> names = new ArrayList<>(new TreeSet<>(tensors.keySet()));
        names.sort(Comparator.comparingInt(name -> -tensors.get(name).dtype().bytes()));
        if (header.moved() || names.equals(new ArrayList<>(tensors.keySet()))) {
            return false;
        }
        byte[] found = new byte[header.dataStart()];
        whole.get(0, found);
        byte[] zeros = SafeTensorsHeader.ZERO_DIGEST.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(zeros, 0, found, SafeTensorsHeader.DIGEST_POSITION, zeros.length);
        return Arrays.equals(found, SafeTensorsHeader.bytes(tensors, header.metadata()));
    }

    private static SafeTensors mapped(Path file, Function<ByteBuffer, SafeTensors> read) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": can't be read, it is a folder");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            long size = channel.size();
            if (size > MAX_FILE_BYTES) {
                throw new IllegalArgumentException(
                        file + ": has " + size + " bytes, files up to " + MAX_FILE_BYTES + " bytes can be read");
            }
            return read.apply(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(file + ": can't be read (" + Reason.of(e) + ")", e);
        }
    }

    /// The tensors of a file where they lie, for those who don't want them all in memory.
    ///
    /// @param tensors by name, in the order of the header
    /// @param metadata the header's texts by name, without the digest
    /// @param verified whether the file carried a digest, which was right
    public record Parts(Map<String, Part> tensors, Map<String, String> metadata, boolean verified) {}

    /// One tensor where it lies.
    ///
    /// @param type how its elements are stored: `F64`, `F32`, `F16` or `BF16`
    /// @param bytes its elements, row-major, little-endian
    public record Part(String type, Shape shape, ByteBuffer bytes) {}

    /// Finds the tensors in the bytes of a file.
    ///
    /// @param file what to call it in a message
    /// @throws IllegalArgumentException that names file and place, if it is malformed, cut or altered
    public static Parts parts(Path file, ByteBuffer bytes) {
        ByteBuffer whole = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        SafeTensorsHeader header = SafeTensorsHeader.parse(file, whole);
        if (header.moved()) {
            throw new IllegalArgumentException(file + ": the digest in its metadata isn't where it is written;"
                    + " another program has rewritten the file");
        }
        requireWithoutGaps(file, header, whole);
        header.digest().ifPresent(expected -> requireDigest(file, expected, whole));
        return new Parts(
                tensors(file, header, whole, _ -> true),
                header.metadata(),
                header.digest().isPresent());
    }

    private static Map<String, Part> tensors(
            Path file, SafeTensorsHeader header, ByteBuffer whole, Predicate<SafeTensorsHeader.Entry> wanted) {
        Map<String, Part> tensors = new LinkedHashMap<>();
        for (SafeTensorsHeader.Entry entry : header.entries()) {
            if (wanted.test(entry)) {
                int from = header.dataStart() + (int) entry.begin();
                ByteBuffer elements = whole.slice(from, (int) (entry.end() - entry.begin()));
                tensors.put(
                        entry.name(),
                        new Part(entry.element(file).name(), entry.shape(), elements.order(ByteOrder.LITTLE_ENDIAN)));
            }
        }
        return tensors;
    }

    private static Map<String, Tensor> tensors(Map<String, Part> parts) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parts.forEach((name, part) -> tensors.put(name, tensor(part)));
        return tensors;
    }

    /// The tensors' bytes must follow each other from the first byte of the data to the last.
    private static void requireWithoutGaps(Path file, SafeTensorsHeader header, ByteBuffer whole) {
        long dataBytes = (long) whole.limit() - header.dataStart();
        List<SafeTensorsHeader.Entry> sorted = new ArrayList<>(header.entries());
        sorted.sort(
                (a, b) -> a.begin() != b.begin() ? Long.compare(a.begin(), b.begin()) : Long.compare(a.end(), b.end()));
        long end = 0;
        for (SafeTensorsHeader.Entry entry : sorted) {
            if (entry.begin() != end) {
                throw new IllegalArgumentException(file + ": tensor " + entry.name() + " starts at data byte "
                        + entry.begin() + ", must start at " + end + ", where the one before it ends: "
                        + (entry.begin() < end ? "they overlap" : "there is a gap"));
            }
            end = entry.end();
        }
        if (end > dataBytes) {
            throw new IllegalArgumentException(file + ": truncated: its header announces " + end
                    + " bytes of data, the file has " + dataBytes + "; copy it again or use another checkpoint");
        }
        if (end < dataBytes) {
            throw new IllegalArgumentException(
                    file + ": has " + (dataBytes - end) + " bytes after the last tensor, which belong to none");
        }
    }

    private static void requireDigest(Path file, String expected, ByteBuffer bytes) {
        int position = SafeTensorsHeader.DIGEST_POSITION;
        int after = position + SafeTensorsHeader.DIGEST_CHARACTERS;
        MessageDigest digest = Sha256.digest();
        digest.update(bytes.slice(0, position));
        digest.update(SafeTensorsHeader.ZERO_DIGEST.getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes.slice(after, bytes.limit() - after));
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException(file + ": altered: its SHA-256 is " + actual
                    + ", but it was written with " + expected + "; copy it again or use another checkpoint");
        }
    }

    private static Tensor tensor(Part part) {
        SafeTensorsHeader.Element element = SafeTensorsHeader.Element.valueOf(part.type());
        Tensor tensor = Tensor.zeros(element.dtype(), part.shape());
        for (int i = 0; i < part.shape().elements(); i++) {
            tensor.set(i, element.read(part.bytes()));
        }
        return tensor;
    }
}
