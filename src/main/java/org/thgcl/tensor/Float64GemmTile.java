package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// The innermost loop of [Float64Gemm]: a tile of C stays in registers while the products of some rows of A and a
/// packed panel of B are added to it in ascending k.
///
/// A tile is [#ROWS] high. It is four vectors wide where there are 32 registers, those of 512 bits: 24 hold sums, the
/// others a row of B and a number of A. It is two vectors wide where there are 16, or where the panel is no wider.
/// With more columns each number of A serves more of them; with more rows, each vector of B. This shape was the fastest
/// of those that fit.
///
/// Unrolled by hand, since vectors in an array would not stay in registers. Each method is one loop, and too large to
/// be inlined, which keeps the compiler's view of it the same wherever it is called.
final class Float64GemmTile {
    static final int LANES = SPECIES.length();

    static final int ROWS = 6;

    /// Columns of a narrow tile.
    static final int NARROW = 2 * LANES;

    /// Columns of any other.
    static final int COLUMNS = SPECIES.vectorBitSize() >= 512 ? 4 * LANES : NARROW;

    private Float64GemmTile() {}

    /// C = A B + (`add` ? C : 0) for a tile, whose rows lie `stepC` numbers apart, as A's do `stepA`.
    ///
    /// @param columns of the tile and of B's panel, which lies row behind row: [#COLUMNS] or [#NARROW]
    /// @param depth numbers k
    static void multiply(
            int columns,
            int depth,
            double[] a,
            int a0,
            int stepA,
            double[] b,
            int b0,
            boolean add,
            double[] c,
            int c0,
            int stepC) {
        if (columns == NARROW) {
            twoVectors(depth, a, a0, stepA, b, b0, add, c, c0, stepC);
        } else {
            fourVectors(depth, a, a0, stepA, b, b0, add, c, c0, stepC);
        }
    }

