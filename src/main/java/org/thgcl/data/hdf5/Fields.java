package org.thgcl.data.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The fields of one structure, one after the other. A structure that is too short for its fields, or has another
/// signature, version or reserved byte than it must have, is refused.
final class Fields {
    private final FileBytes file;
    private final String what;
    private final ByteBuffer bytes;

    Fields(FileBytes file, String what, ByteBuffer bytes) {
        this.file = file;
        this.what = what;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    FileBytes file() {
        return file;
    }

    int remaining() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    int u8() {
        need(1);
        return bytes.get() & 0xff;
    }

    int u16() {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    long u32() {
        need(4);
        return bytes.getInt() & 0xffffffffL;
    }

    /// A length or count of 8 bytes.
    long length() {
        need(8);
        long value = bytes.getLong();
        if (value < 0) {
            throw damaged("holds the length " + Long.toUnsignedString(value) + ", which nothing has");
        }
        return value;
    }

    /// An unsigned number of 0 to 8 bytes.
    long unsigned(int size) {
        need(size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes.get() & 0xffL) << (8 * i);
        }
        if (value < 0) {
            throw damaged("holds the number " + Long.toUnsignedString(value) + ", which is out of range");
        }
        return value;
    }

    /// An address, or [FileBytes#UNDEFINED].
    long address() {
        need(8);
        long value = bytes.getLong();
        if (value < FileBytes.UNDEFINED) {
            throw damaged("holds the address " + Long.toUnsignedString(value) + ", which is in no file");
        }
        return value;
    }

    /// The next bytes as fields of their own.
    Fields part(int length) {
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return new Fields(file, what, part);
    }

    /// The same fields from the first one.
    Fields again() {
        return new Fields(file, what, bytes.duplicate().rewind());
    }

    /// The next bytes, as they are.
    byte[] raw(int length) {
        need(length);
        byte[] raw = new byte[length];
        bytes.get(raw);
        return raw;
    }

    /// The bytes up to a zero byte, which is read, too, as UTF-8.
    String text() {
        int start = bytes.position();
        while (u8() != 0) {}
        return new String(
                bytes.array(), bytes.arrayOffset() + start, bytes.position() - 1 - start, StandardCharsets.UTF_8);
    }

    void skip(int length) {
        need(length);
        bytes.position(bytes.position() + length);
    }

    void reserved(int length) {
        for (int i = 0; i < length; i++) {
            require("reserved byte", u8(), 0);
        }
    }

    void signature(String signature) {
        String found = new String(raw(signature.length()), StandardCharsets.ISO_8859_1);
        if (!found.equals(signature)) {
            throw damaged("does not begin with " + signature);
        }
    }

    void require(String field, long value, long expected) {
        if (value != expected) {
            throw damaged("has " + field + " " + value + "; it must be " + expected);
        }
    }

    void atEnd() {
        require("surplus bytes", remaining(), 0);
    }

    /// Reads the checksum at the end of the structure and compares it with that of all bytes before it.
    void checksum() {
        int length = bytes.limit() - 4;
        require("length", remaining() >= 4 ? 0 : 1, 0);
        int computed = ChecksumUtils.checksum(bytes.slice(0, length));
        if (bytes.getInt(length) != computed) {
            throw damaged("has another checksum than its content: it is damaged");
        }
        bytes.limit(length);
    }

    IllegalArgumentException damaged(String how) {
        return file.damaged(what + " " + how);
    }

    private void need(int length) {
        if (length < 0 || bytes.remaining() < length) {
            throw damaged("is too short for its fields");
        }
    }
}
