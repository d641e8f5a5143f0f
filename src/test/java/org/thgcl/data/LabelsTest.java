package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final Labels SEVERAL = Labels.several(new int[] {2, 0}, new int[] {}, new int[] {1});

    @Test
    void one_class_each() {
        Labels labels = Labels.one(2, 0);
        assertThat(labels.several()).isFalse();
        assertThat(labels.size()).isEqualTo(2);
        assertThat(labels.only(0)).isEqualTo(2);
        assertThat(labels.of(1)).containsExactly(0);
        assertThat(labels.has(0, 2)).isTrue();
        assertThat(labels.has(0, 0)).isFalse();
        assertThat(labels.only()).containsExactly(2, 0);
        assertThat(labels.indicators(3)).isDeepEqualTo(new int[][] {{0, 0, 1}, {1, 0, 0}});
    }

    @Test
    void any_number_of_classes_ascending() {
        assertThat(SEVERAL.several()).isTrue();
        assertThat(SEVERAL.of(0)).containsExactly(0, 2);
        assertThat(SEVERAL.of(1)).isEmpty();
        assertThat(SEVERAL.has(0, 0)).isTrue();
        assertThat(SEVERAL.has(0, 1)).isFalse();
        assertThat(SEVERAL.indicators(3)).isDeepEqualTo(new int[][] {{1, 0, 1}, {0, 0, 0}, {0, 1, 0}});
        assertThatIllegalStateException().isThrownBy(() -> SEVERAL.only(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Labels.several(new int[] {1, 1}))
                .withMessage("labels: clip 0 has a class twice: [1, 1]");
    }

    @Test
    void a_matrix_of_0_and_1_says_the_same() {
        Labels labels = Labels.indicators(new int[][] {{1, 0, 1}, {0, 0, 0}, {0, 1, 0}});
        for (int clip = 0; clip < 3; clip++) {
            assertThat(labels.of(clip)).containsExactly(SEVERAL.of(clip));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Labels.indicators(new int[][] {{1, 0}, {0, 2}}))
                .withMessage("labels: clip 1, class 1 is 2; must be 0 or 1");
    }

    @Test
    void a_selection_keeps_the_order_and_repeats() {
        Labels some = SEVERAL.at(2, 0, 2);
        assertThat(some.several()).isTrue();
        assertThat(some.size()).isEqualTo(3);
        assertThat(some.of(0)).containsExactly(1);
        assertThat(some.of(1)).containsExactly(0, 2);
        assertThat(some.of(2)).containsExactly(1);
    }

    @Test
    void lists_are_joined() {
        Labels joined = Labels.joined(List.of(Labels.one(1), SEVERAL));
        assertThat(joined.several()).isTrue();
        assertThat(joined.size()).isEqualTo(4);
        assertThat(joined.of(0)).containsExactly(1);
        assertThat(joined.of(1)).containsExactly(0, 2);
        assertThat(Labels.joined(List.of(Labels.one(1), Labels.one(0))).only()).containsExactly(1, 0);
    }

    @Test
    void a_label_that_is_no_class_is_refused() {
        SEVERAL.require(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEVERAL.require(2))
                .withMessage("label of clip 0 is 2, must be a class from 0 to 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.one(0, -1).require(2));
    }
}
