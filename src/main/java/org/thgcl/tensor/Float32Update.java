package org.thgcl.tensor;

import static org.thgcl.tensor.Float32Format.SPECIES;

import jdk.incubator.vector.FloatVector;

/// Parameter updates on float32 arrays, over the elements `from ... to - 1`, each in one pass.
final class Float32Update {
    private Float32Update() {}

    static void adam(
            int from,
            int to,
            float[] g,
            float rate,
            float beta1,
            float beta2,
            float bias1,
            float bias2,
            float epsilon,
            float decay,
            float[] m,
            float[] v,
            float[] p) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            FloatVector parameter = FloatVector.fromArray(SPECIES, p, i);
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i).add(parameter.mul(decay));
            FloatVector first = FloatVector.fromArray(SPECIES, m, i).mul(beta1).add(gradient.mul(1 - beta1));
            FloatVector second = FloatVector.fromArray(SPECIES, v, i)
                    .mul(beta2)
                    .add(gradient.mul(1 - beta2).mul(gradient));
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector step = first.div(bias1).mul(rate);
            parameter.sub(step.div(second.div(bias2).sqrt().add(epsilon))).intoArray(p, i);
        }
        adamDefinition(i, to, g, rate, beta1, beta2, bias1, bias2, epsilon, decay, m, v, p);
    }

    static void adamDefinition(
            int from,
            int to,
            float[] g,
            float rate,
            float beta1,
            float beta2,
            float bias1,
            float bias2,
            float epsilon,
            float decay,
            float[] m,
            float[] v,
            float[] p) {
        for (int i = from; i < to; i++) {
            float gradient = g[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * gradient;
            v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
            p[i] -= rate * (m[i] / bias1) / (Float32Format.sqrt(v[i] / bias2) + epsilon);
        }
    }

    static void momentum(int from, int to, float[] g, float rate, float momentum, float decay, float[] m, float[] p) {
        for (int i = from; i < to; i++) {
            m[i] = momentum * m[i] + (g[i] + decay * p[i]);
            p[i] -= rate * m[i];
        }
    }
}
