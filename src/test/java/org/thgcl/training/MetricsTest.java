package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.thgcl.metric.AveragePrecision;
import org.thgcl.metric.Evaluation;
import org.thgcl.metric.PerClass;
import org.thgcl.metric.RocAuc;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

class MetricsTest {
    private static final int CLASSES = 3;

    /// Sums of at most 30 terms in [0, 1], each a few roundings of 2^-53, divided by a count.
    private static final double TOLERANCE = 1e-14;

    /// A clip's scores, few distinct ones so that there are ties, and its class.
    record Clip(List<Integer> scores, int label) {}

    @Provide
    Arbitrary<List<Clip>> clips() {
        Arbitrary<List<Integer>> scores =
                Arbitraries.integers().between(-2, 3).list().ofSize(CLASSES);
        Arbitrary<Integer> label = Arbitraries.integers().between(0, CLASSES - 1);
        return Combinators.combine(scores, label).as(Clip::new).list().ofMaxSize(30);
    }

    @Property
    void average_precision_is_the_sum_over_thresholds(@ForAll("clips") List<Clip> clips) {
        PerClass actual = AveragePrecision.of(scores(clips), labels(clips));
        for (int c = 0; c < CLASSES; c++) {
            int category = c;
            long positives =
                    clips.stream().filter(clip -> clip.label == category).count();
            double expected = 0;
            double recallBefore = 0;
            for (int threshold = 3; threshold >= -2; threshold--) {
                int from = threshold;
                List<Clip> taken = clips.stream()
                        .filter(clip -> clip.scores.get(category) >= from)
                        .toList();
                long right =
                        taken.stream().filter(clip -> clip.label == category).count();
                double recall = (double) right / positives;
                if (!taken.isEmpty()) {
                    expected += (recall - recallBefore) * right / taken.size();
                    recallBefore = recall;
                }
            }
            requireEqual(actual.get(c), positives == 0 ? Double.NaN : expected);
        }
    }

    @Property
    void auc_is_the_part_of_pairs_won(@ForAll("clips") List<Clip> clips) {
        PerClass actual = RocAuc.of(scores(clips), labels(clips));
        for (int category = 0; category < CLASSES; category++) {
            double won = 0;
            long pairs = 0;
            for (Clip positive : clips) {
                for (Clip negative : clips) {
                    if (positive.label == category && negative.label != category) {
                        int compared = positive.scores.get(category).compareTo(negative.scores.get(category));
                        won += compared > 0 ? 1 : compared == 0 ? 0.5 : 0;
                        pairs++;
                    }
                }
            }
            requireEqual(actual.get(category), pairs == 0 ? Double.NaN : won / pairs);
        }
    }

