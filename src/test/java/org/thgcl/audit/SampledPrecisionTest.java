package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampledPrecisionTest {
    /// A deviation estimated from 60 test sets has a relative standard error of 1/sqrt(2 * 59), 9.2 %; that of a ratio
    /// of two is 13 %. The bound is three of these.
    @Test
    void four_times_the_clips_halve_the_deviation() {
        double few = new SampledPrecision(100, 3200).deviation(0.574);
        double many = new SampledPrecision(400, 12_800).deviation(0.574);
        assertThat(many / few).isCloseTo(0.5, within(3 * 0.13 * 0.5));
    }

    @Test
    void the_same_question_has_the_same_answer() {
        SampledPrecision sampled = new SampledPrecision(50, 500);
        assertThat(sampled.deviation(0.5)).isEqualTo(sampled.deviation(0.5)).isPositive();
    }
}
