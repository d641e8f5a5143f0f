package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SPECIES;
import static org.thgcl.tensor.Float64GemmTile.COLUMNS;
import static org.thgcl.tensor.Float64GemmTile.LANES;
import static org.thgcl.tensor.Float64GemmTile.ROWS;
import static org.thgcl.tensor.Float64GemmTile.SIDE_BY_SIDE;
import static org.thgcl.tensor.Float64GemmTile.STEP;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/// The dense matrix product on float64 arrays, packed and blocked for the caches.
///
/// C is computed in tiles, see [Float64GemmTile], that stay in registers while the inner index k runs. What a tile
/// reads is packed first, in the order of reading: panels of A with `ROWS` rows, panels of B with `COLUMNS` columns.
/// Of the three loops around it, k advances by `INNER` (a panel of B stays in the first-level cache), rows by
/// `BLOCK_ROWS` (the panels of A stay in the second), columns by `BLOCK_COLUMNS`.
///
/// Each element of C is one chain of fused multiply-adds in ascending k, as in [#definition]: a tile is loaded
/// before its chain goes on and stored after, vectors lie across columns, threads share rows. So the bits are the
/// same for every size of block, width of vector and number of threads.
final class Float64Gemm {
    private static final int INNER = 256;
    private static final int BLOCK_ROWS = 16 * ROWS;
    private static final int BLOCK_COLUMNS = 2048;

    /// What one thread needs: packed rows of A, and a tile for the edges of C.
    private static final class Scratch {
        private final double[] left = new double[BLOCK_ROWS / ROWS * INNER * STEP];
        private final double[] tile = new double[ROWS * COLUMNS];
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private final Workers workers;
    private double[] right = new double[0];

    Float64Gemm(Workers workers) {
        this.workers = workers;
    }

    /// The scalar form: C = A B + (`add` ? C : 0), where A and B are given by the strides of their rows and columns.
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
        if (k == 0 && !add) {
            Arrays.fill(c, 0, m * n, 0);
        }
        for (int column = 0; column < n; column += BLOCK_COLUMNS) {
            int columns = Math.min(BLOCK_COLUMNS, n - column);
            int panels = (columns + COLUMNS - 1) / COLUMNS;
            for (int inner = 0; inner < k; inner += INNER) {
                int depth = Math.min(INNER, k - inner);
                int fromB = inner * rowB + column * columnB;
                reserve(panels * panelSize(depth));
                workers.share(panels, 2L * COLUMNS * depth, (from, to) -> {
                    for (int p = from; p < to; p++) {
                        int width = Math.min(COLUMNS, columns - p * COLUMNS);
                        packRight(depth, width, b, fromB + p * COLUMNS * columnB, rowB, columnB, p);
                    }
                });
                int fromA = inner * columnA;
                boolean start = inner == 0 && !add;
                int left = column;
                workers.share(
                        (m + ROWS - 1) / ROWS,
                        2L * ROWS * columns * depth,
                        (from, to) -> rows(
                                from * ROWS,
                                Math.min(m, to * ROWS),
                                columns,
                                depth,
                                a,
                                fromA,
                                rowA,
                                columnA,
                                start,
                                c,
                                left,
                                n));
            }
        }
    }

    private static int panelSize(int depth) {
        return (SIDE_BY_SIDE ? 1 : 2) * STEP * depth;
    }

    private void reserve(int length) {
        if (right.length < length) {
            right = new double[length];
        }
    }

    /// Rows from ... to-1 of a block of columns, block by block.
    private void rows(
            int from,
            int to,
            int columns,
            int depth,
            double[] a,
            int fromA,
            int rowA,
            int columnA,
            boolean start,
            double[] c,
            int left,
            int n) {
        Scratch mine = scratch.get();
        for (int row = from; row < to; row += BLOCK_ROWS) {
            int end = Math.min(to, row + BLOCK_ROWS);
            for (int i = row; i < end; i += ROWS) {
                packLeft(
                        depth,
                        Math.min(ROWS, end - i),
                        a,
                        fromA + i * rowA,
                        rowA,
                        columnA,
                        mine.left,
                        (i - row) * depth / ROWS * STEP);
            }
            block(row, end, columns, depth, mine, start, c, left, n);
        }
    }

    /// The tiles of a block of rows, panel of B by panel of B.
    private void block(
            int row, int end, int columns, int depth, Scratch mine, boolean start, double[] c, int left, int n) {
        for (int j = 0; j < columns; j += COLUMNS) {
            int width = Math.min(COLUMNS, columns - j);
            int b = j / COLUMNS * panelSize(depth);
            for (int i = row; i < end; i += ROWS) {
                int height = Math.min(ROWS, end - i);
                int a = (i - row) / ROWS * depth * STEP;
                int position = i * n + left + j;
                if (start) {
                    clear(height, width, c, position, n);
                }
                if (height == ROWS && width == COLUMNS) {
                    Float64GemmTile.add(depth, mine.left, a, right, b, c, position, n);
                } else {
                    copy(height, width, c, position, n, mine.tile, 0, COLUMNS);
                    Float64GemmTile.add(depth, mine.left, a, right, b, mine.tile, 0, COLUMNS);
                    copy(height, width, mine.tile, 0, COLUMNS, c, position, n);
                }
            }
        }
    }

    private static void clear(int height, int width, double[] c, int position, int stride) {
        for (int r = 0; r < height; r++) {
            Arrays.fill(c, position + r * stride, position + r * stride + width, 0);
        }
    }

    private static void copy(
            int height, int width, double[] from, int position, int stride, double[] to, int target, int targetStride) {
        for (int r = 0; r < height; r++) {
            System.arraycopy(from, position + r * stride, to, target + r * targetStride, width);
        }
    }

    // --- packing -----------------------------------------------------------------------------------------------------

    /// Packs `height` rows of A, from `from` on.
    private static void packLeft(
            int depth, int height, double[] a, int from, int rowA, int columnA, double[] panel, int position) {
        if (height == ROWS && rowA == 1 && from + (depth - 1) * columnA + STEP <= a.length) {
            for (int l = 0; l < depth; l++) {
                for (int v = 0; v < STEP; v += LANES) {
                    DoubleVector.fromArray(SPECIES, a, from + l * columnA + v)
                            .intoArray(panel, position + l * STEP + v);
                }
            }
            return;
        }
        for (int r = 0; r < ROWS; r++) {
            spread(depth, r < height, a, from + r * rowA, columnA, panel, position + r);
        }
    }

    /// Packs `width` columns of B, from `from` on, as panel p.
    private void packRight(int depth, int width, double[] b, int from, int rowB, int columnB, int p) {
        int position = p * panelSize(depth);
        int second = position + (SIDE_BY_SIDE ? LANES : depth * STEP);
        if (width == COLUMNS && columnB == 1) {
            for (int l = 0; l < depth; l++) {
                int source = from + l * rowB;
                DoubleVector.fromArray(SPECIES, b, source).intoArray(right, position + l * STEP);
                DoubleVector.fromArray(SPECIES, b, source + LANES).intoArray(right, second + l * STEP);
            }
            return;
        }
        for (int j = 0; j < COLUMNS; j++) {
            int target = j < LANES ? position + j : second + j - LANES;
            spread(depth, j < width, b, from + j * columnB, rowB, right, target);
        }
    }

    /// Writes numbers of a stride at every STEP-th place, or zeros where there are none.
    private static void spread(
            int count, boolean present, double[] from, int position, int stride, double[] to, int target) {
        for (int l = 0; l < count; l++) {
            to[target + l * STEP] = present ? from[position + l * stride] : 0;
        }
    }
}
