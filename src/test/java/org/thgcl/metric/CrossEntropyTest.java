package org.thgcl.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.thgcl.data.Labels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class CrossEntropyTest {
    @Test
    void it_is_the_mean_of_minus_the_logarithm_of_the_own_class() {
        Tensor score = Tensor.of(Shape.of(3, 2), 0.25, 0.75, 0.5, 0.5, 1, 0);
        // -(ln 1/4 + ln 1/2 + ln 1) / 3 = ln 2, up to a few roundings of numbers below 2
        assertThat(softmax(score, 0, 1, 0)).isCloseTo(0.6931471805599453, within(1e-15));
    }

    @Test
    void a_score_of_zero_counts_as_the_smallest_of_float32() {
        // 149 ln 2
        assertThat(softmax(Tensor.of(Shape.of(1, 2), 0, 1), 0)).isCloseTo(103.27892990343184, within(1e-12));
    }

    @Test
    void wrong_scores_and_labels_are_refused() {
        assertThatThrownBy(() -> softmax(Tensor.of(Shape.of(1, 2), Double.NaN, 1), 1))
                .hasMessageContaining("score of clip 0, class 0");
        assertThatThrownBy(() -> softmax(Tensor.of(Shape.of(1, 2), 0, 1), 2))
                .hasMessageContaining("label of clip 0 is 2");
    }

    @Test
    void sigmoids_are_measured_class_by_class() {
        Tensor score = Tensor.of(Shape.of(2, 2), 0.5, 0.25, 0, 1);
        Labels labels = Labels.several(new int[] {0}, new int[] {1});
        // -(ln 1/2 + ln 3/4) / 2, and nothing of the second clip
        assertThat(CrossEntropy.of(OutputActivation.SIGMOID, score, labels))
                .isCloseTo(0.490414626505863, within(1e-15));
        assertThat(CrossEntropy.of(OutputActivation.SIGMOID, Tensor.of(Shape.of(1, 1), 1), Labels.several(new int[0])))
                .isCloseTo(103.27892990343184, within(1e-12));
    }

    private static double softmax(Tensor score, int... label) {
        return CrossEntropy.of(OutputActivation.SOFTMAX, score, Labels.one(label));
    }
}
