// Generated from Float64Gemm.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32GemmTile.COLUMNS;
import static org.thgcl.tensor.Float32GemmTile.LANES;
import static org.thgcl.tensor.Float32GemmTile.NARROW;
import static org.thgcl.tensor.Float32GemmTile.ROWS;
import static org.thgcl.tensor.Float32Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The dense matrix product on float32 arrays, packed and blocked for the caches, and the convolution, which is the
/// product of the windows as rows and the weight.
///
/// C is computed in tiles, see [Float32GemmTile], that stay in registers while the inner index k runs, mostly over
/// all numbers k at once: then C is written once and never read. B is packed for all threads in panels, each of
/// which has the columns of a tile, one row behind the other. Each thread takes its rows of C in blocks, and goes
/// over the panels, each of which stays in the second-level cache for a column of tiles. The rows of A are read where
/// they are, if each is a run of numbers. Otherwise the thread packs those of a block, which stay in the cache, too.
///
/// Only packing knows what A is: a matrix, or the windows of a tensor, which as a matrix is never there as a whole.
///
/// Each element of C is one chain of fused multiply-adds in ascending k: a tile is loaded
/// before its chain goes on and stored after, vectors lie across columns, threads share rows. So the bits are the
/// same for every size of block, width of vector and number of threads.
final class Float32Gemm {
    /// Most numbers k for which a part of B is packed. A panel of 512-bit vectors then takes at most 256 KiB.
    private static final int DEPTH = (4 << 10) / Float.BYTES;

    /// Most columns of such a part.
    private static final int BLOCK_COLUMNS = (4 << 10) / Float.BYTES;

    /// Rows of a block, some tiles. Those of A take at most 192 KiB.
    private static final int BLOCK_ROWS = 8 * ROWS;

    /// Rows of tiles that a thread claims at a time, at least.
    private static final int CLAIMED = 4;

    /// Numbers from one packed row of A to the next. They don't all start at the same place of a page, so that the
    /// first-level cache can hold a part of each.
    private static final int STEP = DEPTH + 64 / Float.BYTES;

    /// What one thread needs: packed rows of A, and a tile of which C has a part only.
    private static final class Scratch {
        private final float[] left = new float[BLOCK_ROWS * STEP];
        private final float[] tile = new float[ROWS * COLUMNS];
    }

    /// Packs the left factor.
    @FunctionalInterface
    private interface Left {
        /// Copies columns top ... top+depth-1 of the given rows, one behind the other, `STEP` numbers apart.
        void pack(int row, int rows, int top, int depth, float[] left);
    }

    /// The operands: A, whose rows are read where they are, `rowA` numbers apart, unless it's `null`; B by the strides
    /// of its rows and columns; and C with n columns.
    private record Operands(int n, float[] a, int rowA, Left left, float[] b, int rowB, int columnB, float[] c) {}

    /// A part of B that is packed at a time: its first column and row and their numbers, and whether what it gives
    /// is added to C.
    private record Block(int left, int columns, int top, int depth, boolean add) {
        int panels() {
            return Math.ceilDiv(columns, COLUMNS);
        }

        /// Columns of B in a panel.
        int columns(int panel) {
            return Math.min(COLUMNS, columns - panel * COLUMNS);
        }

        /// Columns of a panel, some of which may be zeros.
        int width(int panel) {
            return columns(panel) <= NARROW ? NARROW : COLUMNS;
        }

        /// Where a panel starts; all but the last have [Float32GemmTile#COLUMNS].
        int start(int panel) {
            return panel * COLUMNS * depth;
        }
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final Workers workers;
    private float[] right = new float[0];

    Float32Gemm(Workers workers) {
        this.workers = workers;
    }

    /// C = A B + (`add` ? C : 0), where A and B are given by the strides of their rows and columns, one of which is 1.
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int rowA,
            int columnA,
            float[] b,
            int rowB,
            int columnB,
            boolean add,
            float[] c) {
        Left left = (row, rows, top, depth, packed) ->
                packLeft(a, row * rowA + top * columnA, rows, rowA, depth, columnA, packed);
        multiply(m, k, new Operands(n, columnA == 1 ? a : null, rowA, left, b, rowB, columnB, c), add);
    }

    /// Y = U W for the windows of X as rows, U.
    ///
    /// @param m windows of all clips
    /// @param n columns of W and Y
    void convolve(int m, int n, Windows windows, int channels, float[] x, float[] weight, float[] y) {
        Left left = (row, rows, top, depth, packed) ->
                Float32Unfold.unfold(windows, channels, x, row, rows, top, depth, packed, 0, STEP);
        multiply(m, windows.taps() * channels, new Operands(n, null, 0, left, weight, n, 1, y), false);
    }

