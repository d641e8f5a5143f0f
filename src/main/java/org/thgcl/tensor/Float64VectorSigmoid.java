package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Vectors.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// The logistic function in vectors, with the bits of [Float64Sigmoid] in each lane.
final class Float64VectorSigmoid {
    private Float64VectorSigmoid() {}

    /// The logistic function in each lane.
    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        return one.div(Float64VectorExp.exp(x.neg()).add(one));
    }

    /// `y[i] = sigmoid(x[i])` for the elements `from ... to - 1`; y may be x.
    static void sigmoid(double[] x, int from, int to, double[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            sigmoid(DoubleVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float64Sigmoid.sigmoid(x[i]);
        }
    }
}
