package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RationalTest {
    @Test
    void a_fraction_is_in_lowest_terms() {
        assertThat(new Rational(6, 4)).isEqualTo(new Rational(3, 2)).hasToString("3/2");
        assertThat(new Rational(-6, 4)).isEqualTo(new Rational(-3, 2));
        assertThat(new Rational(0, 7)).isEqualTo(Rational.ZERO).hasToString("0");
        assertThat(new Rational(10, 5)).isEqualTo(Rational.of(2));
    }

    @Test
    void frame_times_on_a_border_are_on_it() {
        // 25 pictures of 1/25 s make a second, though the float64 nearest to 1/25 added 25 times doesn't
        Rational time = Rational.ZERO;
        for (int i = 0; i < 25; i++) {
            time = time.plus(new Rational(1, 25));
        }
        assertThat(time).isEqualTo(Rational.of(1));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void arithmetic_is_exact(
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int a,
            @ForAll @IntRange(min = 1, max = 100_000) int b,
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int c,
            @ForAll @IntRange(min = 1, max = 100_000) int d) {
        Rational x = new Rational(a, b);
        Rational y = new Rational(c, d);
        assertThat(x.plus(y)).isEqualTo(new Rational((long) a * d + (long) c * b, (long) b * d));
        assertThat(x.minus(y)).isEqualTo(new Rational((long) a * d - (long) c * b, (long) b * d));
        assertThat(x.times(y)).isEqualTo(new Rational((long) a * c, (long) b * d));
        assertThat(x.dividedBy(new Rational(d, b))).isEqualTo(new Rational(a, d));
        assertThat(x.compareTo(y)).isEqualTo(Long.compare((long) a * d, (long) c * b));
        assertThat(x.floor()).isEqualTo(Math.floorDiv(a, b));
        assertThat(x.toDouble())
                .isEqualTo(BigDecimal.valueOf(a)
                        .divide(BigDecimal.valueOf(b), new MathContext(40))
                        .doubleValue());
    }

    @Test
    void a_decimal_number_is_taken_exactly() {
        assertThat(Rational.of(new BigDecimal("0.250"))).isEqualTo(new Rational(1, 4));
        assertThat(Rational.of(new BigDecimal("-12"))).isEqualTo(Rational.of(-12));
        assertThat(Rational.of(new BigDecimal("3e2"))).isEqualTo(Rational.of(300));
        assertThat(Rational.of(new BigDecimal("10.000000000000000000000"))).isEqualTo(Rational.of(10));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Rational.of(new BigDecimal("1e-19")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Rational.of(new BigDecimal("1e19")));
    }

    @Test
    void large_fractions_compare_without_overflow() {
        Rational large = new Rational(Long.MAX_VALUE, 2);
        assertThat(large).isGreaterThan(new Rational(Long.MAX_VALUE - 2, 3)).isLessThan(Rational.of(Long.MAX_VALUE));
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rational(1, 0))
                .withMessage("fraction: 1/0: the denominator must be at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Rational.of(1).dividedBy(Rational.ZERO));
        Rational largest = Rational.of(Long.MAX_VALUE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> largest.plus(Rational.of(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> largest.times(Rational.of(2)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> largest.minus(Rational.of(Long.MIN_VALUE)));
    }
}
