// Generated from Float64Sparse.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Loops over the entries of a block-diagonal [SparsityPattern] with float32 values. Each works on the output rows,
/// or entries, `from ... to - 1` of all blocks taken together.
final class Float32Sparse {
    private static final int LENGTH = SPECIES.length();

    /// Whether there are 32 registers for vectors, as processors with vectors of 512 bits have.
    private static final boolean MANY_REGISTERS = SPECIES.vectorBitSize() == 512;

    private Float32Sparse() {}

    /// The pairs of rows from ... to-1 of Y = A X + (`add` ? Y : 0), pairs of all blocks taken together. Each
    /// element is one chain of fused multiply-adds over its row's entries in their order: vectors of two rows of Y
    /// stay in registers while the entries pass by, and what both rows need of X is loaded once.
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
        RowPairs pairs = pattern.pairs();
        for (int i = from; i < to; i++) {
            int block = i / pairs.count();
            int pair = i % pairs.count();
            int first = shared ? 0 : block * pattern.entries();
            int source = block * pattern.columns() * columns;
            int target = block * pattern.rows() * columns;
            int row = pairs.first(pair);
            int other = pairs.second(pair);
            if (other < 0) {
                oneRow(row, pattern, values, first, columns, x, source, add, y, target);
            } else {
                twoRows(row, other, pairs.common(pair), pattern, values, first, columns, x, source, add, y, target);
            }
        }
    }

    private static void oneRow(
            int row,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target) {
        int start = pattern.rowOffsets()[row];
        int end = pattern.rowOffsets()[row + 1];
        int t = target + row * columns;
        int c = 0;
        for (; c <= columns - 8 * LENGTH; c += 8 * LENGTH) {
            eightVectors(start, end, pattern, values, first, columns, x, source + c, add, y, t + c);
        }
        lastColumns(c, start, end, pattern, values, first, columns, x, source, add, y, t);
    }

    private static void twoRows(
            int row,
            int other,
            int common,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target) {
        int start = pattern.rowOffsets()[row];
        int end = pattern.rowOffsets()[row + 1];
        int from = pattern.rowOffsets()[other];
        int to = pattern.rowOffsets()[other + 1];
        int middle = end - common;
        int t = target + row * columns;
        int u = target + other * columns;
        int c = 0;
        for (; MANY_REGISTERS && c <= columns - 8 * LENGTH; c += 8 * LENGTH) {
            int s = source + c;
            twiceEightVectors(
                    start, middle, end, from, to, pattern, values, first, columns, x, s, add, y, t + c, u + c);
        }
        for (; c <= columns - 4 * LENGTH; c += 4 * LENGTH) {
            int s = source + c;
            twiceFourVectors(start, middle, end, from, to, pattern, values, first, columns, x, s, add, y, t + c, u + c);
        }
        lastColumns(c, start, end, pattern, values, first, columns, x, source, add, y, t);
        lastColumns(c, from, to, pattern, values, first, columns, x, source, add, y, u);
    }

    /// The columns `from` ... of a row of Y, which begins at `y[target]`.
    private static void lastColumns(
            int from,
            int start,
            int end,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target) {
        if (!add) {
            Arrays.fill(y, target + from, target + columns, 0);
        }
        int c = from;
        for (; c <= columns - LENGTH; c += LENGTH) {
            oneVector(start, end, pattern, values, first, columns, x, source + c, y, target + c);
        }
        for (; c < columns; c++) {
            oneElement(start, end, pattern, values, first, columns, x, source + c, y, target + c);
        }
    }

    /// Eight vectors of two rows of Y, from `y[target]` and from `y[otherTarget]` on. The entries start ... middle-1
    /// go to the first alone; middle ... end-1 to the first, while as many from `other` on go to the second; then
    /// the rest up to otherEnd-1 to the second alone.
    private static void twiceEightVectors(
            int start,
            int middle,
            int end,
            int other,
            int otherEnd,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target,
            int otherTarget) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        FloatVector y0 = FloatVector.zero(SPECIES);
        FloatVector y1 = y0;
        FloatVector y2 = y0;
        FloatVector y3 = y0;
        FloatVector y4 = y0;
        FloatVector y5 = y0;
        FloatVector y6 = y0;
        FloatVector y7 = y0;
        FloatVector z0 = y0;
        FloatVector z1 = y0;
        FloatVector z2 = y0;
        FloatVector z3 = y0;
        FloatVector z4 = y0;
        FloatVector z5 = y0;
        FloatVector z6 = y0;
        FloatVector z7 = y0;
        if (add) {
            y0 = FloatVector.fromArray(SPECIES, y, target);
            y1 = FloatVector.fromArray(SPECIES, y, target + LENGTH);
            y2 = FloatVector.fromArray(SPECIES, y, target + 2 * LENGTH);
            y3 = FloatVector.fromArray(SPECIES, y, target + 3 * LENGTH);
            y4 = FloatVector.fromArray(SPECIES, y, target + 4 * LENGTH);
            y5 = FloatVector.fromArray(SPECIES, y, target + 5 * LENGTH);
            y6 = FloatVector.fromArray(SPECIES, y, target + 6 * LENGTH);
            y7 = FloatVector.fromArray(SPECIES, y, target + 7 * LENGTH);
            z0 = FloatVector.fromArray(SPECIES, y, otherTarget);
            z1 = FloatVector.fromArray(SPECIES, y, otherTarget + LENGTH);
            z2 = FloatVector.fromArray(SPECIES, y, otherTarget + 2 * LENGTH);
            z3 = FloatVector.fromArray(SPECIES, y, otherTarget + 3 * LENGTH);
            z4 = FloatVector.fromArray(SPECIES, y, otherTarget + 4 * LENGTH);
            z5 = FloatVector.fromArray(SPECIES, y, otherTarget + 5 * LENGTH);
            z6 = FloatVector.fromArray(SPECIES, y, otherTarget + 6 * LENGTH);
            z7 = FloatVector.fromArray(SPECIES, y, otherTarget + 7 * LENGTH);
        }
        for (int p = start; p < middle; p++) {
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
        for (int p = middle, q = other; p < end; p++, q++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            FloatVector b = FloatVector.broadcast(SPECIES, values[first + entries[q]]);
            int s = source + sources[p] * columns;
            FloatVector v = FloatVector.fromArray(SPECIES, x, s);
            y0 = a.fma(v, y0);
            z0 = b.fma(v, z0);
            v = FloatVector.fromArray(SPECIES, x, s + LENGTH);
            y1 = a.fma(v, y1);
            z1 = b.fma(v, z1);
            v = FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH);
            y2 = a.fma(v, y2);
            z2 = b.fma(v, z2);
            v = FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH);
            y3 = a.fma(v, y3);
            z3 = b.fma(v, z3);
            v = FloatVector.fromArray(SPECIES, x, s + 4 * LENGTH);
            y4 = a.fma(v, y4);
            z4 = b.fma(v, z4);
            v = FloatVector.fromArray(SPECIES, x, s + 5 * LENGTH);
            y5 = a.fma(v, y5);
            z5 = b.fma(v, z5);
            v = FloatVector.fromArray(SPECIES, x, s + 6 * LENGTH);
            y6 = a.fma(v, y6);
            z6 = b.fma(v, z6);
            v = FloatVector.fromArray(SPECIES, x, s + 7 * LENGTH);
            y7 = a.fma(v, y7);
            z7 = b.fma(v, z7);
        }
        for (int p = other + end - middle; p < otherEnd; p++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            int s = source + sources[p] * columns;
            z0 = a.fma(FloatVector.fromArray(SPECIES, x, s), z0);
            z1 = a.fma(FloatVector.fromArray(SPECIES, x, s + LENGTH), z1);
            z2 = a.fma(FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH), z2);
            z3 = a.fma(FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH), z3);
            z4 = a.fma(FloatVector.fromArray(SPECIES, x, s + 4 * LENGTH), z4);
            z5 = a.fma(FloatVector.fromArray(SPECIES, x, s + 5 * LENGTH), z5);
            z6 = a.fma(FloatVector.fromArray(SPECIES, x, s + 6 * LENGTH), z6);
            z7 = a.fma(FloatVector.fromArray(SPECIES, x, s + 7 * LENGTH), z7);
        }
        y0.intoArray(y, target);
        y1.intoArray(y, target + LENGTH);
        y2.intoArray(y, target + 2 * LENGTH);
        y3.intoArray(y, target + 3 * LENGTH);
        y4.intoArray(y, target + 4 * LENGTH);
        y5.intoArray(y, target + 5 * LENGTH);
        y6.intoArray(y, target + 6 * LENGTH);
        y7.intoArray(y, target + 7 * LENGTH);
        z0.intoArray(y, otherTarget);
        z1.intoArray(y, otherTarget + LENGTH);
        z2.intoArray(y, otherTarget + 2 * LENGTH);
        z3.intoArray(y, otherTarget + 3 * LENGTH);
        z4.intoArray(y, otherTarget + 4 * LENGTH);
        z5.intoArray(y, otherTarget + 5 * LENGTH);
        z6.intoArray(y, otherTarget + 6 * LENGTH);
        z7.intoArray(y, otherTarget + 7 * LENGTH);
    }

    /// Four vectors of two rows of Y, likewise: what 16 registers have room for.
    private static void twiceFourVectors(
            int start,
            int middle,
            int end,
            int other,
            int otherEnd,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target,
            int otherTarget) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        FloatVector y0 = FloatVector.zero(SPECIES);
        FloatVector y1 = y0;
        FloatVector y2 = y0;
        FloatVector y3 = y0;
        FloatVector z0 = y0;
        FloatVector z1 = y0;
        FloatVector z2 = y0;
        FloatVector z3 = y0;
        if (add) {
            y0 = FloatVector.fromArray(SPECIES, y, target);
            y1 = FloatVector.fromArray(SPECIES, y, target + LENGTH);
            y2 = FloatVector.fromArray(SPECIES, y, target + 2 * LENGTH);
            y3 = FloatVector.fromArray(SPECIES, y, target + 3 * LENGTH);
            z0 = FloatVector.fromArray(SPECIES, y, otherTarget);
            z1 = FloatVector.fromArray(SPECIES, y, otherTarget + LENGTH);
            z2 = FloatVector.fromArray(SPECIES, y, otherTarget + 2 * LENGTH);
            z3 = FloatVector.fromArray(SPECIES, y, otherTarget + 3 * LENGTH);
        }
        for (int p = start; p < middle; p++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            int s = source + sources[p] * columns;
            y0 = a.fma(FloatVector.fromArray(SPECIES, x, s), y0);
            y1 = a.fma(FloatVector.fromArray(SPECIES, x, s + LENGTH), y1);
            y2 = a.fma(FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH), y2);
            y3 = a.fma(FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH), y3);
        }
        for (int p = middle, q = other; p < end; p++, q++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            FloatVector b = FloatVector.broadcast(SPECIES, values[first + entries[q]]);
            int s = source + sources[p] * columns;
            FloatVector v = FloatVector.fromArray(SPECIES, x, s);
            y0 = a.fma(v, y0);
            z0 = b.fma(v, z0);
            v = FloatVector.fromArray(SPECIES, x, s + LENGTH);
            y1 = a.fma(v, y1);
            z1 = b.fma(v, z1);
            v = FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH);
            y2 = a.fma(v, y2);
            z2 = b.fma(v, z2);
            v = FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH);
            y3 = a.fma(v, y3);
            z3 = b.fma(v, z3);
        }
        for (int p = other + end - middle; p < otherEnd; p++) {
            FloatVector a = FloatVector.broadcast(SPECIES, values[first + entries[p]]);
            int s = source + sources[p] * columns;
            z0 = a.fma(FloatVector.fromArray(SPECIES, x, s), z0);
            z1 = a.fma(FloatVector.fromArray(SPECIES, x, s + LENGTH), z1);
            z2 = a.fma(FloatVector.fromArray(SPECIES, x, s + 2 * LENGTH), z2);
            z3 = a.fma(FloatVector.fromArray(SPECIES, x, s + 3 * LENGTH), z3);
        }
        y0.intoArray(y, target);
        y1.intoArray(y, target + LENGTH);
        y2.intoArray(y, target + 2 * LENGTH);
        y3.intoArray(y, target + 3 * LENGTH);
        z0.intoArray(y, otherTarget);
        z1.intoArray(y, otherTarget + LENGTH);
        z2.intoArray(y, otherTarget + 2 * LENGTH);
        z3.intoArray(y, otherTarget + 3 * LENGTH);
    }

    /// Eight vectors of a row of Y, from `y[target]` on, from the entries start ... end-1.
    private static void eightVectors(
            int start,
            int end,
            SparsityPattern pattern,
            float[] values,
            int first,
            int columns,
            float[] x,
            int source,
            boolean add,
            float[] y,
            int target) {
        int[] entries = pattern.rowEntries();
        int[] sources = pattern.rowSources();
        FloatVector y0 = FloatVector.zero(SPECIES);
        FloatVector y1 = y0;
        FloatVector y2 = y0;
        FloatVector y3 = y0;
        FloatVector y4 = y0;
        FloatVector y5 = y0;
        FloatVector y6 = y0;
        FloatVector y7 = y0;
        if (add) {
            y0 = FloatVector.fromArray(SPECIES, y, target);
            y1 = FloatVector.fromArray(SPECIES, y, target + LENGTH);
            y2 = FloatVector.fromArray(SPECIES, y, target + 2 * LENGTH);
            y3 = FloatVector.fromArray(SPECIES, y, target + 3 * LENGTH);
            y4 = FloatVector.fromArray(SPECIES, y, target + 4 * LENGTH);
            y5 = FloatVector.fromArray(SPECIES, y, target + 5 * LENGTH);
            y6 = FloatVector.fromArray(SPECIES, y, target + 6 * LENGTH);
            y7 = FloatVector.fromArray(SPECIES, y, target + 7 * LENGTH);
        }
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
                sum += Float32VectorSums.dot(x, p, y, q, columns);
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
