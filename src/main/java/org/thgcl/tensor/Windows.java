package org.thgcl.tensor;

import java.util.Arrays;
import java.util.List;

/// The windows of a tensor `[B, n1, ..., nd, C]` with 1 to 3 axes of positions: one [Window] for each axis.
///
/// The positions of a clip are numbered in row-major order, and so are the outputs and the elements of a window, its
/// *taps*. A tensor counts as a matrix with `B positions` rows and C columns.
public final class Windows {
    private static final int AXES = 3;
    private static final int LAST = AXES - 1;

    private final List<Window> windows;
    private final int[] sizes;

    /// The geometry with three axes, those that are missing in front, of size 1.
    private final Window[] window = new Window[AXES];

    private final int[] size = new int[AXES];
    private final int[] output = new int[AXES];
    private final int positions;
    private final int outputs;
    private final int taps;

    private Windows(List<Window> windows, int[] sizes) {
        this.windows = windows;
        this.sizes = sizes;
        Arrays.fill(window, Window.of(1));
        Arrays.fill(size, 1);
        int missing = AXES - sizes.length;
        for (int axis = missing; axis < AXES; axis++) {
            window[axis] = windows.get(axis - missing);
            size[axis] = sizes[axis - missing];
        }
        int inputs = 1;
        int results = 1;
        int elements = 1;
        for (int axis = 0; axis < AXES; axis++) {
            output[axis] = window[axis].outputs(size[axis]);
            inputs = Math.multiplyExact(inputs, size[axis]);
            results = Math.multiplyExact(results, output[axis]);
            elements = Math.multiplyExact(elements, window[axis].kernel());
        }
        positions = inputs;
        outputs = results;
        taps = elements;
    }

    /// The windows over positions of 1 to 3 axes.
    ///
    /// @param windows of each axis of positions
    /// @param sizes of each axis of positions
    /// @throws ShapeException if there are not 1 to 3 axes, as many as windows, or a window is longer than its axis
    public static Windows of(List<Window> windows, int... sizes) {
        if (sizes.length < 1 || sizes.length > AXES || windows.size() != sizes.length) {
            throw new ShapeException("windows: " + windows.size() + " windows for " + sizes.length
                    + " axes of positions; there must be as many, 1 to " + AXES);
        }
        return new Windows(List.copyOf(windows), sizes.clone());
    }

    /// The windows of a tensor `[B, n1, ..., nd, C]`.
    ///
    /// @throws ShapeException as [#of(List, int...)]
    public static Windows over(Shape x, List<Window> windows) {
        if (x.rank() < 2) {
            throw new ShapeException("windows: shape " + x + " has no axes of positions between clips and channels");
        }
        return of(windows, Arrays.copyOfRange(x.toArray(), 1, x.rank() - 1));
    }

    /// Number of positions of a clip.
    public int positions() {
        return positions;
    }

    /// Number of windows of a clip.
    public int outputs() {
        return outputs;
    }

    /// Number of elements of a window.
    public int taps() {
        return taps;
    }

    /// Whether each window is one element, and each element has a window.
    public boolean arePositions() {
        return windows.stream().allMatch(Window.of(1)::equals);
    }

    /// The shape `[B, outputs..., C]`.
    public Shape outputShape(int clips, int channels) {
        int[] axes = new int[sizes.length + 2];
        axes[0] = clips;
        System.arraycopy(output, AXES - sizes.length, axes, 1, sizes.length);
        axes[axes.length - 1] = channels;
        return Shape.of(axes);
    }

    /// Number of clips of a tensor `[B, positions..., C]`.
    ///
    /// @throws ShapeException if it has other positions
    public int clips(String what, Shape x) {
        Axis[] axes = new Axis[sizes.length + 2];
        axes[0] = Axis.any("clip");
        for (int axis = 0; axis < sizes.length; axis++) {
            axes[axis + 1] = Axis.of("position " + axis, sizes[axis]);
        }
        axes[axes.length - 1] = Axis.any("channel");
        x.require(what, axes);
        return x.size(0);
    }

    /// The position that a window sees at a tap, or -1 outside the tensor.
    public int position(int output, int tap) {
        int line = line(output, tap / lineTaps());
        int place = start(output) + tap % lineTaps() * lineDilation();
        return line < 0 || place < 0 || place >= lineLength() ? -1 : line + place;
    }

    /// Requires that each window sees an element of the tensor.
    ///
    /// @throws ShapeException if one lies wholly in the padding
    public void requireElements(String what) {
        for (int axis = 0; axis < AXES; axis++) {
            for (int o = 0; o < output[axis]; o++) {
                int elements = 0;
                for (int t = 0; t < window[axis].kernel(); t++) {
                    elements += place(axis, o, t) < 0 ? 0 : 1;
                }
                if (elements == 0) {
                    throw new ShapeException(what + ": on axis " + (axis - AXES + sizes.length) + " of positions "
                            + window[axis] + " number " + o + " sees none of the " + size[axis] + " elements");
                }
            }
        }
    }

    /// Writes down the positions that a window sees, taps in ascending order, without those outside the tensor.
    ///
    /// @param positions room for all taps
    /// @return how many there are
    int seen(int output, int[] positions) {
        int start = start(output);
        int count = 0;
        for (int l = 0; l < lines(); l++) {
            int line = line(output, l);
            for (int t = 0; line >= 0 && t < lineTaps(); t++) {
                int place = start + t * lineDilation();
                if (place >= 0 && place < lineLength()) {
                    positions[count++] = line + place;
                }
            }
        }
        return count;
    }

    /// Lines of taps along the last axis that make up a window.
    int lines() {
        return taps / lineTaps();
    }

    /// The first position of the line along the last axis that a window sees at one of its [#lines], or -1 outside.
    int line(int output, int line) {
        int o = output / this.output[LAST];
        int middle = place(1, o % this.output[1], line % window[1].kernel());
        int first = place(0, o / this.output[1], line / window[1].kernel());
        return first < 0 || middle < 0 ? -1 : (first * size[1] + middle) * size[LAST];
    }

    private int place(int axis, int output, int tap) {
        Window w = window[axis];
        int place = output * w.stride() + tap * w.dilation() - w.before();
        return place >= 0 && place < size[axis] ? place : -1;
    }

    /// The place in its line of a window's first tap; may be negative.
    int start(int output) {
        return output % this.output[LAST] * window[LAST].stride() - window[LAST].before();
    }

    int lineTaps() {
        return window[LAST].kernel();
    }

    int lineDilation() {
        return window[LAST].dilation();
    }

    int lineLength() {
        return size[LAST];
    }

    @Override
    public String toString() {
        return windows + " on " + Arrays.toString(sizes);
    }
}
