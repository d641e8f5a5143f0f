package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeepBitsTest {
    @Test
    void vectors_give_the_bits_of_the_scalar_form() {
        int compared = 0;
        for (long seed : new long[] {0, -1, 0x123456789ABCDEFL}) {
            for (long step : new long[] {0, 5, (1L << 40) + 3}) {
                for (double rate : new double[] {0, 0.1, 0.5, 0.999999, Math.nextDown(1.0)}) {
                    KeepBits bits = new Dropout(rate, new CounterRandom(seed), step, -7).bits();
                    for (int element : new int[] {0, 4, 64, 1, 63, 1 << 30}) {
                        assertThat(new VectorKeepBits(bits).word(element))
                                .as("seed %d, step %d, rate %s, from element %d", seed, step, rate, element)
                                .isEqualTo(bits.word(element));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(3 * 3 * 5 * 6);
    }

    /// Of n independent bits, the share that is set has the standard deviation sqrt(rate (1 - rate) / n).
    @Test
    void as_many_are_dropped_as_the_rate_says() {
        KeepBits bits = new Dropout(0.1, new CounterRandom(1), 2, 3).bits();
        int n = 64 * 4000;
        int kept = 0;
        for (int element = 0; element < n; element += 64) {
            kept += Long.bitCount(bits.word(element));
        }
        double deviation = Math.sqrt(0.1 * 0.9 / n);
        assertThat((double) kept / n).isBetween(0.9 - 5 * deviation, 0.9 + 5 * deviation);
    }
}
