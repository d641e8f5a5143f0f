package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;

class TimingTest {
    private static final Percentage ULPS = Percentage.withPercentage(1e-12);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();

    /// Work that lasts the given times, one after the other and again.
    private Runnable lasting(long... micros) {
        return () -> clock.addAndGet(1000 * micros[runs.getAndIncrement() % micros.length]);
    }

    @Test
    void work_is_run_once_a_sample_and_as_often_before() {
        Timing timing = Timing.of(new Timing.Repeats(2, 3), () -> 7, lasting(900, 800, 30, 10, 20), clock::get);
        assertThat(runs.get()).isEqualTo(5);
        assertThat(timing.min()).isCloseTo(10e-6, ULPS);
        assertThat(timing.median()).isCloseTo(20e-6, ULPS);
        assertThat(timing.max()).isCloseTo(30e-6, ULPS);
    }

    @Test
    void a_sample_of_short_work_lasts_long_enough_and_the_time_is_that_of_one_run() {
        Timing timing = Timing.ofShort(new Timing.Repeats(0, 4), 0.01, () -> 7, lasting(100), clock::get);
        // tried with 1, 10 and 100 runs: 0.1, 1 and 10 ms
        assertThat(runs.get()).isEqualTo(1 + 10 + 100 + 4 * 100);
        assertThat(timing.min()).isCloseTo(1e-4, ULPS);
        assertThat(timing.max()).isCloseTo(1e-4, ULPS);
    }

    @Test
    void what_is_possible_refers_to_the_peaks_beside_each_sample() {
        double[] peaks = {1, 3, 5, 7};
        AtomicInteger measured = new AtomicInteger();
        Timing timing = Timing.of(
                new Timing.Repeats(0, 3),
                () -> peaks[measured.getAndIncrement()],
                lasting(1000, 2000, 500),
                clock::get);
        assertThat(measured.get()).isEqualTo(4);
        assertThat(timing.peak()).isEqualTo(4);
        // the samples' peaks are 2, 4 and 6 GFLOP/s: 2, 8 and 3 million operations
        assertThat(timing.possible()).isCloseTo(3e6, ULPS);
    }

    @Test
    void the_clock_is_the_machines() {
        long begun = System.nanoTime();
        Timing timing = Timing.of(new Timing.Repeats(0, 3), () -> 7, () -> {
            long entered = System.nanoTime();
            while (System.nanoTime() - entered < 1_000) {
                Thread.onSpinWait();
            }
        });
        assertThat(timing.min()).isBetween(1e-6, (System.nanoTime() - begun) * 1e-9);
    }

    @Test
    void the_peak_is_found_in_each_type() {
        for (DType dtype : DType.values()) {
            // a scalar multiply-add every 4 cycles of a 250 MHz processor, with one hundredth of its time
            assertThat(Peak.gflops(dtype, 2)).isBetween(0.00125, 1e5);
        }
    }

    @Test
    void what_a_run_allocates_on_other_threads_counts_too() {
        long bytes = Setup.bytesAllocated(3, () -> {
            Thread thread = new Thread(() -> assertThat(new byte[1 << 20]).hasSize(1 << 20));
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        // besides, the thread and the assertion allocate some kilobytes
        assertThat(bytes).isBetween(1L << 20, 1L << 21);
    }

    @Test
    void fewer_than_one_sample_is_refused() {
        assertThatThrownBy(() -> new Timing.Repeats(0, 0)).hasMessageContaining("--repeats: 0");
        assertThatThrownBy(() -> new Timing.Repeats(-1, 1)).hasMessageContaining("--warmup: -1");
    }
}
