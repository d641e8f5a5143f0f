package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.thgcl.file.Json;
import org.thgcl.tensor.DType;

class TimingTest {
    private static final Percentage ULPS = Percentage.withPercentage(1e-12);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger runs = new AtomicInteger();
    private final Meter meter = new Meter(1, clock::get, () -> 0, () -> 7);

    /// Work that lasts the given times, one after the other and again.
    private Runnable lasting(long... micros) {
        return () -> clock.addAndGet(1000 * micros[runs.getAndIncrement() % micros.length]);
    }

    @Test
    void work_is_run_once_a_sample_and_as_often_before() {
        Timing timing = Timing.of(new Timing.Repeats(2, 3), meter, lasting(900, 800, 30, 10, 20));
        assertThat(runs.get()).isEqualTo(5);
        assertThat(timing.min()).isCloseTo(10e-6, ULPS);
        assertThat(timing.median()).isCloseTo(20e-6, ULPS);
        assertThat(timing.max()).isCloseTo(30e-6, ULPS);
    }

    @Test
    void a_sample_of_short_work_lasts_long_enough_and_the_time_is_that_of_one_run() {
        Timing timing = Timing.ofShort(new Timing.Repeats(0, 4), 0.01, meter, lasting(100));
        // tried with 1, 10 and 100 runs: 0.1, 1 and 10 ms
        assertThat(runs.get()).isEqualTo(1 + 10 + 100 + 4 * 100);
        assertThat(timing.min()).isCloseTo(1e-4, ULPS);
        assertThat(timing.max()).isCloseTo(1e-4, ULPS);
    }

    @Test
    void what_is_possible_refers_to_the_peaks_beside_each_sample() {
        double[] peaks = {98, 102, 106, 110};
        AtomicInteger measured = new AtomicInteger();
        Timing timing = Timing.of(
                new Timing.Repeats(0, 3),
                new Meter(1, clock::get, () -> 0, () -> peaks[measured.getAndIncrement()]),
                lasting(1000, 2000, 500));
        assertThat(measured.get()).isEqualTo(4);
        assertThat(timing.peak()).isEqualTo(104);
        // the samples' peaks are 100, 104 and 108 GFLOP/s: 100, 208 and 54 million operations
        assertThat(timing.possible()).isCloseTo(100e6, ULPS);
        assertThat(timing.samples()).isEqualTo(3);
        assertThat(timing.disturbed()).isZero();
    }

    @Test
    void disturbed_work_has_times_and_no_percentage() {
        AtomicInteger measured = new AtomicInteger();
        Timing timing = Timing.of(
                new Timing.Repeats(0, 3),
                new Meter(1, clock::get, () -> 0, () -> 100 + 100 * (measured.getAndIncrement() % 2)),
                lasting(10, 20, 30));
        assertThat(timing.median()).isCloseTo(20e-6, ULPS);
        assertThat(timing.possible()).isNaN();
        assertThat(timing.samples()).isEqualTo(9);
        assertThat(timing.disturbed()).isEqualTo(9);
        Report.Line line = new Report.Line("work", 1e6, timing, Map.of(), "");
        assertThat(line.percentOfPeak()).isNaN();
        assertThat(Report.percent(1, line.percentOfPeak())).isEqualTo("disturbed");
        Setup setup = new Setup(DType.FLOAT32, 1, new Timing.Repeats(0, 3));
        String json = Json.line(new Report("made up", setup, 7, 7, List.of(line)).figures());
        assertThat(json).contains("\"percent_of_peak\":null,\"samples\":9,\"disturbed\":9");
    }

    @Test
    void the_clock_is_the_machines() {
        long begun = System.nanoTime();
        Meter machines = new Meter(1, System::nanoTime, TimeElsewhere::seconds, () -> 7);
        Timing timing = Timing.of(new Timing.Repeats(0, 3), machines, () -> {
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
        // a thread that outlives the count: what an ended one has allocated is added some time after it was joined
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            long bytes = Setup.bytesAllocated(3, () -> {
                try {
                    other.submit(() -> assertThat(new byte[1 << 20]).hasSize(1 << 20))
                            .get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            });
            // besides, the thread and the assertion allocate some kilobytes
            assertThat(bytes).isBetween(1L << 20, 1L << 21);
        }
    }

    @Test
    void fewer_than_one_sample_is_refused() {
        assertThatThrownBy(() -> new Timing.Repeats(0, 0)).hasMessageContaining("--repeats: 0");
        assertThatThrownBy(() -> new Timing.Repeats(-1, 1)).hasMessageContaining("--warmup: -1");
    }
}
