// Generated from Float64KernelFormsTest.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every float32 kernel that is written in vectors against the scalar form that defines it, by bits: sizes around
/// the vectors' and the blocks', inputs with zeros of both signs, denormal numbers, infinities and NaN.
class Float32KernelFormsTest {
    private static final int L = Float32Format.SPECIES.length();
    private static final int[] SIZES = IntStream.of(
                    0, 1, 2, L - 1, L, L + 1, 2 * L - 1, 2 * L + 1, 7, 8 * L, 8 * L + 3, 13 * L + 1, 67)
            .distinct()
            .toArray();

    /// Inner sizes around the block of 256, too.
    private static final int[] INNER = {0, 1, 5, 67, 255, 256, 257, 519};

    /// Numbers that rounding, overflow or a wrong order show in; `special` of a thousand are not ordinary.
    private static float[] numbers(int site, int n, int special) {
        CounterRandom random = new CounterRandom(11);
        float[] odd = {
            0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
        };
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.below(1000, 1, site, i) < special
                    ? odd[random.below(odd.length, 2, site, i)]
                    : Float32Format.round(random.gaussian(0, site, i));
        }
        return x;
    }

    @Test
    void matrix_product() {
        Float32Gemm gemm = new Float32Gemm(Workers.one());
        int compared = 0;
        for (int m : new int[] {0, 1, 4, 5, 6, 11, 67}) {
            for (int n : SIZES) {
                for (int k : INNER) {
                    compare(gemm, m, n, k, compared++);
                }
            }
        }
        assertThat(compared).isEqualTo(7 * SIZES.length * INNER.length);
    }

    /// More than one block of rows, of columns and of k, in all transpositions.
    @Test
    void matrix_product_of_many_blocks() {
        Float32Gemm gemm = new Float32Gemm(Workers.one());
        for (int turn = 0; turn < 8; turn++) {
            compare(gemm, 101, 1027, 1029, turn);
        }
    }

    /// One of the transpositions, adding or not, with special numbers or without, as the turn has it.
    private static void compare(Float32Gemm gemm, int m, int n, int k, int turn) {
        boolean transposeA = turn % 2 == 1;
        boolean transposeB = turn / 2 % 2 == 1;
        boolean add = turn / 4 % 2 == 1;
        float[] a = numbers(1, m * k, turn % 3);
        float[] b = numbers(2, k * n, turn % 3);
        float[] c = numbers(3, m * n, turn % 3);
        float[] expected = c.clone();
        int rowA = transposeA ? 1 : k;
        int columnA = transposeA ? m : 1;
        int rowB = transposeB ? 1 : n;
        int columnB = transposeB ? k : 1;
        gemm.multiply(m, n, k, a, rowA, columnA, b, rowB, columnB, add, c);
        Float32Gemm.definition(m, n, k, a, rowA, columnA, b, rowB, columnB, add, expected);
        assertThat(c)
                .as("%d x %d, inner %d, transposed %s %s, add %s", m, n, k, transposeA, transposeB, add)
                .isEqualTo(expected);
    }

    @Test
    void transposed_part_of_a_matrix() {
        for (int rows : new int[] {0, 1, 7, 8, 9, 16, 21}) {
            for (int columns : SIZES) {
                float[] x = numbers(1, 5 + rows * (columns + 2), 20);
                float[] y = numbers(2, 3 + columns * (rows + 1), 20);
                float[] expected = y.clone();
                Float32Transpose.transpose(rows, columns, x, 5, columns + 2, y, 3, rows + 1);
                Float32Transpose.definition(rows, columns, x, 5, columns + 2, expected, 3, rows + 1);
                assertThat(y).as("%d x %d", rows, columns).isEqualTo(expected);
            }
        }
    }

    /// Rows without a partner, and in [#band] pairs of all kinds: of equal rows, of rows that go on, of rows that are
    /// shorter or longer.
    @Test
    void sparse_times_dense() {
        SparsityPattern loose =
                SparsityPattern.of(5, 4, new int[] {4, 0, 1, 0, 4, 4, 2, 0, 4}, new int[] {1, 3, 0, 3, 2, 0, 1, 2, 1});
        for (SparsityPattern pattern : List.of(loose, band(), band().transpose())) {
            int pairs = pattern.pairs().count();
            for (int columns : SIZES) {
                for (boolean shared : new boolean[] {false, true}) {
                    for (boolean add : new boolean[] {false, true}) {
                        float[] values = numbers(1, (shared ? 1 : 3) * pattern.entries(), 50);
                        float[] x = numbers(2, 3 * pattern.columns() * columns, 20);
                        float[] y = numbers(3, 3 * pattern.rows() * columns, 20);
                        float[] expected = y.clone();
                        Float32Sparse.spmm(0, 2, pattern, shared, columns, values, x, add, y);
                        Float32Sparse.spmm(2, 3 * pairs, pattern, shared, columns, values, x, add, y);
                        Float32Sparse.spmmDefinition(
                                0, 3 * pattern.rows(), pattern, shared, columns, values, x, add, expected);
                        assertThat(y)
                                .as("%d columns, shared %s, add %s", columns, shared, add)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /// Every second of 15 columns from up to two on either side, kept whole at one end and cut at the other.
    private static SparsityPattern band() {
        int[][] edges = IntStream.range(0, 15)
                .boxed()
                .flatMap(r -> IntStream.rangeClosed(-2, 2)
                        .map(k -> (r < 4 ? 4 + r % 2 : r) + 2 * k)
                        .filter(c -> c < 15)
                        .mapToObj(c -> new int[] {r, c}))
                .toArray(int[][]::new);
        return SparsityPattern.of(
                15,
                15,
                Arrays.stream(edges).mapToInt(edge -> edge[0]).toArray(),
                Arrays.stream(edges).mapToInt(edge -> edge[1]).toArray());
    }

    @Test
    void rows_and_columns() {
        for (int columns : SIZES) {
            float[] x = numbers(1, 7 * columns, 20);
            float[] row = numbers(2, columns, 20);
            float[] column = numbers(3, 7, 20);
            float[] y = numbers(4, 7 * columns, 20);
            float[] expected = y.clone();
            Float32Dense.addRow(1, 6, columns, x, row, y);
            Float32Dense.addRowDefinition(1, 6, columns, x, row, expected);
            assertThat(y).as("addRow, %d columns", columns).isEqualTo(expected);
            Float32Dense.addRowRelu(1, 6, columns, x, row, y);
            Float32Dense.leakyRelu(columns, 6 * columns, expected, 0, expected);
            assertThat(y).as("addRowRelu, %d columns", columns).isEqualTo(expected);
            for (boolean add : new boolean[] {false, true}) {
                Float32Dense.outer(1, 6, columns, column, row, add, y);
                Float32Dense.outerDefinition(1, 6, columns, column, row, add, expected);
                assertThat(y).as("outer, %d columns, add %s", columns, add).isEqualTo(expected);
            }
            // from a column that is on no vector's border
            int from = Math.min(1, columns);
            float[] sums = row.clone();
            float[] expectedSums = row.clone();
            Float32Dense.columnSums(from, columns, 7, columns, x, sums);
            Float32Dense.columnSumsDefinition(from, columns, 7, columns, x, expectedSums);
            assertThat(sums).as("columnSums, %d columns", columns).isEqualTo(expectedSums);
            Float32Dense.weightedColumnSums(from, columns, 7, columns, x, column, sums);
            Float32Dense.weightedColumnSumsDefinition(from, columns, 7, columns, x, column, expectedSums);
            assertThat(sums).as("weightedColumnSums, %d columns", columns).isEqualTo(expectedSums);
        }
    }

    /// A matrix of one column has no place for vectors: the other columns must give what each gives alone.
    @Test
    void columns_are_as_each_alone() {
        int rows = 2 * Float32Columns.BLOCK + 3;
        RowGroups groups = RowGroups.ofAscending(
                IntStream.range(0, rows).map(r -> r < 5 ? 0 : r < 6 ? 1 : 3).toArray());
        for (int columns : SIZES) {
            float[] x = numbers(1, rows * columns, columns % 2);
            float[] dy = numbers(2, rows * columns, 0);
            // from a column that is on no vector's border
            Columns all = Columns.of(Math.min(1, columns), columns, groups, columns, x, dy);
            for (int c = Math.min(1, columns); c < columns; c++) {
                Columns one = Columns.of(0, 1, groups, 1, column(x, columns, c), column(dy, columns, c));
                for (int i = 0; i < one.arrays().size(); i++) {
                    assertThat(column(all.arrays().get(i), columns, c))
                            .as("array %d, column %d of %d", i, c, columns)
                            .isEqualTo(one.arrays().get(i));
                }
            }
        }
    }

    private static float[] column(float[] x, int columns, int c) {
        float[] column = new float[x.length / columns];
        for (int r = 0; r < column.length; r++) {
            column[r] = x[r * columns + c];
        }
        return column;
    }

    /// What the loops over columns make of x and dy.
    private record Columns(List<float[]> arrays) {
        static Columns of(int from, int to, RowGroups groups, int columns, float[] x, float[] dy) {
            float[] mean = new float[groups.count() * columns];
            float[] variance = new float[groups.count() * columns];
            float[] y = new float[x.length];
            float[] dx = new float[x.length];
            float[] sums = new float[columns];
            float[] scaled = new float[x.length];
            Float32Columns.normalise(from, to, groups, columns, x, 0.1f, mean, variance, y);
            Float32Columns.normaliseGradient(from, to, groups, columns, y, 0.1f, variance, dy, dx);
            Float32Columns.products(from, to, groups.rows(), columns, x, dy, sums);
            Float32Columns.scale(0, groups.rows(), columns, x, sums, scaled);
            return new Columns(List.of(mean, variance, y, dx, sums, scaled));
        }
    }

    /// Windows at and beyond the borders, with gaps and strides, on 1 to 3 axes.
    private static List<Windows> geometries() {
        Window same = new Window(3, 1, 1, 1, 1);
        return List.of(
                Windows.of(List.of(new Window(2, 3, 1, 0, 2)), 7),
                Windows.of(List.of(Window.of(2).withStride(2).paddedToCover(5), same), 5, 4),
                Windows.of(List.of(Window.of(1), Window.of(7).withPadding(3).withStride(2), same), 2, 5, 3),
                Windows.of(List.of(same, Window.of(1), Window.of(1)), 2, 2, 3),
                Windows.of(List.of(Window.sideBySide(2), new Window(3, 2, 2, 1, 1), same), 4, 5, 3));
    }

    /// Rows and columns that begin and end anywhere; up to 54 taps.
    @Test
    void windows_as_rows() {
        for (Windows windows : geometries()) {
            for (int channels : new int[] {1, 3, L, 67}) {
                float[] x = numbers(1, 2 * windows.positions() * channels, 20);
                int rows = 2 * windows.outputs() - 1;
                int width = windows.taps() * channels;
                for (int top : new int[] {0, 1, width / 2, width - 1}) {
                    int depth = Math.min(width - top, 2 * width / 3 + 1);
                    float[] y = numbers(2, 3 + rows * (depth + 1), 0);
                    float[] expected = y.clone();
                    Float32Unfold.unfold(windows, channels, x, 1, rows, top, depth, y, 3, depth + 1);
                    Float32Unfold.definition(windows, channels, x, 1, rows, top, depth, expected, 3, depth + 1);
                    assertThat(y)
                            .as("%s, %d channels, from column %d", windows, channels, top)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /// Up to 3618 terms, which are several slices of them.
    @Test
    void convolution() {
        Float32Gemm gemm = new Float32Gemm(Workers.one());
        for (Windows windows : geometries()) {
            for (int channels : new int[] {1, 3, 67}) {
                for (int columns : new int[] {1, 2 * L + 1}) {
                    int m = 3 * windows.outputs();
                    int k = windows.taps() * channels;
                    float[] x = numbers(1, 3 * windows.positions() * channels, 1);
                    float[] weight = numbers(2, k * columns, 1);
                    float[] y = numbers(3, m * columns, 0);
                    float[] rows = new float[m * k];
                    float[] expected = new float[m * columns];
                    gemm.convolve(m, columns, windows, channels, x, weight, y);
                    Float32Unfold.definition(windows, channels, x, 0, m, 0, k, rows, 0, k);
                    Float32Gemm.definition(m, columns, k, rows, k, 1, weight, columns, 1, false, expected);
                    assertThat(y)
                            .as("%s, %d channels, %d columns", windows, channels, columns)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void maximum_of_windows() {
        for (Windows windows : geometries()) {
            for (int channels : SIZES) {
                float[] x = numbers(1, 2 * windows.positions() * channels, 20);
                float[] y = numbers(2, 2 * windows.outputs() * channels, 0);
                float[] expected = y.clone();
                Float32Pool.max(1, 2 * windows.outputs(), windows, channels, x, y);
                Float32Pool.definition(1, 2 * windows.outputs(), windows, channels, x, expected);
                assertThat(y).as("%s, %d channels", windows, channels).isEqualTo(expected);
            }
        }
    }

    @Test
    void adam() {
        for (int n : SIZES) {
            float[] g = numbers(1, n, 20);
            float[] m = numbers(2, n, 20);
            float[] v = numbers(3, n, 20);
            float[] p = numbers(4, n, 20);
            float[] expectedM = m.clone();
            float[] expectedV = v.clone();
            float[] expectedP = p.clone();
            int from = Math.min(1, n);
            Float32Update.Adam constants =
                    new Float32Update.Adam(0.01f, 0.9f, 2e-8f, 0.1f, 0.999f, -1e-8f, 0.001f, 0.1f, 0.001f, 1e-8f, 0.1f);
            Float32Update.adam(from, n, g, constants, m, v, p);
            Float32Update.adamDefinition(from, n, g, constants, expectedM, expectedV, expectedP);
            assertThat(m).as("first moments of %d", n).isEqualTo(expectedM);
            assertThat(v).as("second moments of %d", n).isEqualTo(expectedV);
            assertThat(p).as("%d parameters", n).isEqualTo(expectedP);
        }
    }

    /// Bias, rectifier, dropout and normalisation in one pass, and its gradient, against the kernels one by one.
    @Test
    void fused_layer() {
        Kernels kernels = Kernels.of(DType.FLOAT32, Workers.one());
        for (int columns : new int[] {1, 4, L + 1, 64, 67, 129}) {
            for (float rate : new float[] {0, 0.3f}) {
                for (boolean all : new boolean[] {false, true}) {
                    compareLayer(kernels, columns, new Dropout(rate, new CounterRandom(5), 6, 7), all);
                }
            }
        }
    }

    private static void compareLayer(Kernels kernels, int columns, Dropout dropout, boolean all) {
        RowGroups groups = RowGroups.ofAscending(0, 0, 0, 2, 3, 3);
        Shape shape = Shape.of(6, columns);
        Tensor x = tensor(1, shape);
        Tensor bias = all ? tensor(2, Shape.of(columns)) : null;
        Tensor other = all ? tensor(3, shape) : null;
        Tensor otherBias = all ? tensor(4, Shape.of(columns)) : null;
        Tensor inverse = tensor(5, Shape.of(4));
        Tensor y = tensor(5, shape);
        Mask active = new Mask(6, columns);
        kernels.activate(x, bias, other, otherBias, dropout, groups, 1e-5, active, inverse, y);

        Tensor sum = x.copy();
        if (all) {
            Tensor rest = other.copy();
            kernels.addRow(x, bias, sum);
            kernels.addRow(other, otherBias, rest);
            kernels.add(sum, rest, sum);
        }
        Tensor z = x.copy();
        kernels.leakyRelu(sum, 0, z);
        kernels.dropout(z, dropout, z);
        Tensor expectedInverse = inverse.copy();
        Tensor expected = y.copy();
        kernels.normalise(z, groups, 1e-5, expectedInverse, expected);
        assertThat(y.float32()).as("%d columns, %s", columns, dropout).isEqualTo(expected.float32());
        assertThat(inverse.float32()).isEqualTo(expectedInverse.float32());

        Tensor dy = tensor(6, shape);
        Tensor dx = tensor(7, shape);
        kernels.activateGradient(y, active, dropout, groups, inverse, dy, dx);
        Tensor expectedDx = dx.copy();
        kernels.normaliseGradient(y, groups, inverse, dy, expectedDx);
        kernels.dropout(expectedDx, dropout, expectedDx);
        kernels.leakyReluGradient(sum, 0, expectedDx, expectedDx);
        // a zero has the sign of what it replaces in one form and none in the other
        kernels.add(dx, Tensor.zeros(DType.FLOAT32, shape), dx);
        kernels.add(expectedDx, Tensor.zeros(DType.FLOAT32, shape), expectedDx);
        assertThat(dx.float32())
                .as("gradient, %d columns, %s", columns, dropout)
                .isEqualTo(expectedDx.float32());
    }

    private static Tensor tensor(int site, Shape shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        float[] numbers = numbers(site, shape.elements(), 0);
        System.arraycopy(numbers, 0, tensor.float32(), 0, numbers.length);
        return tensor;
    }
}
