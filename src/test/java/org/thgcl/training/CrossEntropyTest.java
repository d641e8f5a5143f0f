package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class CrossEntropyTest {
    @Test
    void it_is_the_mean_of_minus_the_logarithm_of_the_own_class() {
        Tensor score = Tensor.of(Shape.of(3, 2), 0.25, 0.75, 0.5, 0.5, 1, 0);
        // -(ln 1/4 + ln 1/2 + ln 1) / 3 = ln 2, up to a few roundings of numbers below 2
        assertThat(CrossEntropy.of(score, 0, 1, 0)).isCloseTo(0.693147180559945309, within(1e-15));
    }

    @Test
    void a_score_of_zero_counts_as_the_smallest_of_float32() {
        // 149 ln 2
        assertThat(CrossEntropy.of(Tensor.of(Shape.of(1, 2), 0, 1), 0)).isCloseTo(103.278929903431851, within(1e-12));
    }

    @Test
    void wrong_scores_and_labels_are_refused() {
        assertThatThrownBy(() -> CrossEntropy.of(Tensor.of(Shape.of(1, 2), Double.NaN, 1), 1))
                .hasMessageContaining("score of clip 0, class 0");
        assertThatThrownBy(() -> CrossEntropy.of(Tensor.of(Shape.of(1, 2), 0, 1), 2))
                .hasMessageContaining("label of clip 0 is 2");
    }
}
