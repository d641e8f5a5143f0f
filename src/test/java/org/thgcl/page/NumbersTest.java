package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void fixed_numbers_are_rounded_to_the_nearest() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int k = 0; k < 2000; k++) {
            double value = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(-5, 9));
            int decimals = random.nextInt(0, 6);
            BigDecimal nearest = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
            String expected = nearest.signum() == 0 ? nearest.abs().toPlainString() : nearest.toPlainString();
            assertThat(Numbers.fixed(value, decimals)).isEqualTo(expected);
        }
    }

    @Test
    void halves_go_away_from_zero_and_zero_has_no_sign() {
        assertThat(Numbers.fixed(0.125, 2)).isEqualTo("0.13");
        assertThat(Numbers.fixed(-0.125, 2)).isEqualTo("-0.13");
        assertThat(Numbers.fixed(0.49999999999999994, 0)).isEqualTo("0");
        assertThat(Numbers.fixed(-0.0001, 3)).isEqualTo("0.000");
        assertThat(Numbers.fixed(12, 0)).isEqualTo("12");
        assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("NaN");
        assertThat(Numbers.fixed(1e20, 2)).isEqualTo("1.0E20");
    }

    @Test
    void shortest_numbers_have_no_zeros_at_their_end() {
        assertThat(Numbers.shortest(2.50, 3)).isEqualTo("2.5");
        assertThat(Numbers.shortest(200, 1)).isEqualTo("200");
        assertThat(Numbers.shortest(-0.04, 1)).isEqualTo("0");
        assertThat(Numbers.shortest(10, 0)).isEqualTo("10");
        assertThat(Numbers.shortest(1e20, 1)).isEqualTo("1.0E20");
    }

    @Test
    void significant_digits_are_counted_from_the_first() {
        assertThat(Numbers.significant(0.0012345, 3)).isEqualTo("0.00123");
        assertThat(Numbers.significant(-98765.4, 4)).isEqualTo("-98765");
        assertThat(Numbers.significant(123456, 2)).isEqualTo("123456");
        assertThat(Numbers.significant(1.5e-7, 2)).isEqualTo("1.5e-7");
        assertThat(Numbers.significant(2.5e9, 3)).isEqualTo("2.50e9");
        assertThat(Numbers.significant(Double.POSITIVE_INFINITY, 3)).isEqualTo("Infinity");
        assertThat(Numbers.shown("-1.5e-7")).isEqualTo("−1.5e−7");
    }
}
