// Generated from Float64Kernels.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// [Kernels] on float32: unwraps the tensors, shares the outputs out among the workers and calls the loops in
/// [Float32Gemm], [Float32Dense], [Float32Layout], [Float32Windows], [Float32Pool], [Float32Columns],
/// [Float32Normalise], [Float32Softmax], [Float32Sparse] and [Float32Update]. [Float32PlainKernels] defines the bits.
final class Float32Kernels implements Kernels {
    private static final int EXPENSIVE = 50;

    /// Neighbouring elements, or columns, that one thread works on: whole vectors, and whole lines of a cache, which
    /// two threads that write to one take from each other again and again.
    private static final int TOGETHER = 64;

    private final Workers workers;

    private final Float32Gemm gemm;

    Float32Kernels(Workers workers) {
        this.workers = workers;
        this.gemm = new Float32Gemm(workers);
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public void matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB, boolean add, Tensor c) {
        int m = c.shape().rows();
        int n = c.shape().columns();
        int k = transposeA ? a.shape().rows() : a.shape().columns();
        gemm.multiply(
                m,
                n,
                k,
                a.float32(),
                transposeA ? 1 : k,
                transposeA ? m : 1,
                b.float32(),
                transposeB ? 1 : n,
                transposeB ? k : 1,
                add,
                c.float32());
    }

    @Override
    public void matvec(Tensor x, Tensor w, Tensor y) {
        int columns = x.shape().columns();
        workers.share(
                x.shape().rows(),
                columns,
                (from, to) -> Float32Dense.rowDots(from, to, columns, x.float32(), w.float32(), y.float32()));
    }

    @Override
    public void weightedColumnSums(Tensor x, Tensor w, Tensor y) {
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        byColumn(
                columns,
                rows,
                (from, to) -> Float32Dense.weightedColumnSums(
                        from, to, rows, columns, x.float32(), w.float32(), y.float32()));
    }

    @Override
    public void outer(Tensor x, Tensor y, boolean add, Tensor z) {
        int columns = z.shape().columns();
        workers.share(
                z.shape().rows(),
                columns,
                (from, to) -> Float32Dense.outer(from, to, columns, x.float32(), y.float32(), add, z.float32()));
    }

    @Override
    public void add(Tensor x, Tensor y, Tensor z) {
        elementwise(z, 1, (from, to) -> Float32Dense.add(from, to, x.float32(), y.float32(), z.float32()));
    }

    @Override
    public void scale(Tensor x, double factor, Tensor y) {
        elementwise(
                y,
                1,
                (from, to) -> Float32Dense.scale(from, to, x.float32(), Float32Format.round(factor), y.float32()));
    }

    @Override
    public void addRow(Tensor x, Tensor row, Tensor y) {
        int columns = y.shape().columns();
        workers.share(
                y.shape().rows(),
                columns,
                (from, to) -> Float32Dense.addRow(from, to, columns, x.float32(), row.float32(), y.float32()));
    }

    @Override
    public void addRowRelu(Tensor x, Tensor row, Tensor y) {
        int columns = y.shape().columns();
        workers.share(
                y.shape().rows(),
                columns,
                (from, to) -> Float32Dense.addRowRelu(from, to, columns, x.float32(), row.float32(), y.float32()));
    }

    @Override
    public void columnSums(Tensor x, Tensor sums) {
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        byColumn(
                columns,
                rows,
                (from, to) -> Float32Dense.columnSums(from, to, rows, columns, x.float32(), sums.float32()));
    }

    @Override
    public void map(Tensor x, DoubleUnaryOperator f, Tensor y) {
        elementwise(y, EXPENSIVE, (from, to) -> {
            for (int i = from; i < to; i++) {
                y.set(i, f.applyAsDouble(x.get(i)));
            }
        });
    }

    @Override
    public void zip(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor z) {
        elementwise(z, EXPENSIVE, (from, to) -> {
            for (int i = from; i < to; i++) {
                z.set(i, f.applyAsDouble(x.get(i), y.get(i)));
            }
        });
    }

