package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SparsityPatternTest {
    /// Row 0 has the entries 1 and 3, row 1 none, row 2 the entries 0, 2 and 4, the last two at one position.
    private final SparsityPattern pattern =
            SparsityPattern.of(3, 2, new int[] {2, 0, 2, 0, 2}, new int[] {0, 0, 1, 1, 1});

    @Test
    void entries_keep_their_order() {
        assertThat(pattern.rows()).isEqualTo(3);
        assertThat(pattern.columns()).isEqualTo(2);
        assertThat(pattern.entries()).isEqualTo(5);
        assertThat(pattern.row(3)).isZero();
        assertThat(pattern.column(3)).isEqualTo(1);
        assertThat(pattern.rowOffsets()).containsExactly(0, 2, 2, 5);
        assertThat(pattern.rowEntries()).containsExactly(1, 3, 0, 2, 4);
    }

    @Test
    void the_transpose_exchanges_rows_and_columns_of_the_same_entries() {
        SparsityPattern transpose = pattern.transpose();
        assertThat(transpose.rows()).isEqualTo(2);
        assertThat(transpose.columns()).isEqualTo(3);
        for (int e = 0; e < pattern.entries(); e++) {
            assertThat(transpose.row(e)).isEqualTo(pattern.column(e));
            assertThat(transpose.column(e)).isEqualTo(pattern.row(e));
        }
        assertThat(transpose.rowOffsets()).containsExactly(0, 2, 5);
        assertThat(transpose.rowEntries()).containsExactly(0, 1, 2, 3, 4);
        assertThat(transpose.transpose()).isSameAs(pattern);
    }

    @Test
    void indices_are_copied() {
        int[] row = {0};
        int[] column = {1};
        SparsityPattern copied = SparsityPattern.of(1, 2, row, column);
        row[0] = 5;
        column[0] = 5;
        assertThat(copied.row(0)).isZero();
        assertThat(copied.column(0)).isEqualTo(1);
    }

    @Test
    void a_pattern_may_be_empty() {
        SparsityPattern empty = SparsityPattern.of(0, 3, new int[0], new int[0]);
        assertThat(empty.entries()).isZero();
        assertThat(empty.rowOffsets()).containsExactly(0);
        assertThat(empty.transpose().rowOffsets()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void an_index_outside_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparsityPattern.of(2, 2, new int[] {0, 2}, new int[] {0, 0}))
                .withMessage("sparsity pattern: entry 1 has row index 2, the axis has size 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparsityPattern.of(2, 2, new int[] {0, 1}, new int[] {-1, 0}))
                .withMessage("sparsity pattern: entry 0 has column index -1, the axis has size 2");
    }

    @Test
    void lists_of_different_length_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparsityPattern.of(2, 2, new int[2], new int[1]))
                .withMessage("sparsity pattern: 2 row indices but 1 column indices");
    }

    @Test
    void negative_sizes_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SparsityPattern.of(-1, 2, new int[0], new int[0]))
                .withMessageContaining("-1 rows and 2 columns");
    }
}
