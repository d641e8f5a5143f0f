package org.thgcl.tensor;

import static org.thgcl.tensor.ErrorFunction.CENTRE;
import static org.thgcl.tensor.ErrorFunction.LAST;
import static org.thgcl.tensor.ErrorFunction.TAIL;
import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// The complementary error function of blocks of numbers, in vectors, with the bits of [ErrorFunction].
final class VectorErrorFunction {
    private static final int LANES = SPECIES.length();

    private VectorErrorFunction() {}

    /// erfc of the numbers of a block, with the bits of [ErrorFunction#erfc(double)].
    ///
    /// @param x as many as a multiple of four vectors has room for, 32 for vectors of 512 bits; so are the others
    /// @param y gets the result
    /// @param scratch two arrays
    static void erfc(double[] x, double[] y, double[][] scratch) {
        if (largest(x) < 1) {
            centre(x, y);
        } else {
            both(x, y, scratch[0], scratch[1]);
        }
    }

    /// The largest |x|, or NaN.
    private static double largest(double[] x) {
        DoubleVector largest = DoubleVector.zero(SPECIES);
        for (int i = 0; i < x.length; i += LANES) {
            largest = largest.max(DoubleVector.fromArray(SPECIES, x, i).abs());
        }
        return largest.reduceLanes(VectorOperators.MAX);
    }

    /// Where all |x| < 1.
    private static void centre(double[] x, double[] y) {
        for (int i = 0; i < x.length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            v.mul(v).intoArray(y, i);
        }
        polynomial(CENTRE, y);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        for (int i = 0; i < x.length; i += LANES) {
            DoubleVector product = DoubleVector.fromArray(SPECIES, x, i).mul(DoubleVector.fromArray(SPECIES, y, i));
            one.sub(product).intoArray(y, i);
        }
    }

    /// Computes the parts of both forms for all x; [#choose] takes the one that holds.
    private static void both(double[] x, double[] y, double[] exponentials, double[] tail) {
        for (int i = 0; i < x.length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector z = v.abs().min(LAST);
            v.mul(v).intoArray(y, i);
            z.mul(z).neg().intoArray(exponentials, i);
            z.sub(3).div(z.add(3)).intoArray(tail, i);
        }
        Float64VectorExp.exp(exponentials, 0, x.length, exponentials);
        polynomial(CENTRE, y);
        polynomial(TAIL, tail);
        choose(x, exponentials, tail, y);
    }

    /// Completes both forms from their polynomials, and takes the tail where |x| is at least 1, or NaN.
    private static void choose(double[] x, double[] exponentials, double[] tail, double[] y) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector two = DoubleVector.broadcast(SPECIES, 2);
        for (int i = 0; i < x.length; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector z = v.abs().min(LAST);
            DoubleVector exponential = DoubleVector.fromArray(SPECIES, exponentials, i);
            DoubleVector lost = z.fma(z, z.mul(z).neg());
            DoubleVector right = lost.neg()
                    .fma(exponential, exponential)
                    .mul(DoubleVector.fromArray(SPECIES, tail, i))
                    .div(two.fma(z, one));
            DoubleVector near = one.sub(v.mul(DoubleVector.fromArray(SPECIES, y, i)));
            right.blend(two.sub(right), v.compare(VectorOperators.LT, 0))
                    .blend(near, v.abs().compare(VectorOperators.LT, 1))
                    .intoArray(y, i);
        }
    }

    /// Horner's scheme for each t, in place, four vectors at a time, so that one doesn't wait for the other.
    private static void polynomial(double[] coefficients, double[] t) {
        for (int i = 0; i < t.length; i += 4 * LANES) {
            DoubleVector t0 = DoubleVector.fromArray(SPECIES, t, i);
            DoubleVector t1 = DoubleVector.fromArray(SPECIES, t, i + LANES);
            DoubleVector t2 = DoubleVector.fromArray(SPECIES, t, i + 2 * LANES);
            DoubleVector t3 = DoubleVector.fromArray(SPECIES, t, i + 3 * LANES);
            DoubleVector y0 = DoubleVector.zero(SPECIES);
            DoubleVector y1 = y0;
            DoubleVector y2 = y0;
            DoubleVector y3 = y0;
            for (int c = coefficients.length - 1; c >= 0; c--) {
                DoubleVector coefficient = DoubleVector.broadcast(SPECIES, coefficients[c]);
                y0 = y0.fma(t0, coefficient);
                y1 = y1.fma(t1, coefficient);
                y2 = y2.fma(t2, coefficient);
                y3 = y3.fma(t3, coefficient);
            }
            y0.intoArray(t, i);
            y1.intoArray(t, i + LANES);
            y2.intoArray(t, i + 2 * LANES);
            y3.intoArray(t, i + 3 * LANES);
        }
    }
}
