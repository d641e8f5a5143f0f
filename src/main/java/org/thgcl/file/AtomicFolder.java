package org.thgcl.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Makes a folder of files as a whole or not at all. The files go to `.NAME.part` beside it, which then takes the
/// folder's name in one step. A part left behind by a killed process is replaced by the next.
public final class AtomicFolder {
    private AtomicFolder() {}

    /// Writes files into a folder that is there already.
    @FunctionalInterface
    public interface Content {
        /// Writes everything.
        void writeTo(Path folder) throws IOException;
    }

    /// Checks that a folder can be made here: nothing bears the name, or an empty folder does.
    ///
    /// @throws IOException that names the folder and says why not
    public static void check(Path folder) throws IOException {
        Destination.check(folder);
        if (Files.exists(folder) && !contents(folder).isEmpty()) {
            throw new IOException(folder + ": is there already and not empty; choose another folder (--out)");
        }
    }

    /// Makes a folder, and those above it.
    ///
    /// @throws IOException as [#check], or if something can't be written: then there is no folder
    public static void write(Path folder, Content content) throws IOException {
        check(folder);
        Path absolute = folder.toAbsolutePath().normalize();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            delete(part);
            Files.createDirectory(part);
            content.writeTo(part);
            Files.deleteIfExists(absolute);
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(folder + ": the output folder can't be written (" + Reason.of(e) + ")", e);
        } finally {
            delete(part);
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path part) throws IOException {
        if (Files.exists(part)) {
            for (Path file : contents(part)) {
                Files.delete(file);
            }
            Files.delete(part);
        }
    }
}
