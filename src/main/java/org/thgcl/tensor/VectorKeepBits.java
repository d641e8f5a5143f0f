package org.thgcl.tensor;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [KeepBits] in vectors: [CounterRandom]'s words, several blocks in the lanes of a vector. Everything is arithmetic on
/// integers, so every width gives the same bits.
final class VectorKeepBits {
    private static final VectorSpecies<Long> LONGS =
            LongVector.SPECIES_PREFERRED.vectorBitSize() <= 512 ? LongVector.SPECIES_PREFERRED : LongVector.SPECIES_512;
    private static final int LANES = LONGS.length();
    private static final LongVector IOTA = LongVector.zero(LONGS).addIndex(1);
    private static final long LOW_HALF = 0xFFFFFFFFL;

    /// The places, in a nibble for each block, of its words 0 and 1, and of its words 2 and 3.
    private static final long FIRST_WORDS = 0x3333333333333333L;

    private static final long LAST_WORDS = FIRST_WORDS << 2;

    private final KeepBits keep;

    VectorKeepBits(KeepBits keep) {
        this.keep = keep;
    }

    /// [KeepBits#word].
    long word(int element) {
        return element % 4 == 0 && keep.threshold() <= LOW_HALF ? aligned(element >>> 2) : keep.word(element);
    }

    /// The bits of sixteen blocks of four.
    private long aligned(int block) {
        long bits = 0;
        for (int b = 0; b < 16; b += LANES) {
            bits |= blocks(block + b) << (4 * b);
        }
        return bits;
    }

    /// The bits of as many blocks as a vector has lanes: [CounterRandom]'s ten rounds, each 32-bit word in the
    /// high half of a lane of 64, over a low half of any bits. Shifted down, it is a number of 32 bits, which the
    /// compiler sees and multiplies by one instruction.
    private long blocks(int block) {
        LongVector c0 = high(IOTA.add(Integer.toUnsignedLong(block)));
        LongVector c1 = high(LongVector.broadcast(LONGS, keep.site()));
        LongVector c2 = high(LongVector.broadcast(LONGS, keep.step()));
        LongVector c3 = LongVector.broadcast(LONGS, keep.step());
        LongVector k0 = high(LongVector.broadcast(LONGS, keep.random().seed()));
        LongVector k1 = LongVector.broadcast(LONGS, keep.random().seed());
        LongVector m0 = low(LongVector.broadcast(LONGS, CounterRandom.MULTIPLIER_0 << 32));
        LongVector m1 = low(LongVector.broadcast(LONGS, CounterRandom.MULTIPLIER_1 << 32));
        for (int round = 0; round < CounterRandom.ROUNDS; round++) {
            LongVector p0 = low(c0).mul(m0);
            LongVector p1 = low(c2).mul(m1);
            c0 = p1.lanewise(VectorOperators.XOR, c1).lanewise(VectorOperators.XOR, k0);
            c1 = high(p1);
            c2 = p0.lanewise(VectorOperators.XOR, c3).lanewise(VectorOperators.XOR, k1);
            c3 = high(p0);
            k0 = k0.add((long) CounterRandom.WEYL_0 << 32);
            k1 = k1.add((long) CounterRandom.WEYL_1 << 32);
        }
        return Long.expand(kept(c0, c1), FIRST_WORDS) | Long.expand(kept(c2, c3), LAST_WORDS);
    }

    /// The high half of each lane, as a number.
    private static LongVector low(LongVector x) {
        return x.lanewise(VectorOperators.LSHR, 32);
    }

    /// The low half of each lane, moved to the high one.
    private static LongVector high(LongVector x) {
        return x.lanewise(VectorOperators.LSHL, 32);
    }

    /// Two bits a lane: whether each of two words reaches the threshold; the low halves of the second are 0.
    private long kept(LongVector first, LongVector second) {
        IntVector words = low(first).or(second).reinterpretAsInts();
        return words.compare(VectorOperators.UGE, (int) keep.threshold()).toLong();
    }
}
