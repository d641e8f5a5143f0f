package org.thgcl.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message of Protocol Buffers, written field by field.
///
/// A field that is written twice is repeated. The bytes depend on the calls alone, so the same calls in the same order
/// give the same message.
public final class Protobuf {
    private static final int VARINT = 0;
    private static final int BYTES_8 = 1;
    private static final int LENGTH = 2;
    private static final int BYTES_4 = 5;

    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    /// A whole number: int32, int64, bool or enum.
    public Protobuf number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    public Protobuf float32(int field, float value) {
        tag(field, BYTES_4);
        return raw(little(Float.BYTES).putFloat(value).array());
    }

    public Protobuf float64(int field, double value) {
        tag(field, BYTES_8);
        return raw(little(Double.BYTES).putDouble(value).array());
    }

    /// A text, in UTF-8.
    public Protobuf text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    public Protobuf bytes(int field, byte[] bytes) {
        tag(field, LENGTH);
        varint(bytes.length);
        return raw(bytes);
    }

    /// A message within this one, as it is now.
    public Protobuf message(int field, Protobuf inner) {
        return bytes(field, inner.toByteArray());
    }

    /// The bytes of the message.
    public byte[] toByteArray() {
        return message.toByteArray();
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    /// 7 bits a byte, the lowest first; a negative number has ten bytes.
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            message.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        message.write((int) rest);
    }

    private Protobuf raw(byte[] bytes) {
        message.writeBytes(bytes);
        return this;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
