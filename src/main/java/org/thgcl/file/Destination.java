package org.thgcl.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a command's result goes, made ready before the work: minutes aren't lost for a folder that isn't there or
/// can't be written to. Folders on the way are created.
public final class Destination {
    private Destination() {}

    /// A result that is one file.
    ///
    /// @throws IOException that names the place and says why nothing can be written there
    public static void file(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            folder(folder);
        }
        AtomicFile.check(file);
    }

    /// Checks that a result doesn't replace what it is made of.
    ///
    /// @throws IllegalArgumentException if the file is one of the inputs
    /// @throws IOException if that can't be found out
    public static void other(Path file, List<Path> inputs) throws IOException {
        for (Path input : inputs) {
            if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                throw new IllegalArgumentException("--out " + file + " is one of the inputs; choose another file");
            }
        }
    }

    /// A result that is a folder of files.
    ///
    /// @throws IOException that names the place and says why nothing can be written there
    public static void folder(Path folder) throws IOException {
        check(folder);
        // not where a link leads to a folder, which createDirectories takes for a file
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder);
            } catch (FileSystemException e) {
                throw new IOException(folder + ": the output folder can't be created (" + Reason.of(e) + ")", e);
            }
        }
    }

    /// Checks that a folder is there or can be made, without making it.
    ///
    /// @throws IOException that names the place and says why nothing can be written there
    public static void check(Path folder) throws IOException {
        Path there = folder.toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new IOException(there + ": is a file, the output goes to a folder; choose another --out");
        }
        if (!Files.isWritable(there)) {
            throw new IOException(folder + ": can't be written, no permission in " + there);
        }
    }
}
