package org.thgcl.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Correction of p values for the number of comparisons by Holm's step-down method (1979, *A simple sequentially
/// rejective multiple test procedure*), which keeps the chance of any false finding below the level whatever the
/// dependence between the comparisons.
public final class Holm {
    private Holm() {}

    /// The corrected p values, in the order given: of m values, the i-th smallest (from 0) becomes the largest
    /// of (m - k) times the k-th smallest over k <= i, and at most 1.
    public static double[] adjust(double... p) {
        int[] ascending = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int k = 0; k < ascending.length; k++) {
            largest = Math.max(largest, Math.min(1, (p.length - k) * p[ascending[k]]));
            adjusted[ascending[k]] = largest;
        }
        return adjusted;
    }
}
