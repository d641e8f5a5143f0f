package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A made-up machine: each run of the work takes a tenth of a second, and the peak after it no time.
class SamplesTest {
    private int runs;
    private double elsewhere;

    /// Seconds that others take during each sample, then during each further one.
    private final List<Double> others = new ArrayList<>();

    /// The peaks before the first sample and after each, then after each further one.
    private final List<Double> peaks = new ArrayList<>(List.of(100.0));

    private int measured;

    private static double at(List<Double> list, int place) {
        return list.isEmpty() ? 0 : list.get(Math.min(place, list.size() - 1));
    }

    private Samples<Integer> take(int warmup, int wanted, int threads) {
        Meter meter = new Meter(threads, () -> runs * 100_000_000L, () -> elsewhere, () -> at(peaks, measured++));
        return Samples.of(
                new Timing.Repeats(warmup, wanted),
                meter,
                1,
                () -> {
                    elsewhere += at(others, runs - warmup);
                    runs++;
                },
                () -> runs);
    }

    @Test
    void on_a_quiet_machine_all_samples_count() {
        Samples<Integer> samples = take(2, 4, 1);
        assertThat(samples.counted()).extracting(Samples.Sample::result).containsExactly(3, 4, 5, 6);
        assertThat(samples.taken()).isEqualTo(4);
        assertThat(samples.disturbed()).isZero();
        assertThat(samples.quiet()).isTrue();
        assertThat(samples.quietMedian(Samples.Sample::result)).isEqualTo(4.5);
    }

    @Test
    void a_sample_during_which_others_computed_is_replaced() {
        others.addAll(List.of(0.0, 0.05, 0.0, 0.05, 0.0));
        Samples<Integer> samples = take(0, 3, 1);
        assertThat(samples.counted()).extracting(Samples.Sample::result).containsExactly(1, 3, 5);
        assertThat(samples.taken()).isEqualTo(5);
        assertThat(samples.disturbed()).isEqualTo(2);
        assertThat(samples.quiet()).isTrue();
    }

    @Test
    void a_sample_between_two_peaks_that_differ_is_replaced() {
        peaks.addAll(List.of(96.0, 90.0, 86.0));
        Samples<Integer> samples = take(0, 2, 1);
        assertThat(samples.counted()).extracting(Samples.Sample::peak).containsExactly(98.0, 88.0);
        assertThat(samples.disturbed()).isEqualTo(1);
    }

    @Test
    void what_others_may_take_grows_with_the_threads() {
        others.add(0.035);
        // 0.03 s, and 3 hundredths of the threads' 0.1 or 0.2 s
        assertThat(take(0, 1, 1).quiet()).isFalse();
        assertThat(take(0, 1, 2).quiet()).isTrue();
    }

    /// Each sample passes because the counter is coarse; the sum shows it.
    @Test
    void others_that_take_a_little_of_every_sample_are_noticed_in_the_sum() {
        others.add(0.01);
        assertThat(take(0, 1, 1).quiet()).isTrue();
        runs = 0;
        Samples<Integer> samples = take(0, 9, 1);
        assertThat(samples.quiet()).isFalse();
        assertThat(samples.taken()).isEqualTo(9);
        assertThat(samples.disturbed()).isEqualTo(9);
    }

    @Test
    void with_too_few_quiet_samples_the_measurement_is_disturbed() {
        others.addAll(List.of(0.0, 0.0, 1.0));
        Samples<Integer> samples = take(0, 4, 1);
        assertThat(samples.quiet()).isFalse();
        assertThat(samples.taken()).isEqualTo(12);
        assertThat(samples.disturbed()).isEqualTo(10);
        assertThat(samples.counted()).hasSize(12);
        assertThat(samples.median(Samples.Sample::result)).isEqualTo(6.5);
        assertThat(samples.quietMedian(Samples.Sample::result)).isNaN();
    }

    @Test
    void more_than_half_of_those_wanted_are_enough() {
        others.addAll(List.of(0.0, 0.0, 0.0, 1.0));
        Samples<Integer> samples = take(0, 4, 1);
        assertThat(samples.quiet()).isTrue();
        assertThat(samples.taken()).isEqualTo(12);
        assertThat(samples.disturbed()).isEqualTo(9);
        assertThat(samples.counted()).hasSize(3);
    }

    @Test
    void processors_are_busy_with_programs_the_system_interrupts_and_steal() {
        String stat = """
            cpu  1 20 300 4000 50000 600000 7000000 80000000 900000000 900000000
            cpu0 1 1 1 1 1 1 1 1 1 1
            """;
        assertThat(TimeElsewhere.busySeconds(stat)).isCloseTo(876003.21, offset(1e-9));
    }
}
