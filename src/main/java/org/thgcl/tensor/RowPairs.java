package org.thgcl.tensor;

import java.util.Arrays;

/// The rows of a [SparsityPattern], two and two where a row's columns go on where another's begin.
///
/// The neighbourhoods of a graph overlap: a row has the columns 0, 3, 6, 9, the next on its lattice 3, 6, 9, 12. A pair
/// is two rows of which the second's columns begin with all the first's, or with all but the first one. What both rows
/// need is read once then: each row still takes its entries in their order.
///
/// Each row is in one pair. A row that has no such partner is alone. Found in a time that grows with the number of
/// entries: only the lowest free row of those that begin with a column is looked at.
final class RowPairs {
    private final int[] first;
    private final int[] second;
    private final int[] common;
    private int count;

    private RowPairs(int rows) {
        first = new int[rows];
        second = new int[rows];
        common = new int[rows];
    }

    static RowPairs of(SparsityPattern pattern) {
        RowPairs pairs = new RowPairs(pattern.rows());
        Beginnings free = new Beginnings(pattern);
        for (int row = 0; row < pattern.rows(); row++) {
            if (free.take(row)) {
                pairs.add(row, free, pattern);
            }
        }
        return pairs;
    }

    /// Adds the pair of a row and the first partner that is free.
    private void add(int row, Beginnings free, SparsityPattern pattern) {
        int start = pattern.rowOffsets()[row];
        int end = pattern.rowOffsets()[row + 1];
        first[count] = row;
        second[count] = -1;
        for (int p = start; p < Math.min(start + 2, end) && second[count] < 0; p++) {
            int partner = free.lowest(pattern.rowSources()[p]);
            if (partner >= 0 && begins(pattern, partner, p, end) && free.take(partner)) {
                second[count] = partner;
                common[count] = end - p;
            }
        }
        count++;
    }

    /// Whether a row begins with the columns of the entries p ... end-1.
    private static boolean begins(SparsityPattern pattern, int row, int p, int end) {
        int[] sources = pattern.rowSources();
        int start = pattern.rowOffsets()[row];
        int length = end - p;
        return length <= pattern.rowOffsets()[row + 1] - start
                && Arrays.equals(sources, p, end, sources, start, start + length);
    }

    int count() {
        return count;
    }

    int first(int pair) {
        return first[pair];
    }

    /// The second row of a pair, or -1 if the first is alone.
    int second(int pair) {
        return second[pair];
    }

    /// How many entries at the first row's end have the columns of those at the second's beginning.
    int common(int pair) {
        return common[pair];
    }

    /// The free rows by the column of their first entry, as lists that are linked through the rows.
    private static final class Beginnings {
        private final int[] lowest;
        private final int[] next;
        private final boolean[] taken;

        Beginnings(SparsityPattern pattern) {
            lowest = new int[pattern.columns()];
            next = new int[pattern.rows()];
            taken = new boolean[pattern.rows()];
            Arrays.fill(lowest, -1);
            int[] offsets = pattern.rowOffsets();
            for (int row = pattern.rows() - 1; row >= 0; row--) {
                if (offsets[row] < offsets[row + 1]) {
                    int column = pattern.rowSources()[offsets[row]];
                    next[row] = lowest[column];
                    lowest[column] = row;
                }
            }
        }

        /// The lowest free row that begins with a column, or -1.
        int lowest(int column) {
            while (lowest[column] >= 0 && taken[lowest[column]]) {
                lowest[column] = next[lowest[column]];
            }
            return lowest[column];
        }

        /// Whether a row was free; it no longer is.
        boolean take(int row) {
            boolean free = !taken[row];
            taken[row] = true;
            return free;
        }
    }
}
