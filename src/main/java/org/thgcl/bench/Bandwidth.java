package org.thgcl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.tensor.DType;

/// The most bytes a second that the memory gives, measured by the triad a = b + s c of the STREAM benchmark (McCalpin
/// 1995), each thread on arrays of its own.
///
/// The arrays are as large as what the kernels work on, so that those which fit into a cache may find themselves there.
final class Bandwidth {
    private static final int TRIALS = 25;
    private static final int TRIALS_AGAIN = 5;

    private final List<Runnable> each = new ArrayList<>();
    private final double bytes;

    /// @param elements of each of the three arrays, all threads together
    Bandwidth(DType dtype, int threads, int elements) {
        int own = Math.max(1, elements / threads);
        for (int t = 0; t < threads; t++) {
            each.add(dtype.bytes() == Float.BYTES ? float32(own) : float64(own));
        }
        bytes = 3.0 * own * threads * dtype.bytes();
        gigabytes(TRIALS);
    }

    /// 10^9 bytes a second of all threads together, reads and writes counted once.
    double gigabytes() {
        return gigabytes(TRIALS_AGAIN);
    }

    private double gigabytes(int trials) {
        return bytes / AllThreads.shortest(trials, each) * 1e-9;
    }

    private static Runnable float32(int n) {
        float[] a = new float[n];
        float[] b = new float[n];
        float[] c = new float[n];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
        return () -> triad(a, b, c);
    }

    private static void triad(float[] a, float[] b, float[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }

    private static Runnable float64(int n) {
        double[] a = new double[n];
        double[] b = new double[n];
        double[] c = new double[n];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
        return () -> triad(a, b, c);
    }

    private static void triad(double[] a, double[] b, double[] c) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}
