package org.thgcl.tensor;

import static org.thgcl.tensor.Float64GemmTile.COLUMNS;
import static org.thgcl.tensor.Float64GemmTile.DEPTH;
import static org.thgcl.tensor.Float64GemmTile.ROWS;
import static org.thgcl.tensor.Float64GemmTile.TILE;

import java.util.Arrays;

/// The dense matrix product on float64 arrays, packed and blocked for the caches, and the convolution, which is the
/// product of the windows as rows and the weight.
///
/// C is computed in tiles, see [Float64GemmTile], that stay in registers while the inner index k runs. The panels
/// that a tile reads are packed first, those of A with `ROWS` rows, those of B with `COLUMNS` columns, both of at most
/// `DEPTH` numbers k. B is packed once for all threads. Then each thread takes its rows of C in blocks. A block of C
/// is kept tile behind tile, so that the processor's prefetching finds the next one, and is written to its place when
/// it is done. For one slice of k after the other the thread packs the block's rows of A, which stay in the
/// second-level cache with the block of C, and goes over the panels of B, each of which stays in the first-level
/// cache for a column of tiles.
///
/// Only packing knows what A is: a matrix, or the windows of a tensor, which as a matrix is never there as a whole.
///
/// Each element of C is one chain of fused multiply-adds in ascending k, as in [#definition]: a tile is loaded
/// before its chain goes on and stored after, vectors lie across columns, threads share rows. So the bits are the
/// same for every size of block, width of vector and number of threads.
final class Float64Gemm {
    /// A block of C takes 160 KiB of a second-level cache.
    private static final int BLOCK_ROWS = 40;

    private static final int BLOCK_COLUMNS = (4 << 10) / Double.BYTES;

    /// Slices of k of which B is packed at a time, at most 4 MiB.
    private static final int BLOCK_INNER = (1 << 10) / DEPTH * DEPTH;

    /// What one thread needs: packed rows of A, and a block of C.
    private static final class Scratch {
        private final double[] left = new double[BLOCK_ROWS * DEPTH];
        private final double[] tiles = new double[BLOCK_ROWS * BLOCK_COLUMNS];
    }

    /// The left factor.
    @FunctionalInterface
    private interface Left {
        /// Copies columns top ... top+depth-1 of the given rows, one behind the other, `DEPTH` numbers apart.
        void pack(int row, int rows, int top, int depth, double[] left);
    }

    /// The operands: A, B by the strides of its rows and columns, and C with n columns.
    private record Operands(int n, Left a, double[] b, int rowB, int columnB, double[] c) {}

    /// A part of B that is packed at a time: its first column and row and their numbers, and whether what it gives
    /// is added to C.
    private record Block(int left, int columns, int top, int depth, boolean add) {
        int panels() {
            return Math.ceilDiv(columns, COLUMNS);
        }

        int slices() {
            return Math.ceilDiv(depth, DEPTH);
        }

        int depth(int inner) {
            return Math.min(DEPTH, depth - inner);
        }

        /// Where the panel `p` starts that has the rows from `inner` on.
        int panel(int inner, int p) {
            return (inner * panels() + p * depth(inner)) * COLUMNS;
        }
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final Workers workers;
    private double[] right = new double[0];

    Float64Gemm(Workers workers) {
        this.workers = workers;
    }

