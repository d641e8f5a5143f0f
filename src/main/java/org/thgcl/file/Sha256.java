package org.thgcl.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of texts and files, as 64 hexadecimal digits.
public final class Sha256 {
    private Sha256() {}

    /// A digest to be fed.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Of a text in UTF-8.
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Of bytes.
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /// Of a file's content.
    ///
    /// @throws IOException if it can't be read
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] part = new byte[1 << 20];
        try (Work work = Work.begin("hashing " + file.getFileName(), Files.size(file));
                InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
                work.step(read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
