package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;

class TimingTest {
    @Test
    void work_is_run_once_a_sample_and_as_often_before() {
        AtomicInteger runs = new AtomicInteger();
        Timing timing = Timing.of(new Timing.Repeats(2, 3), () -> 7, runs::incrementAndGet);
        assertThat(runs.get()).isEqualTo(5);
        assertThat(timing.min()).isPositive().isLessThanOrEqualTo(timing.median());
        assertThat(timing.median()).isLessThanOrEqualTo(timing.max());
    }

    @Test
    void a_sample_of_short_work_lasts_long_enough_and_the_time_is_that_of_one_run() {
        AtomicInteger runs = new AtomicInteger();
        double begun = System.nanoTime() * 1e-9;
        Timing timing = Timing.ofShort(new Timing.Repeats(0, 4), 0.01, () -> 7, () -> {
            runs.incrementAndGet();
            LockSupport.parkNanos(100_000);
        });
        double taken = System.nanoTime() * 1e-9 - begun;
        assertThat(runs.get()).isGreaterThan(4);
        assertThat(timing.min()).isGreaterThanOrEqualTo(1e-4);
        assertThat(timing.min() * runs.get()).isLessThanOrEqualTo(taken);
    }

    @Test
    void what_is_possible_refers_to_the_peaks_beside_each_sample() {
        double[] peaks = {1, 3, 5, 7};
        AtomicInteger measured = new AtomicInteger();
        Timing timing = Timing.of(
                new Timing.Repeats(0, 3),
                () -> peaks[measured.getAndIncrement()],
                () -> LockSupport.parkNanos(1_000_000));
        assertThat(measured.get()).isEqualTo(4);
        assertThat(timing.peak()).isEqualTo(4);
        // the samples' peaks are 2, 4 and 6; two roundings
        assertThat(timing.possible()).isBetween(2e9 * timing.min() * (1 - 1e-15), 6e9 * timing.max() * (1 + 1e-15));
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