    private static void requireEqual(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within(TOLERANCE));
        }
    }

    @Test
    void two_classes_by_hand() {
        // Class 1 ranks its clips (2 and 3) first and third: AP = 1/2 + 1/2 2/3, 3 of 4 pairs won.
        Tensor score = Tensor.of(Shape.of(4, 2), -0.1, 0.1, -0.4, 0.4, -0.35, 0.35, -0.8, 0.8);
        int[] label = {0, 0, 1, 1};
        assertThat(AveragePrecision.of(score, label).get(1)).isCloseTo(5.0 / 6, within(TOLERANCE));
        // Class 0 ranks its clips first and third, too.
        assertThat(AveragePrecision.of(score, label).get(0)).isCloseTo(5.0 / 6, within(TOLERANCE));
        assertThat(RocAuc.of(score, label).values()).containsExactly(0.75, 0.75);
    }

    @Test
    void equal_scores_come_in_together() {
        Tensor score = Tensor.of(Shape.of(4, 2), 1, 0, 1, 0, 1, 0, 1, 0);
        int[] label = {0, 1, 1, 1};
        assertThat(AveragePrecision.of(score, label).values()).containsExactly(0.25, 0.75);
        assertThat(RocAuc.of(score, label).values()).containsExactly(0.5, 0.5);
    }

    @Test
    void zeros_of_both_signs_are_equal() {
        Tensor score = Tensor.of(Shape.of(2, 1), 0.0, -0.0);
        assertThat(RocAuc.of(Tensor.of(Shape.of(2, 2), 0.0, 0, -0.0, 0), new int[] {0, 1})
                        .get(0))
                .isEqualTo(0.5);
        assertThat(AveragePrecision.of(score, new int[] {0, 0}).get(0)).isEqualTo(1);
    }

    @Test
    void class_without_clips_is_left_out_of_the_mean() {
        Tensor score = Tensor.of(Shape.of(2, 3), 0.9, 0.1, 0, 0.2, 0.7, 0.1);
        int[] label = {0, 0};
        PerClass precision = AveragePrecision.of(score, label);
        assertThat(precision.get(0)).isEqualTo(1);
        assertThat(precision.get(1)).isNaN();
        assertThat(precision.mean()).isEqualTo(1);
        PerClass auc = RocAuc.of(score, label);
        assertThat(auc.get(0)).as("without negatives").isNaN();
        assertThat(auc.get(1)).as("without positives").isNaN();
        assertThat(auc.mean()).isNaN();
    }

    @Test
    void mean_is_over_what_is_defined() {
        assertThat(new PerClass(List.of(0.25, Double.NaN, 0.75)).mean()).isEqualTo(0.5);
    }

    @Test
    void infinite_scores_rank() {
        Tensor score = Tensor.of(
                Shape.of(3, 2), Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY, 0);
        assertThat(RocAuc.of(score, new int[] {1, 0, 1}).get(0)).isEqualTo(1);
    }

    @Test
    void pairs_of_a_large_set_are_counted_without_overflow() {
        int clips = 200_000; // 10^10 pairs
        int[] label = new int[clips];
        Tensor score = Tensor.zeros(Shape.of(clips, 2));
        for (int clip = 0; clip < clips; clip++) {
            label[clip] = clip % 2;
            score.set(2 * clip + 1, clip % 2 == 1 ? clip + 1 : -clip);
        }
        assertThat(RocAuc.of(score, label).values()).containsExactly(0.5, 1.0);
        assertThat(AveragePrecision.of(score, label).values()).containsExactly(0.5, 1.0);
    }

    @Test
    void bad_scores_and_labels_are_refused() {
        Tensor score = Tensor.of(Shape.of(2, 2), 1, 2, 3, Double.NaN);
        assertThatThrownBy(() -> RocAuc.of(score, new int[] {0, 1}))
                .hasMessageStartingWith("score of clip 1, class 1 is not a number");
        assertThatThrownBy(() -> AveragePrecision.of(score, new int[] {2, 1}))
                .hasMessage("label of clip 0 is 2, must be a class from 0 to 1");
        assertThatThrownBy(() -> AveragePrecision.of(score, new int[] {-1, 1}))
                .hasMessage("label of clip 0 is -1, must be a class from 0 to 1");
        assertThatThrownBy(() -> AveragePrecision.of(score, new int[] {1}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("scores: axis clip is 2, expected 1");
    }

    @Test
    void evaluation_by_hand() {
        // Predicted: 0, 1, 1, 0 (a tie goes to the first class), never 2.
        Tensor score = Tensor.of(Shape.of(4, 3), 0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.1, 0.8, 0.1, 0.4, 0.4, 0.2);
        Evaluation evaluation = Evaluation.of(score, new int[] {0, 0, 1, 2});
        assertThat(evaluation.clips()).isEqualTo(4);
        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.confusion()).containsExactly(List.of(1, 1, 0), List.of(0, 1, 0), List.of(1, 0, 0));
        // Class 0: clips 0 and 1 rank 1st and 3rd of 0.6, 0.4, 0.2, 0.1; class 1: first; class 2: first.
        double ap0 = 0.5 * 1 + 0.5 * (2.0 / 3);
        assertThat(evaluation.map()).isCloseTo((ap0 + 1 + 1) / 3, within(TOLERANCE));
        assertThat(evaluation.auc()).isCloseTo((0.75 + 1 + 1) / 3, within(TOLERANCE));
        Evaluation.ClassResult first = evaluation.classes().getFirst();
        assertThat(first.precision()).isEqualTo(0.5);
        assertThat(first.recall()).isEqualTo(0.5);
        assertThat(first.f1()).isEqualTo(0.5);
        assertThat(first.support()).isEqualTo(2);
        assertThat(first.averagePrecision()).isCloseTo(ap0, within(TOLERANCE));
        assertThat(first.auc()).isEqualTo(0.75);
        Evaluation.ClassResult second = evaluation.classes().get(1);
        assertThat(second.precision()).isEqualTo(0.5);
        assertThat(second.recall()).isEqualTo(1);
        assertThat(second.f1()).isCloseTo(2.0 / 3, within(TOLERANCE));
        Evaluation.ClassResult third = evaluation.classes().get(2);
        assertThat(third.precision()).as("never predicted").isNaN();
        assertThat(third.recall()).isEqualTo(0);
        assertThat(third.f1()).isEqualTo(0);
    }

    @Test
    void evaluation_of_nothing_is_refused() {
        assertThatThrownBy(() -> Evaluation.of(Tensor.zeros(Shape.of(0, 3)), new int[0]))
                .hasMessage("evaluation needs at least one clip, got none");
    }

    private static Tensor scores(List<Clip> clips) {
        Tensor score = Tensor.zeros(Shape.of(clips.size(), CLASSES));
        for (int clip = 0; clip < clips.size(); clip++) {
            for (int category = 0; category < CLASSES; category++) {
                score.set(clip * CLASSES + category, clips.get(clip).scores.get(category));
            }
        }
        return score;
    }

    private static int[] labels(List<Clip> clips) {
        return clips.stream().mapToInt(Clip::label).toArray();
    }
}
