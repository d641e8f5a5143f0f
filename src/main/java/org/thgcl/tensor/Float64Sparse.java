package org.thgcl.tensor;

import java.util.Arrays;

/// Loops over the entries of a block-diagonal [SparsityPattern] with float64 values. Each works on the output rows,
/// or entries, `from ... to - 1` of all blocks taken together.
final class Float64Sparse {
    private Float64Sparse() {}

    static void spmm(
            int from,
            int to,
            SparsityPattern pattern,
            boolean shared,
            int columns,
            double[] values,
            double[] x,
            double[] y) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        int[] column = pattern.columnIndices();
        Arrays.fill(y, from * columns, to * columns, 0);
        for (int r = from; r < to; r++) {
            int block = r / pattern.rows();
            int row = r % pattern.rows();
            int firstValue = shared ? 0 : block * pattern.entries();
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                int e = entries[p];
                int source = block * pattern.columns() + column[e];
                Float64Dense.addMultiple(columns, values[firstValue + e], x, source * columns, y, r * columns);
            }
        }
    }

    /// Output entry i belongs to block i / entries; with several blocks to sum there is one output block.
    static void sampledProduct(
            int from,
            int to,
            SparsityPattern pattern,
            int summedBlocks,
            int columns,
            double[] x,
            double[] y,
            double[] g) {
        int[] row = pattern.rowIndices();
        int[] column = pattern.columnIndices();
        for (int i = from; i < to; i++) {
            int e = i % pattern.entries();
            int firstBlock = i / pattern.entries();
            double sum = 0;
            for (int block = firstBlock; block < firstBlock + summedBlocks; block++) {
                int p = (block * pattern.rows() + row[e]) * columns;
                int q = (block * pattern.columns() + column[e]) * columns;
                for (int c = 0; c < columns; c++) {
                    sum = Math.fma(x[p + c], y[q + c], sum);
                }
            }
            g[i] = sum;
        }
    }

    static void gatherRows(int from, int to, SparsityPattern pattern, double[] x, double[] y) {
        int[] row = pattern.rowIndices();
        for (int i = from; i < to; i++) {
            y[i] = x[i / pattern.entries() * pattern.rows() + row[i % pattern.entries()]];
        }
    }

    static void sumRows(int from, int to, SparsityPattern pattern, double[] x, double[] y) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            double sum = 0;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                sum += x[first + entries[p]];
            }
            y[r] = sum;
        }
    }

    static void softmaxRows(int from, int to, SparsityPattern pattern, double[] x, double[] y) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            double max = Double.NEGATIVE_INFINITY;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                max = Math.max(max, x[first + entries[p]]);
            }
            double sum = 0;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                int e = first + entries[p];
                y[e] = Elementary.exp(x[e] - max);
                sum += y[e];
            }
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                y[first + entries[p]] /= sum;
            }
        }
    }

    static void softmaxRowsGradient(int from, int to, SparsityPattern pattern, double[] y, double[] dy, double[] dx) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            double projection = 0;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                int e = first + entries[p];
                projection = Math.fma(y[e], dy[e], projection);
            }
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                int e = first + entries[p];
                dx[e] = y[e] * (dy[e] - projection);
            }
        }
    }
}
