package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// The innermost loop of [Float64Gemm]: a tile of C, [#ROWS] x [#COLUMNS], to which the products of a packed panel
/// of A and one of B are added in ascending k.
///
/// A panel of A is row behind row, [#DEPTH] numbers apart, so that packing copies runs of numbers. A panel of B is k
/// behind k, each with its COLUMNS. Both distances are constants, so that the compiler makes them part of the
/// instructions.
///
/// Unrolled by hand over rows, since vectors in an array would not stay in registers. Each method is one loop, and
/// too large to be inlined, which keeps the compiler's view of it the same wherever it is called.
final class Float64GemmTile {
    static final int LANES = SPECIES.length();

    /// Rows of a tile. Its 2 ROWS vectors of sums and the vectors of A and B under way must fit the registers: there
    /// are 32 of 512 bits, 16 of fewer.
    static final int ROWS = SPECIES.vectorBitSize() >= 512 ? 8 : 5;

    static final int COLUMNS = 2 * LANES;

    /// Most numbers k of a panel. One of B takes half of a first-level cache of 32 KiB, and one of A at most an eighth.
    static final int DEPTH = (16 << 10) / (COLUMNS * Double.BYTES);

    /// Numbers of a tile.
    static final int TILE = ROWS * COLUMNS;

    private Float64GemmTile() {}

    /// Adds to the tile that starts at `c[c0]`, row behind row.
    static void add(int depth, double[] a, int a0, double[] b, int b0, double[] c, int c0) {
        if (ROWS == 8) {
            eightRows(depth, a, a0, b, b0, c, c0);
        } else {
            fiveRows(depth, a, a0, b, b0, c, c0);
        }
    }

    private static void fiveRows(int depth, double[] a, int a0, double[] b, int b0, double[] c, int c0) {
        int c1 = c0 + COLUMNS;
        int c2 = c0 + 2 * COLUMNS;
        int c3 = c0 + 3 * COLUMNS;
        int c4 = c0 + 4 * COLUMNS;
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector t2 = DoubleVector.fromArray(SPECIES, c, c2 + LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector t3 = DoubleVector.fromArray(SPECIES, c, c3 + LANES);
        DoubleVector s4 = DoubleVector.fromArray(SPECIES, c, c4);
        DoubleVector t4 = DoubleVector.fromArray(SPECIES, c, c4 + LANES);
        for (int l = 0; l < depth; l++) {
            DoubleVector first = DoubleVector.fromArray(SPECIES, b, b0 + l * COLUMNS);
            DoubleVector second = DoubleVector.fromArray(SPECIES, b, b0 + l * COLUMNS + LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a0 + l + DEPTH]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a0 + l + 2 * DEPTH]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a0 + l + 3 * DEPTH]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[a0 + l + 4 * DEPTH]);
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

    private static void eightRows(int depth, double[] a, int a0, double[] b, int b0, double[] c, int c0) {
        int c1 = c0 + COLUMNS;
        int c2 = c0 + 2 * COLUMNS;
        int c3 = c0 + 3 * COLUMNS;
        int c4 = c0 + 4 * COLUMNS;
        int c5 = c0 + 5 * COLUMNS;
        int c6 = c0 + 6 * COLUMNS;
        int c7 = c0 + 7 * COLUMNS;
        DoubleVector s0 = DoubleVector.fromArray(SPECIES, c, c0);
        DoubleVector t0 = DoubleVector.fromArray(SPECIES, c, c0 + LANES);
        DoubleVector s1 = DoubleVector.fromArray(SPECIES, c, c1);
        DoubleVector t1 = DoubleVector.fromArray(SPECIES, c, c1 + LANES);
        DoubleVector s2 = DoubleVector.fromArray(SPECIES, c, c2);
        DoubleVector t2 = DoubleVector.fromArray(SPECIES, c, c2 + LANES);
        DoubleVector s3 = DoubleVector.fromArray(SPECIES, c, c3);
        DoubleVector t3 = DoubleVector.fromArray(SPECIES, c, c3 + LANES);
        DoubleVector s4 = DoubleVector.fromArray(SPECIES, c, c4);
        DoubleVector t4 = DoubleVector.fromArray(SPECIES, c, c4 + LANES);
        DoubleVector s5 = DoubleVector.fromArray(SPECIES, c, c5);
        DoubleVector t5 = DoubleVector.fromArray(SPECIES, c, c5 + LANES);
        DoubleVector s6 = DoubleVector.fromArray(SPECIES, c, c6);
        DoubleVector t6 = DoubleVector.fromArray(SPECIES, c, c6 + LANES);
        DoubleVector s7 = DoubleVector.fromArray(SPECIES, c, c7);
        DoubleVector t7 = DoubleVector.fromArray(SPECIES, c, c7 + LANES);
        for (int l = 0; l < depth; l++) {
            DoubleVector first = DoubleVector.fromArray(SPECIES, b, b0 + l * COLUMNS);
            DoubleVector second = DoubleVector.fromArray(SPECIES, b, b0 + l * COLUMNS + LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a0 + l + DEPTH]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a0 + l + 2 * DEPTH]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a0 + l + 3 * DEPTH]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[a0 + l + 4 * DEPTH]);
            s4 = x4.fma(first, s4);
            t4 = x4.fma(second, t4);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, a[a0 + l + 5 * DEPTH]);
            s5 = x5.fma(first, s5);
            t5 = x5.fma(second, t5);
            DoubleVector x6 = DoubleVector.broadcast(SPECIES, a[a0 + l + 6 * DEPTH]);
            s6 = x6.fma(first, s6);
            t6 = x6.fma(second, t6);
            DoubleVector x7 = DoubleVector.broadcast(SPECIES, a[a0 + l + 7 * DEPTH]);
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
