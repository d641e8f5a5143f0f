package org.thgcl.ablation;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/// One metric over the seeds.
///
/// @param runs how many runs have a value; those that don't are left out
/// @param mean NaN without runs
/// @param deviation standard deviation of the sample (divided by n - 1); NaN for fewer than two runs
/// @param min NaN without runs
/// @param max NaN without runs
public record Summary(int runs, double mean, double deviation, double min, double max) {
    /// Sums up the values that are finite.
    public static Summary of(double... values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        DescriptiveStatistics statistics = new DescriptiveStatistics(finite);
        return new Summary(
                finite.length,
                statistics.getMean(),
                finite.length < 2 ? Double.NaN : statistics.getStandardDeviation(),
                statistics.getMin(),
                statistics.getMax());
    }
}
