package org.thgcl.tensor;

/// Loops that move float64 elements to other places. Each works on the output rows `from ... to - 1` alone.
final class Float64Layout {
    private Float64Layout() {}

    /// Rows from ... to-1 of Y, whose axes are those of X in another order.
    ///
    /// @param sizes of Y's axes, at least one
    /// @param strides elements of X from one index of each of Y's axes to the next
    static void permute(int from, int to, int[] sizes, int[] strides, double[] x, double[] y) {
        int last = sizes.length - 1;
        int columns = sizes[last];
        for (int r = from; r < to; r++) {
            int source = 0;
            int rest = r;
            for (int axis = last - 1; axis >= 0; axis--) {
                source += rest % sizes[axis] * strides[axis];
                rest /= sizes[axis];
            }
            if (strides[last] == 1) {
                System.arraycopy(x, source, y, r * columns, columns);
            } else {
                for (int c = 0; c < columns; c++) {
                    y[r * columns + c] = x[source + c * strides[last]];
                }
            }
        }
    }

    /// Rows from ... to-1 of Y, whose column c is column `order[c]` of X.
    static void permuteColumns(int from, int to, int[] order, double[] x, double[] y) {
        for (int row = from * order.length; row < to * order.length; row += order.length) {
            for (int c = 0; c < order.length; c++) {
                y[row + c] = x[row + order[c]];
            }
        }
    }
}
