package org.thgcl.tensor;

/// Parameter updates on float64 arrays, over the elements `from ... to - 1`.
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
        for (int i = from; i < to; i++) {
            double gradient = g[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * gradient;
            v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
            p[i] -= rate * (m[i] / bias1) / (Math.sqrt(v[i] / bias2) + epsilon);
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
