package org.thgcl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    /// A rate is a product of at most 6 rounded numbers and their sum: 8 roundings of 2^-53 each.
    private static final double RELATIVE = 8 * 0x1p-53;

    private final LearningRate authors = new LearningRate.WarmupMultistep(0.005, 1000, 0.001, List.of(250), 0.1, 5000);

    @Test
    void constant_rate_stays() {
        LearningRate rate = new LearningRate.Constant(0.005);
        assertThat(rate.at(0)).isEqualTo(0.005);
        assertThat(rate.at(1_000_000)).isEqualTo(0.005);
    }

    @Test
    void authors_schedule_rises_to_a_tenth_of_the_stated_rate_and_stays_there() {
        assertThat(authors.at(0)).isCloseTo(5e-6, within(5e-6 * RELATIVE));
        for (int k = 1; k <= 1000; k++) {
            assertThat(authors.at(k)).isGreaterThan(authors.at(k - 1));
        }
        for (int k = 1000; k <= 5000; k++) {
            assertThat(authors.at(k)).isCloseTo(0.0005, within(0.0005 * RELATIVE));
        }
    }

    @Test
    void warm_up_is_a_straight_line() {
        // from 5e-6 to 5e-4 in 1000 iterations: 4.95e-7 each; the step at 250 leaves no trace
        for (int k : new int[] {1, 249, 250, 251, 500, 999}) {
            double expected = 5e-6 + 4.95e-7 * k;
            assertThat(authors.at(k)).isCloseTo(expected, within(expected * 2 * RELATIVE));
        }
    }

    @Test
    void steps_after_the_warm_up_drop_the_rate() {
        LearningRate rate = new LearningRate.WarmupMultistep(1, 10, 0.5, List.of(20, 30), 0.25, 40);
        assertThat(rate.at(0)).isEqualTo(0.5);
        assertThat(rate.at(5)).isEqualTo(0.75);
        assertThat(rate.at(10)).isEqualTo(1);
        assertThat(rate.at(19)).isEqualTo(1);
        assertThat(rate.at(20)).isEqualTo(0.25);
        assertThat(rate.at(29)).isEqualTo(0.25);
        assertThat(rate.at(30)).isEqualTo(0.0625);
        assertThat(rate.at(40)).isEqualTo(0.0625);
    }

    @Test
    void every_step_takes_effect_at_its_own_iteration_in_spite_of_rounding() {
        for (int max = 1; max <= 300; max++) {
            for (int step = 1; step <= max; step++) {
                LearningRate rate = new LearningRate.WarmupMultistep(1, 0, 0, List.of(step), 0.5, max);
                assertThat(rate.at(step - 1)).isEqualTo(1);
                assertThat(rate.at(step)).isEqualTo(0.5);
            }
        }
    }

    @Test
    void slack_brings_steps_forward_in_runs_of_millions() {
        // 1e-6 of 2 million iterations is 2: the library's rule, kept in full
        LearningRate rate = new LearningRate.WarmupMultistep(1, 0, 0, List.of(10), 0.5, 2_000_000);
        assertThat(rate.at(7)).isEqualTo(1);
        assertThat(rate.at(9)).isEqualTo(0.5);
    }

    @Test
    void without_warm_up_the_first_rate_is_the_base() {
        assertThat(new LearningRate.WarmupMultistep(0.5, 0, 0.001, List.of(), 0.1, 10).at(0))
                .isEqualTo(0.5);
    }

    @Test
    void step_at_0_holds_from_the_start_of_the_warm_up() {
        LearningRate rate = new LearningRate.WarmupMultistep(1, 10, 0.5, List.of(0), 0.25, 40);
        assertThat(rate.at(0)).isEqualTo(0.125);
        assertThat(rate.at(10)).isEqualTo(0.25);
    }

    @Test
    void steps_beyond_the_last_iteration_are_ignored() {
        LearningRate rate = new LearningRate.WarmupMultistep(1, 0, 0, List.of(40, 41), 0.25, 40);
        assertThat(rate.at(40)).isEqualTo(0.25);
        assertThat(rate.at(100)).isEqualTo(0.25);
    }

    @Test
    void warm_up_longer_than_the_run_ends_with_it() {
        LearningRate rate = new LearningRate.WarmupMultistep(1, 1000, 0, List.of(), 0.25, 8);
        assertThat(rate.at(0)).isEqualTo(0);
        assertThat(rate.at(4)).isEqualTo(0.5);
        assertThat(rate.at(8)).isEqualTo(1);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> new LearningRate.Constant(Double.NaN))
                .hasMessage("learning rate: base is NaN, must be a finite number above 0");
        assertThatThrownBy(() -> authors.at(-1)).hasMessage("learning rate: iteration is -1, must be at least 0");
        assertThatThrownBy(() -> new LearningRate.WarmupMultistep(1, -1, 0, List.of(), 0.1, 9))
                .hasMessageContaining("warm-up iterations is -1");
        assertThatThrownBy(() -> new LearningRate.WarmupMultistep(1, 0, -1, List.of(), 0.1, 9))
                .hasMessageContaining("warm-up factor is -1.0");
        assertThatThrownBy(() -> new LearningRate.WarmupMultistep(1, 0, 0, List.of(-5), 0.1, 9))
                .hasMessageContaining("step is -5");
        assertThatThrownBy(() -> new LearningRate.WarmupMultistep(1, 0, 0, List.of(), 0, 9))
                .hasMessageContaining("gamma is 0.0");
        assertThatThrownBy(() -> new LearningRate.WarmupMultistep(1, 0, 0, List.of(), 0.1, 0))
                .hasMessageContaining("number of iterations is 0");
    }
}
