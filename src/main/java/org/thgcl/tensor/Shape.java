package org.thgcl.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Immutable sizes of a tensor's axes, row-major: the last axis is contiguous. A scalar has no axes.
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes) {
        this.sizes = sizes;
        long product = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(sizes) + ": an axis can't have size " + size);
            }
            // held just above the limit, so that it can't overflow and a later size of 0 still counts
            product = Math.min(product, Integer.MAX_VALUE + 1L) * size;
        }
        if (product > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(sizes) + ": a tensor holds at most " + Integer.MAX_VALUE + " elements");
        }
        this.elements = (int) product;
    }

    /// The shape with the given axis sizes, each at least 0.
    ///
    /// @throws IllegalArgumentException if a size is negative or the product exceeds 2^31 - 1
    public static Shape of(int... sizes) {
        return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
    }

    /// The shape of a single number.
    public static Shape scalar() {
        return SCALAR;
    }

    /// Number of axes.
    public int rank() {
        return sizes.length;
    }

    /// Size of one axis, counted from 0.
    public int size(int axis) {
        return sizes[axis];
    }

    /// Number of elements: the product of all sizes, 1 for a scalar.
    public int elements() {
        return elements;
    }

    /// The position of a row-major element on each axis.
    public List<Integer> position(int element) {
        List<Integer> position = new ArrayList<>();
        int rest = element;
        for (int axis = rank() - 1; axis >= 0; axis--) {
            position.addFirst(rest % size(axis));
            rest /= size(axis);
        }
        return position;
    }

    /// Size of the last axis; 1 for a scalar.
    public int columns() {
        return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    }

    /// Number of rows when all axes but the last are folded into one.
    public int rows() {
        int rows = 1;
        for (int axis = 0; axis < sizes.length - 1; axis++) {
            rows = Math.multiplyExact(rows, sizes[axis]);
        }
        return rows;
    }

    /// The sizes as a new array.
    public int[] toArray() {
        return sizes.clone();
    }

    /// Checks this shape against named axes, for errors that speak of axes instead of positions.
    ///
    /// @param what what the tensor is, the subject of the message
    /// @throws ShapeException such as `audio features: axis feature is 64, expected 128`
    public void require(String what, Axis... axes) {
        if (axes.length != sizes.length) {
            throw new ShapeException(what + ": has " + sizes.length + " axes " + this + ", expected "
                    + Arrays.stream(axes).map(Axis::toString).collect(Collectors.joining(", ", "[", "]")));
        }
        for (int i = 0; i < axes.length; i++) {
            if (axes[i].size() != Axis.ANY && axes[i].size() != sizes[i]) {
                throw new ShapeException(
                        what + ": axis " + axes[i].name() + " is " + sizes[i] + ", expected " + axes[i].size());
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
