package org.thgcl.data.hdf5;

/// Fletcher's checksum of 32 bits over 16-bit words, high byte first, as HDF5's filter writes it.
final class Fletcher32 {
    private static final int MODULUS = 65535;
    private static final long BLOCK = 1 << 13;

    private Fletcher32() {}

    /// The checksum of the first bytes; an odd one counts as the high byte of a word.
    static int of(byte[] bytes, int length) {
        // HDF5 folds carries instead of taking remainders, so it writes 65535 where a remainder is 0, but for no bytes
        // other than 0.
        long first = 0;
        long second = 0;
        boolean empty = true;
        for (int i = 0; i < length; ) {
            // So many sums of sums stay far within a long.
            int end = (int) Math.min(length, i + BLOCK);
            for (; i < end; i += 2) {
                int word = ((bytes[i] & 0xff) << 8) | (i + 1 < length ? bytes[i + 1] & 0xff : 0);
                empty &= word == 0;
                first += word;
                second += first;
            }
            first %= MODULUS;
            second %= MODULUS;
        }
        return empty ? 0 : (int) ((folded(second) << 16) | folded(first));
    }

    /// The checksum stored behind that many bytes.
    static int stored(byte[] bytes, int length) {
        return (bytes[length] & 0xff)
                | ((bytes[length + 1] & 0xff) << 8)
                | ((bytes[length + 2] & 0xff) << 16)
                | ((bytes[length + 3] & 0xff) << 24);
    }

    private static long folded(long sum) {
        return sum == 0 ? MODULUS : sum;
    }
}
