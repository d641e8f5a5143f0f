package org.thgcl.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Files that the program carries with it.
public final class Resource {
    private Resource() {}

    /// The text of a file, in UTF-8.
    ///
    /// @param path from the root of the class path, such as `golden/audit.json`
    /// @throws IllegalStateException if the program was built without it
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /// The content of a file.
    ///
    /// @param path from the root of the class path
    /// @throws IllegalStateException if the program was built without it
    public static byte[] bytes(String path) {
        try (InputStream stream = Resource.class.getResourceAsStream('/' + path)) {
            if (stream == null) {
                throw new IllegalStateException("the program was built without " + path);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
