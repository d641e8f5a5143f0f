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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
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
                for (int multiple : new int[] {1, 2, 3, 64, Integer.MAX_VALUE}) {
                    for (long cost : new long[] {0, 1, 100, EXPENSIVE}) {
                        assertEachOnce(workers, n, multiple, cost);
                    }
                }
            }
        }
    }

    @Test
    void the_largest_number_of_items_is_cut_without_overflow() {
        AtomicLong items = new AtomicLong();
        try (Workers workers = new Workers(3)) {
            workers.share(Integer.MAX_VALUE, 64, 1000, (from, to) -> {
                assertThat(from % 64).isZero();
                assertThat(to).isGreaterThan(from);
                items.addAndGet(to - from);
            });
        }
        assertThat(items).hasValue(Integer.MAX_VALUE);
    }

    @Test
    void each_of_many_rounds_is_done_when_the_caller_goes_on() {
        int rounds = 5_000;
        int[] values = new int[48];
        try (Workers workers = new Workers(4)) {
            for (int round = 0; round < rounds; round++) {
                // of different sizes, without waiting for threads that are late
                int n = 2 + round % (values.length - 1);
                workers.share(n, EXPENSIVE, (from, to) -> {
                    for (int i = from; i < to; i++) {
                        values[i]++;
                    }
                });
                if (round % 47 == 46) {
                    int wanted = round / 47 + 1;
                    for (int i = 0; i < values.length; i++) {
                        int sizes = Math.min(47, values.length - i);
                        assertThat(values[i]).as("round %d, item %d", round, i).isEqualTo(wanted * sizes);
                    }
                }
            }
        }
    }

    @Test
    void a_thread_that_is_held_does_not_hold_up_others() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        try (Workers workers = new Workers(2)) {
            Thread holder = Thread.ofPlatform()
                    .start(() -> workers.share(2, EXPENSIVE, (from, to) -> {
                        begun.countDown();
                        await(released);
                    }));
            await(begun);
            // the only other thread is in one of the two pieces and stays there
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            workers.share(30, EXPENSIVE, (from, to) -> threads.add(Thread.currentThread()));
            assertThat(threads).containsExactly(Thread.currentThread());
            released.countDown();
            assertThat(holder.join(Duration.ofMinutes(5))).isTrue();
            assertThat(threadsThatWork(workers, EXPENSIVE)).as("afterwards").hasSize(2);
            assertEachOnce(workers, 1000, 1, EXPENSIVE);
        }
    }

    @Test
    void work_may_share_out_work() {
        AtomicIntegerArray visits = new AtomicIntegerArray(10 * 10);
        try (Workers workers = new Workers(3)) {
            workers.share(10, EXPENSIVE, (from, to) -> {
                for (int i = from; i < to; i++) {
                    int row = i;
                    workers.share(10, EXPENSIVE, (first, end) -> {
                        for (int j = first; j < end; j++) {
                            visits.incrementAndGet(10 * row + j);
                        }
                    });
                }
            });
        }
        for (int i = 0; i < visits.length(); i++) {
            assertThat(visits.get(i)).as("item %d", i).isEqualTo(1);
        }
    }

    @Test
    void of_several_failures_the_first_piece_s_reaches_the_caller_after_all_pieces() {
        AtomicInteger items = new AtomicInteger();
        try (Workers workers = new Workers(3)) {
            for (int round = 1; round <= 500; round++) {
                assertThatThrownBy(() -> workers.share(100, EXPENSIVE, (from, to) -> {
                            items.addAndGet(to - from);
                            if (to > 50) {
                                throw new IllegalStateException("item " + Math.max(from, 50));
                            }
                        }))
                        .hasMessage("item 50");
                assertThat(items).hasValue(100 * round);
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
            CountDownLatch begun = new CountDownLatch(2);
            assertThatThrownBy(() -> workers.share(2, EXPENSIVE, (from, to) -> {
                        begun.countDown();
                        await(begun);
                        if (Thread.currentThread() == caller) {
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
            await(begun);
        });
        return threads;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertEachOnce(Workers workers, int n, int multiple, long cost) {
        AtomicIntegerArray visits = new AtomicIntegerArray(n);
        workers.share(n, multiple, cost, (from, to) -> {
            assertThat(from % multiple)
                    .as("start of a range, multiple %d", multiple)
                    .isZero();
            for (int i = from; i < to; i++) {
                visits.incrementAndGet(i);
            }
        });
        for (int i = 0; i < n; i++) {
            assertThat(visits.get(i))
                    .as("index %d of %d, %d threads, multiple %d, cost %d", i, n, workers.threads(), multiple, cost)
                    .isEqualTo(1);
        }
    }
}
