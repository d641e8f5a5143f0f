package org.thgcl.data.hdf5;

import java.nio.ByteBuffer;

/// Numbers of every type as float32, each rounded once, to the nearest.
public final class FloatValues {
    private FloatValues() {}

    /// Converts as many numbers as there are.
    ///
    /// @param bytes numbers of the type, in its order
    /// @param type of integers or floats
    public static void read(ByteBuffer bytes, ElementType type, float[] into) {
        if (type.kind() == ElementType.Kind.FLOAT) {
            floats(bytes, type, into);
        } else {
            integers(bytes, type, into);
        }
    }

    private static void floats(ByteBuffer bytes, ElementType type, float[] into) {
        switch (type.size()) {
            case 2 -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = Float.float16ToFloat(bytes.getShort());
                }
            }
            case 4 -> bytes.asFloatBuffer().get(into);
            default -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = (float) bytes.getDouble();
                }
            }
        }
    }

    private static void integers(ByteBuffer bytes, ElementType type, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = rounded(integer(bytes, type), type);
        }
    }

    /// The next integer; one of 8 bytes without sign may come out negative.
    public static long integer(ByteBuffer bytes, ElementType type) {
        long value =
                switch (type.size()) {
                    case 1 -> bytes.get();
                    case 2 -> bytes.getShort();
                    case 4 -> bytes.getInt();
                    default -> bytes.getLong();
                };
        return type.signed() || type.size() == 8 ? value : value & ((1L << (8 * type.size())) - 1);
    }

    /// Half of a large unsigned number, its last bit kept for the rounding, is rounded as the whole would be.
    private static float rounded(long value, ElementType type) {
        boolean large = value < 0 && !type.signed();
        return large ? 2 * (float) ((value >>> 1) | (value & 1)) : (float) value;
    }
}
