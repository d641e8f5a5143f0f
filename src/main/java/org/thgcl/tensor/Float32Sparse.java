// Generated from Float64Sparse.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Loops over the entries of a block-diagonal [SparsityPattern] with float32 values. Each works on the output rows,
/// or entries, `from ... to - 1` of all blocks taken together.
final class Float32Sparse {
    private static final int LENGTH = SPECIES.length();

    private Float32Sparse() {}

    /// Rows from ... to-1 of Y = A X + (`add` ? Y : 0). Each element is one chain of fused multiply-adds over its
    /// row's entries in their order: vectors of a row of Y stay in registers while the entries pass by.
    static void spmm(
            int from,
            int to,
            SparsityPattern pattern,
            boolean shared,
            int columns,
            float[] values,
            float[] x,
            boolean add,
            float[] y) {
        int[] offsets = pattern.rowOffsets();
        for (int r = from; r < to; r++) {
            int block = r / pattern.rows();
            int row = r % pattern.rows();
            int first = shared ? 0 : block * pattern.entries();
            int source = block * pattern.columns() * columns;
            if (!add) {
                Arrays.fill(y, r * columns, (r + 1) * columns, 0);
            }
            int c = 0;
            for (; c <= columns - 8 * LENGTH; c += 8 * LENGTH) {
                eightVectors(
                        offsets[row],
                        offsets[row + 1],
                        pattern,
                        values,
                        first,
                        columns,
                        x,
                        source + c,
                        y,
                        r * columns + c);
            }
            for (; c <= columns - LENGTH; c += LENGTH) {
                oneVector(
                        offsets[row],
                        offsets[row + 1],
                        pattern,
                        values,
                        first,
                        columns,
                        x,
                        source + c,
                        y,
                        r * columns + c);
            }
            for (; c < columns; c++) {
                oneElement(
                        offsets[row],
                        offsets[row + 1],
                        pattern,
                        values,
                        first,
                        columns,
                        x,
                        source + c,
                        y,
                        r * columns + c);
            }
        }
    }

