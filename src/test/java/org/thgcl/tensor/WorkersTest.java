package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private static final long EXPENSIVE = 1L << 40;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void each_index_is_worked_on_exactly_once(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int n : new int[] {0, 1, 2, 3, 4, 7, 1000, 1003}) {
                for (long cost : new long[] {0, 1, EXPENSIVE}) {
                    AtomicIntegerArray visits = new AtomicIntegerArray(n);
                    workers.share(n, cost, (from, to) -> {
                        for (int i = from; i < to; i++) {
                            visits.incrementAndGet(i);
                        }
                    });
                    for (int i = 0; i < n; i++) {
                        assertThat(visits.get(i))
                                .as("index %d of %d, %d threads", i, n, threads)
                                .isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void large_work_is_shared_among_all_threads_and_small_work_is_not() {
        try (Workers workers = new Workers(3)) {
            assertThat(threadsThatWork(workers, EXPENSIVE)).hasSize(3).contains(Thread.currentThread());
            assertThat(threadsThatWork(workers, 1)).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void an_exception_reaches_the_caller_as_it_is_from_every_thread() {
        try (Workers workers = new Workers(3)) {
            for (int failing = 0; failing < 3; failing++) {
                IllegalArgumentException thrown = new IllegalArgumentException("range " + failing);
                int index = failing;
                assertThatThrownBy(() -> workers.share(3, EXPENSIVE, (from, to) -> {
                            if (from == index) {
                                throw thrown;
                            }
                        }))
                        .isSameAs(thrown);
            }
            assertThat(threadsThatWork(workers, EXPENSIVE)).as("afterwards").hasSize(3);
        }
    }

    @Test
    void an_error_reaches_the_caller_as_it_is() {
        try (Workers workers = new Workers(2)) {
            AssertionError thrown = new AssertionError("broken");
            assertThatThrownBy(() -> workers.share(2, EXPENSIVE, (from, to) -> {
                        if (from == 1) {
                            throw thrown;
                        }
                    }))
                    .isSameAs(thrown);
        }
    }

    @Test
    void a_failure_is_reported_only_after_every_range_has_ended() {
        AtomicBoolean ended = new AtomicBoolean();
        try (Workers workers = new Workers(2)) {
            Thread caller = Thread.currentThread();
            assertThatThrownBy(() -> workers.share(2, EXPENSIVE, (from, to) -> {
                        if (from == 0) {
                            throw new IllegalStateException("at once");
                        }
                        // the caller is past its range and waits
                        while (caller.getState() != Thread.State.WAITING) {
                            Thread.onSpinWait();
                        }
                        ended.set(true);
                    }))
                    .hasMessage("at once");
            assertThat(ended).isTrue();
        }
    }

    @Test
    void closing_ends_the_threads() throws InterruptedException {
        Workers workers = new Workers(3);
        Set<Thread> threads = threadsThatWork(workers, EXPENSIVE);
        workers.close();
        threads.remove(Thread.currentThread());
        assertThat(threads).hasSize(2);
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofMinutes(5))).isTrue();
        }
        assertThatThrownBy(() -> workers.share(3, EXPENSIVE, (from, to) -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void less_than_one_thread_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workers(0))
                .withMessage("threads must be at least 1, got 0");
    }

    @Test
    void there_are_as_many_threads_as_asked_for_by_name() {
        try (Workers one = Workers.one();
                Workers all = Workers.all()) {
            assertThat(one.threads()).isEqualTo(1);
            assertThat(all.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    /// Each range of expensive work ends only when all have begun, so that no thread can take two.
    private static Set<Thread> threadsThatWork(Workers workers, long cost) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch begun = new CountDownLatch(cost == EXPENSIVE ? workers.threads() : 1);
        workers.share(30, cost, (from, to) -> {
            threads.add(Thread.currentThread());
            begun.countDown();
            try {
                assertThat(begun.await(5, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return threads;
    }
}