    @Override
    public void leakyRelu(Tensor x, double slope, Tensor y) {
        elementwise(
                y,
                1,
                (from, to) -> Float32Dense.leakyRelu(from, to, x.float32(), Float32Format.round(slope), y.float32()));
    }

    @Override
    public void leakyReluGradient(Tensor x, double slope, Tensor dy, Tensor dx) {
        elementwise(
                dx,
                1,
                (from, to) -> Float32Dense.leakyReluGradient(
                        from, to, x.float32(), Float32Format.round(slope), dy.float32(), dx.float32()));
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        elementwise(y, EXPENSIVE, (from, to) -> Gelu.apply(from, to, x.float32(), y.float32()));
    }

    @Override
    public void geluGradient(Tensor x, Tensor dy, Tensor dx) {
        elementwise(dx, EXPENSIVE, (from, to) -> Gelu.gradient(from, to, x.float32(), dy.float32(), dx.float32()));
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        int elements = y.shape().elements();
        VectorKeepBits keep = new VectorKeepBits(dropout.bits());
        workers.share(
                Math.ceilDiv(elements, Long.SIZE),
                EXPENSIVE * Long.SIZE,
                (from, to) -> Float32Dense.dropout(
                        Long.SIZE * from,
                        Math.min(Long.SIZE * to, elements),
                        x.float32(),
                        keep,
                        Float32Format.round(dropout.scale()),
                        y.float32()));
    }

    private void byColumn(int columns, long costPerColumn, Workers.Range work) {
        workers.share(columns, TOGETHER, costPerColumn, work);
    }

    private void elementwise(Tensor output, long cost, Workers.Range work) {
        workers.share(output.shape().elements(), TOGETHER, cost, work);
    }

    @Override
    public void spmm(SparsityPattern pattern, int blocks, Tensor values, Tensor x, boolean add, Tensor y) {
        int columns = y.shape().columns();
        boolean shared = values.shape().elements() == pattern.entries();
        int pairs = Math.multiplyExact(pattern.pairs().count(), blocks);
        workers.share(
                pairs,
                2L * columns * (1 + pattern.entries() * (long) blocks / Math.max(1, pairs)),
                (from, to) -> Float32Sparse.spmm(
                        from, to, pattern, shared, columns, values.float32(), x.float32(), add, y.float32()));
    }

    @Override
    public void sampledProduct(SparsityPattern pattern, int blocks, Tensor x, Tensor y, Tensor g) {
        int columns = x.shape().columns();
        boolean shared = g.shape().elements() == pattern.entries();
        workers.share(
                g.shape().elements(),
                2L * columns * (shared ? blocks : 1),
                (from, to) -> Float32Sparse.sampledProduct(
                        from, to, pattern, shared ? blocks : 1, columns, x.float32(), y.float32(), g.float32()));
    }

