package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.thgcl.data.Labels;
import org.thgcl.metric.Evaluation;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class ChanceTest {
    /// Sums of at most 16 numbers below 1: a relative error of a few roundings.
    private static final double ROUNDING = 1e-14;

    @Test
    void expected_precision_is_the_mean_over_all_orders() {
        for (int n = 1; n <= 8; n++) {
            for (int k = 1; k <= n; k++) {
                assertThat(Chance.averagePrecision(n, k))
                        .as("%d of %d", k, n)
                        .isCloseTo(meanOverOrders(n, k), within(ROUNDING));
            }
        }
    }

    /// Every set of ranks that k positives may have is as likely as any other.
    private static double meanOverOrders(int n, int k) {
        double sum = 0;
        int orders = 0;
        for (int ranks = 0; ranks < 1 << n; ranks++) {
            if (Integer.bitCount(ranks) != k) {
                continue;
            }
            double precision = 0;
            int found = 0;
            for (int rank = 1; rank <= n; rank++) {
                if ((ranks >> (rank - 1) & 1) == 1) {
                    found++;
                    precision += (double) found / rank;
                }
            }
            sum += precision / k;
            orders++;
        }
        return sum / orders;
    }

    @Test
    void most_frequent_class_gives_the_accuracy_and_empty_classes_are_left_out() {
        Tensor scores = Tensor.zeros(Shape.of(4, 3));
        Chance chance = Chance.of(Evaluation.of(scores, new int[] {0, 1, 1, 1}));
        assertThat(chance.accuracy()).isEqualTo(0.75);
        assertThat(chance.auc()).isEqualTo(0.5);
        // One positive of four: (1 + 1/2 + 1/3 + 1/4)/4 = 25/48. Three of four: the negative at rank 1 to 4 gives
        // 23/36, 29/36, 33/36 and 1, whose mean is 121/144.
        List<Double> classes = List.of(25 / 48.0, 121 / 144.0);
        assertThat(chance.map()).isCloseTo((classes.get(0) + classes.get(1)) / 2, within(ROUNDING));
        assertThat(Chance.of(Labels.one(0, 1, 1, 1), 3)).isEqualTo(chance);
    }
}
