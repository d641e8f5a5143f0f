package org.thgcl.bench;

import java.util.Arrays;
import org.thgcl.tensor.DType;

/// The most bytes a second that the memory gives, measured by the triad a = b + s c of the STREAM benchmark (McCalpin
/// 1995), each thread on arrays of its own.
///
/// The arrays are as large as what the kernels work on, so that those which fit into a cache may find themselves there.
final class Bandwidth {
    private static final int TRIALS = 25;

    private Bandwidth() {}

    /// 10^9 bytes a second of all threads together, reads and writes counted once.
    ///
    /// @param elements of each of the three arrays, all threads together
    static double gigabytes(DType dtype, int threads, int elements) {
        int each = Math.max(1, elements / threads);
        double seconds = AllThreads.shortest(
                threads, TRIALS, () -> dtype.bytes() == Float.BYTES ? float32(each) : float64(each));
        return 3.0 * each * threads * dtype.bytes() / seconds * 1e-9;
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
