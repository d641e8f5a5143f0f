package org.thgcl.golden.suite;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// One tensor of a case while it is being made.
///
/// @param shape its shape, `[]` for a scalar
/// @param data its numbers, row-major
/// @param whole whether they are written without a decimal point: indices, labels, counts
record Numbers(Shape shape, double[] data, boolean whole) {
    static Numbers of(Shape shape, double... data) {
        return new Numbers(shape, data, false);
    }

    static Numbers scalar(double value) {
        return of(Shape.scalar(), value);
    }

    static Numbers vector(double... data) {
        return of(Shape.of(data.length), data);
    }

    static Numbers matrix(int rows, int columns, double... data) {
        return of(Shape.of(rows, columns), data);
    }

    static Numbers indices(int... data) {
        double[] numbers = new double[data.length];
        for (int e = 0; e < data.length; e++) {
            numbers[e] = data[e];
        }
        return new Numbers(Shape.of(data.length), numbers, true);
    }

    static Numbers table(double[][] rows) {
        return matrix(
                rows.length,
                rows[0].length,
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /// The rows of a matrix.
    double[][] table() {
        int columns = shape.columns();
        double[][] rows = new double[data.length / columns][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(data, row * columns, (row + 1) * columns));
        return rows;
    }

    /// Whole numbers of a matrix, row by row.
    int[][] rows() {
        int columns = shape.columns();
        int[][] rows = new int[columns == 0 ? 0 : data.length / columns][columns];
        for (int k = 0; k < data.length; k++) {
            rows[k / columns][k % columns] = (int) data[k];
        }
        return rows;
    }

    static Numbers of(SimpleMatrix matrix) {
        return matrix(matrix.getNumRows(), matrix.getNumCols(), array(matrix));
    }

    static double[] array(SimpleMatrix matrix) {
        return matrix.getDDRM().getData().clone();
    }

    /// Rows of the last axis as a matrix; a vector is one row.
    SimpleMatrix matrix() {
        int columns = shape.rank() == 0 ? 1 : shape.columns();
        return new SimpleMatrix(columns == 0 ? 0 : data.length / columns, columns, true, data);
    }

    /// A vector as one column.
    SimpleMatrix column() {
        return new SimpleMatrix(data.length, 1, true, data);
    }

    int[] indices() {
        int[] indices = new int[data.length];
        for (int e = 0; e < data.length; e++) {
            indices[e] = (int) data[e];
        }
        return indices;
    }

    /// The same numbers in another shape.
    Numbers reshaped(int... sizes) {
        return new Numbers(Shape.of(sizes), data, whole);
    }

    double get(int position) {
        return data[position];
    }

    int count() {
        return data.length;
    }

    Tensor tensor() {
        return Tensor.of(shape, data);
    }

    /// The same moved by a step along a direction.
    Numbers moved(double[] direction, double step) {
        double[] moved = data.clone();
        for (int e = 0; e < moved.length; e++) {
            moved[e] += step * direction[e];
        }
        return new Numbers(shape, moved, whole);
    }

    Numbers plus(Numbers other) {
        double[] sum = data.clone();
        for (int e = 0; e < sum.length; e++) {
            sum[e] += other.data[e];
        }
        return new Numbers(shape, sum, whole);
    }

    Numbers reshape(int... sizes) {
        return new Numbers(Shape.of(sizes), data, whole);
    }
}
