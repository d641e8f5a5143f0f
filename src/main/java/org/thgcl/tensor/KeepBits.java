package org.thgcl.tensor;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Which elements dropout keeps, 64 at a time: [CounterRandom]'s words, several blocks in the lanes of a vector.
///
/// Element e is kept if word e of the sequence is at least rate 2^32. Everything is arithmetic on integers, so the
/// vector form gives what the scalar one does on every width.
final class KeepBits {
    private static final VectorSpecies<Long> LONGS =
            LongVector.SPECIES_PREFERRED.vectorBitSize() <= 512 ? LongVector.SPECIES_PREFERRED : LongVector.SPECIES_512;
    private static final int LANES = LONGS.length();
    private static final LongVector IOTA = LongVector.zero(LONGS).addIndex(1);
    private static final long LOW_HALF = 0xFFFFFFFFL;

    /// The places, in a nibble for each block, of its words 0 and 1, and of its words 2 and 3.
    private static final long FIRST_WORDS = 0x3333333333333333L;

    private static final long LAST_WORDS = FIRST_WORDS << 2;

    private final CounterRandom random;
    private final long step;
    private final int site;
    private final long threshold;

    KeepBits(CounterRandom random, long step, int site, double rate) {
        this.random = random;
        this.step = step;
        this.site = site;
        this.threshold = Math.round(rate * 0x1p32);
    }

    /// The bits of the elements `element ... element + 63`, the lowest first.
    long word(int element) {
        return element % 4 == 0 && threshold <= LOW_HALF ? aligned(element >>> 2) : definition(element);
    }

    /// The scalar form, for any first element.
    long definition(int element) {
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

    /// The bits of sixteen blocks of four.
    private long aligned(int block) {
        long bits = 0;
        for (int b = 0; b < 16; b += LANES) {
            bits |= blocks(block + b) << (4 * b);
        }
        return bits;
    }

    /// The bits of as many blocks as a vector has lanes: [CounterRandom]'s ten rounds in each lane, every 32-bit
    /// word in a lane of 64.
    private long blocks(int block) {
        LongVector c0 = IOTA.add(Integer.toUnsignedLong(block));
        LongVector c1 = LongVector.broadcast(LONGS, Integer.toUnsignedLong(site));
        LongVector c2 = LongVector.broadcast(LONGS, step & LOW_HALF);
        LongVector c3 = LongVector.broadcast(LONGS, step >>> 32);
        int k0 = (int) random.seed();
        int k1 = (int) (random.seed() >>> 32);
        for (int round = 0; round < CounterRandom.ROUNDS; round++) {
            LongVector p0 = c0.and(LOW_HALF).mul(CounterRandom.MULTIPLIER_0);
            LongVector p1 = c2.and(LOW_HALF).mul(CounterRandom.MULTIPLIER_1);
            c0 = p1.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, c1)
                    .lanewise(VectorOperators.XOR, Integer.toUnsignedLong(k0));
            c1 = p1.and(LOW_HALF);
            c2 = p0.lanewise(VectorOperators.LSHR, 32)
                    .lanewise(VectorOperators.XOR, c3)
                    .lanewise(VectorOperators.XOR, Integer.toUnsignedLong(k1));
            c3 = p0.and(LOW_HALF);
            k0 += CounterRandom.WEYL_0;
            k1 += CounterRandom.WEYL_1;
        }
        return Long.expand(kept(c0, c1), FIRST_WORDS) | Long.expand(kept(c2, c3), LAST_WORDS);
    }

    /// Two bits a lane: whether each of two words reaches the threshold.
    private long kept(LongVector low, LongVector high) {
        IntVector words = low.or(high.lanewise(VectorOperators.LSHL, 32)).reinterpretAsInts();
        return words.compare(VectorOperators.UGE, (int) threshold).toLong();
    }
}
