// Generated from Float64Update.java by tools/format: change that file, not this one.
package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Parameter updates on float32 arrays, over the elements `from ... to - 1`, each in one pass.
///
/// A factor beta below 1 that a moment is multiplied by at every step is taken in two parts, as it is stored and
/// what that leaves of it: in float32 the first part alone would forget at another pace (0.9999 as if it were
/// 0.99989998, so that the sum of all steps is wrong by 2e-4). What is left is added to the new term before the
/// moment, so that it counts even where beta is stored as 1. In float32 nothing is left, and the term of it is a
/// zero that changes no bit.
final class Float32Update {
    private Float32Update() {}

    /// The constants of a step of Adam, as they are stored: see [Kernels#adam].
    ///
    /// @param rest1 what is left of beta1
    /// @param new1 1 - beta1
    /// @param rest2 what is left of beta2
    /// @param new2 1 - beta2
    record Adam(
            float rate,
            float beta1,
            float rest1,
            float new1,
            float beta2,
            float rest2,
            float new2,
            float bias1,
            float bias2,
            float epsilon,
            float decay) {}

    static void adam(int from, int to, float[] g, Adam a, float[] m, float[] v, float[] p) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            FloatVector parameter = FloatVector.fromArray(SPECIES, p, i);
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i).add(parameter.mul(a.decay));
            FloatVector first = FloatVector.fromArray(SPECIES, m, i);
            first = first.mul(a.beta1).add(first.mul(a.rest1).add(gradient.mul(a.new1)));
            FloatVector second = FloatVector.fromArray(SPECIES, v, i);
            second = second.mul(a.beta2)
                    .add(second.mul(a.rest2).add(gradient.mul(a.new2).mul(gradient)));
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector step = first.div(a.bias1).mul(a.rate);
            FloatVector size = second.div(a.bias2).sqrt().add(a.epsilon);
            parameter.sub(step.div(size.add(size.mul(0)))).intoArray(p, i);
        }
        adamOneByOne(i, to, g, a, m, v, p);
    }

    private static void adamOneByOne(int from, int to, float[] g, Adam a, float[] m, float[] v, float[] p) {
        for (int i = from; i < to; i++) {
            float gradient = g[i] + a.decay * p[i];
            m[i] = a.beta1 * m[i] + (a.rest1 * m[i] + a.new1 * gradient);
            v[i] = a.beta2 * v[i] + (a.rest2 * v[i] + a.new2 * gradient * gradient);
            float size = Float32Format.sqrt(v[i] / a.bias2) + a.epsilon;
            // 0 size is 0, or NaN for a square that has overflowed: a step of 0 would hide it
            p[i] -= a.rate * (m[i] / a.bias1) / (size + 0 * size);
        }
    }

    /// @param rest what is left of the momentum's factor
    static void momentum(
            int from, int to, float[] g, float rate, float momentum, float rest, float decay, float[] m, float[] p) {
        for (int i = from; i < to; i++) {
            m[i] = momentum * m[i] + (rest * m[i] + (g[i] + decay * p[i]));
            p[i] -= rate * m[i];
        }
    }
}
