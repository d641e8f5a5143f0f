package org.thgcl.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.thgcl.file.Reason;

/// The entries of a zip archive, each read as a whole and compared with its checksum.
final class ZipEntries implements AutoCloseable {
    private static final int MOST_ENTRIES = 100_000;

    /// A small file may unpack to one a thousand times as large; the largest array that is published packed
    /// has 64 KiB.
    private static final long MOST_UNPACKED = 1 << 26;

    private final Path file;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private ZipEntries(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /// Opens an archive.
    ///
    /// @throws IllegalArgumentException if it is damaged, or an entry is too large to belong to it
    /// @throws IOException if it can't be read
    static ZipEntries open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(file + ": damaged: " + Reason.of(e), e);
        }
        try {
            ZipEntries opened = new ZipEntries(file, zip);
            opened.list(Files.size(file));
            return opened;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void list(long fileBytes) {
        if (zip.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    file + ": has " + zip.size() + " entries, must have " + MOST_ENTRIES + " at most");
        }
        long stored = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            String name = entry.getName();
            long size = entry.getSize();
            boolean packed = entry.getMethod() == ZipEntry.DEFLATED;
            stored += packed ? entry.getCompressedSize() : size;
            if (size < 0 || stored < 0 || stored > fileBytes || (packed && size > MOST_UNPACKED)) {
                throw new IllegalArgumentException(file + ": damaged: its entry " + name + " has " + size + " bytes"
                        + (packed ? ", up to " + MOST_UNPACKED + " can be unpacked" : ", more than the file"));
            }
            if (entries.put(name, entry) != null) {
                throw new IllegalArgumentException(file + ": damaged: its entry " + name + " occurs twice");
            }
        }
    }

    List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /// An entry's size in bytes; -1 if there is none of this name.
    long size(String name) {
        ZipEntry entry = entries.get(name);
        return entry == null ? -1 : entry.getSize();
    }

    /// Reads an entry, little-endian.
    ///
    /// @throws IllegalArgumentException if it is damaged
    /// @throws IOException if it can't be read
    ByteBuffer read(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(file + ": damaged: it has no entry " + name);
        }
        if (entry.getSize() > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException(
                    file + ": its entry " + name + " has " + entry.getSize() + " bytes, up to 2 GiB can be read");
        }
        byte[] bytes = new byte[(int) entry.getSize()];
        int read;
        boolean more;
        try (InputStream in = zip.getInputStream(entry)) {
            read = in.readNBytes(bytes, 0, bytes.length);
            more = in.read() >= 0;
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(file + ": its entry " + name + " is damaged: " + Reason.of(e), e);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (read < bytes.length || more || checksum.getValue() != entry.getCrc()) {
            throw new IllegalArgumentException(
                    file + ": its entry " + name + " is damaged: its checksum is not the archive's");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
