package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thgcl.tensor.DType;

class BatchTest {
    private static final Subset ODD = new Subset(Clips.labelled(3, 5), new int[] {1, 3, 5, 7});

    @Test
    void float32_batches_hold_the_features_as_they_are_and_scaled_ones_rounded_once() {
        int[] clips = {3, 0, 1};
        for (Standardisation scale : new Standardisation[] {null, Standardisation.of(ODD)}) {
            Batch exact = new BatchReader(ODD, scale, DType.FLOAT64).read(clips);
            Batch single = new BatchReader(ODD, scale, DType.FLOAT32).read(clips);
            assertThat(single.audio().dtype()).isEqualTo(DType.FLOAT32);
            assertThat(single.audio().toArray())
                    .containsExactly(exact.audio().to(DType.FLOAT32).toArray());
        }
    }

    @Test
    void a_batch_holds_the_clips_at_the_positions() {
        Batch batch = new BatchReader(ODD, null, DType.FLOAT64).read(new int[] {3, 0, 1});
        assertThat(batch.size()).isEqualTo(3);
        assertThat(batch.clips()).containsExactly(7, 1, 3);
        assertThat(batch.labels().only()).containsExactly(1, 0, 1);
        assertThat(batch.audio().shape().toArray()).containsExactly(3, 1, 1);
        assertThat(batch.audio().toArray()).containsExactly(7, 1, 3);
        assertThat(batch.video().shape().toArray()).containsExactly(3, 1, 2);
        assertThat(batch.video().toArray()).containsExactly(70, -7, 10, -1, 30, -3);
    }

    @Test
    void without_video_its_tensor_is_empty() {
        Batch batch = new BatchReader(Subset.all(Constant.of(4, 5)), null, DType.FLOAT64).read(new int[] {1});
        assertThat(batch.video().shape().toArray()).containsExactly(1, 0, 0);
        assertThat(batch.audio().toArray()).containsExactly(5);
    }

    @Test
    void a_batch_stays_as_it_is_until_the_next_but_one_is_read() {
        BatchReader reader = new BatchReader(ODD, null, DType.FLOAT64);
        Batch first = reader.read(new int[] {0, 1});
        Batch second = reader.read(new int[] {2, 3});
        assertThat(first.audio().toArray()).containsExactly(1, 3);
        Batch third = reader.read(new int[] {1, 2});
        assertThat(second.audio().toArray()).containsExactly(5, 7);
        assertThat(third.audio().toArray()).containsExactly(3, 5);
        assertThat(third.audio()).isSameAs(first.audio());
    }

    @Test
    void the_prefetcher_gives_the_batches_in_turn_and_a_shorter_last_one() {
        try (Prefetcher batches =
                new Prefetcher(new BatchReader(ODD, null, DType.FLOAT64), BatchOrder.inSequence(4, 3))) {
            assertThat(batches.next().audio().toArray()).containsExactly(1, 3, 5);
            assertThat(batches.hasNext()).isTrue();
            assertThat(batches.next().audio().toArray()).containsExactly(7);
            assertThat(batches.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(batches::next);
        }
    }

    /// Whoever computes with a batch while the next is read finds it as it was given.
    @Test
    void prefetching_does_not_touch_the_current_batch() {
        PlantedEvents events = new PlantedEvents(PlantedEvents.Design.demo());
        Subset all = Subset.all(events);
        BatchOrder order = BatchOrder.shuffled(all.size(), 16, 1);
        BatchReader plain = new BatchReader(all, null, DType.FLOAT64);
        try (Prefetcher batches = new Prefetcher(new BatchReader(all, null, DType.FLOAT64), order.from(5))) {
            for (int iteration = 5; iteration < 60; iteration++) {
                Batch batch = batches.next();
                Batch expected = plain.read(order.batch(iteration));
                assertThat(batch.clips()).isEqualTo(expected.clips());
                assertThat(batch.video().toArray()).isEqualTo(expected.video().toArray());
            }
        }
    }

    @Test
    void what_goes_wrong_while_reading_ahead_is_thrown_by_the_batch_concerned() {
        Iterator<int[]> positions =
                List.of(new int[] {0}, new int[] {99}, new int[] {1}).iterator();
        try (Prefetcher batches = new Prefetcher(new BatchReader(ODD, null, DType.FLOAT64), positions)) {
            assertThat(batches.next().clips()).containsExactly(1);
            assertThatExceptionOfType(ArrayIndexOutOfBoundsException.class)
                    .isThrownBy(batches::next)
                    .withMessageContaining("99");
        }
    }

    @Test
    void closing_ends_the_thread() throws InterruptedException {
        Set<Thread> others = prefetching();
        Set<Thread> own;
        try (Prefetcher batches = new Prefetcher(
                new BatchReader(ODD, null, DType.FLOAT64),
                BatchOrder.shuffled(4, 2, 1).from(0))) {
            batches.next();
            own = prefetching();
            own.removeAll(others);
            assertThat(own).hasSize(1);
        }
        // an executor says that it has ended a moment before its thread has
        for (Thread thread : own) {
            assertThat(thread.join(Duration.ofMinutes(5))).isTrue();
        }
    }

    private static Set<Thread> prefetching() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().equals("thgcl-prefetch"));
        return threads;
    }
}
