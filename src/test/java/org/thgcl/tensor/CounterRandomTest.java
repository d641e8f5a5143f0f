package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Statistical tests run on fixed seeds, so they pass or fail for good; a p-value below 0.001 is a failure.
class CounterRandomTest {
    private static final double SIGNIFICANCE = 0.001;
    private static final int MANY = 100_000;

    private final CounterRandom random = new CounterRandom(20250918);

    /// The known-answer vectors that the generator's authors publish for philox4x32 with 10 rounds.
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void philox_gives_the_published_words(String counter, String key, String expected) {
        int[] c = words(counter);
        int[] k = words(key);
        int[] four = new int[4];
        new CounterRandom(join(k[0], k[1])).words(c[0], c[1], join(c[2], c[3]), four);
        assertThat(four).containsExactly(words(expected));
    }

    /// First two words of the first vector: 0xe169c58d6627e8d5, 52 high bits 0xe169c58d6627e.
    @Test
    void a_uniform_number_is_made_of_the_first_or_second_half_of_a_block() {
        CounterRandom zero = new CounterRandom(0);
        assertThat(zero.uniform(0, 0, 0)).isEqualTo(0x1.c2d38b1acc4fdp-1);
        assertThat(zero.uniform(0, 0, 1)).isEqualTo((0x9b00dbd8bc57aL + 0.5) / 0x1p52);
    }

    @Test
    void neither_end_of_the_unit_interval_occurs() {
        assertThat(CounterRandom.toUnitInterval(0)).isEqualTo(0x1p-53);
        assertThat(CounterRandom.toUnitInterval(-1)).isEqualTo(1 - 0x1p-53);
        assertThat(CounterRandom.toUnitInterval(Long.MIN_VALUE)).isEqualTo(0.5 + 0x1p-53);
    }

    @Test
    void uniform_numbers_are_uniform_over_elements_steps_sites_and_seeds() {
        int site = CounterRandom.site("here");
        assertUniform(i -> random.uniform(3, site, i));
        assertUniform(i -> random.uniform(i, site, 3));
        assertUniform(i -> random.uniform(3, i, 3));
        assertUniform(i -> new CounterRandom(i).uniform(3, site, 3));
        assertUniform(i -> random.uniform((long) i << 32, site, 3));
        assertUniform(i -> new CounterRandom((long) i << 32).uniform(3, site, 3));
    }

    @Test
    void neighbours_are_not_correlated() {
        double[] here = sample(i -> random.uniform(3, 4, i));
        for (double[] other : new double[][] {
            sample(i -> random.uniform(3, 4, i + 1)),
            sample(i -> random.uniform(4, 4, i)),
            sample(i -> random.uniform(3, 5, i)),
            sample(i -> new CounterRandom(random.seed() + 1).uniform(3, 4, i))
        }) {
            // a coefficient of independent numbers is about normal with deviation 1 / sqrt(n)
            assertThat(Math.abs(new PearsonsCorrelation().correlation(here, other)))
                    .isLessThan(4 / Math.sqrt(MANY));
        }
    }

    @Test
    void gaussian_numbers_are_standard_normal() {
        double[] numbers = sample(i -> random.gaussian(3, 4, i));
        double root = Math.sqrt(MANY);
        // deviations of the estimates: 1, sqrt 2 and sqrt 24 over sqrt n
        assertThat(Math.abs(StatUtils.mean(numbers))).isLessThan(4 / root);
        assertThat(Math.abs(StatUtils.variance(numbers) - 1)).isLessThan(4 * Math.sqrt(2) / root);
        assertThat(Math.abs(new Kurtosis().evaluate(numbers))).isLessThan(4 * Math.sqrt(24) / root);
        assertDistribution(new NormalDistribution(), numbers);
    }

    @Property
    void numbers_below_a_bound_are_in_range(@ForAll @IntRange(min = 1) int bound, @ForAll int element) {
        assertThat(random.below(bound, 1, 2, element)).isBetween(0, bound - 1);
    }

    @Test
    void numbers_below_a_bound_are_equally_likely() {
        long[] counts = new long[7];
        for (int i = 0; i < MANY; i++) {
            counts[random.below(7, 5, 6, i)]++;
        }
        assertEquallyLikely(counts);
    }

    @Test
    void a_bound_below_1_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> random.below(0, 0, 0, 0))
                .withMessage("random number below 0: the bound must be at least 1");
    }

    @Property
    void a_permutation_holds_each_number_once(@ForAll @IntRange(max = 500) int n, @ForAll long step) {
        int[] order = random.permutation(n, step, 3);
        Arrays.sort(order);
        assertThat(order).containsExactly(IntStream.range(0, n).toArray());
    }

    @Test
    void all_permutations_are_equally_likely() {
        long[] counts = new long[27];
        for (int step = 0; step < MANY; step++) {
            int[] order = random.permutation(3, step, 3);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        long[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertThat(seen).hasSize(6);
        assertEquallyLikely(seen);
    }

    /// The check value of CRC-32 in every catalogue.
    @Test
    void a_site_is_the_crc_32_of_its_name() {
        assertThat(CounterRandom.site("123456789")).isEqualTo(0xCBF43926);
    }

    private static void assertUniform(IntToDoubleFunction number) {
        double[] numbers = sample(number);
        long[] counts = new long[256];
        for (double u : numbers) {
            assertThat(u).isStrictlyBetween(0.0, 1.0);
            counts[(int) (256 * u)]++;
        }
        assertEquallyLikely(counts);
        assertDistribution(new UniformRealDistribution(0, 1), numbers);
    }

    private static void assertEquallyLikely(long[] counts) {
        double[] expected = new double[counts.length];
        Arrays.fill(expected, 1);
        assertThat(new ChiSquareTest().chiSquareTest(expected, counts)).isGreaterThan(SIGNIFICANCE);
    }

    private static void assertDistribution(RealDistribution distribution, double[] numbers) {
        assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(distribution, numbers))
                .isGreaterThan(SIGNIFICANCE);
    }

    private static double[] sample(IntToDoubleFunction number) {
        return IntStream.range(0, MANY).mapToDouble(number).toArray();
    }

    private static int[] words(String hex) {
        return Arrays.stream(hex.split(" ", -1))
                .mapToInt(word -> Integer.parseUnsignedInt(word, 16))
                .toArray();
    }

    private static long join(int low, int high) {
        return Integer.toUnsignedLong(low) | ((long) high << 32);
    }
}
