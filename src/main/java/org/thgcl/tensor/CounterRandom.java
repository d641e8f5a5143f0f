package org.thgcl.tensor;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Counter-based random numbers: each is a pure function of seed, step, site and element, so that any of them can
/// be had in any order, on any thread, again after a restart, and without a state to keep.
///
/// The generator is Philox 4x32 with 10 rounds (Salmon, Moraes, Dror, Shaw 2011, *Parallel random numbers: as easy
/// as 1, 2, 3*): key = seed, counter = (block, site, step low, step high).
///
/// @param seed what makes one run differ from another
public record CounterRandom(long seed) {
    static final int ROUNDS = 10;
    static final long MULTIPLIER_0 = 0xD2511F53L;
    static final long MULTIPLIER_1 = 0xCD9E8D57L;
    static final int WEYL_0 = 0x9E3779B9;
    static final int WEYL_1 = 0xBB67AE85;
    private static final long MASK = 0xFFFFFFFFL;

    /// The site number of a named place that consumes random numbers, such as `layers.0.audio.dropout`: its CRC-32.
    public static int site(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /// The 128 bits that Philox makes of one counter: its first and second, and its third and fourth 32-bit word,
    /// the earlier one in the low half. It never leaves this class, so the compiler keeps it in registers.
    private record Block(long low, long high) {
        long half(int i) {
            return i == 0 ? low : high;
        }
    }

    private Block block(int block, int site, long step) {
        int c0 = block;
        int c1 = site;
        int c2 = (int) step;
        int c3 = (int) (step >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (c0 & MASK);
            long p1 = MULTIPLIER_1 * (c2 & MASK);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return new Block((c0 & MASK) | ((long) c1 << 32), (c2 & MASK) | ((long) c3 << 32));
    }

    /// (n + 1/2) 2^-52 with the 52 high bits of the word as n: exact, and neither 0 nor 1.
    static double toUnitInterval(long word) {
        return ((word >>> 12) + 0.5) * 0x1p-52;
    }

    /// A number uniform in the open interval (0, 1): (n + 1/2) 2^-52 with n of 52 bits, so neither end occurs.
    public double uniform(long step, int site, int element) {
        return toUnitInterval(block(element >>> 1, site, step).half(element & 1));
    }

    /// A whole number uniform in [0, bound), by the multiply-shift method on 64 bits (bias below bound / 2^64).
    public int below(int bound, long step, int site, int element) {
        if (bound < 1) {
            throw new IllegalArgumentException("random number below " + bound + ": the bound must be at least 1");
        }
        return (int) Math.unsignedMultiplyHigh(block(element >>> 1, site, step).half(element & 1), bound);
    }

    /// A standard normal number, by the polar form of Box and Muller on two uniform numbers of one block.
    public double gaussian(long step, int site, int element) {
        Block uniforms = block(element, site, step);
        double u = toUnitInterval(uniforms.low());
        double v = toUnitInterval(uniforms.high());
        return Math.sqrt(-2 * Elementary.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    /// A permutation of 0 ... n-1, every one equally likely (Fisher and Yates).
    public int[] permutation(int n, long step, int site) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1, step, site, i);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// The four 32-bit words of a block, as they come from Philox.
    public int[] words(long step, int site, int block) {
        int[] four = new int[4];
        words(block, site, step, four);
        return four;
    }

    /// Four independent 32-bit words for the elements 4 block ... 4 block + 3, for masks.
    void words(int block, int site, long step, int[] four) {
        Block words = block(block, site, step);
        four[0] = (int) words.low();
        four[1] = (int) (words.low() >>> 32);
        four[2] = (int) words.high();
        four[3] = (int) (words.high() >>> 32);
    }
}