    /// A tile of four vectors a row.
    private static void fourVectors(
            int depth, double[] a, int a0, int stepA, double[] b, int b0, boolean add, double[] c, int c0, int stepC) {
        int a1 = a0 + stepA;
        int a2 = a1 + stepA;
        int a3 = a2 + stepA;
        int a4 = a3 + stepA;
        int a5 = a4 + stepA;
        int c1 = c0 + stepC;
        int c2 = c1 + stepC;
        int c3 = c2 + stepC;
        int c4 = c3 + stepC;
        int c5 = c4 + stepC;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = add ? DoubleVector.fromArray(SPECIES, c, c0) : zero;
        DoubleVector t0 = add ? DoubleVector.fromArray(SPECIES, c, c0 + LANES) : zero;
        DoubleVector u0 = add ? DoubleVector.fromArray(SPECIES, c, c0 + 2 * LANES) : zero;
        DoubleVector v0 = add ? DoubleVector.fromArray(SPECIES, c, c0 + 3 * LANES) : zero;
        DoubleVector s1 = add ? DoubleVector.fromArray(SPECIES, c, c1) : zero;
        DoubleVector t1 = add ? DoubleVector.fromArray(SPECIES, c, c1 + LANES) : zero;
        DoubleVector u1 = add ? DoubleVector.fromArray(SPECIES, c, c1 + 2 * LANES) : zero;
        DoubleVector v1 = add ? DoubleVector.fromArray(SPECIES, c, c1 + 3 * LANES) : zero;
        DoubleVector s2 = add ? DoubleVector.fromArray(SPECIES, c, c2) : zero;
        DoubleVector t2 = add ? DoubleVector.fromArray(SPECIES, c, c2 + LANES) : zero;
        DoubleVector u2 = add ? DoubleVector.fromArray(SPECIES, c, c2 + 2 * LANES) : zero;
        DoubleVector v2 = add ? DoubleVector.fromArray(SPECIES, c, c2 + 3 * LANES) : zero;
        DoubleVector s3 = add ? DoubleVector.fromArray(SPECIES, c, c3) : zero;
        DoubleVector t3 = add ? DoubleVector.fromArray(SPECIES, c, c3 + LANES) : zero;
        DoubleVector u3 = add ? DoubleVector.fromArray(SPECIES, c, c3 + 2 * LANES) : zero;
        DoubleVector v3 = add ? DoubleVector.fromArray(SPECIES, c, c3 + 3 * LANES) : zero;
        DoubleVector s4 = add ? DoubleVector.fromArray(SPECIES, c, c4) : zero;
        DoubleVector t4 = add ? DoubleVector.fromArray(SPECIES, c, c4 + LANES) : zero;
        DoubleVector u4 = add ? DoubleVector.fromArray(SPECIES, c, c4 + 2 * LANES) : zero;
        DoubleVector v4 = add ? DoubleVector.fromArray(SPECIES, c, c4 + 3 * LANES) : zero;
        DoubleVector s5 = add ? DoubleVector.fromArray(SPECIES, c, c5) : zero;
        DoubleVector t5 = add ? DoubleVector.fromArray(SPECIES, c, c5 + LANES) : zero;
        DoubleVector u5 = add ? DoubleVector.fromArray(SPECIES, c, c5 + 2 * LANES) : zero;
        DoubleVector v5 = add ? DoubleVector.fromArray(SPECIES, c, c5 + 3 * LANES) : zero;
        for (int l = 0; l < depth; l++) {
            int row = b0 + l * 4 * LANES;
            DoubleVector first = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector second = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector third = DoubleVector.fromArray(SPECIES, b, row + 2 * LANES);
            DoubleVector fourth = DoubleVector.fromArray(SPECIES, b, row + 3 * LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            u0 = x0.fma(third, u0);
            v0 = x0.fma(fourth, v0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1 + l]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            u1 = x1.fma(third, u1);
            v1 = x1.fma(fourth, v1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2 + l]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            u2 = x2.fma(third, u2);
            v2 = x2.fma(fourth, v2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3 + l]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            u3 = x3.fma(third, u3);
            v3 = x3.fma(fourth, v3);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[a4 + l]);
            s4 = x4.fma(first, s4);
            t4 = x4.fma(second, t4);
            u4 = x4.fma(third, u4);
            v4 = x4.fma(fourth, v4);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, a[a5 + l]);
            s5 = x5.fma(first, s5);
            t5 = x5.fma(second, t5);
            u5 = x5.fma(third, u5);
            v5 = x5.fma(fourth, v5);
        }
        s0.intoArray(c, c0);
        t0.intoArray(c, c0 + LANES);
        u0.intoArray(c, c0 + 2 * LANES);
        v0.intoArray(c, c0 + 3 * LANES);
        s1.intoArray(c, c1);
        t1.intoArray(c, c1 + LANES);
        u1.intoArray(c, c1 + 2 * LANES);
        v1.intoArray(c, c1 + 3 * LANES);
        s2.intoArray(c, c2);
        t2.intoArray(c, c2 + LANES);
        u2.intoArray(c, c2 + 2 * LANES);
        v2.intoArray(c, c2 + 3 * LANES);
        s3.intoArray(c, c3);
        t3.intoArray(c, c3 + LANES);
        u3.intoArray(c, c3 + 2 * LANES);
        v3.intoArray(c, c3 + 3 * LANES);
        s4.intoArray(c, c4);
        t4.intoArray(c, c4 + LANES);
        u4.intoArray(c, c4 + 2 * LANES);
        v4.intoArray(c, c4 + 3 * LANES);
        s5.intoArray(c, c5);
        t5.intoArray(c, c5 + LANES);
        u5.intoArray(c, c5 + 2 * LANES);
        v5.intoArray(c, c5 + 3 * LANES);
    }

    /// A tile of two vectors a row.
    private static void twoVectors(
            int depth, double[] a, int a0, int stepA, double[] b, int b0, boolean add, double[] c, int c0, int stepC) {
        int a1 = a0 + stepA;
        int a2 = a1 + stepA;
        int a3 = a2 + stepA;
        int a4 = a3 + stepA;
        int a5 = a4 + stepA;
        int c1 = c0 + stepC;
        int c2 = c1 + stepC;
        int c3 = c2 + stepC;
        int c4 = c3 + stepC;
        int c5 = c4 + stepC;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = add ? DoubleVector.fromArray(SPECIES, c, c0) : zero;
        DoubleVector t0 = add ? DoubleVector.fromArray(SPECIES, c, c0 + LANES) : zero;
        DoubleVector s1 = add ? DoubleVector.fromArray(SPECIES, c, c1) : zero;
        DoubleVector t1 = add ? DoubleVector.fromArray(SPECIES, c, c1 + LANES) : zero;
        DoubleVector s2 = add ? DoubleVector.fromArray(SPECIES, c, c2) : zero;
        DoubleVector t2 = add ? DoubleVector.fromArray(SPECIES, c, c2 + LANES) : zero;
        DoubleVector s3 = add ? DoubleVector.fromArray(SPECIES, c, c3) : zero;
        DoubleVector t3 = add ? DoubleVector.fromArray(SPECIES, c, c3 + LANES) : zero;
        DoubleVector s4 = add ? DoubleVector.fromArray(SPECIES, c, c4) : zero;
        DoubleVector t4 = add ? DoubleVector.fromArray(SPECIES, c, c4 + LANES) : zero;
        DoubleVector s5 = add ? DoubleVector.fromArray(SPECIES, c, c5) : zero;
        DoubleVector t5 = add ? DoubleVector.fromArray(SPECIES, c, c5 + LANES) : zero;
        for (int l = 0; l < depth; l++) {
            int row = b0 + l * 2 * LANES;
            DoubleVector first = DoubleVector.fromArray(SPECIES, b, row);
            DoubleVector second = DoubleVector.fromArray(SPECIES, b, row + LANES);
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, a[a0 + l]);
            s0 = x0.fma(first, s0);
            t0 = x0.fma(second, t0);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, a[a1 + l]);
            s1 = x1.fma(first, s1);
            t1 = x1.fma(second, t1);
            DoubleVector x2 = DoubleVector.broadcast(SPECIES, a[a2 + l]);
            s2 = x2.fma(first, s2);
            t2 = x2.fma(second, t2);
            DoubleVector x3 = DoubleVector.broadcast(SPECIES, a[a3 + l]);
            s3 = x3.fma(first, s3);
            t3 = x3.fma(second, t3);
            DoubleVector x4 = DoubleVector.broadcast(SPECIES, a[a4 + l]);
            s4 = x4.fma(first, s4);
            t4 = x4.fma(second, t4);
            DoubleVector x5 = DoubleVector.broadcast(SPECIES, a[a5 + l]);
            s5 = x5.fma(first, s5);
            t5 = x5.fma(second, t5);
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
    }
}
