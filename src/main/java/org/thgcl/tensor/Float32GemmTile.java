// Generated from Float64GemmTile.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The innermost loop of [Float32Gemm]: a tile of C, [#ROWS] x [#COLUMNS], to which the products of a packed panel
/// of A and one of B are added in ascending k.
///
/// A panel of A is row behind row, [#DEPTH] numbers apart, so that packing copies runs of numbers. A panel of B is k
/// behind k, each with its COLUMNS. Both distances are constants, so that the compiler makes them part of the
/// instructions.
///
/// Unrolled by hand over rows, since vectors in an array would not stay in registers. Each method is one loop, and
/// too large to be inlined, which keeps the compiler's view of it the same wherever it is called.
final class Float32GemmTile {
    static final int LANES = SPECIES.length();

    /// Rows of a tile. Its 2 ROWS vectors of sums and the vectors of A and B under way must fit the registers: there
    /// are 32 of 512 bits, 16 of fewer.
    static final int ROWS = SPECIES.vectorBitSize() >= 512 ? 8 : 5;

    static final int COLUMNS = 2 * LANES;

    /// Most numbers k of a panel. One of B takes half of a first-level cache of 32 KiB, and one of A at most an eighth.
    static final int DEPTH = (16 << 10) / (COLUMNS * Float.BYTES);

    /// Numbers of a tile.
    static final int TILE = ROWS * COLUMNS;

    private Float32GemmTile() {}

    /// Adds to the tile that starts at `c[c0]`, row behind row.
    static void add(int depth, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
        if (ROWS == 8) {
            eightRows(depth, a, a0, b, b0, c, c0);
        } else {
            fiveRows(depth, a, a0, b, b0, c, c0);
        }
    }

    private static void fiveRows(int depth, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
        int c1 = c0 + COLUMNS;
        int c2 = c0 + 2 * COLUMNS;
        int c3 = c0 + 3 * COLUMNS;
        int c4 = c0 + 4 * COLUMNS;
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector t0 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector t1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector t2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector t3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, c, c4);
        FloatVector t4 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        for (int l = 0; l < depth; l++) {
            FloatVector first = FloatVector.fromArray(SPECIES, b, b0 + l * COLUMNS);
            FloatVector second = FloatVector.fromArray(SPECIES, b, b0 + l * COLUMNS + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a0 + l + DEPTH]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a0 + l + 2 * DEPTH]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a0 + l + 3 * DEPTH]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a0 + l + 4 * DEPTH]);
            s4 = x4.fma(first, s4);
            t4 = x4.fma(second, t4);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + LANES);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + LANES);
    }

    private static void eightRows(int depth, float[] a, int a0, float[] b, int b0, float[] c, int c0) {
        int c1 = c0 + COLUMNS;
        int c2 = c0 + 2 * COLUMNS;
        int c3 = c0 + 3 * COLUMNS;
        int c4 = c0 + 4 * COLUMNS;
        int c5 = c0 + 5 * COLUMNS;
        int c6 = c0 + 6 * COLUMNS;
        int c7 = c0 + 7 * COLUMNS;
        FloatVector s0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector t0 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector s1 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector t1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        FloatVector s2 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector t2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        FloatVector s3 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector t3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        FloatVector s4 = FloatVector.fromArray(SPECIES, c, c4);
        FloatVector t4 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        FloatVector s5 = FloatVector.fromArray(SPECIES, c, c5);
        FloatVector t5 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
        FloatVector s6 = FloatVector.fromArray(SPECIES, c, c6);
        FloatVector t6 = FloatVector.fromArray(SPECIES, c, c6 + LANES);
        FloatVector s7 = FloatVector.fromArray(SPECIES, c, c7);
        FloatVector t7 = FloatVector.fromArray(SPECIES, c, c7 + LANES);
        for (int l = 0; l < depth; l++) {
            FloatVector first = FloatVector.fromArray(SPECIES, b, b0 + l * COLUMNS);
            FloatVector second = FloatVector.fromArray(SPECIES, b, b0 + l * COLUMNS + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            FloatVector x1 = FloatVector.broadcast(SPECIES, a[a0 + l + DEPTH]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            FloatVector x2 = FloatVector.broadcast(SPECIES, a[a0 + l + 2 * DEPTH]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            FloatVector x3 = FloatVector.broadcast(SPECIES, a[a0 + l + 3 * DEPTH]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            FloatVector x4 = FloatVector.broadcast(SPECIES, a[a0 + l + 4 * DEPTH]);
            s4 = x4.fma(first, s4);
            t4 = x4.fma(second, t4);
            FloatVector x5 = FloatVector.broadcast(SPECIES, a[a0 + l + 5 * DEPTH]);
            s5 = x5.fma(first, s5);
            t5 = x5.fma(second, t5);
            FloatVector x6 = FloatVector.broadcast(SPECIES, a[a0 + l + 6 * DEPTH]);
            s6 = x6.fma(first, s6);
            t6 = x6.fma(second, t6);
            FloatVector x7 = FloatVector.broadcast(SPECIES, a[a0 + l + 7 * DEPTH]);
            s7 = x7.fma(first, s7);
            t7 = x7.fma(second, t7);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + LANES);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + LANES);
        s5.intoArray(c, c5);
        t5.intoArray(c, c5 + LANES);
        s6.intoArray(c, c6);
        t6.intoArray(c, c6 + LANES);
        s7.intoArray(c, c7);
        t7.intoArray(c, c7 + LANES);
    }
}
