package org.thgcl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EndLabelsTest {
    @Test
    void labels_with_room_stand_where_they_want_to() {
        assertThat(EndLabels.places(new double[] {90, 10, 50}, 15, 0, 100)).containsExactly(90, 10, 50);
    }

    @Test
    void two_labels_at_one_place_move_apart_by_the_same_in_their_order() {
        assertThat(EndLabels.places(new double[] {50, 50}, 10, 0, 100)).containsExactly(45, 55);
    }

    @Test
    void labels_stay_in_the_range_and_overlap_nowhere() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int k = 0; k < 500; k++) {
            int n = random.nextInt(1, 9);
            double[] wanted = random.doubles(n, 0, 100).toArray();
            double[] places = EndLabels.places(wanted, 12, 0, 100);
            assertThat(Arrays.stream(places)).allMatch(place -> place >= -1e-9 && place <= 100 + 1e-9);
            double[] sorted = places.clone();
            Arrays.sort(sorted);
            for (int i = 1; i < n; i++) {
                assertThat(sorted[i] - sorted[i - 1]).isGreaterThanOrEqualTo(12 - 1e-9);
            }
            int[] order = IntStream.range(0, n).toArray();
            for (int i : order) {
                for (int j : order) {
                    assertThat(wanted[i] < wanted[j] && places[i] > places[j]).isFalse();
                }
            }
        }
    }

    /// No shift of a pair, which keeps distance and range, brings labels nearer to where they want to be.
    @Test
    void no_small_move_of_a_label_is_better() {
        double[] wanted = {20, 22, 23, 80, 81};
        double[] places = EndLabels.places(wanted, 10, 0, 100);
        for (int from = 0; from < wanted.length; from++) {
            for (int to = from; to < wanted.length; to++) {
                for (double shift : new double[] {-0.01, 0.01}) {
                    double[] moved = places.clone();
                    for (int k = from; k <= to; k++) {
                        moved[k] += shift;
                    }
                    boolean allowed =
                            IntStream.range(1, moved.length).allMatch(k -> moved[k] - moved[k - 1] >= 10 - 1e-9);
                    assertThat(allowed && squares(moved, wanted) < squares(places, wanted) - 1e-9)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void too_many_labels_begin_at_the_range_and_keep_their_distance() {
        double[] places = EndLabels.places(new double[] {5, 5, 5}, 10, 0, 12);
        assertThat(places).containsExactly(new double[] {0, 10, 20}, within(0.0));
    }

    private static double squares(double[] places, double[] wanted) {
        return IntStream.range(0, places.length)
                .mapToDouble(k -> (places[k] - wanted[k]) * (places[k] - wanted[k]))
                .sum();
    }
}
