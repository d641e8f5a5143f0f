package org.thgcl.tensor;

import java.util.Arrays;

/// Loops over [Windows] of float64 arrays. Each works on the output rows, taps or columns `from ... to - 1` alone.
final class Float64Windows {
    private Float64Windows() {}

    /// Something to do for each element that a window sees.
    private interface Visit {
        /// @param row the window, counted over all clips
        /// @param tap the element of the window
        /// @param position row of X that it sees there
        void at(int row, int tap, int position);
    }

    /// Visits what the windows from ... to-1 see within X: windows in ascending order, the taps of each, too.
    private static void forEach(int from, int to, Windows windows, Visit visit) {
        int[] start = new int[Windows.AXES];
        for (int r = from; r < to; r++) {
            windows.locate(r % windows.outputs(), start);
            int clip = r / windows.outputs() * windows.positions();
            for (int l = 0; l < windows.lines(); l++) {
                int line = windows.line(start, l);
                for (int t = 0; line >= 0 && t < windows.lineTaps(); t++) {
                    int place = windows.place(start, l) + t;
                    if (place >= 0 && place < windows.lineLength()) {
                        visit.at(r, l * windows.lineTaps() + t, clip + line + place);
                    }
                }
            }
        }
    }

    /// Adds to columns from ... to-1 of X what [Float64Unfold] has copied from them to the `rows` rows of Y, windows in
    /// ascending order.
    static void fold(int from, int to, Windows windows, int first, int rows, int channels, double[] y, double[] x) {
        forEach(first, first + rows, windows, (row, tap, position) -> {
            int source = ((row - first) * windows.taps() + tap) * channels;
            for (int c = from; c < to; c++) {
                x[position * channels + c] += y[source + c];
            }
        });
    }

    /// Rows from ... to-1 of the depthwise convolution, each element one chain over the taps in ascending order.
    static void depthwise(int from, int to, Windows windows, int channels, double[] x, double[] weight, double[] y) {
        Arrays.fill(y, from * channels, to * channels, 0);
        forEach(
                from,
                to,
                windows,
                (row, tap, position) -> addProduct(0, channels, channels, weight, tap, x, position, y, row));
    }

    /// Adds to columns from ... to-1 of dX the gradient of [#depthwise] by x, windows in ascending order.
    static void depthwiseInput(
            int from, int to, Windows windows, int rows, int channels, double[] dy, double[] weight, double[] dx) {
        forEach(
                0,
                rows,
                windows,
                (row, tap, position) -> addProduct(from, to, channels, weight, tap, dy, row, dx, position));
    }

    /// Adds to columns from ... to-1 of dW the gradient of [#depthwise] by the weight, windows in ascending order.
    static void depthwiseWeight(
            int from, int to, Windows windows, int rows, int channels, double[] x, double[] dy, double[] dweight) {
        forEach(
                0,
                rows,
                windows,
                (row, tap, position) -> addProduct(from, to, channels, x, position, dy, row, dweight, tap));
    }

    /// Adds to columns from ... to-1 of row k of Z the elementwise product of row i of X and row j of Y.
    private static void addProduct(
            int from, int to, int columns, double[] x, int i, double[] y, int j, double[] z, int k) {
        int p = i * columns;
        int q = j * columns;
        int s = k * columns;
        for (int c = from; c < to; c++) {
            z[s + c] = Math.fma(x[p + c], y[q + c], z[s + c]);
        }
    }

    /// Rows from ... to-1 of the maximum, in each column, of the `count` rows of X that are listed; -1 is a row of
    /// zeros. NaN where one of them is infinite or NaN.
    static void gatherMax(int from, int to, int columns, double[] x, int[] index, int count, double[] y) {
        Arrays.fill(y, from * columns, to * columns, Double.NEGATIVE_INFINITY);
        for (int r = from; r < to; r++) {
            int target = r * columns;
            for (int j = r * count; j < (r + 1) * count; j++) {
                if (index[j] < 0) {
                    for (int c = 0; c < columns; c++) {
                        y[target + c] = Math.max(y[target + c], 0);
                    }
                } else {
                    int source = index[j] * columns;
                    for (int c = 0; c < columns; c++) {
                        y[target + c] = Math.max(y[target + c], x[source + c] + 0 * x[source + c]);
                    }
                }
            }
        }
    }

    /// Columns from ... to-1 of the gradient of [#gatherMax]: that of each element goes to the first listed row that
    /// attains the maximum, rows in ascending order.
    static void gatherMaxGradient(
            int from, int to, int rows, int columns, double[] x, int[] index, int count, double[] dy, double[] dx) {
        for (int i = from; i < dx.length; i += columns) {
            Arrays.fill(dx, i, i + to - from, 0);
        }
        for (int r = 0; r < rows; r++) {
            for (int c = from; c < to; c++) {
                int first = first(columns, x, index, r * count, (r + 1) * count, c);
                if (first >= 0) {
                    dx[first * columns + c] += dy[r * columns + c];
                }
            }
        }
    }

    /// The first of the rows listed at `index[from ... to - 1]` that has the largest number in column c.
    private static int first(int columns, double[] x, int[] index, int from, int to, int c) {
        int first = index[from];
        double max = first < 0 ? 0 : x[first * columns + c];
        for (int j = from + 1; j < to; j++) {
            double value = index[j] < 0 ? 0 : x[index[j] * columns + c];
            if (value > max) {
                max = value;
                first = index[j];
            }
        }
        return first;
    }
}
