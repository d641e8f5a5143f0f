package org.thgcl.determinism;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.thgcl.tensor.Tensor;

/// A hash of numbers, bit by bit; of NaN, whose bits IEEE 754 leaves open, only that it is one.
public final class Fingerprint {
    private static final int DIGITS = 16;

    private final MessageDigest digest;

    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Adds numbers.
    public Fingerprint add(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
        for (double number : numbers) {
            bytes.putLong(Double.doubleToLongBits(number));
        }
        digest.update(bytes.array());
        return this;
    }

    /// Adds numbers, exactly.
    public Fingerprint add(float... numbers) {
        double[] wide = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            wide[i] = numbers[i];
        }
        return add(wide);
    }

    /// Adds all elements of a tensor.
    public Fingerprint add(Tensor tensor) {
        return add(tensor.toArray());
    }

    /// Adds a text.
    public Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// Adds the bytes of a file.
    public Fingerprint add(Path file) throws IOException {
        digest.update(Files.readAllBytes(file));
        return this;
    }

    /// The first digits of SHA-256 of what was added. It can be asked for once.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
