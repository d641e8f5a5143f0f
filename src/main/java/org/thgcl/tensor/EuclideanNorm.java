package org.thgcl.tensor;

/// The Euclidean norm, the root of the sum of squares, for elements of any size: where the squares would leave the
/// range of float64, the elements are divided by a power of 2 first, which is exact.
public final class EuclideanNorm {
    /// Sums of squares in between lose nothing to the ends of the range.
    private static final double SMALL = 0x1p-900;

    private static final double LARGE = 0x1p1000;

    private EuclideanNorm() {}

    /// The norm of the elements `from ... to - 1`; NaN if one is, else infinite if one is.
    public static double of(Tensor x, int from, int to) {
        double squares = squares(x, from, to, 0);
        if (squares >= SMALL && squares <= LARGE) {
            return Math.sqrt(squares);
        }
        double largest = largest(x, from, to);
        if (!(largest > 0 && largest <= Double.MAX_VALUE)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        return Math.scalb(Math.sqrt(squares(x, from, to, exponent)), exponent);
    }

    /// The largest absolute value of the elements `from ... to - 1`; 0 if there are none, NaN if one is NaN.
    public static double largest(Tensor x, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(x.get(i)));
        }
        return largest;
    }

    /// The sum of squares of the elements divided by 2^exponent.
    private static double squares(Tensor x, int from, int to, int exponent) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            double v = exponent == 0 ? x.get(i) : Math.scalb(x.get(i), -exponent);
            squares = Math.fma(v, v, squares);
        }
        return squares;
    }
}
