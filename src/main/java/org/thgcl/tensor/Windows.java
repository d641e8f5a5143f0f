package org.thgcl.tensor;

import java.util.Arrays;
import java.util.List;

/// The windows of a tensor `[B, n1, ..., nd, C]` with 1 to 3 axes of positions: one [Window] for each axis.
///
/// The positions of a clip are numbered in row-major order, and so are the outputs and the elements of a window, its
/// *taps*. A tensor counts as a matrix with `B positions` rows and C columns.
public final class Windows {
    /// Axes of positions that the loops see.
    static final int AXES = 3;

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

    /// Neighbouring taps along the last axis, which a loop takes as one run of numbers.
    private final int lineTaps;

    /// How far the first tap of each line is from that of the window, on each axis.
    private final int[][] shift;

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
        lineTaps = window[LAST].dilation() == 1 ? window[LAST].kernel() : 1;
        shift = new int[AXES][taps / lineTaps];
        for (int l = 0; l < lines(); l++) {
            int tap = l * lineTaps;
            for (int axis = LAST; axis >= 0; axis--) {
                shift[axis][l] = tap % window[axis].kernel() * window[axis].dilation();
                tap /= window[axis].kernel();
            }
        }
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
        int[] start = new int[AXES];
        locate(output, start);
        int line = line(start, tap / lineTaps);
        int place = place(start, tap / lineTaps) + tap % lineTaps;
        return line < 0 || place < 0 || place >= lineLength() ? -1 : line + place;
    }

    /// The row of the tensor that a window, counted over all clips, sees at a tap, or -1 outside the tensor.
    int row(int window, int tap) {
        int position = position(window % outputs, tap);
        return position < 0 ? -1 : window / outputs * positions + position;
    }

    /// Requires that each window sees an element of the tensor.
    ///
    /// @throws ShapeException if one lies wholly in the padding
    public void requireElements(String what) {
        for (int axis = 0; axis < AXES; axis++) {
            for (int o = 0; o < output[axis]; o++) {
                int elements = 0;
                for (int t = 0; t < window[axis].kernel(); t++) {
                    elements += isInside(axis, start(axis, o) + t * window[axis].dilation()) ? 1 : 0;
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
        int[] start = new int[AXES];
        locate(output, start);
        int count = 0;
        for (int l = 0; l < lines(); l++) {
            int line = line(start, l);
            int place = place(start, l);
            for (int t = 0; line >= 0 && t < lineTaps; t++) {
                if (place + t >= 0 && place + t < lineLength()) {
                    positions[count++] = line + place + t;
                }
            }
        }
        return count;
    }

    /// Lines of neighbouring taps along the last axis that make up a window.
    int lines() {
        return taps / lineTaps;
    }

    int lineTaps() {
        return lineTaps;
    }

    /// Positions along the last axis.
    int lineLength() {
        return size[LAST];
    }

    /// Writes down where a window's first tap is on each axis, which may be outside the tensor.
    void locate(int output, int[] start) {
        int rest = output;
        for (int axis = LAST; axis >= 0; axis--) {
            start[axis] = start(axis, rest % this.output[axis]);
            rest /= this.output[axis];
        }
    }

    /// Goes from where the first tap of a window is to where that of the next one is.
    ///
    /// @return whether the next one is the first window of a clip
    boolean advance(int[] start) {
        for (int axis = LAST; axis >= 0; axis--) {
            start[axis] += window[axis].stride();
            if (start[axis] < start(axis, output[axis])) {
                return false;
            }
            start[axis] = start(axis, 0);
        }
        return true;
    }

    private int start(int axis, int output) {
        return output * window[axis].stride() - window[axis].before();
    }

    /// The position from which on places along the last axis count, for one of the lines of the window at `start`; or
    /// -1 if the line is outside the tensor.
    int line(int[] start, int line) {
        int first = start[0] + shift[0][line];
        int middle = start[1] + shift[1][line];
        return isInside(0, first) && isInside(1, middle) ? (first * size[1] + middle) * size[LAST] : -1;
    }

    /// The place along the last axis of the line's first tap, which may be outside the tensor.
    int place(int[] start, int line) {
        return start[LAST] + shift[LAST][line];
    }

    private boolean isInside(int axis, int place) {
        return place >= 0 && place < size[axis];
    }

    @Override
    public String toString() {
        return windows + " on " + Arrays.toString(sizes);
    }
}
