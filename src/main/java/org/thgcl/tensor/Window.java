package org.thgcl.tensor;

/// A window that slides along one axis: output o sees the elements `stride o + dilation t - before` for t = 0 ...
/// kernel - 1. Outside the axis there are zeros, `before` of them in front of it and `after` behind it.
///
/// @param kernel elements that a window sees, at least 1
/// @param stride elements from one window to the next, at least 1
/// @param before zeros in front, at least 0
/// @param after zeros behind, at least 0
/// @param dilation elements from one that a window sees to the next, at least 1
public record Window(int kernel, int stride, int before, int after, int dilation) {
    /// @throws IllegalArgumentException for a number below its least
    public Window {
        require("kernel", kernel, 1);
        require("stride", stride, 1);
        require("padding before", before, 0);
        require("padding after", after, 0);
        require("dilation", dilation, 1);
    }

    private static void require(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("window: " + what + " is " + value + ", must be at least " + least);
        }
    }

    /// Windows of neighbouring elements, one at each element, without padding.
    public static Window of(int kernel) {
        return new Window(kernel, 1, 0, 0, 1);
    }

    /// Windows that lie side by side, without padding.
    public static Window sideBySide(int kernel) {
        return of(kernel).withStride(kernel);
    }

    /// The same with another stride.
    public Window withStride(int other) {
        return new Window(kernel, other, before, after, dilation);
    }

    /// The same with as many zeros in front as behind.
    public Window withPadding(int each) {
        return new Window(kernel, stride, each, each, dilation);
    }

    /// The same with another dilation.
    public Window withDilation(int other) {
        return new Window(kernel, stride, before, after, other);
    }

    /// The same, padded so that an axis gives `ceil(size / stride)` outputs; an odd zero goes behind.
    public Window paddedToCover(int size) {
        int zeros = Math.max(0, (Math.ceilDiv(size, stride) - 1) * stride + extent() - size);
        return new Window(kernel, stride, zeros / 2, zeros - zeros / 2, dilation);
    }

    /// Elements from the first that a window sees to the last, both included.
    public int extent() {
        return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
    }

    /// Number of windows on an axis: `floor((size + before + after - extent) / stride) + 1`. What is left at the end
    /// is not seen.
    ///
    /// @throws ShapeException if not even one window fits
    public int outputs(int size) {
        long padded = (long) size + before + after;
        if (padded < extent()) {
            throw new ShapeException("window: an axis of " + size + " with padding " + before + " and " + after
                    + " is shorter than the window's " + extent());
        }
        return Math.toIntExact((padded - extent()) / stride + 1);
    }
}
