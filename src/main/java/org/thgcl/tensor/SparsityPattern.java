package org.thgcl.tensor;

/// The positions of a sparse matrix's entries, without their values.
///
/// Entries keep the order in which they were given: value e of a tensor of values belongs to entry e. Repeated
/// positions are allowed and add. For each row the entries are also listed in that order, as in compressed sparse
/// row storage, which fixes the order of every sum over a row; the [#transpose] does the same for the columns.
///
/// One pattern serves a whole batch: with k blocks it stands for the block-diagonal matrix of k copies of itself,
/// which is never built.
public final class SparsityPattern {
    private final int rows;
    private final int columns;
    private final int[] row;
    private final int[] column;
    private final int[] rowOffsets;
    private final int[] rowEntries;
    private final int[] rowSources;
    private SparsityPattern transpose;
    private RowPairs pairs;

    private SparsityPattern(int rows, int columns, int[] row, int[] column) {
        this.rows = rows;
        this.columns = columns;
        this.row = row;
        this.column = column;
        this.rowOffsets = new int[rows + 1];
        this.rowEntries = new int[row.length];
        for (int r : row) {
            rowOffsets[r + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            rowOffsets[r + 1] += rowOffsets[r];
        }
        int[] next = rowOffsets.clone();
        for (int e = 0; e < row.length; e++) {
            rowEntries[next[row[e]]++] = e;
        }
        this.rowSources = new int[row.length];
        for (int p = 0; p < row.length; p++) {
            rowSources[p] = column[rowEntries[p]];
        }
    }

    /// A pattern of `rows` x `columns` with entries at `(row[e], column[e])`.
    ///
    /// @throws IllegalArgumentException if the lists differ in length, a size is negative or an index lies outside
    public static SparsityPattern of(int rows, int columns, int[] row, int[] column) {
        if (row.length != column.length) {
            throw new IllegalArgumentException(
                    "sparsity pattern: " + row.length + " row indices but " + column.length + " column indices");
        }
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "sparsity pattern: " + rows + " rows and " + columns + " columns, both must be at least 0");
        }
        check("row", row, rows);
        check("column", column, columns);
        SparsityPattern pattern = new SparsityPattern(rows, columns, row.clone(), column.clone());
        pattern.transpose = new SparsityPattern(columns, rows, pattern.column, pattern.row);
        pattern.transpose.transpose = pattern;
        return pattern;
    }

    private static void check(String axis, int[] indices, int size) {
        for (int e = 0; e < indices.length; e++) {
            if (indices[e] < 0 || indices[e] >= size) {
                throw new IllegalArgumentException("sparsity pattern: entry " + e + " has " + axis + " index "
                        + indices[e] + ", the axis has size " + size);
            }
        }
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// Number of entries.
    public int entries() {
        return row.length;
    }

    /// Row index of entry e.
    public int row(int e) {
        return row[e];
    }

    /// Column index of entry e.
    public int column(int e) {
        return column[e];
    }

    /// The same entries, in the same order, with rows and columns exchanged.
    public SparsityPattern transpose() {
        return transpose;
    }

    int[] rowIndices() {
        return row;
    }

    int[] columnIndices() {
        return column;
    }

    /// Entries of row r: positions `rowOffsets[r] ... rowOffsets[r + 1] - 1` of [#rowEntries].
    int[] rowOffsets() {
        return rowOffsets;
    }

    int[] rowEntries() {
        return rowEntries;
    }

    /// The columns of [#rowEntries].
    int[] rowSources() {
        return rowSources;
    }

    /// The rows two and two, found when they are first asked for; the thread that shares work out does that.
    RowPairs pairs() {
        if (pairs == null) {
            pairs = RowPairs.of(this);
        }
        return pairs;
    }
}
