package org.thgcl.autodiff;

import org.thgcl.tensor.Axis;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Submatrix;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Windows;

/// Operations on the windows of tensors `[B, positions..., C]`, with 1 to 3 axes of positions and the channels last.
public final class Convolutions {
    /// Elements of the matrix of windows that the gradients of a convolution keep at a time: 32 MiB of float64. A
    /// longer input is taken in blocks of windows.
    private static final int BLOCK = 1 << 22;

    private Convolutions() {}

    /// The elements that each window sees, tap by tap, with 0 outside X.
    ///
    /// @param x `[B, positions..., C]`
    /// @return `[B, outputs..., taps C]`
    public static Variable unfold(Variable x, Windows windows) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int clips = windows.clips("unfold", x.shape());
        int channels = x.shape().columns();
        Tensor y = tape.allocate(windows.outputShape(clips, Math.multiplyExact(windows.taps(), channels)));
        kernels.unfold(x.value(), windows, 0, y);
        Tape.Gradient gradient = dy -> x.accumulate(dx -> {
            // dX = what the windows saw of it, added back
            dx.fill(0);
            kernels.fold(dy, windows, 0, dx);
        });
        return tape.record("unfold", new Detail.Seen(windows), y, gradient, x);
    }

    /// `unfold(X) W`: the convolution as a matrix product, whose left factor is never there as a whole. Each number
    /// of the result is one chain of fused multiply-adds over taps and channels in ascending order. The gradients
    /// take the windows as a matrix, block by block.
    ///
    /// @param x `[B, positions..., C]`
    /// @param weight `[taps C, out]`
    /// @return `[B, outputs..., out]`
    public static Variable convolve(Variable x, Variable weight, Windows windows) {
        return convolve(x, weight, windows, BLOCK);
    }

    /// @param block elements of the matrix of windows to keep at a time
    static Variable convolve(Variable x, Variable weight, Windows windows, int block) {
        Shape outputs = outputs(x, weight, windows);
        if (windows.arePositions()) {
            return Dense.matmul(x, weight).reshape(outputs);
        }
        Tape tape = x.tape();
        Tensor y = tape.allocate(outputs);
        tape.kernels().convolve(x.value(), windows, weight.value(), y);
        Blocks blocks = new Blocks(tape, windows, weight.shape(), outputs, block);
        return tape.record("convolve", new Detail.Seen(windows), y, dy -> blocks.accumulate(dy, x, weight), x, weight);
    }

    /// `max(0, unfold(X) W + 1 b')`, with the bits of these operations one by one, and one tensor for all.
    ///
    /// @param x `[B, positions..., C]`
    /// @param weight `[taps C, out]`
    /// @param bias `[out]`
    /// @return `[B, outputs..., out]`
    public static Variable rectified(Variable x, Variable weight, Variable bias, Windows windows) {
        Shape outputs = outputs(x, weight, windows);
        bias.shape().require("convolution, bias", Axis.of("output", outputs.columns()));
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        Tensor y = tape.allocate(outputs);
        kernels.convolve(x.value(), windows, weight.value(), y);
        kernels.addRowRelu(y, bias.value(), y);
        Blocks blocks = new Blocks(tape, windows, weight.shape(), outputs, BLOCK);
        Tape.Gradient gradient = dy -> {
            // dZ = dY where the sum is above 0, else 0
            Tensor dz = tape.arena().take(outputs);
            kernels.leakyReluGradient(y, 0, dy, dz);
            // db = dZ' 1
            bias.accumulate(db -> kernels.columnSums(dz, db));
            blocks.accumulate(dz, x, weight);
            tape.arena().give(dz);
        };
        return tape.record("rectified_convolution", y, gradient, x, weight, bias);
    }

    /// The shape of a convolution's result.
    private static Shape outputs(Variable x, Variable weight, Windows windows) {
        int clips = windows.clips("convolution", x.shape());
        int width = Math.multiplyExact(windows.taps(), x.shape().columns());
        weight.shape().require("convolution, weight", Axis.of("tap and channel", width), Axis.any("output"));
        return windows.outputShape(clips, weight.shape().columns());
    }

    /// The matrix of windows, some rows at a time.
    private static final class Blocks {
        private interface Work {
            void on(Submatrix part, Tensor seen, Tensor own);
        }

        private final Tape tape;
        private final Kernels kernels;
        private final Windows windows;
        private final int width;
        private final int columns;
        private final int rows;
        private final int step;

        Blocks(Tape tape, Windows windows, Shape weight, Shape y, int block) {
            this.tape = tape;
            this.kernels = tape.kernels();
            this.windows = windows;
            this.width = weight.rows();
            this.columns = y.columns();
            this.rows = y.rows();
            this.step = Math.clamp(block / Math.max(1, width), 1, Math.max(1, rows));
        }

        /// Hands over the rows of Y of each block, a tensor for what its windows see and one for these rows.
        private void forEach(Work work) {
            for (int first = 0; first < rows; first += step) {
                Submatrix part = new Submatrix(first, 0, Math.min(step, rows - first), columns);
                Tensor seen = tape.arena().take(Shape.of(part.rows(), width));
                Tensor own = tape.arena().take(part.shape());
                work.on(part, seen, own);
                tape.arena().give(own);
                tape.arena().give(seen);
            }
        }

        /// Gives dX and dW what the gradient of the product has for them.
        void accumulate(Tensor dy, Variable x, Variable weight) {
            // dX = fold(dY W')
            x.accumulate(dx -> inputGradient(dy, weight.value(), dx));
            // dW = unfold(X)' dY
            weight.accumulate((dw, add) -> weightGradient(x.value(), dy, add, dw));
        }

        private void inputGradient(Tensor dy, Tensor weight, Tensor dx) {
            dx.fill(0);
            forEach((part, seen, own) -> {
                kernels.copyOut(dy, part, own);
                kernels.matmul(own, false, weight, true, false, seen);
                kernels.fold(seen, windows, part.row(), dx);
            });
        }

        private void weightGradient(Tensor x, Tensor dy, boolean add, Tensor dw) {
            if (!add) {
                dw.fill(0);
            }
            forEach((part, seen, own) -> {
                kernels.unfold(x, windows, part.row(), seen);
                kernels.copyOut(dy, part, own);
                kernels.matmul(seen, true, own, false, true, dw);
            });
        }
    }

    /// The depthwise convolution, each channel by itself: `Y[o, c] = sum over taps t of W[t, c] X[p(o, t), c]`.
    ///
    /// @param x `[B, positions..., C]`
    /// @param weight `[taps, C]`
    /// @return `[B, outputs..., C]`
    public static Variable depthwise(Variable x, Variable weight, Windows windows) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int clips = windows.clips("depthwise convolution", x.shape());
        int channels = x.shape().columns();
        weight.shape()
                .require("depthwise convolution, weight", Axis.of("tap", windows.taps()), Axis.of("channel", channels));
        Tensor y = tape.allocate(windows.outputShape(clips, channels));
        kernels.depthwise(x.value(), weight.value(), windows, y);
        Tape.Gradient gradient = dy -> {
            // dX[p, c] = sum of W[t, c] dY[o, c] over the taps t and windows o that see p
            x.accumulate(dx -> kernels.depthwiseInput(dy, weight.value(), windows, dx));
            // dW[t, c] = sum over o of X[p(o, t), c] dY[o, c]
            weight.accumulate(dw -> kernels.depthwiseWeight(x.value(), dy, windows, dw));
        };
        return tape.record("depthwise", y, gradient, x, weight);
    }

    /// The largest number of each channel in each window, with minus infinity outside X: `Y[o, c] = max over taps t of
    /// X[p(o, t), c]`. NaN comes out where a window sees an infinite number or NaN. The gradient goes to the first
    /// element that attains the maximum, taps in ascending order.
    ///
    /// @param x `[B, positions..., C]`
    /// @return `[B, outputs..., C]`
    /// @throws ShapeException if a window lies wholly in the padding, which takes padding of the window's length
    public static Variable maxPool(Variable x, Windows windows) {
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        int clips = windows.clips("maximum of windows", x.shape());
        windows.requireElements("maximum of windows");
        Tensor y = tape.allocate(windows.outputShape(clips, x.shape().columns()));
        kernels.maxPool(x.value(), windows, y);
        Tape.Gradient gradient = dy ->
                // dX[p, c] = sum of dY[o, c] over the windows o whose maximum is first attained at p
                x.accumulate(dx -> kernels.maxPoolGradient(x.value(), windows, dy, dx));
        return tape.record("max_pool", y, gradient, x);
    }

    /// `Y[r, c] = max over j < count of X[index[r count + j], c]`; the index -1 stands for a row of zeros. NaN comes
    /// out where a listed row is infinite or NaN. The gradient goes to the first listed row that attains the
    /// maximum.
    ///
    /// @param x `[rows, C]`
    /// @param index `count` rows of X for each row of the result
    /// @param count at least 1
    /// @return `[index.length / count, C]`
    public static Variable gatherMax(Variable x, int[] index, int count) {
        if (count < 1 || index.length % count != 0) {
            throw new ShapeException(
                    "maximum of rows: " + index.length + " indices are no multiple of " + count + " a row, at least 1");
        }
        int rows = x.shape().rows();
        for (int i = 0; i < index.length; i++) {
            if (index[i] < -1 || index[i] >= rows) {
                throw new IllegalArgumentException(
                        "maximum of rows: index " + i + " is " + index[i] + ", allowed is -1 to " + (rows - 1));
            }
        }
        int[] listed = index.clone();
        Tape tape = x.tape();
        Kernels kernels = tape.kernels();
        Tensor y = tape.allocate(Shape.of(listed.length / count, x.shape().columns()));
        kernels.gatherMax(x.value(), listed, count, y);
        Tape.Gradient gradient = dy ->
                // dX[i, c] = sum of dY[r, c] over the rows r whose maximum is first attained by row i
                x.accumulate(dx -> kernels.gatherMaxGradient(x.value(), listed, count, dy, dx));
        return tape.record("gather_max", new Detail.Listed(listed, count), y, gradient, x);
    }
}