    @Override
    public void gatherRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        elementwise(y, 1, (from, to) -> Float32Sparse.gatherRows(from, to, pattern, x.float32(), y.float32()));
    }

    @Override
    public void sumRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        byRow(pattern, blocks, 1, (from, to) -> Float32Sparse.sumRows(from, to, pattern, x.float32(), y.float32()));
    }

    @Override
    public void softmaxRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        byRow(
                pattern,
                blocks,
                EXPENSIVE,
                (from, to) -> Float32Sparse.softmaxRows(from, to, pattern, x.float32(), y.float32()));
    }

    @Override
    public void softmaxRowsGradient(SparsityPattern pattern, int blocks, Tensor y, Tensor dy, Tensor dx) {
        byRow(
                pattern,
                blocks,
                4,
                (from, to) ->
                        Float32Sparse.softmaxRowsGradient(from, to, pattern, y.float32(), dy.float32(), dx.float32()));
    }

    private void byRow(SparsityPattern pattern, int blocks, long costPerEntry, Workers.Range work) {
        int entriesPerRow = 1 + pattern.entries() / Math.max(1, pattern.rows());
        workers.share(Math.multiplyExact(pattern.rows(), blocks), 2 * costPerEntry * entriesPerRow, work);
    }

    @Override
    public void copyOut(Tensor x, Submatrix part, Tensor y) {
        part.requireInside(x.shape());
        int first = part.row() * x.shape().columns() + part.column();
        copyRows(part, x.float32(), first, x.shape().columns(), y.float32(), 0, part.columns());
    }

    @Override
    public void copyIn(Tensor x, Submatrix part, Tensor y) {
        part.requireInside(y.shape());
        int first = part.row() * y.shape().columns() + part.column();
        copyRows(
                part,
                x.float32(),
                0,
                part.columns(),
                y.float32(),
                first,
                y.shape().columns());
    }

    private void copyRows(Submatrix part, float[] x, int xFirst, int xStep, float[] y, int yFirst, int yStep) {
        byRow(part.shape(), 1, (from, to) -> {
            for (int r = from; r < to; r++) {
                System.arraycopy(x, xFirst + r * xStep, y, yFirst + r * yStep, part.columns());
            }
        });
    }

    @Override
    public void exponentials(Tensor x, Tensor max, Tensor sum, Tensor y) {
        int columns = x.shape().columns();
        byRow(
                x.shape(),
                EXPENSIVE,
                (from, to) -> Float32Softmax.exponentials(
                        from, to, columns, x.float32(), max.float32(), sum.float32(), y.float32()));
    }

    @Override
    public void softmax(Tensor x, Tensor max, Tensor sum, Tensor y) {
        int columns = x.shape().columns();
        byRow(
                x.shape(),
                EXPENSIVE,
                (from, to) -> Float32Softmax.softmax(
                        from, to, columns, x.float32(), max.float32(), sum.float32(), y.float32()));
    }

    @Override
    public void softmaxGradient(Tensor y, Tensor dy, Tensor dx) {
        int columns = y.shape().columns();
        byRow(
                y.shape(),
                4,
                (from, to) -> Float32Softmax.gradient(from, to, columns, y.float32(), dy.float32(), dx.float32()));
    }

    @Override
    public void divideRows(Tensor x, Tensor divisor, Tensor y) {
        int columns = x.shape().columns();
        byRow(
                x.shape(),
                1,
                (from, to) ->
                        Float32Softmax.divideRows(from, to, columns, x.float32(), divisor.float32(), y.float32()));
    }

    private void byRow(Shape shape, long costPerElement, Workers.Range work) {
        workers.share(shape.rows(), costPerElement * shape.columns(), work);
    }

    @Override
    public void unfold(Tensor x, Windows windows, int first, Tensor y) {
        int channels = x.shape().columns();
        int width = y.shape().columns();
        byRow(
                y.shape(),
                1,
                (from, to) -> Float32Unfold.unfold(
                        windows,
                        channels,
                        x.float32(),
                        first + from,
                        to - from,
                        0,
                        width,
                        y.float32(),
                        from * width,
                        width));
    }

    @Override
    public void fold(Tensor y, Windows windows, int first, Tensor x) {
        int channels = x.shape().columns();
        int rows = y.shape().rows();
        byColumn(
                channels,
                (long) rows * windows.taps(),
                (from, to) -> Float32Windows.fold(from, to, windows, first, rows, channels, y.float32(), x.float32()));
    }

    @Override
    public void convolve(Tensor x, Windows windows, Tensor weight, Tensor y) {
        if (windows.arePositions()) {
            matmul(x, false, weight, false, false, y);
            return;
        }
        gemm.convolve(
                y.shape().rows(),
                y.shape().columns(),
                windows,
                x.shape().columns(),
                x.float32(),
                weight.float32(),
                y.float32());
    }

    @Override
    public void depthwise(Tensor x, Tensor weight, Windows windows, Tensor y) {
        int channels = y.shape().columns();
        workers.share(
                y.shape().rows(),
                (long) windows.taps() * channels,
                (from, to) -> Float32Windows.depthwise(
                        from, to, windows, channels, x.float32(), weight.float32(), y.float32()));
    }

    @Override
    public void depthwiseInput(Tensor dy, Tensor weight, Windows windows, Tensor dx) {
        int channels = dx.shape().columns();
        int rows = dy.shape().rows();
        dx.fill(0);
        byColumn(
                channels,
                (long) rows * windows.taps(),
                (from, to) -> Float32Windows.depthwiseInput(
                        from, to, windows, rows, channels, dy.float32(), weight.float32(), dx.float32()));
    }

    @Override
    public void depthwiseWeight(Tensor x, Tensor dy, Windows windows, Tensor dweight) {
        int channels = dy.shape().columns();
        int rows = dy.shape().rows();
        dweight.fill(0);
        byColumn(
                channels,
                (long) rows * windows.taps(),
                (from, to) -> Float32Windows.depthwiseWeight(
                        from, to, windows, rows, channels, x.float32(), dy.float32(), dweight.float32()));
    }

    @Override
    public void maxPool(Tensor x, Windows windows, Tensor y) {
        int channels = y.shape().columns();
        workers.share(
                y.shape().rows(),
                (long) windows.taps() * channels,
                (from, to) -> Float32Pool.max(from, to, windows, channels, x.float32(), y.float32()));
    }

    @Override
    public void maxPoolGradient(Tensor x, Windows windows, Tensor dy, Tensor dx) {
        int channels = dx.shape().columns();
        int rows = dy.shape().rows();
        byColumn(
                channels,
                (long) windows.taps() * rows,
                (from, to) -> Float32Pool.gradient(
                        from, to, windows, rows, channels, x.float32(), dy.float32(), dx.float32()));
    }

    @Override
    public void gatherMax(Tensor x, int[] index, int count, Tensor y) {
        int columns = y.shape().columns();
        workers.share(
                y.shape().rows(),
                (long) count * columns,
                (from, to) -> Float32Windows.gatherMax(from, to, columns, x.float32(), index, count, y.float32()));
    }

    @Override
    public void gatherMaxGradient(Tensor x, int[] index, int count, Tensor dy, Tensor dx) {
        int columns = dx.shape().columns();
        int rows = dy.shape().rows();
        byColumn(
                columns,
                (long) count * rows,
                (from, to) -> Float32Windows.gatherMaxGradient(
                        from, to, rows, columns, x.float32(), index, count, dy.float32(), dx.float32()));
    }

    @Override
    public void permute(Tensor x, int[] order, Tensor y) {
        int[] strides = new int[order.length];
        int[] inner = new int[order.length];
        int elements = 1;
        for (int axis = order.length - 1; axis >= 0; axis--) {
            inner[axis] = elements;
            elements *= x.shape().size(axis);
        }
        for (int axis = 0; axis < order.length; axis++) {
            strides[axis] = inner[order[axis]];
        }
        byRow(
                y.shape(),
                4,
                (from, to) -> Float32Layout.permute(from, to, y.shape().toArray(), strides, x.float32(), y.float32()));
    }

    @Override
    public void permuteColumns(Tensor x, int[] order, Tensor y) {
        byRow(y.shape(), 2, (from, to) -> Float32Layout.permuteColumns(from, to, order, x.float32(), y.float32()));
    }

    @Override
    public void normalise(Tensor x, RowGroups groups, double epsilon, Tensor inverse, Tensor y) {
        int columns = x.shape().columns();
        workers.share(
                groups.count(),
                costPerGroup(groups, columns),
                (from, to) -> Float32Normalise.normalise(
                        from,
                        to,
                        groups,
                        columns,
                        x.float32(),
                        Float32Format.round(epsilon),
                        inverse.float32(),
                        y.float32()));
    }

    @Override
    public void normaliseGradient(Tensor y, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx) {
        Float32Digits.require(inverse.float32(), dy.float32());
        int columns = y.shape().columns();
        workers.share(
                groups.count(),
                costPerGroup(groups, columns),
                (from, to) -> Float32Normalise.gradient(
                        from, to, groups, columns, y.float32(), inverse.float32(), dy.float32(), dx.float32()));
    }

    @Override
    public void scaleColumns(Tensor x, Tensor factor, Tensor y) {
        int columns = y.shape().columns();
        workers.share(
                y.shape().rows(),
                columns,
                (from, to) -> Float32Columns.scale(from, to, columns, x.float32(), factor.float32(), y.float32()));
    }

    @Override
    public void columnProducts(Tensor x, Tensor y, Tensor sums) {
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        byColumn(
                columns,
                rows,
                (from, to) ->
                        Float32Columns.products(from, to, rows, columns, x.float32(), y.float32(), sums.float32()));
    }

    @Override
    public void normaliseColumns(Tensor x, RowGroups groups, double epsilon, Tensor mean, Tensor variance, Tensor y) {
        int columns = x.shape().columns();
        byColumn(
                columns,
                4L * groups.rows(),
                (from, to) -> Float32Columns.normalise(
                        from,
                        to,
                        groups,
                        columns,
                        x.float32(),
                        Float32Format.round(epsilon),
                        mean.float32(),
                        variance.float32(),
                        y.float32()));
    }

    @Override
    public void normaliseColumnsGradient(
            Tensor y, RowGroups groups, double epsilon, Tensor variance, Tensor dy, Tensor dx) {
        int columns = y.shape().columns();
        byColumn(
                columns,
                4L * groups.rows(),
                (from, to) -> Float32Columns.normaliseGradient(
                        from,
                        to,
                        groups,
                        columns,
                        y.float32(),
                        Float32Format.round(epsilon),
                        variance.float32(),
                        dy.float32(),
                        dx.float32()));
    }

    @Override
    public void activate(
            Tensor x,
            Tensor bias,
            Tensor other,
            Tensor otherBias,
            Dropout dropout,
            RowGroups groups,
            double epsilon,
            Mask active,
            Tensor inverse,
            Tensor y) {
        int columns = x.shape().columns();
        VectorKeepBits keep = dropout.rate() == 0 ? null : new VectorKeepBits(dropout.bits());
        workers.share(
                groups.count(),
                4 * costPerGroup(groups, columns),
                (from, to) -> Float32Normalise.activate(
                        from,
                        to,
                        groups,
                        columns,
                        x.float32(),
                        elements(bias),
                        elements(other),
                        elements(otherBias),
                        keep,
                        Float32Format.round(dropout.scale()),
                        active,
                        Float32Format.round(epsilon),
                        inverse.float32(),
                        y.float32()));
    }

    private static float[] elements(Tensor tensor) {
        return tensor == null ? null : tensor.float32();
    }

    @Override
    public void activateGradient(
            Tensor y, Mask active, Dropout dropout, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx) {
        Float32Digits.require(inverse.float32(), dy.float32());
        int columns = y.shape().columns();
        workers.share(
                groups.count(),
                2 * costPerGroup(groups, columns),
                (from, to) -> Float32Normalise.activateGradient(
                        from,
                        to,
                        groups,
                        columns,
                        y.float32(),
                        active,
                        Float32Format.round(dropout.scale()),
                        inverse.float32(),
                        dy.float32(),
                        dx.float32()));
    }

    private static long costPerGroup(RowGroups groups, int columns) {
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
        Float32Update.Adam constants = new Float32Update.Adam(
                Float32Format.round(rate),
                Float32Format.round(beta1),
                Float32Format.rest(beta1),
                Float32Format.round(1 - beta1),
                Float32Format.round(beta2),
                Float32Format.rest(beta2),
                Float32Format.round(1 - beta2),
                Float32Format.round(bias1),
                Float32Format.round(bias2),
                Float32Format.round(epsilon),
                Float32Format.round(decay));
        elementwise(
                p,
                10,
                (from, to) ->
                        Float32Update.adam(from, to, g.float32(), constants, m.float32(), v.float32(), p.float32()));
    }

    @Override
    public void momentum(Tensor g, double rate, double momentum, double decay, Tensor m, Tensor p) {
        elementwise(
                p,
                2,
                (from, to) -> Float32Update.momentum(
                        from,
                        to,
                        g.float32(),
                        Float32Format.round(rate),
                        Float32Format.round(momentum),
                        Float32Format.rest(momentum),
                        Float32Format.round(decay),
                        m.float32(),
                        p.float32()));
    }
}
