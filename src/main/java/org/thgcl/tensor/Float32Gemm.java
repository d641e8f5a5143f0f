package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;
import static org.thgcl.tensor.Float32GemmTile.COLUMNS;
import static org.thgcl.tensor.Float32GemmTile.LANES;
import static org.thgcl.tensor.Float32GemmTile.ROWS;
import static org.thgcl.tensor.Float32GemmTile.SIDE_BY_SIDE;
import static org.thgcl.tensor.Float32GemmTile.STEP;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// The dense matrix product on float32 arrays, packed and blocked for the caches.
///
/// C is computed in tiles, see [Float32GemmTile], that stay in registers while the inner index k runs. What a tile
/// reads is packed first, in the order of reading: panels of A with `ROWS` rows, panels of B with `COLUMNS` columns,
/// both of at most `INNER` numbers k. B is packed once for all threads. Then each thread takes its rows of C in
/// blocks: for one slice of k after the other it packs the block's rows of A, which stay in the second-level cache
/// with the block of C, and goes over the panels of B, each of which stays in the first-level cache for a column of
/// tiles.
///
/// Each element of C is one chain of fused multiply-adds in ascending k, as in [#definition]: a tile is loaded
/// before its chain goes on and stored after, vectors lie across columns, threads share rows. So the bits are the
/// same for every size of block, width of vector and number of threads.
final class Float32Gemm {
    private static final int INNER = 256;
    private static final int BLOCK_ROWS = 8 * ROWS;
    private static final int BLOCK_COLUMNS = 2048;

    /// Numbers of a panel of B from one k to the next.
    private static final int PANEL = (SIDE_BY_SIDE ? 1 : 2) * STEP;

    /// What one thread needs: packed rows of A, and a tile for the edges of C.
    private static final class Scratch {
        private final float[] left = new float[BLOCK_ROWS / ROWS * INNER * STEP];
        private final float[] tile = new float[ROWS * COLUMNS];
    }

    /// The operands, A and B given by the strides of their rows and columns.
    private record Operands(
            int n, int k, float[] a, int rowA, int columnA, float[] b, int rowB, int columnB, boolean add, float[] c) {}

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
        Operands o = new Operands(n, k, a, rowA, columnA, b, rowB, columnB, add, c);
        for (int column = 0; column < n; column += BLOCK_COLUMNS) {
            int left = column;
            int columns = Math.min(BLOCK_COLUMNS, n - column);
            int panels = panels(columns);
            reserve(Math.multiplyExact(panels * PANEL, k));
            workers.share(panels * ((k + INNER - 1) / INNER), 2L * COLUMNS * INNER, (from, to) -> {
                for (int p = from; p < to; p++) {
                    packRight(o, left, columns, p / panels * INNER, p % panels * COLUMNS);
                }
            });
            workers.share(
                    (m + ROWS - 1) / ROWS,
                    2L * ROWS * columns * k,
                    (from, to) -> rows(o, from * ROWS, Math.min(m, to * ROWS), left, columns));
        }
    }

    private static int panels(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS;
    }

    /// Where the panel of B starts that has the rows from `inner` on and the columns from `j` on of a block of
    /// columns.
    private static int panel(int inner, int depth, int columns, int j) {
        return (inner * panels(columns) + j / COLUMNS * depth) * PANEL;
    }

    private void reserve(int length) {
        if (right.length < length) {
            right = new float[length];
        }
    }

    /// Rows from ... to-1 of the block of columns that starts at `left`, block by block.
    private void rows(Operands o, int from, int to, int left, int columns) {
        Scratch mine = scratch.get();
        for (int row = from; row < to; row += BLOCK_ROWS) {
            int end = Math.min(to, row + BLOCK_ROWS);
            for (int inner = 0; inner < o.k; inner += INNER) {
                int depth = Math.min(INNER, o.k - inner);
                for (int i = row; i < end; i += ROWS) {
                    packLeft(o, i, Math.min(ROWS, end - i), inner, depth, mine.left, (i - row) / ROWS * depth * STEP);
                }
                for (int j = 0; j < columns; j += COLUMNS) {
                    column(
                            o,
                            row,
                            end,
                            left + j,
                            Math.min(COLUMNS, columns - j),
                            inner,
                            depth,
                            mine,
                            panel(inner, depth, columns, j));
                }
            }
        }
    }

    /// A column of tiles, for the panel of B that starts at `b`.
    private void column(
            Operands o, int row, int end, int column, int width, int inner, int depth, Scratch mine, int b) {
        for (int i = row; i < end; i += ROWS) {
            int height = Math.min(ROWS, end - i);
            int a = (i - row) / ROWS * depth * STEP;
            int position = i * o.n + column;
            if (inner == 0 && !o.add) {
                clear(height, width, o.c, position, o.n);
            }
            if (height == ROWS && width == COLUMNS) {
                Float32GemmTile.add(depth, mine.left, a, right, b, o.c, position, o.n);
            } else {
                copy(height, width, o.c, position, o.n, mine.tile, 0, COLUMNS);
                Float32GemmTile.add(depth, mine.left, a, right, b, mine.tile, 0, COLUMNS);
                copy(height, width, mine.tile, 0, COLUMNS, o.c, position, o.n);
            }
        }
    }

    private static void clear(int height, int width, float[] c, int position, int stride) {
        for (int r = 0; r < height; r++) {
            Arrays.fill(c, position + r * stride, position + r * stride + width, 0);
        }
    }

    private static void copy(
            int height, int width, float[] from, int position, int stride, float[] to, int target, int targetStride) {
        for (int r = 0; r < height; r++) {
            System.arraycopy(from, position + r * stride, to, target + r * targetStride, width);
        }
    }

    /// Packs `height` rows of A from row i on.
    private static void packLeft(Operands o, int i, int height, int inner, int depth, float[] panel, int position) {
        int from = i * o.rowA + inner * o.columnA;
        if (height == ROWS && o.rowA == 1 && from + (depth - 1) * o.columnA + STEP <= o.a.length) {
            for (int l = 0; l < depth; l++) {
                copyVectors(STEP, o.a, from + l * o.columnA, panel, position + l * STEP);
            }
            return;
        }
        for (int r = 0; r < ROWS; r++) {
            spread(depth, r < height, o.a, from + r * o.rowA, o.columnA, panel, position + r);
        }
    }

    /// Packs the panel of B that has the rows from `inner` on and the columns from `j` on of a block of columns.
    private void packRight(Operands o, int left, int columns, int inner, int j) {
        int depth = Math.min(INNER, o.k - inner);
        int width = Math.min(COLUMNS, columns - j);
        int from = inner * o.rowB + (left + j) * o.columnB;
        int first = panel(inner, depth, columns, j);
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
