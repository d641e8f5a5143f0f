package org.thgcl.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the numbers of a NumPy array are stored: floats of 2, 4 or 8 bytes, integers of 1, 2, 4 or 8 bytes with or
/// without sign, in either byte order.
///
/// @param kind `f` float, `i` integer with sign, `u` integer without
/// @param bytes of a number
public record NpyType(char kind, int bytes, ByteOrder order) {
    private static final Pattern DESCRIPTION = Pattern.compile("([<>|])([a-zA-Z])(\\d{1,4})");

    /// The type of NumPy's description, such as `<f4`.
    ///
    /// @param where what to call the array in a message
    /// @throws IllegalArgumentException if it isn't one of the types above
    public static NpyType of(String where, String description) {
        Matcher parts = DESCRIPTION.matcher(description);
        if (!parts.matches()) {
            throw unfit(where, description);
        }
        char kind = parts.group(2).charAt(0);
        int bytes = Integer.parseInt(parts.group(3));
        boolean known =
                switch (kind) {
                    case 'f' -> bytes == 2 || bytes == 4 || bytes == 8;
                    case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
                    default -> false;
                };
        // a byte has no order: NumPy writes '|' there and nowhere else
        if (!known || parts.group(1).equals("|") != (bytes == 1)) {
            throw unfit(where, description);
        }
        return new NpyType(kind, bytes, parts.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static IllegalArgumentException unfit(String where, String description) {
        boolean object = description.matches("\\|?O\\d*");
        return new IllegalArgumentException(where + " holds "
                + (object ? "Python objects ('" + description + "', a pickle)" : "'" + description + "'")
                + "; numbers must be float16, float32, float64 or integers: save array.astype(numpy.float32)");
    }

    /// A number as float32, the nearest one to what is stored.
    ///
    /// @param from in the byte order of this type
    /// @param index of the byte at which the number begins
    public float read(ByteBuffer from, int index) {
        if (kind == 'f') {
            return switch (bytes) {
                case 2 -> Float.float16ToFloat(from.getShort(index));
                case 4 -> from.getFloat(index);
                default -> (float) from.getDouble(index);
            };
        }
        boolean signed = kind == 'i';
        return switch (bytes) {
            case 1 -> signed ? from.get(index) : Byte.toUnsignedInt(from.get(index));
            case 2 -> signed ? from.getShort(index) : Short.toUnsignedInt(from.getShort(index));
            case 4 -> signed ? from.getInt(index) : Integer.toUnsignedLong(from.getInt(index));
            default -> signed ? from.getLong(index) : unsigned(from.getLong(index));
        };
    }

    /// Above 2^63, half of the number, of which the last bit stays set if it or the one cut off was: so it rounds as
    /// the number would.
    private static float unsigned(long number) {
        return number >= 0 ? number : 2 * (float) (number >>> 1 | (number & 1));
    }
}
