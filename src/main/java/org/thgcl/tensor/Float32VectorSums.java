// Generated from Float64VectorSums.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.LANES;
import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// [Float32Sums] in vectors, with the same bits. The machine's vectors hold several logical lanes each, and there are
/// several vectors, which also keeps an adder busy that needs a few cycles for each sum.
final class Float32VectorSums {
    private static final int LENGTH = SPECIES.length();

    /// Vectors that hold the logical lanes: 2, 4 or 8 for vectors of 64, 32 or 16 bytes.
    private static final int VECTORS = LANES / LENGTH;

    private static final VectorShuffle<Float> DOWN_8 = down(8);
    private static final VectorShuffle<Float> DOWN_4 = down(4);
    private static final VectorShuffle<Float> DOWN_2 = down(2);
    private static final VectorShuffle<Float> DOWN_1 = down(1);

    private Float32VectorSums() {}

    private static VectorShuffle<Float> down(int lanes) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes) % LENGTH);
    }

    /// [Float32Sums#sum].
    static float sum(float[] x, int from, int to) {
        int end = to - (to - from) % LANES;
        float sum =
                switch (VECTORS) {
                    case 2 -> fold(twoVectors(x, from, end));
                    case 4 -> fold(fourVectors(x, from, end, 1));
                    case 8 -> fold(fourVectors(x, from, end, 2).add(fourVectors(x, from + LENGTH, end, 2)));
                    default -> Float32Sums.sum(x, from, end);
                };
        for (int i = end; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static FloatVector twoVectors(float[] x, int from, int end) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        for (int i = from; i < end; i += LANES) {
            a = a.add(FloatVector.fromArray(SPECIES, x, i));
            b = b.add(FloatVector.fromArray(SPECIES, x, i + LENGTH));
        }
        return a.add(b);
    }

    /// Every `stride`-th vector of each block.
    private static FloatVector fourVectors(float[] x, int from, int end, int stride) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int step = stride * LENGTH;
        for (int i = from; i < end; i += LANES) {
            a = a.add(FloatVector.fromArray(SPECIES, x, i));
            b = b.add(FloatVector.fromArray(SPECIES, x, i + step));
            c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * step));
            d = d.add(FloatVector.fromArray(SPECIES, x, i + 3 * step));
        }
        return a.add(c).add(b.add(d));
    }

    /// [Float32Sums#dot].
    static float dot(float[] x, int xFrom, float[] y, int yFrom, int n) {
        int end = xFrom + n - n % LANES;
        int shift = yFrom - xFrom;
        float sum =
                switch (VECTORS) {
                    case 2 -> fold(twoProducts(x, xFrom, end, y, shift));
                    case 4 -> fold(fourProducts(x, xFrom, end, y, shift, 1));
                    case 8 ->
                        fold(fourProducts(x, xFrom, end, y, shift, 2)
                                .add(fourProducts(x, xFrom + LENGTH, end, y, shift, 2)));
                    default -> Float32Sums.dot(x, xFrom, y, yFrom, end - xFrom);
                };
        for (int i = end; i < xFrom + n; i++) {
            sum = Math.fma(x[i], y[i + shift], sum);
        }
        return sum;
    }

    private static FloatVector twoProducts(float[] x, int from, int end, float[] y, int shift) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        for (int i = from; i < end; i += LANES) {
            a = addProduct(x, i, y, shift, a);
            b = addProduct(x, i + LENGTH, y, shift, b);
        }
        return a.add(b);
    }

    private static FloatVector fourProducts(float[] x, int from, int end, float[] y, int shift, int stride) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int step = stride * LENGTH;
        for (int i = from; i < end; i += LANES) {
            a = addProduct(x, i, y, shift, a);
            b = addProduct(x, i + step, y, shift, b);
            c = addProduct(x, i + 2 * step, y, shift, c);
            d = addProduct(x, i + 3 * step, y, shift, d);
        }
        return a.add(c).add(b.add(d));
    }

    private static FloatVector addProduct(float[] x, int i, float[] y, int shift, FloatVector sum) {
        return FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, i + shift), sum);
    }

    /// The lanes of a vector, the upper half added to the lower until one is left.
    private static float fold(FloatVector lanes) {
        FloatVector v = lanes;
        v = LENGTH > 8 ? v.add(v.rearrange(DOWN_8)) : v;
        v = LENGTH > 4 ? v.add(v.rearrange(DOWN_4)) : v;
        v = LENGTH > 2 ? v.add(v.rearrange(DOWN_2)) : v;
        v = LENGTH > 1 ? v.add(v.rearrange(DOWN_1)) : v;
        return v.lane(0);
    }
}
