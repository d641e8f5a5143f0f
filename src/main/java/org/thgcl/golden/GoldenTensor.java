package org.thgcl.golden;

import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A tensor in a golden file.
///
/// @param values the numbers
/// @param whole whether all numbers are written without a decimal point, as indices, labels and counts are
public record GoldenTensor(Tensor values, boolean whole) {
    /// The largest number of elements that a tensor may have, and the largest size of an axis.
    public static final int LIMIT = 1 << 24;

    /// Real numbers.
    public static GoldenTensor real(Tensor values) {
        return new GoldenTensor(values, false);
    }

    /// Whole numbers in a vector.
    public static GoldenTensor whole(int... values) {
        Tensor tensor = Tensor.zeros(Shape.of(values.length));
        for (int i = 0; i < values.length; i++) {
            tensor.set(i, values[i]);
        }
        return new GoldenTensor(tensor, true);
    }

    /// Whole numbers in some shape.
    public static GoldenTensor whole(Tensor values) {
        return new GoldenTensor(values, true);
    }

    /// A count.
    public static GoldenTensor count(long value) {
        return new GoldenTensor(Tensor.scalar((double) value), true);
    }

    /// The sizes of the axes.
    public Shape shape() {
        return values.shape();
    }

    /// The row-major numbers of a tensor of whole numbers.
    int[] toInts() {
        int[] ints = new int[shape().elements()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) values.get(i);
        }
        return ints;
    }
}
