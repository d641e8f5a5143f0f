package org.thgcl.tensor;

/// Consecutive groups of rows, such as the nodes of each graph of a batch.
///
/// Group g has the rows `offset(g) ... offset(g + 1) - 1`; a group may be empty.
public final class RowGroups {
    private final int[] offsets;

    private RowGroups(int[] offsets) {
        this.offsets = offsets;
    }

    /// `groups` groups of `size` rows each.
    ///
    /// @throws IllegalArgumentException if either is negative
    public static RowGroups uniform(int groups, int size) {
        if (groups < 0 || size < 0) {
            throw new IllegalArgumentException(groups + " groups of " + size + " rows: both must be at least 0");
        }
        int[] offsets = new int[groups + 1];
        for (int g = 0; g <= groups; g++) {
            offsets[g] = Math.multiplyExact(g, size);
        }
        return new RowGroups(offsets);
    }

    /// Groups from the ascending group index of each row; an index that doesn't occur is an empty group.
    ///
    /// @throws IllegalArgumentException if an index is negative or the indices descend
    public static RowGroups ofAscending(int... groupOfRow) {
        int groups = groupOfRow.length == 0 ? 0 : groupOfRow[groupOfRow.length - 1] + 1;
        int previous = 0;
        for (int row = 0; row < groupOfRow.length; row++) {
            if (groupOfRow[row] < previous) {
                throw new IllegalArgumentException("group of row " + row + " is " + groupOfRow[row]
                        + "; group indices start at 0 and ascend, the row before has " + previous);
            }
            previous = groupOfRow[row];
        }
        int[] offsets = new int[groups + 1];
        for (int group : groupOfRow) {
            offsets[group + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            offsets[g + 1] += offsets[g];
        }
        return new RowGroups(offsets);
    }

    /// Number of groups.
    public int count() {
        return offsets.length - 1;
    }

    /// First row of a group; `offset(count())` is the number of rows.
    public int offset(int group) {
        return offsets[group];
    }

    /// Number of rows in all groups.
    public int rows() {
        return offsets[count()];
    }

    /// The rows of each group as the entries of a pattern with one row per group and one column per row.
    public SparsityPattern membership() {
        int[] row = new int[rows()];
        int[] column = new int[rows()];
        for (int g = 0; g < count(); g++) {
            for (int r = offsets[g]; r < offsets[g + 1]; r++) {
                row[r] = g;
                column[r] = r;
            }
        }
        return SparsityPattern.of(count(), rows(), row, column);
    }
}
