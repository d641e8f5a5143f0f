package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// The logistic function 1 / (1 + e^-x), with the same bits one by one, in vectors of any width, interpreted and
/// compiled.
///
/// **Special cases.** 1/2 at 0; 1 and 0 at the infinities; 0 where e^-x overflows, which leaves out most of the
/// denormal results; NaN gives NaN.
///
/// **Accuracy.** Below 3 units in the last place: e^-x, off by 0.75, a sum and a quotient, off by 1/2 each, where a
/// unit counts up to twice if it goes from a significand near 1 to one near 2.
final class Float64Sigmoid {
    private Float64Sigmoid() {}

    /// The logistic function, by definition: the other forms give the same bits.
    static double sigmoid(double x) {
        return 1 / (1 + Float64Exp.exp(-x));
    }

    /// The logistic function in each lane.
    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        return one.div(Float64Exp.exp(x.neg()).add(one));
    }

    /// `y[i] = sigmoid(x[i])` for the elements `from ... to - 1`; y may be x.
    static void sigmoid(double[] x, int from, int to, double[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            sigmoid(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = sigmoid(x[i]);
        }
    }
}
