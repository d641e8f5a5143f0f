// Generated from Float64VectorSigmoid.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The logistic function in vectors, with the bits of [Float32Sigmoid] in each lane.
final class Float32VectorSigmoid {
    private Float32VectorSigmoid() {}

    /// The logistic function in each lane.
    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(x.species(), 1);
        return one.div(Float32VectorExp.exp(x.neg()).add(one));
    }

    /// `y[i] = sigmoid(x[i])` for the elements `from ... to - 1`; y may be x.
    static void sigmoid(float[] x, int from, int to, float[] y) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = Float32Sigmoid.sigmoid(x[i]);
        }
    }
}
