package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShortNumberTest {
    @Test
    void whole_numbers_have_no_decimals() {
        assertThat(ShortNumber.of(0)).isEqualTo("0");
        assertThat(ShortNumber.of(-0.0)).isEqualTo("0");
        assertThat(ShortNumber.of(-42)).isEqualTo("-42");
        assertThat(ShortNumber.of(99_999)).isEqualTo("99999");
    }

    @Test
    void others_have_five_digits() {
        assertThat(ShortNumber.of(Math.PI)).isEqualTo("3.1416");
        assertThat(ShortNumber.of(-0.123456)).isEqualTo("-0.12346");
        assertThat(ShortNumber.of(0.001)).isEqualTo("0.0010000");
        assertThat(ShortNumber.of(12_345.6)).isEqualTo("12346");
    }

    @Test
    void very_large_and_very_small_ones_have_powers_of_10() {
        assertThat(ShortNumber.of(123_456)).isEqualTo("1.2346e5");
        assertThat(ShortNumber.of(-1.5e-7)).isEqualTo("-1.5000e-7");
        assertThat(ShortNumber.of(9.99999e20)).isEqualTo("1.0000e21");
        assertThat(ShortNumber.of(Double.MIN_VALUE)).isEqualTo("4.9407e-324");
        assertThat(ShortNumber.of(Double.MAX_VALUE)).isEqualTo("1.7977e308");
        assertThat(ShortNumber.all(0, 1e9)).containsExactly("0", "1.0000e9");
    }

    @Test
    void what_is_no_number_says_so_and_changes_no_other() {
        assertThat(ShortNumber.all(Double.NaN, 1, Double.NEGATIVE_INFINITY)).containsExactly("NaN", "1", "-Infinity");
    }

    @Test
    void numbers_that_stand_together_have_the_decimals_of_the_largest() {
        assertThat(ShortNumber.all(0.5, -100, 0.0001)).containsExactly("0.50", "-100.00", "0.00");
    }

    /// Half a unit of the fifth digit, and the roundings of at most 308 steps by 10.
    @Property
    void five_digits_are_right(
            @ForAll @DoubleRange(min = 1, max = 10) double mantissa,
            @ForAll @IntRange(min = -300, max = 300) int power) {
        double x = mantissa * Math.pow(10, power);
        assertThat(Double.parseDouble(ShortNumber.of(-x))).isCloseTo(-x, within(5.001e-5 * x));
    }
}
