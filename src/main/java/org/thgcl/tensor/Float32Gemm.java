// Generated from Float64Gemm.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;
import static org.thgcl.tensor.Float32GemmTile.COLUMNS;
import static org.thgcl.tensor.Float32GemmTile.LANES;
import static org.thgcl.tensor.Float32GemmTile.ROWS;
import static org.thgcl.tensor.Float32GemmTile.SIDE_BY_SIDE;
import static org.thgcl.tensor.Float32GemmTile.STEP;
import static org.thgcl.tensor.Float32GemmTile.TILE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The dense matrix product on float32 arrays, packed and blocked for the caches.
///
/// C is computed in tiles, see [Float32GemmTile], that stay in registers while the inner index k runs. What a tile
/// reads is packed first, in the order of reading: panels of A with `ROWS` rows, panels of B with `COLUMNS` columns,
/// both of at most `INNER` numbers k. B is packed once for all threads. Then each thread takes its rows of C in
/// blocks. A block of C is kept tile behind tile, so that the processor's prefetching finds the next one, and is
/// written to its place when it is done. For one slice of k after the other the thread packs the block's rows of A,
/// which stay in the second-level cache with the block of C, and goes over the panels of B, each of which stays in
/// the first-level cache for a column of tiles.
///
/// Each element of C is one chain of fused multiply-adds in ascending k, as in [#definition]: a tile is loaded
/// before its chain goes on and stored after, vectors lie across columns, threads share rows. So the bits are the
/// same for every size of block, width of vector and number of threads.
final class Float32Gemm {
    /// Numbers of a panel of B from one k to the next.
    private static final int PANEL = (SIDE_BY_SIDE ? 1 : 2) * STEP;

    /// A panel of A and one of B take three quarters of a first-level cache of 32 KiB.
    private static final int INNER = (24 << 10) / ((PANEL + STEP) * Float.BYTES);

    /// A block of C takes 160 KiB of a second-level cache.
    private static final int BLOCK_ROWS = 40;

    private static final int BLOCK_COLUMNS = (4 << 10) / Float.BYTES;

    /// Slices of k of which B is packed at a time, at most 4 MiB.
    private static final int BLOCK_INNER = (1 << 10) / INNER * INNER;

    /// What one thread needs: packed rows of A, and a block of C.
    private static final class Scratch {
        private final float[] left = new float[BLOCK_ROWS / ROWS * INNER * STEP];
        private final float[] tiles = new float[BLOCK_ROWS * BLOCK_COLUMNS];
    }

    /// The operands, A and B given by the strides of their rows and columns.
    private record Operands(
            int n, int k, float[] a, int rowA, int columnA, float[] b, int rowB, int columnB, float[] c) {}

    /// A part of B that is packed at a time: its first column and row and their numbers, and whether what it gives
    /// is added to C.
    private record Block(int left, int columns, int top, int depth, boolean add) {
        int panels() {
            return Math.ceilDiv(columns, COLUMNS);
        }

        int slices() {
            return Math.ceilDiv(depth, INNER);
        }

        int depth(int inner) {
            return Math.min(INNER, depth - inner);
        }

        /// Where the panel `p` starts that has the rows from `inner` on.
        int panel(int inner, int p) {
            return (inner * panels() + p * depth(inner)) * PANEL;
        }
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final Workers workers;
    private float[] right = new float[0];

    Float32Gemm(Workers workers) {
        this.workers = workers;
    }

