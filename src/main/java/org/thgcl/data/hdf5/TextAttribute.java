package org.thgcl.data.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An attribute that is one text of fixed length.
///
/// @param text without the padding, as UTF-8
record TextAttribute(String name, String text) {
    private static final int LATEST = 3;

    /// Reads an attribute message; empty for an attribute of another name, of other types and sizes, and of a
    /// shared type.
    static Optional<TextAttribute> read(Fields fields, String wanted) {
        int version = fields.u8();
        if (version < 1 || version > LATEST) {
            throw fields.damaged("has an attribute of version " + version + "; it must be 1, 2 or 3");
        }
        boolean shared = fields.u8() != 0 && version > 1;
        int[] sizes = {fields.u16(), fields.u16(), fields.u16()};
        if (version == LATEST) {
            fields.skip(1);
        }
        String name = text(part(fields, sizes[0], version));
        Fields type = part(fields, sizes[1], version);
        Fields space = part(fields, sizes[2], version);
        if (!name.equals(wanted) || shared || isNull(space)) {
            return Optional.empty();
        }
        ElementType element = Datatype.read(type);
        boolean one = Dataspace.product(
                        fields.file(),
                        "attribute " + name,
                        Dataspace.read(space).sizes())
                == 1;
        return one && element.kind() == ElementType.Kind.FIXED_STRING
                ? Optional.of(new TextAttribute(name, text(fields.part(element.size()))))
                : Optional.empty();
    }

    /// Whether a dataspace is of no elements.
    private static boolean isNull(Fields space) {
        Fields again = space.again();
        return again.u8() == 2 && again.remaining() == 3 && again.raw(3)[2] == 2;
    }

    /// A part of the message, in version 1 filled up to 8 bytes.
    private static Fields part(Fields fields, int size, int version) {
        Fields part = fields.part(size);
        if (version == 1) {
            fields.skip(Math.floorMod(-size, 8));
        }
        return part;
    }

    /// Up to the first zero byte.
    private static String text(Fields fields) {
        byte[] bytes = fields.raw(fields.remaining());
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