    /// Adds to eight vectors of a row of Y, from `y[target]` on, the products of the row's entries p ... end-1.
    private static void eightVectors(
            int start,
            int end,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            float[] y,
            int target) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        FloatVector y0 = FloatVector.fromArray(SPECIES, y, target);
        FloatVector y1 = FloatVector.fromArray(SPECIES, y, target + LENGTH);
        FloatVector y2 = FloatVector.fromArray(SPECIES, y, target + 2 * LENGTH);
        FloatVector y3 = FloatVector.fromArray(SPECIES, y, target + 3 * LENGTH);
        FloatVector y4 = FloatVector.fromArray(SPECIES, y, target + 4 * LENGTH);
        FloatVector y5 = FloatVector.fromArray(SPECIES, y, target + 5 * LENGTH);
        FloatVector y6 = FloatVector.fromArray(SPECIES, y, target + 6 * LENGTH);
        FloatVector y7 = FloatVector.fromArray(SPECIES, y, target + 7 * LENGTH);
        for (int p = start; p < end; p++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            int s = source + sources[p] * columns;
            y0 = a.fma(FloatVector.fromArray(SPECIES, x, s), y0);
            y1 = a.fma(FloatVector.fromArray(SPECIES, x, s + LENGTH), y1);
            y2 = a.fma(FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH), y2);
            y3 = a.fma(FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH), y3);
            y4 = a.fma(FloatVector.fromArray(SPECIES, x, s + 4 * LENGTH), y4);
            y5 = a.fma(FloatVector.fromArray(SPECIES, x, s + 5 * LENGTH), y5);
            y6 = a.fma(FloatVector.fromArray(SPECIES, x, s + 6 * LENGTH), y6);
            y7 = a.fma(FloatVector.fromArray(SPECIES, x, s + 7 * LENGTH), y7);
        }
        y0.intoArray(y, target);
        y1.intoArray(y, target + LENGTH);
        y2.intoArray(y, target + 2 * LENGTH);
        y3.intoArray(y, target + 3 * LENGTH);
        y4.intoArray(y, target + 4 * LENGTH);
        y5.intoArray(y, target + 5 * LENGTH);
        y6.intoArray(y, target + 6 * LENGTH);
        y7.intoArray(y, target + 7 * LENGTH);
    }

    private static void oneVector(
            int start,
            int end,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            float[] y,
            int target) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        FloatVector sum = FloatVector.fromArray(SPECIES, y, target);
        for (int p = start; p < end; p++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            sum = a.fma(FloatVector.fromArray(SPECIES, x, source + sources[p] * columns), sum);
        }
        sum.intoArray(y, target);
    }

    private static void oneElement(
            int start,
            int end,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            float[] y,
            int target) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        for (int p = start; p < end; p++) {
            y[target] = Math.fma(values[first + entries[p]], x[source + sources[p] * columns], y[target]);
        }
    }

    static void spmmDefinition(
            int from,
            int to,
            SparsityPattern pattern,
            boolean shared,
            int columns,
            float[] values,
            float[] x,
            boolean add,
            float[] y) {
        for (int r = from; r < to; r++) {
            int block = r / pattern.rows();
            for (int c = 0; c < columns; c++) {
                float sum = add ? y[r * columns + c] : 0;
                for (int e = 0; e < pattern.entries(); e++) {
                    if (pattern.row(e) == r % pattern.rows()) {
                        float value = values[shared ? e : block * pattern.entries() + e];
                        sum = Math.fma(value, x[(block * pattern.columns() + pattern.column(e)) * columns + c], sum);
                    }
                }
                y[r * columns + c] = sum;
            }
        }
    }

    /// Output entry i belongs to block i / entries; with several blocks to sum there is one output block. The
    /// blocks' dot products are added in ascending order.
    static void sampledProduct(
            int from, int to, SparsityPattern pattern, int summedBlocks, int columns, float[] x, float[] y, float[] g) {
        int[] row = pattern.rowIndices();
        int[] column = pattern.columnIndices();
        for (int i = from; i < to; i++) {
            int e = i % pattern.entries();
            int firstBlock = i / pattern.entries();
            float sum = 0;
            for (int block = firstBlock; block < firstBlock + summedBlocks; block++) {
                int p = (block * pattern.rows() + row[e]) * columns;
                int q = (block * pattern.columns() + column[e]) * columns;
                sum += Float32Sums.dot(x, p, y, q, columns);
            }
            g[i] = sum;
        }
    }

    static void gatherRows(int from, int to, SparsityPattern pattern, float[] x, float[] y) {
        int[] row = pattern.rowIndices();
        for (int i = from; i < to; i++) {
            y[i] = x[i / pattern.entries() * pattern.rows() + row[i % pattern.entries()]];
        }
    }

    static void sumRows(int from, int to, SparsityPattern pattern, float[] x, float[] y) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            float sum = 0;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                sum += x[first + entries[p]];
            }
            y[r] = sum;
        }
    }

    static void softmaxRows(int from, int to, SparsityPattern pattern, float[] x, float[] y) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            float max = Float.NEGATIVE_INFINITY;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                max = Math.max(max, x[first + entries[p]]);
            }
            float sum = 0;
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                int e = first + entries[p];
                y[e] = Float32Exp.exp(x[e] - max) + 0 * x[e];
                sum += y[e];
            }
            for (int p = offsets[row]; p < offsets[row + 1]; p++) {
                y[first + entries[p]] /= sum;
            }
        }
    }

    static void softmaxRowsGradient(int from, int to, SparsityPattern pattern, float[] y, float[] dy, float[] dx) {
        int[] offsets = pattern.rowOffsets();
        int[] entries = pattern.rowEntries();
        for (int r = from; r < to; r++) {
            int first = r / pattern.rows() * pattern.entries();
            int row = r % pattern.rows();
            float projection = 0;
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
