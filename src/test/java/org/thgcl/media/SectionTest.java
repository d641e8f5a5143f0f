package org.thgcl.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SectionTest {
    @Test
    void the_start_lies_in_it_and_the_end_does_not() {
        Section section = new Section(Rational.of(2), Optional.of(Rational.of(3)));
        assertThat(section.contains(new Rational(19, 10))).isFalse();
        assertThat(section.contains(Rational.of(2))).isTrue();
        assertThat(section.contains(new Rational(49, 10))).isTrue();
        assertThat(section.contains(Rational.of(5))).isFalse();
    }

    @Test
    void without_a_length_it_has_no_end() {
        assertThat(Section.ALL.contains(Rational.of(Long.MAX_VALUE))).isTrue();
        assertThat(Section.ALL.first(Rational.of(44_100))).isZero();
        assertThat(Section.ALL.end(Rational.of(44_100))).isEqualTo(Long.MAX_VALUE);
    }

    @Property
    void numbers_from_first_to_end_are_those_whose_times_lie_in_it(
            @ForAll @IntRange(max = 200) int start,
            @ForAll @IntRange(min = 1, max = 200) int length,
            @ForAll @IntRange(min = 1, max = 30) int numerator,
            @ForAll @IntRange(min = 1, max = 10) int denominator) {
        Section section = new Section(new Rational(start, 7), Optional.of(new Rational(length, 11)));
        Rational rate = new Rational(numerator, denominator);
        long first = section.first(rate);
        long end = section.end(rate);
        for (long n = Math.max(0, first - 2); n < end + 2; n++) {
            assertThat(section.contains(new Rational(n * denominator, numerator)))
                    .isEqualTo(n >= first && n < end);
        }
    }

    @Test
    void a_section_out_of_range_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Section(new Rational(-1, 2), Optional.empty()))
                .withMessage("section: the start is -1/2 s, must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Section(Rational.ZERO, Optional.of(Rational.ZERO)))
                .withMessage("section: the length is 0 s, must be above 0");
    }
}
