package org.thgcl.data.hdf5;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.data.hdf5.ElementType.Kind;
import org.thgcl.data.hdf5.ElementType.Padding;

/// Reads datatype messages. A number is one that is known field by field: whole bytes, full precision, no padding and,
/// if a float, exactly an IEEE one. Everything else is described and left to whoever can't use it to refuse.
final class Datatype {
    private static final int BIG_ENDIAN = 0x01;
    private static final int SIGNED = 0x08;
    /// Order of the VAX, together with [#BIG_ENDIAN].
    private static final int VAX = 0x40;

    private static final int IMPLIED_BIT = 0x20;
    private static final List<Padding> PADDINGS =
            List.of(Padding.NULL_TERMINATED, Padding.NULL_PADDED, Padding.SPACE_PADDED);
    private static final List<String> KINDS = List.of(
            "integer",
            "float",
            "time",
            "string",
            "bit field",
            "opaque",
            "compound",
            "reference",
            "enumeration",
            "variable-length sequence",
            "array",
            "complex number");

    private final Fields fields;
    private final int version;
    private final int kind;
    private final int bits;
    private final int size;

    private Datatype(Fields fields) {
        this.fields = fields;
        int kindAndVersion = fields.u8();
        kind = kindAndVersion & 0x0f;
        version = kindAndVersion >> 4;
        bits = fields.u8() | (fields.u16() << 8);
        long stated = fields.u32();
        if (version < 1 || version > 5 || kind >= KINDS.size() || stated == 0 || stated > Integer.MAX_VALUE) {
            throw fields.damaged("has a datatype of class " + kind + ", version " + version + ", size " + stated);
        }
        size = (int) stated;
    }

    static ElementType read(Fields fields) {
        return new Datatype(fields).type();
    }

    private ElementType type() {
        return switch (kind) {
            case 0 -> integer();
            case 1 -> floating();
            case 3 -> fixedString();
            case 8 -> enumeration();
            case 9 -> sequence();
            default -> ElementType.other(size, KINDS.get(kind) + " of " + size + " bytes");
        };
    }

    private ElementType integer() {
        int offset = fields.u16();
        int precision = fields.u16();
        boolean signed = (bits & SIGNED) != 0;
        String name = (signed ? "int" : "uint") + 8L * size + endian(size > 1);
        boolean whole = size == 1 || size == 2 || size == 4 || size == 8;
        if (whole && offset == 0 && precision == 8 * size && (bits & ~(BIG_ENDIAN | SIGNED)) == 0) {
            return ElementType.number(Kind.INTEGER, size, order(), signed, name);
        }
        return ElementType.other(
                size,
                "integer of " + size + " bytes, of which " + precision + " bits from bit " + offset + " are used");
    }

    private ElementType floating() {
        int offset = fields.u16();
        int precision = fields.u16();
        FloatFields found = new FloatFields(
                size, offset, precision, fields.u8(), fields.u8(), fields.u8(), fields.u8(), fields.u32(), bits >> 8);
        boolean plain = (bits & 0xff & ~BIG_ENDIAN) == IMPLIED_BIT;
        if (plain && FloatFields.IEEE.contains(found)) {
            return ElementType.number(Kind.FLOAT, size, order(), true, "float" + 8 * size + endian(true));
        }
        String vax = (bits & VAX) == 0 ? "" : ", bytes in the order of the VAX";
        return ElementType.other(size, found.description() + vax);
    }

    private ElementType fixedString() {
        int padding = bits & 0x0f;
        int characters = bits >> 4;
        String name = "string of " + size + " bytes";
        if (padding >= PADDINGS.size() || characters > 1) {
            return ElementType.other(size, name + " of unknown padding " + padding + " or characters " + characters);
        }
        return ElementType.string(Kind.FIXED_STRING, size, PADDINGS.get(padding), name);
    }

    /// Base type, names, values. h5py writes booleans so.
    private ElementType enumeration() {
        ElementType base = read(fields);
        int members = bits & 0xffff;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            int start = fields.position();
            names.add(fields.text());
            if (version < 3) {
                fields.skip(Math.floorMod(start - fields.position(), 8));
            }
        }
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            values.add((int) fields.raw(base.size())[0]);
        }
        boolean logical = names.stream()
                        .map(name -> name.toUpperCase(Locale.ROOT))
                        .toList()
                        .equals(List.of("FALSE", "TRUE"))
                && values.equals(List.of(0, 1));
        if (logical && base.kind() == Kind.INTEGER && base.size() == 1 && size == 1) {
            return ElementType.number(Kind.BOOLEAN, 1, ByteOrder.LITTLE_ENDIAN, false, "boolean");
        }
        return ElementType.other(size, "enumeration (" + String.join(", ", names) + ")");
    }

    private ElementType sequence() {
        int characters = bits >> 8;
        ElementType base = read(fields);
        if ((bits & 0x0f) != 1) {
            return ElementType.other(size, "variable-length sequence of " + base.description());
        }
        if (characters > 1 || size != VariableStrings.REFERENCE || base.size() != 1) {
            return ElementType.other(size, "variable-length string of unknown characters " + characters);
        }
        return ElementType.string(Kind.VARIABLE_STRING, size, Padding.NULL_TERMINATED, "variable-length string");
    }

    private ByteOrder order() {
        return (bits & BIG_ENDIAN) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private String endian(boolean said) {
        return said && (bits & BIG_ENDIAN) != 0 ? " (big-endian)" : "";
    }

    /// The fields of a float: sizes and places in bits.
    private record FloatFields(
            int size,
            int offset,
            int precision,
            int exponentAt,
            int exponentBits,
            int mantissaAt,
            int mantissaBits,
            long bias,
            int signAt) {
        /// Half, single and double precision.
        static final List<FloatFields> IEEE = List.of(
                new FloatFields(2, 0, 16, 10, 5, 0, 10, 15, 15),
                new FloatFields(4, 0, 32, 23, 8, 0, 23, 127, 31),
                new FloatFields(8, 0, 64, 52, 11, 0, 52, 1023, 63));

        String description() {
            String known = size == 2 && exponentBits == 8 && mantissaBits == 7 ? " (bfloat16)" : "";
            return "float of " + precision + " bits in " + size + " bytes with " + exponentBits + " of exponent (bias "
                    + bias + ") and " + mantissaBits + " of mantissa" + known
                    + ", which is no IEEE half, single or double";
        }
    }
}
