package org.thgcl.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A dense, row-major array of numbers with a [Shape], stored as float64 or float32.
///
/// The elements are reached from outside this package one by one or as copies, as `double` whatever the storage
/// type; what is stored is rounded to it. Bulk work is done by [Kernels].
public final class Tensor {
    /// Rows, and columns, that are printed at most.
    private static final int SHOWN = 8;

    private final Shape shape;

    /// One of the two is `null`.
    private final double[] float64;

    private final float[] float32;

    private Tensor(Shape shape, double[] float64, float[] float32) {
        this.shape = shape;
        this.float64 = float64;
        this.float32 = float32;
    }

    /// A new float64 tensor of zeros.
    public static Tensor zeros(Shape shape) {
        return zeros(DType.FLOAT64, shape);
    }

    /// A new tensor of zeros.
    public static Tensor zeros(DType dtype, Shape shape) {
        return switch (dtype) {
            case FLOAT64 -> new Tensor(shape, new double[shape.elements()], null);
            case FLOAT32 -> new Tensor(shape, null, new float[shape.elements()]);
        };
    }

    /// A new float64 tensor with a copy of the given row-major values.
    ///
    /// @throws ShapeException if the number of values isn't that of the shape's elements
    public static Tensor of(Shape shape, double... values) {
        if (values.length != shape.elements()) {
            throw new ShapeException(
                    "tensor of shape " + shape + " needs " + shape.elements() + " values, got " + values.length);
        }
        return new Tensor(shape, values.clone(), null);
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
        return float64 != null ? DType.FLOAT64 : DType.FLOAT32;
    }

    /// The element at a row-major position.
    public double get(int position) {
        return float64 != null ? float64[position] : float32[position];
    }

    /// Sets the element at a row-major position, rounded to the storage type.
    public void set(int position, double value) {
        if (float64 != null) {
            float64[position] = value;
        } else {
            float32[position] = (float) value;
        }
    }

    /// The only element of a tensor that has one.
    ///
    /// @throws ShapeException if there is not exactly one element
    public double item() {
        if (shape.elements() != 1) {
            throw new ShapeException("item: tensor of shape " + shape + " doesn't have exactly one element");
        }
        return get(0);
    }

    /// All elements, row-major, as a new array.
    public double[] toArray() {
        double[] values = new double[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /// Copies `length` values from `values[from...]` to the row-major positions `position...`.
    public void set(int position, float[] values, int from, int length) {
        if (float64 == null) {
            System.arraycopy(values, from, float32, position, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            float64[position + i] = values[from + i];
        }
    }

    /// Copies all elements of a tensor of equal shape into this one, rounded to this one's storage type.
    public void copyFrom(Tensor other) {
        if (!shape.equals(other.shape)) {
            throw new ShapeException("copy: shape " + other.shape + " doesn't fit " + shape);
        }
        if (dtype() != other.dtype()) {
            for (int i = 0; i < shape.elements(); i++) {
                set(i, other.get(i));
            }
        } else if (float64 != null) {
            System.arraycopy(other.float64, 0, float64, 0, shape.elements());
        } else {
            System.arraycopy(other.float32, 0, float32, 0, shape.elements());
        }
    }

    /// Sets all elements to one value.
    public void fill(double value) {
        if (float64 != null) {
            Arrays.fill(float64, value);
        } else {
            Arrays.fill(float32, (float) value);
        }
    }

    /// A new tensor with a copy of the elements.
    public Tensor copy() {
        return to(dtype());
    }

    /// A new tensor with a copy of the elements, rounded to a storage type.
    public Tensor to(DType dtype) {
        Tensor copy = zeros(dtype, shape);
        copy.copyFrom(this);
        return copy;
    }

    /// The same elements, not copied, under another shape with as many elements.
    public Tensor reshape(Shape other) {
        if (other.elements() != shape.elements()) {
            throw new ShapeException("reshape: " + shape + " has " + shape.elements() + " elements, " + other + " has "
                    + other.elements());
        }
        return new Tensor(other, float64, float32);
    }

    /// Shape, type and the first numbers of the first rows, for the eye.
    @Override
    public String toString() {
        int columns = Math.min(shape.columns(), SHOWN);
        int rows = shape.elements() == 0 ? 0 : Math.min(shape.rows(), SHOWN);
        double[] shown = new double[rows * columns];
        for (int k = 0; k < shown.length; k++) {
            shown[k] = get(k / columns * shape.columns() + k % columns);
        }
        List<String> numbers = ShortNumber.all(shown);
        int width = numbers.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text =
                new StringBuilder("Tensor" + shape + " " + dtype().name().toLowerCase(Locale.ROOT));
        for (int k = 0; k < shown.length; k++) {
            text.append(k % columns == 0 && shape.rank() > 1 ? "\n  " : " ");
            text.append(" ".repeat(width - numbers.get(k).length())).append(numbers.get(k));
            if (k % columns == columns - 1 && columns < shape.columns()) {
                text.append(" ...");
            }
        }
        if (rows > 0 && rows < shape.rows()) {
            text.append("\n  ... ").append(shape.rows() - rows).append(" more rows");
        }
        return text.toString();
    }

    /// The elements themselves, which views have in common.
    Object elements() {
        return float64 != null ? float64 : float32;
    }

    /// The elements themselves, for the float64 kernels.
    double[] float64() {
        return require(float64, DType.FLOAT64);
    }

    /// The elements themselves, for the float32 kernels.
    float[] float32() {
        return require(float32, DType.FLOAT32);
    }

    private <A> A require(A elements, DType wanted) {
        if (elements == null) {
            throw new IllegalArgumentException(
                    "tensor" + shape + " is " + dtype() + ", these kernels compute in " + wanted);
        }
        return elements;
    }
}
