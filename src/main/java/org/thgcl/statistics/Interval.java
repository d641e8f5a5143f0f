package org.thgcl.statistics;

import java.util.Arrays;

/// A percentile interval over samples of clips.
///
/// @param low lower end; NaN if no sample has a value
/// @param high upper end
/// @param samples how many samples have a value: for a class, those in which it has positives
public record Interval(double low, double high, int samples) {
    /// The percentiles of the values that aren't NaN: of n in ascending order, from 0, those at
    /// floor(n (1 - confidence) / 2) from either end.
    static Interval of(double[] values, double confidence) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int n = sorted.length;
        if (n == 0) {
            return new Interval(Double.NaN, Double.NaN, 0);
        }
        int tail = (int) (n * (1 - confidence) / 2);
        return new Interval(sorted[tail], sorted[n - 1 - tail], n);
    }
}
