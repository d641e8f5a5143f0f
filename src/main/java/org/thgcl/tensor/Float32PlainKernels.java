// Generated from Float64PlainKernels.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.LARGEST;
import static org.thgcl.tensor.Float32Format.LARGE_MEAN;
import static org.thgcl.tensor.Float32Format.SCALE_DOWN;
import static org.thgcl.tensor.Float32Format.SCALE_UP;
import static org.thgcl.tensor.Float32Format.SMALL_SQUARE;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Every kernel on float32 as the loop that its formula says: the definition that [Float32Kernels] computes in vectors
/// and on several threads, with the same bits.
///
/// The elements of a tensor `x` are `xs`, row by row. Sums over rows of numbers are [Float32Sums], elementary functions
/// [Float32Exp] and [Elementary]. Nothing but a Java virtual machine, or what stands in for one in a browser, is
/// needed: no Vector API, no threads.
public final class Float32PlainKernels implements Kernels {
    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public void matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB, boolean add, Tensor c) {
        float[] as = a.float32();
        float[] bs = transposeB ? transpose(b) : b.float32();
        float[] cs = c.float32();
        int rows = c.shape().rows();
        int columns = c.shape().columns();
        int inner = transposeA ? a.shape().rows() : a.shape().columns();
        if (!add) {
            c.fill(0);
        }
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < inner; k++) {
                float factor = transposeA ? as[k * rows + i] : as[i * inner + k];
                addMultiple(factor, bs, k, cs, i, columns);
            }
        }
    }

    /// Adds a multiple of row p of X to row q of Y.
    private static void addMultiple(float factor, float[] xs, int p, float[] ys, int q, int columns) {
        for (int c = 0; c < columns; c++) {
            ys[q * columns + c] = Math.fma(factor, xs[p * columns + c], ys[q * columns + c]);
        }
    }

    private static float[] transpose(Tensor x) {
        float[] xs = x.float32();
        float[] ys = new float[xs.length];
        int rows = x.shape().rows();
        int columns = x.shape().columns();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                ys[c * rows + r] = xs[r * columns + c];
            }
        }
        return ys;
    }

    @Override
    public void matvec(Tensor x, Tensor w, Tensor y) {
        float[] ys = y.float32();
        int columns = x.shape().columns();
        for (int r = 0; r < ys.length; r++) {
            ys[r] = Float32Sums.dot(x.float32(), r * columns, w.float32(), 0, columns);
        }
    }

    @Override
    public void weightedColumnSums(Tensor x, Tensor w, Tensor y) {
        float[] ws = w.float32();
        y.fill(0);
        for (int r = 0; r < ws.length; r++) {
            addMultiple(ws[r], x.float32(), r, y.float32(), 0, x.shape().columns());
        }
    }

    @Override
    public void outer(Tensor x, Tensor y, boolean add, Tensor z) {
        float[] xs = x.float32();
        if (!add) {
            z.fill(0);
        }
        for (int r = 0; r < xs.length; r++) {
            addMultiple(xs[r], y.float32(), 0, z.float32(), r, z.shape().columns());
        }
    }

    @Override
    public void add(Tensor x, Tensor y, Tensor z) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float[] zs = z.float32();
        for (int i = 0; i < zs.length; i++) {
            zs[i] = xs[i] + ys[i];
        }
    }

    @Override
    public void scale(Tensor x, double factor, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float stored = Float32Format.round(factor);
        for (int i = 0; i < ys.length; i++) {
            ys[i] = stored * xs[i];
        }
    }

    @Override
    public void addRow(Tensor x, Tensor row, Tensor y) {
        float[] xs = x.float32();
        float[] rs = row.float32();
        float[] ys = y.float32();
        for (int i = 0; i < ys.length; i++) {
            ys[i] = xs[i] + rs[i % rs.length];
        }
    }

    @Override
    public void addRowRelu(Tensor x, Tensor row, Tensor y) {
        addRow(x, row, y);
        leakyRelu(y, 0, y);
    }

    @Override
    public void columnSums(Tensor x, Tensor sums) {
        float[] xs = x.float32();
        float[] ss = sums.float32();
        Arrays.fill(ss, 0);
        for (int i = 0; i < xs.length; i++) {
            ss[i % ss.length] += xs[i];
        }
    }

    @Override
    public void map(Tensor x, DoubleUnaryOperator f, Tensor y) {
        for (int i = 0; i < y.shape().elements(); i++) {
            y.set(i, f.applyAsDouble(x.get(i)));
        }
    }

    @Override
    public void zip(Tensor x, Tensor y, DoubleBinaryOperator f, Tensor z) {
        for (int i = 0; i < z.shape().elements(); i++) {
            z.set(i, f.applyAsDouble(x.get(i), y.get(i)));
        }
    }

    @Override
    public void leakyRelu(Tensor x, double slope, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float stored = Float32Format.round(slope);
        for (int i = 0; i < ys.length; i++) {
            if (stored == 0) {
                ys[i] = Math.max(xs[i], 0) + 0 * xs[i]; // 0 x is NaN for an infinite x
            } else {
                ys[i] = xs[i] > 0 ? xs[i] : stored * xs[i];
            }
        }
    }

    @Override
    public void leakyReluGradient(Tensor x, double slope, Tensor dy, Tensor dx) {
        float[] xs = x.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        float stored = Float32Format.round(slope);
        for (int i = 0; i < dxs.length; i++) {
            dxs[i] = xs[i] > 0 ? dys[i] : stored == 0 ? 0 : stored * dys[i];
        }
    }

    @Override
    public void gelu(Tensor x, Tensor y) {
        map(x, v -> v * Elementary.normalDistribution(v), y);
    }

    @Override
    public void geluGradient(Tensor x, Tensor dy, Tensor dx) {
        Tensor derivative = Tensor.zeros(dtype(), x.shape());
        map(x, v -> Elementary.normalDistribution(v) + v * Elementary.normalDensity(v), derivative);
        float[] ds = derivative.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        for (int i = 0; i < dxs.length; i++) {
            dxs[i] = ds[i] * dys[i];
        }
    }

    @Override
    public void dropout(Tensor x, Dropout dropout, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float scale = Float32Format.round(dropout.scale());
        long kept = 0;
        for (int i = 0; i < ys.length; i++) {
            if (i % Long.SIZE == 0) {
                kept = dropout.bits().word(i);
            }
            ys[i] = (kept >>> i & 1) != 0 ? xs[i] * scale : 0;
        }
    }

    @Override
    public void spmm(SparsityPattern pattern, int blocks, Tensor values, Tensor x, boolean add, Tensor y) {
        float[] vs = values.float32();
        if (!add) {
            y.fill(0);
        }
        for (int b = 0; b < blocks; b++) {
            for (int e = 0; e < pattern.entries(); e++) {
                float value = vs[(b * pattern.entries() + e) % vs.length];
                int source = b * pattern.columns() + pattern.column(e);
                int target = b * pattern.rows() + pattern.row(e);
                addMultiple(
                        value,
                        x.float32(),
                        source,
                        y.float32(),
                        target,
                        y.shape().columns());
            }
        }
    }

    @Override
    public void sampledProduct(SparsityPattern pattern, int blocks, Tensor x, Tensor y, Tensor g) {
        float[] gs = g.float32();
        int columns = x.shape().columns();
        Arrays.fill(gs, 0);
        for (int b = 0; b < blocks; b++) {
            for (int e = 0; e < pattern.entries(); e++) {
                int p = (b * pattern.rows() + pattern.row(e)) * columns;
                int q = (b * pattern.columns() + pattern.column(e)) * columns;
                gs[(b * pattern.entries() + e) % gs.length] += Float32Sums.dot(x.float32(), p, y.float32(), q, columns);
            }
        }
    }

    @Override
    public void gatherRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        for (int b = 0; b < blocks; b++) {
            for (int e = 0; e < pattern.entries(); e++) {
                ys[b * pattern.entries() + e] = xs[b * pattern.rows() + pattern.row(e)];
            }
        }
    }

    @Override
    public void sumRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        Arrays.fill(ys, 0);
        for (int b = 0; b < blocks; b++) {
            for (int e = 0; e < pattern.entries(); e++) {
                ys[b * pattern.rows() + pattern.row(e)] += xs[b * pattern.entries() + e];
            }
        }
    }

    @Override
    public void softmaxRows(SparsityPattern pattern, int blocks, Tensor x, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        for (int b = 0; b < blocks; b++) {
            int first = b * pattern.entries();
            float[] max = new float[pattern.rows()];
            float[] sum = new float[pattern.rows()];
            Arrays.fill(max, Float.NEGATIVE_INFINITY);
            for (int e = 0; e < pattern.entries(); e++) {
                int r = pattern.row(e);
                max[r] = Math.max(max[r], xs[first + e]);
            }
            for (int e = 0; e < pattern.entries(); e++) {
                int r = pattern.row(e);
                ys[first + e] = Float32Exp.exp(xs[first + e] - max[r]) + 0 * xs[first + e];
                sum[r] += ys[first + e];
            }
            for (int e = 0; e < pattern.entries(); e++) {
                ys[first + e] /= sum[pattern.row(e)];
            }
        }
    }

    @Override
    public void softmaxRowsGradient(SparsityPattern pattern, int blocks, Tensor y, Tensor dy, Tensor dx) {
        float[] ys = y.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        for (int b = 0; b < blocks; b++) {
            int first = b * pattern.entries();
            float[] projection = new float[pattern.rows()];
            for (int e = 0; e < pattern.entries(); e++) {
                int r = pattern.row(e);
                projection[r] = Math.fma(ys[first + e], dys[first + e], projection[r]);
            }
            for (int e = 0; e < pattern.entries(); e++) {
                dxs[first + e] = ys[first + e] * (dys[first + e] - projection[pattern.row(e)]);
            }
        }
    }

    @Override
    public void copyOut(Tensor x, Submatrix part, Tensor y) {
        part.requireInside(x.shape());
        for (int r = 0; r < part.rows(); r++) {
            int first = (part.row() + r) * x.shape().columns() + part.column();
            System.arraycopy(x.float32(), first, y.float32(), r * part.columns(), part.columns());
        }
    }

    @Override
    public void copyIn(Tensor x, Submatrix part, Tensor y) {
        part.requireInside(y.shape());
        for (int r = 0; r < part.rows(); r++) {
            int first = (part.row() + r) * y.shape().columns() + part.column();
            System.arraycopy(x.float32(), r * part.columns(), y.float32(), first, part.columns());
        }
    }

    @Override
    public void exponentials(Tensor x, Tensor max, Tensor sum, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int columns = x.shape().columns();
        for (int r = 0; r < x.shape().rows(); r++) {
            float largest = Float.NEGATIVE_INFINITY;
            float zero = 0;
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                largest = Math.max(largest, xs[i]);
                zero += 0 * xs[i];
            }
            max.float32()[r] = zero == 0 ? largest : Float.NaN; // 0 x is NaN for an infinite x
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                ys[i] = Float32Exp.exp(xs[i] - max.float32()[r]);
            }
            sum.float32()[r] = Float32Sums.sum(ys, r * columns, (r + 1) * columns);
        }
    }

    @Override
    public void softmax(Tensor x, Tensor max, Tensor sum, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int columns = x.shape().columns();
        for (int i = 0; i < ys.length; i++) {
            ys[i] = Float32Exp.exp(xs[i] - max.float32()[i / columns]) / sum.float32()[i / columns];
        }
    }

    @Override
    public void softmaxGradient(Tensor y, Tensor dy, Tensor dx) {
        float[] ys = y.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        int columns = y.shape().columns();
        for (int r = 0; r < y.shape().rows(); r++) {
            float projection = Float32Sums.dot(ys, r * columns, dys, r * columns, columns);
            for (int i = r * columns; i < (r + 1) * columns; i++) {
                dxs[i] = ys[i] * (dys[i] - projection);
            }
        }
    }

    @Override
    public void divideRows(Tensor x, Tensor divisor, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int columns = x.shape().columns();
        for (int i = 0; i < ys.length; i++) {
            ys[i] = xs[i] / divisor.float32()[i / columns];
        }
    }

    @Override
    public void unfold(Tensor x, Windows windows, int first, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int channels = x.shape().columns();
        int i = 0;
        for (int r = first; r < first + y.shape().rows(); r++) {
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(r, t);
                for (int c = 0; c < channels; c++) {
                    ys[i++] = row < 0 ? 0 : xs[row * channels + c];
                }
            }
        }
    }

    @Override
    public void fold(Tensor y, Windows windows, int first, Tensor x) {
        float[] ys = y.float32();
        float[] xs = x.float32();
        int channels = x.shape().columns();
        int i = 0;
        for (int r = first; r < first + y.shape().rows(); r++) {
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(r, t);
                for (int c = 0; c < channels; c++, i++) {
                    if (row >= 0) {
                        xs[row * channels + c] += ys[i];
                    }
                }
            }
        }
    }

    @Override
    public void convolve(Tensor x, Windows windows, Tensor weight, Tensor y) {
        float[] xs = x.float32();
        int channels = x.shape().columns();
        y.fill(0);
        for (int o = 0; o < y.shape().rows(); o++) {
            for (int k = 0; k < windows.taps() * channels; k++) {
                int row = windows.row(o, k / channels);
                float value = row < 0 ? 0 : xs[row * channels + k % channels];
                addMultiple(
                        value, weight.float32(), k, y.float32(), o, y.shape().columns());
            }
        }
    }

    @Override
    public void depthwise(Tensor x, Tensor weight, Windows windows, Tensor y) {
        y.fill(0);
        for (int o = 0; o < y.shape().rows(); o++) {
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(o, t);
                if (row >= 0) {
                    addProduct(weight, t, x, row, y, o);
                }
            }
        }
    }

    @Override
    public void depthwiseInput(Tensor dy, Tensor weight, Windows windows, Tensor dx) {
        dx.fill(0);
        for (int o = 0; o < dy.shape().rows(); o++) {
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(o, t);
                if (row >= 0) {
                    addProduct(weight, t, dy, o, dx, row);
                }
            }
        }
    }

    @Override
    public void depthwiseWeight(Tensor x, Tensor dy, Windows windows, Tensor dweight) {
        dweight.fill(0);
        for (int o = 0; o < dy.shape().rows(); o++) {
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(o, t);
                if (row >= 0) {
                    addProduct(x, row, dy, o, dweight, t);
                }
            }
        }
    }

    /// Adds to row k of Z the elementwise product of row i of X and row j of Y.
    private static void addProduct(Tensor x, int i, Tensor y, int j, Tensor z, int k) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float[] zs = z.float32();
        int columns = z.shape().columns();
        for (int c = 0; c < columns; c++) {
            zs[k * columns + c] = Math.fma(xs[i * columns + c], ys[j * columns + c], zs[k * columns + c]);
        }
    }

    @Override
    public void maxPool(Tensor x, Windows windows, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int channels = y.shape().columns();
        for (int i = 0; i < ys.length; i++) {
            float max = Float.NEGATIVE_INFINITY;
            float zero = 0;
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(i / channels, t);
                if (row >= 0) {
                    float value = xs[row * channels + i % channels];
                    max = value > max ? value : max;
                    zero += 0 * value;
                }
            }
            ys[i] = zero == 0 ? max : Float.NaN;
        }
    }

    @Override
    public void maxPoolGradient(Tensor x, Windows windows, Tensor dy, Tensor dx) {
        float[] xs = x.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        int channels = dx.shape().columns();
        Arrays.fill(dxs, 0);
        for (int i = 0; i < dys.length; i++) {
            int first = -1;
            for (int t = 0; t < windows.taps(); t++) {
                int row = windows.row(i / channels, t);
                int element = row * channels + i % channels;
                if (row >= 0 && (first < 0 || xs[element] > xs[first])) {
                    first = element;
                }
            }
            dxs[first] += dys[i];
        }
    }

    @Override
    public void gatherMax(Tensor x, int[] index, int count, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int columns = y.shape().columns();
        Arrays.fill(ys, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < ys.length; i++) {
            for (int j = 0; j < count; j++) {
                int row = index[i / columns * count + j];
                float value = row < 0 ? 0 : xs[row * columns + i % columns];
                ys[i] = Math.max(ys[i], value + 0 * value);
            }
        }
    }

    @Override
    public void gatherMaxGradient(Tensor x, int[] index, int count, Tensor dy, Tensor dx) {
        float[] xs = x.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        int columns = dx.shape().columns();
        Arrays.fill(dxs, 0);
        for (int i = 0; i < dys.length; i++) {
            int first = -1;
            float max = 0;
            for (int j = 0; j < count; j++) {
                int row = index[i / columns * count + j];
                float value = row < 0 ? 0 : xs[row * columns + i % columns];
                if (j == 0 || value > max) {
                    first = row;
                    max = value;
                }
            }
            if (first >= 0) {
                dxs[first * columns + i % columns] += dys[i];
            }
        }
    }

    @Override
    public void permute(Tensor x, int[] order, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int[] step = new int[order.length];
        int elements = 1;
        for (int axis = order.length - 1; axis >= 0; axis--) {
            step[axis] = elements;
            elements *= x.shape().size(axis);
        }
        for (int i = 0; i < ys.length; i++) {
            int source = 0;
            int rest = i;
            for (int axis = order.length - 1; axis >= 0; axis--) {
                source += rest % y.shape().size(axis) * step[order[axis]];
                rest /= y.shape().size(axis);
            }
            ys[i] = xs[source];
        }
    }

    @Override
    public void permuteColumns(Tensor x, int[] order, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        for (int i = 0; i < ys.length; i++) {
            int c = i % order.length;
            ys[i] = xs[i - c + order[c]];
        }
    }

    @Override
    public void normalise(Tensor x, RowGroups groups, double epsilon, Tensor inverse, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        float stored = Float32Format.round(epsilon);
        int columns = x.shape().columns();
        for (int g = 0; g < groups.count(); g++) {
            int from = groups.offset(g) * columns;
            int to = groups.offset(g + 1) * columns;
            // numbers are taken times a power of 2, which is exact, where sums or squares would leave the range
            float mean = Float32Sums.sum(xs, from, to) / (to - from);
            float scale = Math.abs(mean) < LARGE_MEAN ? 1 : SCALE_DOWN;
            multiply(xs, from, to, scale, ys);
            mean = Float32Sums.sum(ys, from, to) / (to - from);
            for (int i = from; i < to; i++) {
                ys[i] -= mean;
            }
            float variance = Float32Sums.dot(ys, from, ys, from, to - from) / (to - from);
            if (scale == 1 && !(variance <= LARGEST && variance + stored >= SMALL_SQUARE)) {
                scale = variance < 1 ? SCALE_UP : SCALE_DOWN;
                multiply(ys, from, to, scale, ys);
                variance = Float32Sums.dot(ys, from, ys, from, to - from) / (to - from);
            }
            if (variance == 0) {
                scale = 1; // there is nothing to scale, and epsilon might become 0
            }
            float factor = 1 / Float32Format.sqrt(variance + stored * scale * scale);
            multiply(ys, from, to, factor, ys);
            inverse.float32()[g] = scale * factor;
        }
    }

    private static void multiply(float[] xs, int from, int to, float factor, float[] ys) {
        for (int i = from; i < to; i++) {
            ys[i] = factor * xs[i];
        }
    }

    @Override
    public void normaliseGradient(Tensor y, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx) {
        float[] ys = y.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        Float32Digits.require(inverse.float32(), dys);
        int columns = y.shape().columns();
        for (int g = 0; g < groups.count(); g++) {
            int from = groups.offset(g) * columns;
            int to = groups.offset(g + 1) * columns;
            float mean = Float32Sums.sum(dys, from, to) / (to - from);
            float projection = Float32Sums.dot(dys, from, ys, from, to - from) / (to - from);
            for (int i = from; i < to; i++) {
                dxs[i] = inverse.float32()[g] * (dys[i] - mean - ys[i] * projection);
            }
        }
    }

    @Override
    public void scaleColumns(Tensor x, Tensor factor, Tensor y) {
        float[] xs = x.float32();
        float[] fs = factor.float32();
        float[] ys = y.float32();
        for (int i = 0; i < ys.length; i++) {
            ys[i] = fs[i % fs.length] * xs[i];
        }
    }

    @Override
    public void columnProducts(Tensor x, Tensor y, Tensor sums) {
        float[] ss = sums.float32();
        for (int c = 0; c < ss.length; c++) {
            ss[c] = Float32Sums.columnDot(
                    x.float32(), y.float32(), ss.length, c, 0, x.shape().rows());
        }
    }

    @Override
    public void normaliseColumns(Tensor x, RowGroups groups, double epsilon, Tensor mean, Tensor variance, Tensor y) {
        float[] xs = x.float32();
        float[] ys = y.float32();
        int columns = x.shape().columns();
        for (int i = 0; i < groups.count() * columns; i++) {
            int c = i % columns;
            int from = groups.offset(i / columns);
            int to = groups.offset(i / columns + 1);
            float centre = Float32Sums.columnSum(xs, columns, c, from, to) / (to - from);
            for (int r = from; r < to; r++) {
                ys[r * columns + c] = xs[r * columns + c] - centre;
            }
            float square = Float32Sums.columnDot(ys, ys, columns, c, from, to) / (to - from);
            float factor = inverseDeviation(square, Float32Format.round(epsilon));
            for (int r = from; r < to; r++) {
                ys[r * columns + c] *= factor;
            }
            mean.float32()[i] = centre;
            variance.float32()[i] = square;
        }
    }

    /// 1 / sqrt(variance + epsilon); NaN for a variance that has overflowed.
    private static float inverseDeviation(float variance, float epsilon) {
        return 1 / Float32Format.sqrt(variance + epsilon) + 0 * variance;
    }

    @Override
    public void normaliseColumnsGradient(
            Tensor y, RowGroups groups, double epsilon, Tensor variance, Tensor dy, Tensor dx) {
        float[] ys = y.float32();
        float[] dys = dy.float32();
        float[] dxs = dx.float32();
        int columns = y.shape().columns();
        for (int i = 0; i < groups.count() * columns; i++) {
            int c = i % columns;
            int from = groups.offset(i / columns);
            int to = groups.offset(i / columns + 1);
            float mean = Float32Sums.columnSum(dys, columns, c, from, to) / (to - from);
            float projection = Float32Sums.columnDot(dys, ys, columns, c, from, to) / (to - from);
            float factor = inverseDeviation(variance.float32()[i], Float32Format.round(epsilon));
            for (int r = from; r < to; r++) {
                int j = r * columns + c;
                dxs[j] = (dys[j] - mean - ys[j] * projection) * factor;
            }
        }
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
        float[] xs = x.float32();
        float[] ys = y.float32();
        float scale = Float32Format.round(dropout.scale());
        int columns = x.shape().columns();
        for (int i = 0; i < ys.length; i++) {
            int row = i / columns;
            int c = i % columns;
            if (c % Long.SIZE == 0) {
                active.setWord(row, c, dropout.rate() == 0 ? -1 : dropout.bits().word(i));
            }
            float sum = xs[i] + element(bias, c) + (element(other, i) + element(otherBias, c));
            // NaN passes, and so does -infinity: a sum that has overflowed is no number to be sure of
            if (sum <= 0 && sum >= -LARGEST) {
                active.clear(row, c, 1);
            }
            ys[i] = (active.bits(row, c) & 1) != 0 ? sum * scale : 0;
        }
        normalise(y, groups, epsilon, inverse, y);
    }

    /// What is left out is 0: all that can change is the sign of a sum of 0, which becomes 0.
    private static float element(Tensor tensor, int i) {
        return tensor == null ? 0 : tensor.float32()[i];
    }

    @Override
    public void activateGradient(
            Tensor y, Mask active, Dropout dropout, RowGroups groups, Tensor inverse, Tensor dy, Tensor dx) {
        normaliseGradient(y, groups, inverse, dy, dx);
        float[] dxs = dx.float32();
        float scale = Float32Format.round(dropout.scale());
        int columns = y.shape().columns();
        for (int i = 0; i < dxs.length; i++) {
            dxs[i] = (active.bits(i / columns, i % columns) & 1) != 0 ? dxs[i] * scale : 0;
        }
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
        float[] gs = g.float32();
        float[] ms = m.float32();
        float[] vs = v.float32();
        float[] ps = p.float32();
        // what the type has no digits for counts, too: see Float32Update
        float first1 = Float32Format.round(beta1);
        float rest1 = Float32Format.rest(beta1);
        float new1 = Float32Format.round(1 - beta1);
        float first2 = Float32Format.round(beta2);
        float rest2 = Float32Format.rest(beta2);
        float new2 = Float32Format.round(1 - beta2);
        float storedRate = Float32Format.round(rate);
        float storedBias1 = Float32Format.round(bias1);
        float storedBias2 = Float32Format.round(bias2);
        float storedEpsilon = Float32Format.round(epsilon);
        float storedDecay = Float32Format.round(decay);
        for (int i = 0; i < ps.length; i++) {
            float gradient = gs[i] + storedDecay * ps[i];
            ms[i] = first1 * ms[i] + (rest1 * ms[i] + new1 * gradient);
            vs[i] = first2 * vs[i] + (rest2 * vs[i] + new2 * gradient * gradient);
            float size = Float32Format.sqrt(vs[i] / storedBias2) + storedEpsilon;
            // 0 size is 0, or NaN for a square that has overflowed: a step of 0 would hide it
            ps[i] -= storedRate * (ms[i] / storedBias1) / (size + 0 * size);
        }
    }

    @Override
    public void momentum(Tensor g, double rate, double momentum, double decay, Tensor m, Tensor p) {
        float[] gs = g.float32();
        float[] ms = m.float32();
        float[] ps = p.float32();
        float first = Float32Format.round(momentum);
        float rest = Float32Format.rest(momentum); // what the type has no digits for: see Float32Update
        float storedRate = Float32Format.round(rate);
        float storedDecay = Float32Format.round(decay);
        for (int i = 0; i < ps.length; i++) {
            ms[i] = first * ms[i] + (rest * ms[i] + (gs[i] + storedDecay * ps[i]));
            ps[i] -= storedRate * ms[i];
        }
    }
}
