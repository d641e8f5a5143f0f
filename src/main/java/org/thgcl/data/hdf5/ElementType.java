package org.thgcl.data.hdf5;

import java.nio.ByteOrder;

/// The meaning of the bytes of an element.
///
/// @param size bytes of an element
/// @param order of an integer's or a float's bytes
/// @param signed whether an integer has a sign
/// @param padding of strings
/// @param description the type in words, for messages
public record ElementType(Kind kind, int size, ByteOrder order, boolean signed, Padding padding, String description) {

    /// Kinds of elements that this reader distinguishes.
    public enum Kind {
        /// A whole number of 1, 2, 4 or 8 bytes.
        INTEGER,
        /// IEEE half, single or double precision.
        FLOAT,
        /// An enumeration of FALSE = 0 and TRUE = 1 on one byte, as h5py writes booleans.
        BOOLEAN,
        /// A string of `size` bytes.
        FIXED_STRING,
        /// A string of any length; the element says where it is.
        VARIABLE_STRING,
        /// Anything else; only its description is known.
        OTHER
    }

    /// The padding after the characters of a fixed string.
    public enum Padding {
        /// A zero byte and then anything.
        NULL_TERMINATED,
        /// Zero bytes.
        NULL_PADDED,
        /// Spaces.
        SPACE_PADDED
    }

    static ElementType other(int size, String description) {
        return new ElementType(Kind.OTHER, size, ByteOrder.LITTLE_ENDIAN, false, Padding.NULL_PADDED, description);
    }

    static ElementType number(Kind kind, int size, ByteOrder order, boolean signed, String description) {
        return new ElementType(kind, size, order, signed, Padding.NULL_PADDED, description);
    }

    static ElementType string(Kind kind, int size, Padding padding, String description) {
        return new ElementType(kind, size, ByteOrder.LITTLE_ENDIAN, false, padding, description);
    }

    /// Whether elements are numbers, integers or floats.
    public boolean isNumber() {
        return kind == Kind.INTEGER || kind == Kind.FLOAT;
    }

    /// Whether elements are strings.
    public boolean isString() {
        return kind == Kind.FIXED_STRING || kind == Kind.VARIABLE_STRING;
    }
}
