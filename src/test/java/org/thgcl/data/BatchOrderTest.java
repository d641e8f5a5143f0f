package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
    /// Clips of the batches 0, 1, ... one after the other.
    private static int[] sequence(BatchOrder order, int batches) {
        return IntStream.range(0, batches)
                .flatMap(k -> Arrays.stream(order.batch(k)))
                .toArray();
    }

    @Property(tries = 200)
    void every_epoch_visits_every_clip_once(
            @ForAll @IntRange(min = 1, max = 50) int size,
            @ForAll @IntRange(min = 1, max = 50) int share,
            @ForAll long seed) {
        int batch = Math.min(size, share);
        int[] visits = sequence(BatchOrder.shuffled(size, batch, seed), 3 * size);
        for (int epoch = 0; epoch < 3 * batch; epoch++) {
            int[] visited = Arrays.copyOfRange(visits, epoch * size, (epoch + 1) * size);
            Arrays.sort(visited);
            assertThat(visited).isEqualTo(IntStream.range(0, size).toArray());
        }
    }

    @Property(tries = 50)
    void a_batch_depends_on_its_number_alone(@ForAll @IntRange(max = 1000) int iteration, @ForAll long seed) {
        Subset part = Subset.all(Clips.labelled(20, 3, 7));
        BatchOrder[] used = {BatchOrder.shuffled(30, 8, seed), BatchOrder.repeatFactor(part, 8, 0.4, seed)};
        BatchOrder[] fresh = {BatchOrder.shuffled(30, 8, seed), BatchOrder.repeatFactor(part, 8, 0.4, seed)};
        for (int i = 0; i < used.length; i++) {
            used[i].batch(500);
            used[i].batch(3);
            assertThat(used[i].batch(iteration)).isEqualTo(fresh[i].batch(iteration));
            assertThat(used[i].from(iteration).next()).isEqualTo(fresh[i].batch(iteration));
        }
    }

    @Test
    void epochs_and_seeds_have_orders_of_their_own() {
        BatchOrder order = BatchOrder.shuffled(100, 100, 1);
        assertThat(order.batch(0)).isNotEqualTo(order.batch(1));
        assertThat(BatchOrder.shuffled(100, 100, 2).batch(0)).isNotEqualTo(order.batch(0));
    }

    @Test
    void a_long_run_stays_within_the_numbers() {
        assertThat(BatchOrder.shuffled(7, 7, 1).batch(1L << 40)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_batch_larger_than_the_training_part_is_refused() {
        for (int batch : new int[] {0, -1, 41}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchOrder.shuffled(40, batch, 1))
                    .withMessageContainingAll("batch is " + batch, "40");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchOrder.repeatFactor(Subset.all(Clips.labelled(40)), batch, 0.1, 1))
                    .withMessageContainingAll("batch is " + batch, "40");
        }
    }

    @Test
    void evaluation_takes_the_clips_in_sequence() {
        Iterator<int[]> batches = BatchOrder.inSequence(5, 2);
        assertThat(batches.next()).containsExactly(0, 1);
        assertThat(batches.next()).containsExactly(2, 3);
        assertThat(batches.next()).containsExactly(4);
        assertThat(batches.hasNext()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> BatchOrder.inSequence(5, 0));
    }

    /// Shares 0.9, 0.09, 0.01 and threshold 0.36: sqrt(0.4) < 1, sqrt(4) = 2, sqrt(36) = 6.
    @Test
    void rare_classes_are_repeated() {
        assertThat(RepeatFactorSampling.factors(new int[] {90, 9, 1, 0}, 100, 0.36))
                .containsExactly(new double[] {1, 2, 6, 1}, within(1e-15));
        Subset part = Subset.all(Clips.labelled(90, 9, 1));
        // Whole factors: every epoch is 90 + 18 + 6 = 114 long.
        int[] visits = sequence(BatchOrder.repeatFactor(part, 57, 0.36, 1), 4);
        for (int epoch = 0; epoch < 2; epoch++) {
            int[] counts = new int[100];
            Arrays.stream(visits, 114 * epoch, 114 * (epoch + 1)).forEach(position -> counts[position]++);
            assertThat(Arrays.copyOfRange(counts, 0, 90)).containsOnly(1);
            assertThat(Arrays.copyOfRange(counts, 90, 99)).containsOnly(2);
            assertThat(counts[99]).isEqualTo(6);
        }
        assertThat(Arrays.copyOfRange(visits, 0, 114)).isNotEqualTo(Arrays.copyOfRange(visits, 114, 228));
    }

    /// The rarer class has share 1/5 and factor sqrt(0.45 / 0.2) = 1.5: of its 100 clips about 50 come twice in an
    /// epoch, so that 150 of 550 visits are its own. Over 60 epochs the number has standard deviation
    /// sqrt(60 x 100) / 2 = 39 of 33,000 visits, a share of 0.0012; five of them are allowed.
    @Test
    void a_fraction_of_a_time_is_decided_at_random() {
        Subset part = Subset.all(Clips.labelled(400, 100));
        int[] visits = sequence(BatchOrder.repeatFactor(part, 500, 0.45, 1), 66);
        double rare = Arrays.stream(visits).filter(position -> position >= 400).count();
        assertThat(rare / visits.length).isCloseTo(150.0 / 550, within(0.006));
    }

    @Test
    void thresholds_outside_0_to_1_are_refused() {
        for (double threshold : new double[] {0, -1, 1.5, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BatchOrder.repeatFactor(Subset.all(Clips.labelled(4)), 2, threshold, 1))
                    .withMessageContaining("repeat threshold is " + threshold);
        }
    }
}
