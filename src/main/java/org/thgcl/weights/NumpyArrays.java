package org.thgcl.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.file.NpyHeader;
import org.thgcl.file.NpyType;

/// Arrays of NumPy's `.npz` files: float16, float32 or float64 in either order of axes and bytes.
final class NumpyArrays {
    private static final String ENDING = ".npy";

    private NumpyArrays() {}

    /// All arrays of an archive, by name.
    static Map<String, StoredTensor> read(Path file, ZipEntries zip) throws IOException {
        Map<String, StoredTensor> arrays = new LinkedHashMap<>();
        for (String entry : zip.names()) {
            if (!entry.endsWith(ENDING)) {
                throw new IllegalArgumentException(
                        file + ": has an entry " + entry + ", a NumPy archive has arrays NAME.npy alone");
            }
            String name = entry.substring(0, entry.length() - ENDING.length());
            arrays.put(name, array(file + ": array " + name, zip.read(entry)));
        }
        return arrays;
    }

    private static StoredTensor array(String where, ByteBuffer bytes) {
        byte[] start = new byte[Math.min(NpyHeader.START, bytes.remaining())];
        bytes.get(0, start);
        byte[] head = new byte[Math.min(NpyHeader.length(where, start), bytes.remaining())];
        bytes.get(0, head);
        NpyHeader header = NpyHeader.parse(where, head);
        ByteBuffer numbers = bytes.slice(header.bytes(), bytes.remaining() - header.bytes());
        return tensor(
                where,
                type(where, header.type()),
                numbers.order(header.type().order()),
                header.shape(),
                header.fortran());
    }

    private static NumberType type(String where, NpyType type) {
        if (type.kind() != 'f') {
            throw new IllegalArgumentException(where + " holds whole numbers; weights are floating-point numbers");
        }
        return switch (type.bytes()) {
            case Short.BYTES -> NumberType.FLOAT16;
            case Float.BYTES -> NumberType.FLOAT32;
            default -> NumberType.FLOAT64;
        };
    }

    /// An array whose numbers are these bytes and no others.
    ///
    /// @param fortran whether the first axis varies fastest
    static StoredTensor tensor(String where, NumberType type, ByteBuffer bytes, long[] shape, boolean fortran) {
        if (bytes.remaining() % type.bytes() != 0) {
            throw new IllegalArgumentException(
                    where + " has " + bytes.remaining() + " bytes of " + type + " numbers of " + type.bytes());
        }
        Numbers numbers = new Numbers(type, bytes.remaining() / type.bytes(), () -> bytes);
        if (!fortran) {
            return StoredTensor.rowMajor(where, numbers, shape);
        }
        int rank = shape.length;
        int[] reversed = IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
        long[] sizes = Arrays.stream(reversed).mapToLong(axis -> shape[axis]).toArray();
        return StoredTensor.rowMajor(where, numbers, sizes).permuted(reversed);
    }
}
