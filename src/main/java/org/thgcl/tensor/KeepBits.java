package org.thgcl.tensor;

/// Which elements dropout keeps: element e if word e of [CounterRandom]'s sequence is at least the threshold.
///
/// @param threshold rate 2^32
record KeepBits(CounterRandom random, long step, int site, long threshold) {
    /// The bits of the elements `element ... element + 63`, the lowest first.
    long word(int element) {
        int[] words = new int[4];
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            if (i == 0 || (element + i) % 4 == 0) {
                random.words((element + i) >>> 2, site, step, words);
            }
            long kept = Integer.toUnsignedLong(words[(element + i) & 3]) >= threshold ? 1 : 0;
            bits |= kept << i;
        }
        return bits;
    }
}
