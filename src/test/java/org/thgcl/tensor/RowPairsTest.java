package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowPairsTest {
    /// Rows as lists of columns.
    private static SparsityPattern pattern(int columns, int[]... rows) {
        int[] row = IntStream.range(0, rows.length)
                .flatMap(r -> Arrays.stream(rows[r]).map(c -> r))
                .toArray();
        return SparsityPattern.of(
                rows.length,
                columns,
                row,
                Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray());
    }

    /// Each pair as first row, second row, common entries.
    private static List<List<Integer>> pairs(SparsityPattern pattern) {
        RowPairs pairs = pattern.pairs();
        return IntStream.range(0, pairs.count())
                .mapToObj(i -> List.of(pairs.first(i), pairs.second(i), pairs.common(i)))
                .toList();
    }

    @Test
    void a_row_goes_on_where_its_partner_begins() {
        assertThat(pairs(pattern(6, new int[] {0, 1, 2}, new int[] {1, 2, 3}, new int[] {4, 5}, new int[] {5})))
                .containsExactly(List.of(0, 1, 2), List.of(2, 3, 1));
    }

    @Test
    void equal_rows_come_before_rows_that_go_on() {
        assertThat(pairs(pattern(4, new int[] {0, 1}, new int[] {1, 2}, new int[] {0, 1}, new int[] {0, 1, 2})))
                .containsExactly(List.of(0, 2, 2), List.of(1, -1, 0), List.of(3, -1, 0));
    }

    @Test
    void rows_of_one_lattice_are_partners() {
        assertThat(pairs(pattern(6, new int[] {0, 2}, new int[] {1, 3}, new int[] {2, 4}, new int[] {3, 5})))
                .containsExactly(List.of(0, 2, 1), List.of(1, 3, 1));
    }

    @Test
    void rows_that_differ_or_are_empty_stay_alone() {
        assertThat(pairs(pattern(4, new int[] {0, 1, 2}, new int[] {1, 3}, new int[] {}, new int[] {})))
                .containsExactly(List.of(0, -1, 0), List.of(1, -1, 0), List.of(2, -1, 0), List.of(3, -1, 0));
    }

    /// What the kernel relies on, for patterns of few columns, in which partners are frequent.
    @Property
    void each_row_is_in_one_pair_and_common_entries_have_equal_columns(
            @ForAll @IntRange(min = 0, max = 12) int rows,
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll @IntRange(min = 0, max = 40) int entries,
            @ForAll long seed) {
        CounterRandom random = new CounterRandom(seed);
        int count = rows == 0 ? 0 : entries;
        SparsityPattern pattern = SparsityPattern.of(
                rows,
                columns,
                IntStream.range(0, count).map(e -> random.below(rows, 1, 0, e)).toArray(),
                IntStream.range(0, count)
                        .map(e -> random.below(columns, 2, 0, e))
                        .toArray());
        RowPairs pairs = pattern.pairs();
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < pairs.count(); i++) {
            int first = pairs.first(i);
            int second = pairs.second(i);
            seen.add(first);
            if (second >= 0) {
                seen.add(second);
                int end = pattern.rowOffsets()[first + 1];
                int start = pattern.rowOffsets()[second];
                int shorter = Math.min(end - pattern.rowOffsets()[first], pattern.rowOffsets()[second + 1] - start);
                assertThat(pairs.common(i)).isBetween(1, shorter);
                assertThat(Arrays.copyOfRange(pattern.rowSources(), end - pairs.common(i), end))
                        .isEqualTo(Arrays.copyOfRange(pattern.rowSources(), start, start + pairs.common(i)));
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, rows).boxed().toList());
    }
}
