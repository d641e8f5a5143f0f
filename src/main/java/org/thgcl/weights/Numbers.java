package org.thgcl.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntToDoubleFunction;

/// Numbers that lie one after the other in a file. They are loaded when they are asked for and not kept.
///
/// @param type how each is stored
/// @param count how many there are
/// @param bytes loads them, `count` times the type's bytes in the order of the file
record Numbers(NumberType type, int count, Bytes bytes) {
    /// Bytes of a file, in its byte order.
    @FunctionalInterface
    interface Bytes {
        /// Loads them.
        ///
        /// @throws IllegalArgumentException if they are damaged
        /// @throws IOException if they can't be read
        ByteBuffer load() throws IOException;
    }

    /// The numbers by their position.
    IntToDoubleFunction load() throws IOException {
        ByteBuffer loaded = bytes.load();
        NumberType stored = type;
        int size = stored.bytes();
        return position -> stored.read(loaded, position * size);
    }
}
