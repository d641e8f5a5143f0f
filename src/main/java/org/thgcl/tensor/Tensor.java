package org.thgcl.tensor;

import java.util.Arrays;

/// A dense, row-major array of numbers with a [Shape].
///
/// The elements are reached from outside this package one by one or as copies; bulk work is done by [Kernels].
public final class Tensor {
    private final Shape shape;
    private final double[] float64;

    private Tensor(Shape shape, double[] float64) {
        this.shape = shape;
        this.float64 = float64;
    }

    /// A new tensor of zeros.
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new double[shape.elements()]);
    }

    /// A new float64 tensor with a copy of the given row-major values.
    ///
    /// @throws ShapeException if the number of values isn't that of the shape's elements
    public static Tensor of(Shape shape, double... values) {
        if (values.length != shape.elements()) {
            throw new ShapeException(
                    "tensor of shape " + shape + " needs " + shape.elements() + " values, got " + values.length);
        }
        return new Tensor(shape, values.clone());
    }

    /// A new float64 vector with a copy of the given values.
    public static Tensor vector(double... values) {
        return of(Shape.of(values.length), values);
    }

    /// A new float64 scalar.
    public static Tensor scalar(double value) {
        return of(Shape.scalar(), value);
    }

    public Shape shape() {
        return shape;
    }

    public DType dtype() {
        return DType.FLOAT64;
    }

    /// The element at a row-major position.
    public double get(int position) {
        return float64[position];
    }

    /// Sets the element at a row-major position.
    public void set(int position, double value) {
        float64[position] = value;
    }

    /// The only element of a tensor that has one.
    ///
    /// @throws ShapeException if there is not exactly one element
    public double item() {
        if (shape.elements() != 1) {
            throw new ShapeException("item: tensor of shape " + shape + " doesn't have exactly one element");
        }
        return float64[0];
    }

    /// All elements, row-major, as a new array.
    public double[] toArray() {
        return Arrays.copyOf(float64, shape.elements());
    }

    /// Copies `length` values from `values[from...]` to the row-major positions `position...`.
    public void set(int position, float[] values, int from, int length) {
        for (int i = 0; i < length; i++) {
            float64[position + i] = values[from + i];
        }
    }

    /// Copies all elements of a tensor of equal shape into this one.
    public void copyFrom(Tensor other) {
        if (!shape.equals(other.shape)) {
            throw new ShapeException("copy: shape " + other.shape + " doesn't fit " + shape);
        }
        System.arraycopy(other.float64, 0, float64, 0, shape.elements());
    }

    /// Sets all elements to one value.
    public void fill(double value) {
        Arrays.fill(float64, value);
    }

    /// A new tensor with a copy of the elements.
    public Tensor copy() {
        return new Tensor(shape, float64.clone());
    }

    /// The same elements, not copied, under another shape with as many elements.
    public Tensor reshape(Shape other) {
        if (other.elements() != shape.elements()) {
            throw new ShapeException("reshape: " + shape + " has " + shape.elements() + " elements, " + other + " has "
                    + other.elements());
        }
        return new Tensor(other, float64);
    }

    @Override
    public String toString() {
        return "Tensor" + shape + (shape.elements() <= 16 ? " " + Arrays.toString(toArray()) : "");
    }

    /// The elements themselves, for the kernels.
    double[] float64() {
        return float64;
    }
}
