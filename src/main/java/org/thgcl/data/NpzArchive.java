package org.thgcl.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.thgcl.file.Work;

/// Arrays in a `.npz` file: a zip archive with a `.npy` file for each, stored or deflated.
final class NpzArchive {
    private static final String ENDING = ".npy";
    private static final int BLOCK_BYTES = 1 << 16;
    private static final byte[] MAGIC = {'P', 'K'};

    private NpzArchive() {}

    /// Whether a file is a zip archive by its first bytes.
    static boolean is(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return Arrays.equals(file.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /// The array to take of an archive: the one asked for, or else the one that there is, or else the one of the usual
    /// name.
    ///
    /// @param name null if none was asked for
    /// @throws IllegalArgumentException if there is no such array, or several to choose from
    /// @throws IOException if the archive can't be read
    static String choose(Path archive, String name, String usual) throws IOException {
        List<String> names;
        try (ZipFile zip = open(archive)) {
            names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(entry -> entry.endsWith(ENDING))
                    .map(entry -> entry.substring(0, entry.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
        if (name != null && !names.contains(name)) {
            throw new IllegalArgumentException(
                    archive + " has no array '" + name + "'; it has " + String.join(", ", names));
        }
        if (name == null && names.size() != 1 && !names.contains(usual)) {
            throw new IllegalArgumentException(archive
                    + (names.isEmpty()
                            ? " has no arrays"
                            : " has the arrays " + String.join(", ", names) + "; name one: " + archive + ":"
                                    + names.getFirst()));
        }
        return name != null ? name : names.size() == 1 ? names.getFirst() : usual;
    }

    /// Writes an array of an archive to a file of its own and compares it with the archive's checksum.
    ///
    /// @throws IllegalArgumentException if the archive is damaged
    /// @throws IOException if it can't be read, or the file can't be written
    static void unpack(Path archive, String name, Path to) throws IOException {
        try (ZipFile zip = open(archive);
                OutputStream out = Files.newOutputStream(to)) {
            ZipEntry entry = zip.getEntry(name + ENDING);
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                copy(in, out, Work.begin("unpacking " + archive.getFileName() + ", bytes", entry.getSize()));
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw new IllegalArgumentException(
                            archive + ": " + name + " is damaged: its checksum is not the archive's");
                }
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException(archive + ": " + name + " is damaged: " + e.getMessage(), e);
        }
    }

    private static void copy(InputStream in, OutputStream out, Work work) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (work) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
                work.step(read);
            }
        }
    }

    private static ZipFile open(Path archive) throws IOException {
        try {
            return new ZipFile(archive.toFile());
        } catch (ZipException e) {
            throw new IllegalArgumentException(archive + " can't be read as .npz: " + e.getMessage(), e);
        }
    }
}