    /// The scalar form: C = A B + (`add` ? C : 0), where A and B are given by the strides of their rows and columns.
    static void definition(
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
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = add ? c[i * n + j] : 0;
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
            float[] a,
            int rowA,
            int columnA,
            float[] b,
            int rowB,
            int columnB,
            boolean add,
            float[] c) {
        if (k == 0 && !add) {
            Arrays.fill(c, 0, m * n, 0);
        }
        Operands o = new Operands(n, k, a, rowA, columnA, b, rowB, columnB, c);
        for (int column = 0; column < n; column += BLOCK_COLUMNS) {
            for (int inner = 0; inner < k; inner += BLOCK_INNER) {
                Block block = new Block(
                        column,
                        Math.min(BLOCK_COLUMNS, n - column),
                        inner,
                        Math.min(BLOCK_INNER, k - inner),
                        add || inner > 0);
                reserve(block.panels() * PANEL * block.depth);
                workers.share(block.panels() * block.slices(), 2L * COLUMNS * INNER, (from, to) -> {
                    for (int p = from; p < to; p++) {
                        packRight(o, block, p / block.panels() * INNER, p % block.panels());
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
            right = new float[length];
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
            for (int inner = 0; inner < block.depth; inner += INNER) {
                int depth = block.depth(inner);
                packLeft(o, row, rows, block.top + inner, depth, mine.left);
                for (int p = 0; p < block.panels(); p++) {
                    int b = block.panel(inner, p);
                    for (int i = 0; i < high; i++) {
                        Float32GemmTile.add(
                                depth, mine.left, i * depth * STEP, right, b, mine.tiles, (p * high + i) * TILE);
                    }
                }
            }
            copyTiles(o, block, row, rows, mine.tiles, false);
        }
    }

    /// Copies `rows` rows of C to the tiles or back. Tiles of one panel of B follow each other.
    private static void copyTiles(Operands o, Block block, int row, int rows, float[] tiles, boolean load) {
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

    /// Packs `rows` rows of A in panels, one behind the other.
    private static void packLeft(Operands o, int row, int rows, int top, int depth, float[] left) {
        int from = row * o.rowA + top * o.columnA;
        int whole = o.rowA == 1 ? rows / ROWS : 0;
        while (whole > 0 && from + (depth - 1) * o.columnA + (whole - 1) * ROWS + STEP > o.a.length) {
            whole--;
        }
        for (int l = 0; l < depth; l++) {
            for (int p = 0; p < whole; p++) {
                copyVectors(STEP, o.a, from + l * o.columnA + p * ROWS, left, (p * depth + l) * STEP);
            }
        }
        for (int r = whole * ROWS; r < Math.ceilDiv(rows, ROWS) * ROWS; r++) {
            spread(depth, r < rows, o.a, from + r * o.rowA, o.columnA, left, r / ROWS * depth * STEP + r % ROWS);
        }
    }

    /// Packs the panel `p` of B that has the rows from `inner` on.
    private void packRight(Operands o, Block block, int inner, int p) {
        int depth = block.depth(inner);
        int width = Math.min(COLUMNS, block.columns - p * COLUMNS);
        int from = (block.top + inner) * o.rowB + (block.left + p * COLUMNS) * o.columnB;
        int first = block.panel(inner, p);
        int second = first + (SIDE_BY_SIDE ? LANES : depth * STEP);
        if (width == COLUMNS && o.columnB == 1) {
            for (int l = 0; l < depth; l++) {
                copyVectors(LANES, o.b, from + l * o.rowB, right, first + l * STEP);
                copyVectors(LANES, o.b, from + l * o.rowB + LANES, right, second + l * STEP);
            }
            return;
        }
        for (int c = 0; c < COLUMNS; c++) {
            int target = c < LANES ? first + c : second + c - LANES;
            spread(depth, c < width, o.b, from + c * o.columnB, o.rowB, right, target);
        }
    }

    private static void copyVectors(int length, float[] from, int position, float[] to, int target) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, from, position + i).intoArray(to, target + i);
        }
    }

    /// Writes numbers of a stride at every STEP-th place, or zeros where there are none.
    private static void spread(
            int count, boolean present, float[] from, int position, int stride, float[] to, int target) {
        if (!present) {
            for (int l = 0; l < count; l++) {
                to[target + l * STEP] = 0;
            }
        } else if (stride == 1) {
            // as below, but without a variable stride the compiler needs no check for each number
            for (int l = 0; l < count; l++) {
                to[target + l * STEP] = from[position + l];
            }
        } else {
            for (int l = 0; l < count; l++) {
                to[target + l * STEP] = from[position + l * stride];
            }
        }
    }
}
