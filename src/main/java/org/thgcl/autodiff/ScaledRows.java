package org.thgcl.autodiff;

import org.thgcl.tensor.DType;
import org.thgcl.tensor.EuclideanNorm;
import org.thgcl.tensor.Tensor;

/// The rows of a matrix, each divided by a power of 2, which is exact, if products of its elements could leave the
/// range of their type; as they are, mostly.
///
/// @param rows the matrix itself if no row is divided
/// @param exponent row i is divided by `2^exponent[i]`
/// @param norm of each divided row
record ScaledRows(Tensor rows, int[] exponent, double[] norm) {
    /// @param x `[n, h]`
    static ScaledRows of(Tape tape, Tensor x) {
        int n = x.shape().rows();
        int h = x.shape().columns();
        int[] exponent = new int[n];
        boolean scaled = false;
        for (int i = 0; i < n; i++) {
            exponent[i] = exponent(x.dtype(), EuclideanNorm.largest(x, i * h, (i + 1) * h));
            scaled |= exponent[i] != 0;
        }
        Tensor rows = x;
        if (scaled) {
            rows = tape.allocate(x.shape());
            rows.copyFrom(x);
            scale(rows, exponent);
        }
        double[] norm = new double[n];
        for (int i = 0; i < n; i++) {
            norm[i] = EuclideanNorm.of(rows, i * h, (i + 1) * h);
        }
        return new ScaledRows(rows, exponent, norm);
    }

    /// Products of two numbers of at most 2^50, or 2^400, can be summed up without overflow, and those of two of at
    /// least 2^-50, or 2^-400, lose nothing next to 0.
    private static int exponent(DType dtype, double largest) {
        int exponent = Math.getExponent(largest);
        boolean inRange = Math.abs(exponent) <= (dtype == DType.FLOAT32 ? 50 : 400);
        return inRange || !(largest > 0 && largest <= Double.MAX_VALUE) ? 0 : exponent;
    }

    /// Divides the rows of a gradient by the divided rows likewise, for that by the rows themselves.
    void toGradient(Tensor gradient) {
        scale(gradient, exponent);
    }

    private static void scale(Tensor x, int... exponent) {
        int h = x.shape().columns();
        for (int i = 0; i < exponent.length; i++) {
            for (int k = i * h; exponent[i] != 0 && k < (i + 1) * h; k++) {
                x.set(k, Math.scalb(x.get(k), -exponent[i]));
            }
        }
    }
}
