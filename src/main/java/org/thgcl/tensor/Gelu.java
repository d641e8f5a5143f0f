package org.thgcl.tensor;

/// The Gaussian error linear unit y = x Phi(x) and its gradient. Both storage types compute in float64.
///
/// A block of elements, small enough for the first-level cache, goes through one loop after the other, each of which
/// works in vectors. The error function's work on whole blocks: behind the last element they have what was there.
final class Gelu {
    /// A multiple of four vectors.
    private static final int BLOCK = 512;

    private final double[] x = new double[BLOCK];
    private final double[] argument = new double[BLOCK];

    /// Phi(x), or the derivative of x Phi(x).
    private final double[] result = new double[BLOCK];

    private final double[][] scratch = new double[2][BLOCK];

    private Gelu() {}

    static void apply(int from, int to, double[] x, double[] y) {
        Gelu gelu = new Gelu();
        blocks(from, to, (first, n) -> {
            System.arraycopy(x, first, gelu.x, 0, n);
            gelu.distribution(n);
            for (int i = 0; i < n; i++) {
                y[first + i] = gelu.x[i] * gelu.result[i];
            }
        });
    }

    static void apply(int from, int to, float[] x, float[] y) {
        Gelu gelu = new Gelu();
        blocks(from, to, (first, n) -> {
            gelu.load(x, first, n);
            gelu.distribution(n);
            for (int i = 0; i < n; i++) {
                y[first + i] = (float) (gelu.x[i] * gelu.result[i]);
            }
        });
    }

    /// dx = (Phi(x) + x phi(x)) dy.
    static void gradient(int from, int to, double[] x, double[] dy, double[] dx) {
        Gelu gelu = new Gelu();
        blocks(from, to, (first, n) -> {
            System.arraycopy(x, first, gelu.x, 0, n);
            gelu.derivative(n);
            for (int i = 0; i < n; i++) {
                dx[first + i] = gelu.result[i] * dy[first + i];
            }
        });
    }

    /// The same; the derivative is rounded, and so is the product.
    static void gradient(int from, int to, float[] x, float[] dy, float[] dx) {
        Gelu gelu = new Gelu();
        blocks(from, to, (first, n) -> {
            gelu.load(x, first, n);
            gelu.derivative(n);
            for (int i = 0; i < n; i++) {
                dx[first + i] = (float) gelu.result[i] * dy[first + i];
            }
        });
    }

    /// Work on a block of n elements from `first` on.
    @FunctionalInterface
    private interface Block {
        void run(int first, int n);
    }

    private static void blocks(int from, int to, Block work) {
        for (int first = from; first < to; first += BLOCK) {
            work.run(first, Math.min(BLOCK, to - first));
        }
    }

    private void load(float[] from, int first, int n) {
        for (int i = 0; i < n; i++) {
            x[i] = from[first + i];
        }
    }

    private void distribution(int n) {
        for (int i = 0; i < n; i++) {
            argument[i] = -Elementary.SQRT_HALF * x[i];
        }
        VectorErrorFunction.erfc(argument, result, scratch);
        for (int i = 0; i < n; i++) {
            result[i] /= 2;
        }
    }

    private void derivative(int n) {
        distribution(n);
        double[] density = argument;
        for (int i = 0; i < n; i++) {
            density[i] = -x[i] * x[i] / 2;
        }
        Float64VectorExp.exp(density, 0, n, density);
        for (int i = 0; i < n; i++) {
            result[i] += x[i] * (Elementary.INVERSE_SQRT_TWO_PI * density[i]);
        }
    }
}
