package org.thgcl.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thgcl.metric.Evaluation;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class ClipStatisticsTest {
    private static final CounterRandom RANDOM = new CounterRandom(11);
    private static final int CLASSES = 3;

    /// Scores with few distinct values, so that there are ties; better than chance by `skill`.
    private static Tensor scores(int[] label, double skill, int site) {
        Tensor scores = Tensor.zeros(Shape.of(label.length, CLASSES));
        for (int i = 0; i < label.length * CLASSES; i++) {
            double noise = RANDOM.uniform(0, site, i);
            scores.set(i, Math.floor(6 * (noise + (label[i / CLASSES] == i % CLASSES ? skill : 0))) / 10);
        }
        return scores;
    }

    private static int[] labels(int clips) {
        return IntStream.range(0, clips).map(clip -> clip % CLASSES).toArray();
    }

    private static void requireEqual(Measured measured, Evaluation evaluation) {
        assertThat(measured.map()).isEqualTo(evaluation.map());
        assertThat(measured.auc()).isEqualTo(evaluation.auc());
        assertThat(measured.precisions())
                .isEqualTo(evaluation.classes().stream()
                        .map(Evaluation.ClassResult::averagePrecision)
                        .toList());
    }

    @Test
    void clips_that_are_drawn_several_times_are_measured_as_so_many_clips_to_the_last_bit() {
        int[] label = labels(17);
        for (int trial = 0; trial < 200; trial++) {
            Tensor scores = scores(label, 0.3, trial);
            int[] drawn = new int[label.length];
            int[] weight = new int[label.length];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = RANDOM.below(drawn.length, trial, 1, i);
                weight[drawn[i]]++;
            }
            Tensor resampled = Tensor.zeros(scores.shape());
            for (int i = 0; i < drawn.length * CLASSES; i++) {
                resampled.set(i, scores.get(drawn[i / CLASSES] * CLASSES + i % CLASSES));
            }
            int[] labels = Arrays.stream(drawn).map(clip -> label[clip]).toArray();
            List<ClassOrder> orders = Measured.orders(ClipScores.of(scores, label));
            requireEqual(Measured.of(orders, weight), Evaluation.of(resampled, labels));
            Arrays.fill(weight, 1);
            requireEqual(Measured.of(orders, weight), Evaluation.of(scores, label));
        }
    }

    @Test
    void a_class_that_loses_its_only_clip_has_no_value_in_that_sample_and_no_part_in_its_mean() {
        int[] label = labels(20);
        Arrays.setAll(label, clip -> clip == 0 ? 2 : clip % 2);
        int resamples = 4000;
        ClipIntervals intervals =
                ClipIntervals.of(ClipScores.of(scores(label, 0.3, 5), label), Resampling.of(resamples));
        double lost = StrictMath.pow(1 - 1.0 / label.length, label.length);
        double deviation = Math.sqrt(lost * (1 - lost) / resamples);
        double observed = 1 - (double) intervals.precisions().get(2).samples() / resamples;
        assertThat(observed).isCloseTo(lost, within(4 * deviation));
        assertThat(intervals.precisions().get(0).samples()).isEqualTo(resamples);
        assertThat(intervals.map().samples()).isEqualTo(resamples);
    }

    @Test
    void perfect_scores_stay_perfect_in_every_sample() {
        int[] label = labels(12);
        Tensor perfect = Tensor.zeros(Shape.of(12, CLASSES));
        for (int clip = 0; clip < 12; clip++) {
            perfect.set(clip * CLASSES + label[clip], 1);
        }
        ClipIntervals intervals = ClipIntervals.of(ClipScores.of(perfect, label), Resampling.of(50));
        assertThat(List.of(
                        intervals.map().low(),
                        intervals.map().high(),
                        intervals.auc().low()))
                .containsOnly(1.0);
    }

    /// An AUC of one class is a mean over pairs, for which DeLong's variance is known: the interval is about as wide.
    @Test
    void interval_of_an_auc_is_as_wide_as_its_standard_error_says() {
        int n = 300;
        int[] label = IntStream.range(0, n).map(clip -> clip % 2).toArray();
        Tensor scores = Tensor.zeros(Shape.of(n, 2));
        for (int clip = 0; clip < n; clip++) {
            double score = RANDOM.gaussian(0, 9, clip) + (label[clip] == 1 ? 1 : 0);
            scores.set(2 * clip, -score);
            scores.set(2 * clip + 1, score);
        }
        ClipIntervals intervals = ClipIntervals.of(ClipScores.of(scores, label), Resampling.of(2000));
        double width = intervals.auc().high() - intervals.auc().low();
        // quantiles of 2000 draws are off by some 4 % of the width, DeLong's estimate by its own few per cent
        assertThat(width / (2 * 1.96 * deLong(scores, label))).isBetween(0.88, 1.12);
    }

    /// Standard error by DeLong, DeLong and Clarke-Pearson (1988): variances of the placements.
    private static double deLong(Tensor scores, int[] label) {
        double[] positive = IntStream.range(0, label.length)
                .filter(clip -> label[clip] == 1)
                .mapToDouble(clip -> scores.get(2 * clip + 1))
                .toArray();
        double[] negative = IntStream.range(0, label.length)
                .filter(clip -> label[clip] == 0)
                .mapToDouble(clip -> scores.get(2 * clip + 1))
                .toArray();
        double[] above = Arrays.stream(positive)
                .map(p -> Arrays.stream(negative).filter(q -> p > q).count() / (double) negative.length)
                .toArray();
        double[] below = Arrays.stream(negative)
                .map(q -> Arrays.stream(positive).filter(p -> p > q).count() / (double) positive.length)
                .toArray();
        return Math.sqrt(variance(above) / above.length + variance(below) / below.length);
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }

    @Test
    void permutation_p_is_that_of_all_swaps() {
        int[] label = labels(9);
        Tensor reference = scores(label, 0.0, 21);
        Tensor variant = scores(label, 0.2, 22);
        int ways = 1 << label.length;
        double observed = Math.abs(difference(reference, variant, label, 0));
        int asFar = 0;
        for (int way = 0; way < ways; way++) {
            asFar += Math.abs(difference(reference, variant, label, way)) >= observed - 1e-12 ? 1 : 0;
        }
        double exact = (double) asFar / ways;
        assertThat(exact).isBetween(0.01, 0.9);
        int permutations = 20_000;
        ClipComparison comparison = ClipComparison.of(
                ClipScores.of(reference, label), ClipScores.of(variant, label), Resampling.of(permutations));
        assertThat(comparison.map().p()).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / permutations)));
        assertThat(comparison.map().difference()).isEqualTo(difference(reference, variant, label, 0));
    }

    private static double difference(Tensor reference, Tensor variant, int[] label, int way) {
        Tensor one = reference.copy();
        Tensor other = variant.copy();
        for (int i = 0; i < label.length * CLASSES; i++) {
            if (((way >>> (i / CLASSES)) & 1) == 1) {
                one.set(i, variant.get(i));
                other.set(i, reference.get(i));
            }
        }
        return Evaluation.of(other, label).map() - Evaluation.of(one, label).map();
    }

    @Test
    void a_model_does_not_differ_from_itself() {
        int[] label = labels(15);
        ClipScores scores = ClipScores.of(scores(label, 0.2, 3), label);
        ClipComparison comparison = ClipComparison.of(scores, scores, Resampling.of(200));
        for (Difference difference : List.of(
                comparison.map(), comparison.auc(), comparison.precisions().get(1))) {
            assertThat(difference.difference()).isZero();
            assertThat(difference.interval()).isEqualTo(new Interval(0, 0, 200));
            assertThat(difference.p()).isEqualTo(1);
        }
    }

    @Test
    void a_better_variant_is_above_zero_and_exchanging_the_models_turns_every_sign() {
        int[] label = labels(120);
        ClipScores worse = ClipScores.of(scores(label, 0.0, 31), label);
        ClipScores better = ClipScores.of(scores(label, 0.6, 32), label);
        Resampling resampling = Resampling.of(500);
        ClipComparison up = ClipComparison.of(worse, better, resampling);
        ClipComparison down = ClipComparison.of(better, worse, resampling);
        assertThat(up.map().difference()).isPositive().isEqualTo(-down.map().difference());
        assertThat(up.map().interval().low())
                .isPositive()
                .isEqualTo(-down.map().interval().high());
        assertThat(up.map().p()).isEqualTo(1.0 / 501).isEqualTo(down.map().p());
    }

    @Test
    void scores_of_other_clips_are_refused() {
        int[] label = labels(6);
        ClipScores scores = ClipScores.of(scores(label, 0, 1), label);
        int[] other = label.clone();
        other[4] = 0;
        ClipScores relabelled = ClipScores.of(scores(other, 0, 1), other);
        assertThatThrownBy(() -> ClipComparison.of(scores, relabelled, Resampling.of(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clip 4 has other labels");
        Tensor nan = scores(label, 0, 1);
        nan.set(7, Double.NaN);
        assertThatThrownBy(() -> ClipScores.of(nan, label)).hasMessageContaining("clip 2, class 1 is not a number");
        assertThatThrownBy(() -> Resampling.of(0)).hasMessageContaining("resamples: 0 isn't allowed");
    }
}
