package org.thgcl.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message of Protocol Buffers, read field by field: the numbers, and the bytes, of one field.
public final class WireReader {
    private final byte[] message;

    public WireReader(byte... message) {
        this.message = message;
    }

    /// Messages, texts or bytes of a field.
    public List<WireReader> all(int field) {
        List<WireReader> found = new ArrayList<>();
        read(field, found, new ArrayList<>());
        return found;
    }

    /// Whole numbers of a field.
    public List<Long> numbers(int field) {
        List<Long> found = new ArrayList<>();
        read(field, new ArrayList<>(), found);
        return found;
    }

    public String text() {
        return new String(message, StandardCharsets.UTF_8);
    }

    public ByteBuffer bytes() {
        return ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void read(int field, List<WireReader> messages, List<Long> numbers) {
        ByteBuffer rest = bytes();
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            boolean wanted = tag >>> 3 == field;
            switch ((int) tag & 7) {
                case 0 -> add(wanted, numbers, varint(rest));
                case 2 -> {
                    byte[] inner = new byte[(int) varint(rest)];
                    rest.get(inner);
                    add(wanted, messages, new WireReader(inner));
                }
                default -> throw new IllegalArgumentException("a field of wire type " + (tag & 7));
            }
        }
    }

    private static <T> void add(boolean wanted, List<T> found, T value) {
        if (wanted) {
            found.add(value);
        }
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
