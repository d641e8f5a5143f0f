package org.thgcl.tensor;

/// A rectangular part of a matrix.
///
/// @param row its first row, at least 0
/// @param column its first column, at least 0
/// @param rows number of rows
/// @param columns number of columns
public record Submatrix(int row, int column, int rows, int columns) {
    /// @throws ShapeException if it reaches beyond the matrix
    void requireInside(Shape shape) {
        require("row", row, rows, shape.rows());
        require("column", column, columns, shape.columns());
    }

    /// The shape of a tensor that holds this part alone.
    public Shape shape() {
        return Shape.of(rows, columns);
    }

    private static void require(String axis, int first, int count, int size) {
        if (first < 0 || count < 0 || first > size - count) {
            throw new ShapeException("part of a matrix: axis " + axis + " from " + first + " on for " + count
                    + ", but its size is " + size);
        }
    }
}
