package org.thgcl.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// [Kernels] on float64: unwraps the tensors, shares the outputs out among the workers and calls the loops in
/// [Float64Dense], [Float64Sparse] and [Float64Update].
final class Float64Kernels implements Kernels {
    private static final int EXPENSIVE = 50;

    private final Workers workers;

    /// The right factor of a matrix product, kept from one product to the next.
    private double[][] rows = new double[0][];

    Float64Kernels(Workers workers) {
        this.workers = workers;
    }

    @Override
    public DType dtype() {
        return DType.FLOAT64;
    }

    @Override
    public void matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c) {
        int m = c.shape().rows();
        int n = c.shape().columns();
        int k = transposeA ? a.shape().rows() : a.shape().columns();
        double[][] right = rows(k, n);
        int rightRowStride = transposeB ? 1 : n;
        int rightColumnStride = transposeB ? k : 1;
        workers.share(
                k,
                n,
                (from, to) -> Float64Dense.rows(from, to, n, b.float64(), rightRowStride, rightColumnStride, right));
        int rowStride = transposeA ? 1 : k;
        int columnStride = transposeA ? m : 1;
        workers.share(
                m,
                2L * n * k,
                (from, to) ->
                        Float64Dense.matmul(from, to, n, k, a.float64(), rowStride, columnStride, right, c.float64()));
    }

    /// At least `count` rows of at least `length` numbers, of any content.
    private double[][] rows(int count, int length) {
        if (rows.length < count) {
            rows = Arrays.copyOf(rows, count);
        }
        for (int r = 0; r < count; r++) {
            if (rows[r] == null || rows[r].length < length) {
                rows[r] = new double[length];
            }
        }
        return rows;
    }

    @Override
    public void add(Tensor x, Tensor y, Tensor z) {
        elementwise(z, 1, (from, to) -> Float64Dense.add(from, to, x.float64(), y.float64(), z.float64()));
    }

    @Override
    public void scale(Tensor x, double factor, Tensor y) {
        elementwise(y, 1, (from, to) -> Float64Dense.scale(from, to, x.float64(), factor, y.float64()));
    }

    @Override
    public void addRow(Tensor x, Tensor row, Tensor y) {
        int columns = y.shape().columns();
        workers.share(
                y.shape().rows(),
                columns,
                (from, to) -> Float64Dense.addRow(from, to, columns, x.float64(), row.float64(), y.float64()));
    }

    @Override
    public void columnSums(Tensor x, Tensor sums) {
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        workers.share(
                columns,
                rows,
                (from, to) -> Float64Dense.columnSums(from, to, rows, columns, x.float64(), sums.float64()));
    }

    @Override
    public void map(Tensor x, DoubleUnaryOperator f, Tensor y) {
        elementwise(y, EXPENSIVE, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.float64()[i] = f.applyAsDouble(x.float64()[i]);
            }
        });
    }

    @Override
    public void zip(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor z) {
        elementwise(z, EXPENSIVE, (from, to) -> {
            for (int i = from; i < to; i++) {
                z.float64()[i] = f.applyAsDouble(x.float64()[i], y.float64()[i]);
            }
        });
    }

    @Override
    public void leakyRelu(Tensor x, double slope, Tensor y) {
        elementwise(y, 1, (from, to) -> Float64Dense.leakyRelu(from, to, x.float64(), slope, y.float64()));
    }

    @Override
    public void leakyReluGradient(Tensor x, double slope, Tensor dy, Tensor dx) {
        elementwise(
                dx,
                1,
                (from, to) -> Float64Dense.leakyReluGradient(from, to, x.float64(), slope, dy.float64(), dx.float64()));
    }

    @Override
    public void dropout(Tensor x, double rate, CounterRandom random, long step, int site, Tensor y) {
        int elements = y.shape().elements();
        workers.share(
                (elements + 3) / 4,
                EXPENSIVE,
                (from, to) -> Float64Dense.dropout(
                        4 * from, Math.min(4 * to, elements), x.float64(), rate, random, step, site, y.float64()));
    }

    private void elementwise(Tensor output, long cost, Workers.Range work) {
        workers.share(output.shape().elements(), cost, work);
    }

    @Override
    public void spmm(SparsityPattern pattern, int blocks, Tensor values, Tensor x, Tensor y) {
        int columns = y.shape().columns();
        boolean shared = values.shape().elements() == pattern.entries();
        byRow(
                pattern,
                blocks,
                columns,
                (from, to) -> Float64Sparse.spmm(
                        from, to, pattern, shared, columns, values.float64(), x.float64(), y.float64()));
    }

    @Override
    public void sampledProduct(SparsityPattern pattern, int blocks, Tensor x, Tensor y, Tensor g) {
        int columns = x.shape().columns();
        boolean shared = g.shape().elements() == pattern.entries();
        workers.share(
                g.shape().elements(),
                2L * columns * (shared ? blocks : 1),
                (from, to) -> Float64Sparse.sampledProduct(
                        from, to, pattern, shared ? blocks : 1, columns, x.float64(), y.float64(), g.float64()));
    }

    @Override
    public void gatherRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        elementwise(y, 1, (from, to) -> Float64Sparse.gatherRows(from, to, pattern, x.float64(), y.float64()));
    }

    @Override
    public void sumRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        byRow(pattern, blocks, 1, (from, to) -> Float64Sparse.sumRows(from, to, pattern, x.float64(), y.float64()));
    }

    @Override
    public void softmaxRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        byRow(
                pattern,
                blocks,
                EXPENSIVE,
                (from, to) -> Float64Sparse.softmaxRows(from, to, pattern, x.float64(), y.float64()));
    }

    @Override
    public void softmaxRowsGradient(SparsityPattern pattern, int blocks, Tensor y, Tensor dy, Tensor dx) {
        byRow(
                pattern,
                blocks,
                4,
                (from, to) ->
                        Float64Sparse.softmaxRowsGradient(from, to, pattern, y.float64(), dy.float64(), dx.float64()));
    }

    private void byRow(SparsityPattern pattern, int blocks, long costPerEntry, Workers.Range work) {
        int entriesPerRow = 1 + pattern.entries() / Math.max(1, pattern.rows());
        workers.share(Math.multiplyExact(pattern.rows(), blocks), 2 * costPerEntry * entriesPerRow, work);
    }

    @Override
    public void normalise(Tensor x, Segments groups, double epsilon, Tensor inverse, Tensor y) {
        int columns = x.shape().columns();
        workers.share(
                groups.count(),
                costPerGroup(groups, columns),
                (from, to) -> Float64Dense.normalise(
                        from, to, groups, columns, x.float64(), epsilon, inverse.float64(), y.float64()));
    }

    @Override
    public void normaliseGradient(Tensor y, Segments groups, Tensor inverse, Tensor dy, Tensor dx) {
        int columns = y.shape().columns();
        workers.share(
                groups.count(),
                costPerGroup(groups, columns),
                (from, to) -> Float64Dense.normaliseGradient(
                        from, to, groups, columns, y.float64(), inverse.float64(), dy.float64(), dx.float64()));
    }

    private static long costPerGroup(Segments groups, int columns) {
        return 4L * columns * (1 + groups.rows() / Math.max(1, groups.count()));
    }

    @Override
    public void adam(
            Tensor g,
            double rate,
            double beta1,
            double beta2,
            double bias1,
            double bias2,
            double epsilon,
            double decay,
            Tensor m,
            Tensor v,
            Tensor p) {
        elementwise(
                p,
                10,
                (from, to) -> Float64Update.adam(
                        from,
                        to,
                        g.float64(),
                        rate,
                        beta1,
                        beta2,
                        bias1,
                        bias2,
                        epsilon,
                        decay,
                        m.float64(),
                        v.float64(),
                        p.float64()));
    }

    @Override
    public void momentum(Tensor g, double rate, double momentum, double decay, Tensor m, Tensor p) {
        elementwise(
                p,
                2,
                (from, to) ->
                        Float64Update.momentum(from, to, g.float64(), rate, momentum, decay, m.float64(), p.float64()));
    }
}