    /// The scalar form: C = A B + (`add` ? C : 0), where A and B are given by the strides of their rows and columns,
    /// one of which is 1.
    static void definition(
            int m,
            int n,
            int k,
            double[] a,
            int rowA,
            int columnA,
            double[] b,
            int rowB,
            int columnB,
            boolean add,
            double[] c) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? c[i * n + j] : 0;
                for (int l = 0; l < k; l++) {
                    sum = Math.fma(a[i * rowA + l * columnA], b[l * rowB + j * columnB], sum);
                }
                c[i * n + j] = sum;
            }
        }
    }

    /// The same, fast.
    void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int rowA,
            int columnA,
            double[] b,
            int rowB,
            int columnB,
            boolean add,
            double[] c) {
        Left left = (row, rows, top, depth, packed) ->
                packLeft(a, row * rowA + top * columnA, rows, rowA, depth, columnA, packed);
        multiply(m, k, new Operands(n, left, b, rowB, columnB, c), add);
    }

    /// Y = U W for the windows of X as rows, U.
    ///
    /// @param m windows of all clips
    /// @param n columns of W and Y
    void convolve(int m, int n, Windows windows, int channels, double[] x, double[] weight, double[] y) {
        Left left = (row, rows, top, depth, packed) ->
                Float64Unfold.unfold(windows, channels, x, row, rows, top, depth, packed, 0, DEPTH);
        multiply(m, windows.taps() * channels, new Operands(n, left, weight, n, 1, y), false);
    }

    private void multiply(int m, int k, Operands o, boolean add) {
        if (k == 0 && !add) {
            Arrays.fill(o.c, 0, m * o.n, 0);
        }
        for (int column = 0; column < o.n; column += BLOCK_COLUMNS) {
            for (int inner = 0; inner < k; inner += BLOCK_INNER) {
                Block block = new Block(
                        column,
                        Math.min(BLOCK_COLUMNS, o.n - column),
                        inner,
                        Math.min(BLOCK_INNER, k - inner),
                        add || inner > 0);
                reserve(block.panels() * COLUMNS * block.depth);
                workers.share(block.panels() * block.slices(), 2L * COLUMNS * DEPTH, (from, to) -> {
                    for (int p = from; p < to; p++) {
                        packRight(o, block, p / block.panels() * DEPTH, p % block.panels());
                    }
                });
                workers.share(
                        Math.ceilDiv(m, ROWS),
                        2L * ROWS * block.columns * block.depth,
                        (from, to) -> rows(o, block, from * ROWS, Math.min(m, to * ROWS)));
            }
        }
    }

    private void reserve(int length) {
        if (right.length < length) {
            right = new double[length];
        }
    }

    /// Rows from ... to-1 of a block of columns.
    private void rows(Operands o, Block block, int from, int to) {
        Scratch mine = scratch.get();
        for (int row = from; row < to; row += BLOCK_ROWS) {
            int rows = Math.min(BLOCK_ROWS, to - row);
            int high = Math.ceilDiv(rows, ROWS);
            if (block.add) {
                copyTiles(o, block, row, rows, mine.tiles, true);
            } else {
                Arrays.fill(mine.tiles, 0, high * block.panels() * TILE, 0);
            }
            for (int inner = 0; inner < block.depth; inner += DEPTH) {
                int depth = block.depth(inner);
                o.a.pack(row, rows, block.top + inner, depth, mine.left);
                for (int p = 0; p < block.panels(); p++) {
                    int b = block.panel(inner, p);
                    for (int i = 0; i < high; i++) {
                        Float64GemmTile.add(
                                depth, mine.left, i * ROWS * DEPTH, right, b, mine.tiles, (p * high + i) * TILE);
                    }
                }
            }
            copyTiles(o, block, row, rows, mine.tiles, false);
        }
    }

    /// Copies `rows` rows of C to the tiles or back. Tiles of one panel of B follow each other. What else is in a tile
    /// belongs to rows and columns that C doesn't have.
    private static void copyTiles(Operands o, Block block, int row, int rows, double[] tiles, boolean load) {
        int high = Math.ceilDiv(rows, ROWS);
        for (int r = 0; r < rows; r++) {
            int place = (row + r) * o.n + block.left;
            int tile = r / ROWS * TILE + r % ROWS * COLUMNS;
            for (int j = 0; j < block.columns; j += COLUMNS) {
                int width = Math.min(COLUMNS, block.columns - j);
                if (load) {
                    System.arraycopy(o.c, place + j, tiles, tile, width);
                } else {
                    System.arraycopy(tiles, tile, o.c, place + j, width);
                }
                tile += high * TILE;
            }
        }
    }

    /// Packs rows of a matrix A from the element at `from` on; one of the strides is 1.
    private static void packLeft(double[] a, int from, int rows, int rowA, int depth, int columnA, double[] left) {
        if (columnA != 1) {
            Float64Transpose.transpose(depth, rows, a, from, columnA, left, 0, DEPTH);
            return;
        }
        for (int r = 0; r < rows; r++) {
            System.arraycopy(a, from + r * rowA, left, r * DEPTH, depth);
        }
    }

    /// Packs the panel `p` of B that has the rows from `inner` on, with zeros where there are no columns.
    private void packRight(Operands o, Block block, int inner, int p) {
        int depth = block.depth(inner);
        int width = Math.min(COLUMNS, block.columns - p * COLUMNS);
        int from = (block.top + inner) * o.rowB + (block.left + p * COLUMNS) * o.columnB;
        int target = block.panel(inner, p);
        if (width < COLUMNS) {
            Arrays.fill(right, target, target + depth * COLUMNS, 0);
        }
        if (o.columnB != 1) {
            Float64Transpose.transpose(width, depth, o.b, from, o.columnB, right, target, COLUMNS);
            return;
        }
        for (int l = 0; l < depth; l++) {
            System.arraycopy(o.b, from + l * o.rowB, right, target + l * COLUMNS, width);
        }
    }
}
