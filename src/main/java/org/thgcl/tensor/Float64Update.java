package org.thgcl.tensor;

import static org.thgcl.tensor.Float64Format.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// Parameter updates on float64 arrays, over the elements `from ... to - 1`, each in one pass.
final class Float64Update {
    private Float64Update() {}

    static void adam(
            int from,
            int to,
            double[] g,
            double rate,
            double beta1,
            double beta2,
            double bias1,
            double bias2,
            double epsilon,
            double decay,
            double[] m,
            double[] v,
            double[] p) {
        int i = from;
        for (int end = from + SPECIES.loopBound(to - from); i < end; i += SPECIES.length()) {
            DoubleVector parameter = DoubleVector.fromArray(SPECIES, p, i);
            DoubleVector gradient = DoubleVector.fromArray(SPECIES, g, i).add(parameter.mul(decay));
            DoubleVector first =
                    DoubleVector.fromArray(SPECIES, m, i).mul(beta1).add(gradient.mul(1 - beta1));
            DoubleVector second = DoubleVector.fromArray(SPECIES, v, i)
                    .mul(beta2)
                    .add(gradient.mul(1 - beta2).mul(gradient));
            first.intoArray(m, i);
            second.intoArray(v, i);
            DoubleVector step = first.div(bias1).mul(rate);
            parameter.sub(step.div(second.div(bias2).sqrt().add(epsilon))).intoArray(p, i);
        }
        adamDefinition(i, to, g, rate, beta1, beta2, bias1, bias2, epsilon, decay, m, v, p);
    }

    static void adamDefinition(
            int from,
            int to,
            double[] g,
            double rate,
            double beta1,
            double beta2,
            double bias1,
            double bias2,
            double epsilon,
            double decay,
            double[] m,
            double[] v,
            double[] p) {
        for (int i = from; i < to; i++) {
            double gradient = g[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * gradient;
            v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
            p[i] -= rate * (m[i] / bias1) / (Float64Format.sqrt(v[i] / bias2) + epsilon);
        }
    }

    static void momentum(
            int from, int to, double[] g, double rate, double momentum, double decay, double[] m, double[] p) {
        for (int i = from; i < to; i++) {
            m[i] = momentum * m[i] + (g[i] + decay * p[i]);
            p[i] -= rate * m[i];
        }
    }
}