    private void multiply(int m, int k, Operands o, boolean add) {
        if (k == 0 && !add) {
            Arrays.fill(o.c, 0, m * o.n, 0);
        }
        for (int left = 0; left < o.n; left += BLOCK_COLUMNS) {
            for (int top = 0; top < k; top += DEPTH) {
                int columns = Math.min(BLOCK_COLUMNS, o.n - left);
                Block block = new Block(left, columns, top, Math.min(DEPTH, k - top), add || top > 0);
                packRight(o, block);
                int tiles = Math.ceilDiv(m, ROWS);
                workers.share(
                        tiles,
                        Math.min(CLAIMED, Math.ceilDiv(tiles, workers.threads())),
                        Math.ceilDiv((long) ROWS * columns * block.depth, 4),
                        (from, to) -> rows(o, block, from * ROWS, Math.min(m, to * ROWS)));
            }
        }
    }

    /// Rows from ... to-1 of a block of columns.
    private void rows(Operands o, Block block, int from, int to) {
        Scratch mine = scratch.get();
        int rows;
        for (int row = from; row < to; row += rows) {
            rows = Math.min(BLOCK_ROWS, to - row);
            if (o.a != null && rows >= ROWS) {
                rows -= rows % ROWS;
                tiles(o, block, row, rows, o.a, row * o.rowA + block.top, o.rowA, mine.tile);
            } else {
                // also for the last rows of A, of which a tile reads more than there are
                o.left.pack(row, rows, block.top, block.depth, mine.left);
                tiles(o, block, row, rows, mine.left, 0, STEP, mine.tile);
            }
        }
    }

    /// The tiles of some rows, panel by panel.
    ///
    /// @param part room for a tile of which C has a part only
    private void tiles(Operands o, Block block, int row, int rows, float[] a, int a0, int stepA, float[] part) {
        int depth = block.depth;
        for (int p = 0; p < block.panels(); p++) {
            int b0 = block.start(p);
            int width = block.width(p);
            int columns = block.columns(p);
            for (int r = 0; r < rows; r += ROWS) {
                int high = Math.min(ROWS, rows - r);
                int c0 = (row + r) * o.n + block.left + p * COLUMNS;
                int aTile = a0 + r * stepA;
                if (high == ROWS && columns == width) {
                    Float32GemmTile.multiply(width, depth, a, aTile, stepA, right, b0, block.add, o.c, c0, o.n);
                } else {
                    copy(high, columns, o.c, c0, o.n, part, 0, width);
                    Float32GemmTile.multiply(width, depth, a, aTile, stepA, right, b0, block.add, part, 0, width);
                    copy(high, columns, part, 0, width, o.c, c0, o.n);
                }
            }
        }
    }

    private static void copy(
            int rows, int columns, float[] x, int source, int stepX, float[] y, int target, int stepY) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, source + r * stepX, y, target + r * stepY, columns);
        }
    }

    /// Packs rows of a matrix A from the element at `from` on; one of the strides is 1.
    private static void packLeft(float[] a, int from, int rows, int rowA, int depth, int columnA, float[] left) {
        if (columnA == 1) {
            copy(rows, depth, a, from, rowA, left, 0, STEP);
        } else {
            Float32Transpose.transpose(depth, rows, a, from, columnA, left, 0, STEP);
        }
    }

    /// Packs a part of B, with zeros where the last panel has no columns.
    private void packRight(Operands o, Block block) {
        int last = block.panels() - 1;
        int length = block.start(last) + block.width(last) * block.depth;
        if (right.length < length) {
            right = new float[length];
        }
        if (o.columnB == 1) {
            workers.share(block.depth, block.columns, (from, to) -> packRows(o, block, from, to));
        } else {
            workers.share(block.panels(), (long) COLUMNS * block.depth, (from, to) -> {
                for (int p = from; p < to; p++) {
                    packTransposed(o, block, p);
                }
            });
        }
    }

    /// Packs rows from ... to-1 of a part of B, each of which is a run of numbers.
    private void packRows(Operands o, Block block, int from, int to) {
        int whole = block.columns / COLUMNS;
        int rest = block.columns % COLUMNS;
        int width = block.width(whole);
        for (int l = from; l < to; l++) {
            int source = (block.top + l) * o.rowB + block.left;
            packRow(o.b, source, whole, right, l * COLUMNS, block.depth * COLUMNS);
            if (rest > 0) {
                int target = block.start(whole) + l * width;
                System.arraycopy(o.b, source + whole * COLUMNS, right, target, rest);
                Arrays.fill(right, target + rest, target + width, 0);
            }
        }
    }

    /// Copies whole panels' numbers of a row, `step` from one panel to the next.
    private static void packRow(float[] b, int source, int panels, float[] right, int target, int step) {
        for (int p = 0; p < panels; p++) {
            for (int j = 0; j < COLUMNS; j += LANES) {
                FloatVector.fromArray(SPECIES, b, source + p * COLUMNS + j).intoArray(right, target + p * step + j);
            }
        }
    }

    /// Packs a panel of B, each of whose columns is a run of numbers.
    private void packTransposed(Operands o, Block block, int panel) {
        int width = block.width(panel);
        int columns = block.columns(panel);
        int start = block.start(panel);
        if (columns < width) {
            Arrays.fill(right, start, start + width * block.depth, 0);
        }
        int from = block.top + (block.left + panel * COLUMNS) * o.columnB;
        Float32Transpose.transpose(columns, block.depth, o.b, from, o.columnB, right, start, width);
    }
}
