package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.LANES;
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;

/// [Float64Sums] in vectors, with the same bits. The machine's vectors hold several logical lanes each, and there are
/// several vectors, which also keeps an adder busy that needs a few cycles for each sum.
final class Float64VectorSums {
    private static final int LENGTH = SPECIES.length();

    /// Vectors that hold the logical lanes: 2, 4 or 8 for vectors of 64, 32 or 16 bytes.
    private static final int VECTORS = LANES / LENGTH;

    private static final VectorShuffle<Double> DOWN_8 = down(8);
    private static final VectorShuffle<Double> DOWN_4 = down(4);
    private static final VectorShuffle<Double> DOWN_2 = down(2);
    private static final VectorShuffle<Double> DOWN_1 = down(1);

    private Float64VectorSums() {}

    private static VectorShuffle<Double> down(int lanes) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes) % LENGTH);
    }

    /// [Float64Sums#sum].
    static double sum(double[] x, int from, int to) {
        int end = to - (to - from) % LANES;
        double sum =
                switch (VECTORS) {
                    case 2 -> fold(twoVectors(x, from, end));
                    case 4 -> fold(fourVectors(x, from, end, 1));
                    case 8 -> fold(fourVectors(x, from, end, 2).add(fourVectors(x, from + LENGTH, end, 2)));
                    default -> Float64Sums.sum(x, from, end);
                };
        for (int i = end; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static DoubleVector twoVectors(double[] x, int from, int end) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        for (int i = from; i < end; i += LANES) {
            a = a.add(DoubleVector.fromArray(SPECIES, x, i));
            b = b.add(DoubleVector.fromArray(SPECIES, x, i + LENGTH));
        }
        return a.add(b);
    }

    /// Every `stride`-th vector of each block.
    private static DoubleVector fourVectors(double[] x, int from, int end, int stride) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int step = stride * LENGTH;
        for (int i = from; i < end; i += LANES) {
            a = a.add(DoubleVector.fromArray(SPECIES, x, i));
            b = b.add(DoubleVector.fromArray(SPECIES, x, i + step));
            c = c.add(DoubleVector.fromArray(SPECIES, x, i + 2 * step));
            d = d.add(DoubleVector.fromArray(SPECIES, x, i + 3 * step));
        }
        return a.add(c).add(b.add(d));
    }

    /// [Float64Sums#dot].
    static double dot(double[] x, int xFrom, double[] y, int yFrom, int n) {
        int end = xFrom + n - n % LANES;
        int shift = yFrom - xFrom;
        double sum =
                switch (VECTORS) {
                    case 2 -> fold(twoProducts(x, xFrom, end, y, shift));
                    case 4 -> fold(fourProducts(x, xFrom, end, y, shift, 1));
                    case 8 ->
                        fold(fourProducts(x, xFrom, end, y, shift, 2)
                                .add(fourProducts(x, xFrom + LENGTH, end, y, shift, 2)));
                    default -> Float64Sums.dot(x, xFrom, y, yFrom, end - xFrom);
                };
        for (int i = end; i < xFrom + n; i++) {
            sum = Math.fma(x[i], y[i + shift], sum);
        }
        return sum;
    }

    private static DoubleVector twoProducts(double[] x, int from, int end, double[] y, int shift) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        for (int i = from; i < end; i += LANES) {
            a = addProduct(x, i, y, shift, a);
            b = addProduct(x, i + LENGTH, y, shift, b);
        }
        return a.add(b);
    }

    private static DoubleVector fourProducts(double[] x, int from, int end, double[] y, int shift, int stride) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        int step = stride * LENGTH;
        for (int i = from; i < end; i += LANES) {
            a = addProduct(x, i, y, shift, a);
            b = addProduct(x, i + step, y, shift, b);
            c = addProduct(x, i + 2 * step, y, shift, c);
            d = addProduct(x, i + 3 * step, y, shift, d);
        }
        return a.add(c).add(b.add(d));
    }

    private static DoubleVector addProduct(double[] x, int i, double[] y, int shift, DoubleVector sum) {
        return DoubleVector.fromArray(SPECIES, x, i).fma(DoubleVector.fromArray(SPECIES, y, i + shift), sum);
    }

    /// The lanes of a vector, the upper half added to the lower until one is left.
    private static double fold(DoubleVector lanes) {
        DoubleVector v = lanes;
        v = LENGTH > 8 ? v.add(v.rearrange(DOWN_8)) : v;
        v = LENGTH > 4 ? v.add(v.rearrange(DOWN_4)) : v;
        v = LENGTH > 2 ? v.add(v.rearrange(DOWN_2)) : v;
        v = LENGTH > 1 ? v.add(v.rearrange(DOWN_1)) : v;
        return v.lane(0);
    }
}
