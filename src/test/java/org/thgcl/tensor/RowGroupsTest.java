package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RowGroupsTest {
    @Test
    void uniform_groups_follow_each_other() {
        RowGroups groups = RowGroups.uniform(3, 4);
        assertThat(groups.count()).isEqualTo(3);
        assertThat(groups.rows()).isEqualTo(12);
        assertThat(groups.offset(0)).isZero();
        assertThat(groups.offset(2)).isEqualTo(8);
        assertThat(groups.offset(3)).isEqualTo(12);
    }

    @Test
    void there_may_be_no_group_or_no_row() {
        assertThat(RowGroups.uniform(0, 4).rows()).isZero();
        assertThat(RowGroups.uniform(2, 0).count()).isEqualTo(2);
        assertThat(RowGroups.ofAscending().count()).isZero();
    }

    @Test
    void negative_numbers_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowGroups.uniform(2, -1))
                .withMessage("2 groups of -1 rows: both must be at least 0");
        assertThatIllegalArgumentException().isThrownBy(() -> RowGroups.uniform(-1, 2));
    }

    @Test
    void an_index_that_does_not_occur_is_an_empty_group() {
        RowGroups groups = RowGroups.ofAscending(1, 1, 3);
        assertThat(groups.count()).isEqualTo(4);
        int[] offsets = {groups.offset(0), groups.offset(1), groups.offset(2), groups.offset(3), groups.offset(4)};
        assertThat(offsets).containsExactly(0, 0, 2, 2, 3);
    }

    @Test
    void descending_and_negative_indices_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowGroups.ofAscending(0, 2, 1))
                .withMessageContaining("group of row 2 is 1")
                .withMessageContaining("the row before has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowGroups.ofAscending(-1, 0))
                .withMessageContaining("group of row 0 is -1");
    }

    @Test
    void membership_has_a_row_for_each_group_and_an_entry_for_each_row() {
        SparsityPattern pattern = RowGroups.ofAscending(0, 0, 2).membership();
        assertThat(pattern.rows()).isEqualTo(3);
        assertThat(pattern.columns()).isEqualTo(3);
        assertThat(pattern.rowIndices()).containsExactly(0, 0, 2);
        assertThat(pattern.columnIndices()).containsExactly(0, 1, 2);
    }
}
