package org.thgcl.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a file is known by.
///
/// @param bytes its size
/// @param sha256 its SHA-256, in lower-case hexadecimal digits
record Digest(long bytes, String sha256) {
    /// Reads a file.
    ///
    /// @throws IOException if it can't be read
    static Digest of(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        long bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes = in.transferTo(OutputStream.nullOutputStream());
        }
        return new Digest(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
