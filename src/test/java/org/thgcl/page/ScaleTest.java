package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final RandomGenerator RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom").create(5);

    private static List<String> labels(double from, double to, int most) {
        return new Scale(from, to, 0, 100)
                .ticks(most).stream().map(Scale.Tick::label).toList();
    }

    @Test
    void ticks_are_the_round_numbers_one_expects() {
        assertThat(labels(0, 1, 6)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(-40, 40, 5)).containsExactly("−40", "−20", "0", "20", "40");
        assertThat(labels(0, 1234, 5)).containsExactly("0", "500", "1000");
        assertThat(labels(0.97, 1.003, 4)).containsExactly("0.97", "0.98", "0.99", "1.00");
        assertThat(labels(1, 0, 2)).containsExactly("0", "1");
    }

    /// For scales of every size: labels are exactly the values; steps are 1, 2 or 5 times a power of ten; no tick lies
    /// outside; the next smaller step would give too many.
    @Test
    void ticks_are_round_inside_and_as_many_as_there_is_room_for() {
        for (int k = 0; k < 2000; k++) {
            double size = StrictMath.pow(10, RANDOM.nextInt(-9, 13));
            double from = size * (RANDOM.nextDouble() - 0.5);
            double to = from + size * (0.01 + RANDOM.nextDouble());
            int most = RANDOM.nextInt(2, 12);
            Scale scale = k % 2 == 0 ? new Scale(from, to, 0, 1) : new Scale(to, from, 1, 0);
            List<Scale.Tick> ticks = scale.ticks(most);
            assertThat(ticks).as("%s to %s", from, to).hasSizeBetween(1, most);
            double slack = 1e-8 * (to - from);
            for (Scale.Tick tick : ticks) {
                assertThat(Double.parseDouble(tick.label().replace('−', '-'))).isEqualTo(tick.value());
                assertThat(tick.value()).isBetween(from - slack, to + slack);
            }
            if (ticks.size() > 1) {
                double step = (ticks.getLast().value() - ticks.getFirst().value()) / (ticks.size() - 1);
                double digit = step / StrictMath.pow(10, StrictMath.floor(StrictMath.log10(step * 1.0001)));
                assertThat(List.of(1.0, 2.0, 5.0)).anyMatch(round -> Math.abs(digit - round) < 1e-4);
                double smaller = digit > 4 ? step / 2.5 : step / 2;
                assertThat(Math.floor(to / smaller + 1e-9) - Math.ceil(from / smaller - 1e-9) + 1)
                        .isGreaterThan(most);
            }
        }
    }

    @Test
    void a_rounded_scale_ends_at_ticks() {
        for (int k = 0; k < 500; k++) {
            double from = RANDOM.nextDouble(-5, 5);
            double to = from + RANDOM.nextDouble(0.01, 50);
            Scale rounded = new Scale(from, to, 7, 3).rounded(6);
            assertThat(rounded.from()).isLessThanOrEqualTo(from + 1e-7);
            assertThat(rounded.to()).isGreaterThanOrEqualTo(to - 1e-7);
            assertThat(List.of(5, 6, 7, 8)).anyMatch(most -> {
                List<Scale.Tick> ticks = rounded.ticks(most);
                return ticks.getFirst().value() == rounded.from()
                        && ticks.getLast().value() == rounded.to();
            });
        }
    }

    @Test
    void a_place_and_its_value_belong_together() {
        Scale up = new Scale(-2, 3, 200, 20);
        assertThat(up.at(-2)).isEqualTo(200);
        assertThat(up.at(3)).isEqualTo(20);
        assertThat(up.value(up.at(1.25))).isCloseTo(1.25, within(1e-12)); // ends of size 200, some roundings
        assertThat(up.holds(3)).isTrue();
        assertThat(up.holds(3.01)).isFalse();
        assertThat(up.holds(Double.NaN)).isFalse();
    }

    @Test
    void ends_that_are_no_range_are_refused() {
        for (double[] ends : List.of(
                new double[] {1, 1}, new double[] {0, Double.NaN}, new double[] {0, Double.POSITIVE_INFINITY})) {
            assertThatThrownBy(() -> new Scale(ends[0], ends[1], 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "scale: its ends must be finite and differ, got " + ends[0] + " and " + ends[1]);
        }
    }
}
