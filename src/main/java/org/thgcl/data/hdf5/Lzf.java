package org.thgcl.data.hdf5;

/// Unpacks what liblzf packed, the filter `lzf` of h5py.
///
/// A byte below 32 announces one literal more than its value. Any other announces a copy of earlier bytes: its upper 3
/// bits are the length less 2 (7: the next byte is added), its lower 5 and the next byte the distance less 1.
final class Lzf {
    private static final int LITERALS = 32;
    private static final int LONG = 7;

    private Lzf() {}

    /// Unpacks a chunk.
    ///
    /// @param size bytes to come
    /// @return null if that isn't what comes
    static byte[] unpack(byte[] packed, int size) {
        byte[] bytes = new byte[size];
        int from = 0;
        int to = 0;
        while (from < packed.length) {
            int control = packed[from++] & 0xff;
            if (control < LITERALS) {
                int length = control + 1;
                if (from + length > packed.length || to + length > size) {
                    return null;
                }
                System.arraycopy(packed, from, bytes, to, length);
                from += length;
                to += length;
                continue;
            }
            int length = (control >> 5) + 2;
            boolean longer = control >> 5 == LONG;
            if (from + (longer ? 2 : 1) > packed.length) {
                return null;
            }
            length += longer ? packed[from++] & 0xff : 0;
            int distance = (((control & 0x1f) << 8) | (packed[from++] & 0xff)) + 1;
            if (distance > to || to + length > size) {
                return null;
            }
            // Byte by byte: the copy may reach into itself.
            for (int end = to + length; to < end; to++) {
                bytes[to] = bytes[to - distance];
            }
        }
        return to == size ? bytes : null;
    }
}
