package org.thgcl.weights;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The fields of a message of Protocol Buffers, one after the other: numbers of variable length (wire type 0)
/// and bytes (wire type 2).
///
/// ```java
/// while (fields.next()) {
///     switch (fields.number()) { ... }
/// }
/// ```
final class ProtoFields {
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private final String where;
    private final ByteBuffer message;
    private int number;
    private int wire;

    ProtoFields(String where, ByteBuffer message) {
        this.where = where;
        this.message = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Goes to the next field, whose content must then be taken.
    boolean next() {
        if (!message.hasRemaining()) {
            return false;
        }
        long tag = varint(where, message);
        number = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
        wire = (int) tag & 7;
        return true;
    }

    int number() {
        return number;
    }

    long whole() {
        require(wire == VARINT, "must be a number");
        return varint(where, message);
    }

    ByteBuffer bytes() {
        require(wire == BYTES, "must be bytes");
        long length = varint(where, message);
        require(length >= 0 && length <= message.remaining(), "has " + length + " bytes, more than its message");
        ByteBuffer content = message.slice(message.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + (int) length);
        return content;
    }

    ProtoFields message() {
        return new ProtoFields(where, bytes());
    }

    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(where + " is damaged: field " + number + " isn't UTF-8", e);
        }
    }

    /// A field that isn't known is a file of another kind.
    IllegalArgumentException unknown() {
        return new IllegalArgumentException(where + ": field " + number + " isn't known there");
    }

    private void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException(where + " is damaged: field " + number + " " + rule);
        }
    }

    /// A number of 7 bits a byte, the lowest first, in at most ten bytes.
    static long varint(String where, ByteBuffer bytes) {
        long value = 0;
        try {
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = bytes.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(where + " is damaged: it ends within a number", e);
        }
        throw new IllegalArgumentException(where + " is damaged: a number has more than ten bytes");
    }
}
