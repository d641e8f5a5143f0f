package org.thgcl.baseline.block;

import java.util.Arrays;
import org.thgcl.tensor.Tensor;

/// The k smallest numbers of each row of a matrix, smallest first. Of equal numbers the one in the smaller column comes
/// first; a number that is not one (NaN) comes last.
///
/// A row isn't sorted: the k smallest so far are kept in order, and a number is put among them only if it is smaller
/// than the largest of them.
public final class SmallestOfRows {
    private SmallestOfRows() {}

    /// The columns of the k smallest numbers of each row.
    ///
    /// @param x `[rows, columns]`
    /// @param k from 0 to the number of columns
    /// @return `[rows, k]`, row-major
    /// @throws IllegalArgumentException if k is out of range
    public static int[] of(Tensor x, int k) {
        int columns = x.shape().columns();
        if (k < 0 || k > columns) {
            throw new IllegalArgumentException(
                    "smallest of rows: " + k + " of " + columns + " numbers a row; it must be from 0 to " + columns);
        }
        int rows = x.shape().rows();
        int[] smallest = new int[Math.multiplyExact(rows, k)];
        double[] value = new double[k];
        int[] column = new int[k];
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < columns; c++) {
                insert(x.get(row * columns + c), c, Math.min(c, k), value, column);
            }
            System.arraycopy(column, 0, smallest, row * k, k);
        }
        return smallest;
    }

    /// Puts a number among the `count` smallest so far, if it is one of the smallest.
    private static void insert(double x, int c, int count, double[] value, int[] column) {
        int place = count;
        while (place > 0 && Double.compare(x, value[place - 1]) < 0) {
            place--;
        }
        if (place == value.length) {
            return;
        }
        int moved = Math.min(count, value.length - 1) - place;
        System.arraycopy(value, place, value, place + 1, moved);
        System.arraycopy(column, place, column, place + 1, moved);
        value[place] = x;
        column[place] = c;
    }

    /// The same by sorting.
    ///
    /// @param x rows
    public static int[][] definition(double[][] x, int k) {
        int[][] smallest = new int[x.length][];
        for (int row = 0; row < x.length; row++) {
            double[] values = x[row];
            Integer[] columns = new Integer[values.length];
            Arrays.setAll(columns, c -> c);
            // a stable sort: equal numbers keep the order of their columns
            Arrays.sort(columns, (a, b) -> Double.compare(values[a], values[b]));
            smallest[row] =
                    Arrays.stream(columns).limit(k).mapToInt(Integer::intValue).toArray();
        }
        return smallest;
    }
}
