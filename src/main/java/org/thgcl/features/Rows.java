package org.thgcl.features;

import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Parts of tensors along their first axis.
final class Rows {
    private Rows() {}

    /// A copy of some of the items along the first axis.
    static Tensor of(Tensor all, int first, int count) {
        Shape shape = all.shape();
        int[] sizes = new int[shape.rank()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = axis == 0 ? count : shape.size(axis);
        }
        Tensor some = Tensor.zeros(all.dtype(), Shape.of(sizes));
        int each = shape.elements() / shape.size(0);
        for (int i = 0; i < count * each; i++) {
            some.set(i, all.get(first * each + i));
        }
        return some;
    }

    /// Copies items into others, from one on.
    static void copy(Tensor some, Tensor all, int first) {
        int each = some.shape().elements() / some.shape().size(0);
        for (int i = 0; i < some.shape().elements(); i++) {
            all.set(first * each + i, some.get(i));
        }
    }

    /// The rows of a matrix in float32.
    static float[][] floats(Tensor matrix) {
        float[][] rows = new float[matrix.shape().rows()][matrix.shape().columns()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                rows[row][column] = (float) matrix.get(row * rows[row].length + column);
            }
        }
        return rows;
    }
}
