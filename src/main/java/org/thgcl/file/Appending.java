package org.thgcl.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Adds to files that grow, such as logs.
public final class Appending {
    private Appending() {}

    /// Appends to a file, which is made if it isn't there. The bytes are in the hands of the operating system when this
    /// returns: a process that is killed loses nothing that it appended before, and may leave a part of what it was
    /// appending.
    ///
    /// @throws IOException that names the file
    public static void to(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException(
                    file + ": could not be written (" + Reason.of(e) + "); is the folder writable, the disk full?", e);
        }
    }
}
