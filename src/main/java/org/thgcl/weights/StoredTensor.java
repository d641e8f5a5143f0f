package org.thgcl.weights;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// A tensor as it lies in a file: element `[i, j, ...]` is number `offset + i strides[0] + j strides[1] +
/// ...`. Axes are exchanged before it is loaded, so that it is held once.
public final class StoredTensor {
    private final Numbers numbers;
    private final int offset;
    private final Shape shape;
    private final int[] strides;

    private StoredTensor(Numbers numbers, int offset, Shape shape, int[] strides) {
        this.numbers = numbers;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
    }

    /// A tensor with at least one element, and a number of its own for each.
    ///
    /// @param where what to call it in a message
    /// @throws IllegalArgumentException if it is empty, an element lies outside the numbers, or two lie in
    ///     one place
    static StoredTensor of(String where, Numbers numbers, long offset, long[] sizes, long[] strides) {
        if (sizes.length != strides.length) {
            throw new IllegalArgumentException(
                    where + " has " + sizes.length + " sizes, but " + strides.length + " strides");
        }
        int[] bySteps = IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingLong(axis -> strides[axis]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] steps = new int[sizes.length];
        long furthest = 0; // element of the axes of smaller strides, from the offset
        boolean fits = offset >= 0 && offset < numbers.count();
        for (int axis : bySteps) {
            fits = fits && sizes[axis] >= 1 && sizes[axis] <= numbers.count();
            if (fits && sizes[axis] > 1) {
                fits = strides[axis] > furthest && strides[axis] < numbers.count();
                furthest += (sizes[axis] - 1) * strides[axis];
                fits = fits && offset + furthest < numbers.count();
                steps[axis] = (int) strides[axis];
            }
        }
        if (!fits) {
            throw new IllegalArgumentException(where + ": sizes " + Arrays.toString(sizes) + ", strides "
                    + Arrays.toString(strides) + " and offset " + offset + " don't fit its " + numbers.count()
                    + " numbers, each element at a place of its own");
        }
        return new StoredTensor(numbers, (int) offset, shape(sizes), steps);
    }

    /// All numbers, row-major.
    static StoredTensor rowMajor(String where, Numbers numbers, long[] sizes) {
        long[] strides = new long[sizes.length];
        long stride = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = (long) Math.clamp(stride, 0, Integer.MAX_VALUE) * Math.clamp(sizes[axis], 0, Integer.MAX_VALUE);
        }
        if (stride != numbers.count()) {
            throw new IllegalArgumentException(
                    where + ": shape " + Arrays.toString(sizes) + " doesn't fit its " + numbers.count() + " numbers");
        }
        return of(where, numbers, 0, sizes, strides);
    }

    private static Shape shape(long... sizes) {
        return Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray());
    }

    /// The same elements with the axes in another order: axis i of the result is axis `axes[i]` of this.
    StoredTensor permuted(int... axes) {
        int[] sizes = Arrays.stream(axes).map(shape::size).toArray();
        return new StoredTensor(
                numbers,
                offset,
                Shape.of(sizes),
                Arrays.stream(axes).map(axis -> strides[axis]).toArray());
    }

    /// The only column of a matrix, as a vector.
    StoredTensor column() {
        return new StoredTensor(numbers, offset, Shape.of(shape.size(0)), new int[] {strides[0]});
    }

    /// The sizes of its axes.
    public Shape shape() {
        return shape;
    }

    /// The type of the numbers, such as `float32`.
    public String type() {
        return numbers.type().toString();
    }

    boolean isReal() {
        return numbers.type() != NumberType.INT64;
    }

    /// Loads it as float32. Narrower types are widened exactly, float64 is rounded to the nearest.
    ///
    /// @throws IllegalArgumentException if the file is damaged there
    /// @throws IOException if it can't be read
    public Tensor load() throws IOException {
        IntToDoubleFunction from = numbers.load();
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        int[] index = new int[shape.rank()];
        int place = offset;
        for (int i = 0; i < shape.elements(); i++) {
            tensor.set(i, from.applyAsDouble(place));
            place = next(index, place);
        }
        return tensor;
    }

    /// Goes on to the next element in row-major order.
    private int next(int[] index, int from) {
        int place = from;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis]++;
            place += strides[axis];
            if (index[axis] < shape.size(axis)) {
                return place;
            }
            place -= shape.size(axis) * strides[axis];
            index[axis] = 0;
        }
        return place;
    }

    /// Whether another tensor has the same shape and, as float32, the same bits. Where both lie in the same
    /// place of the file nothing is loaded.
    boolean equalTo(StoredTensor other) throws IOException {
        if (!shape.equals(other.shape)) {
            return false;
        }
        if (numbers.equals(other.numbers) && offset == other.offset && Arrays.equals(strides, other.strides)) {
            return true;
        }
        Tensor mine = load();
        Tensor others = other.load();
        return IntStream.range(0, shape.elements()).allMatch(i -> Double.compare(mine.get(i), others.get(i)) == 0);
    }
}
