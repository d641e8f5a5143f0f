package org.thgcl.ablation;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.thgcl.tensor.CounterRandom;

/// Bootstrap confidence interval of a mean: the expanded percentile interval (Hesterberg 2015, *What teachers
/// should know about the bootstrap*, The American Statistician 69, 371-386).
///
/// The plain percentile interval is too short for few values: the spread of resampled means lacks the factor
/// sqrt(n / (n - 1)) and the normal quantile stands where a t quantile belongs. So percentiles further out are
/// taken: those at Phi(-sqrt(n / (n - 1)) t), with t the quantile of Student's distribution with n - 1 degrees
/// of freedom, which for normal values makes the interval as wide as Student's. An end is never beyond the
/// smallest or largest value; with two or three values it is these.
///
/// @param low lower end; NaN for fewer than two values
/// @param high upper end
record Bootstrap(double low, double high) {
    private static final int RESAMPLES = 20_000;
    private static final int SITE = CounterRandom.site("ablation.bootstrap");
    private static final CounterRandom RANDOM = new CounterRandom(0);

    /// The interval of the mean of some values. The same values give the same interval.
    ///
    /// @param confidence level, above 0 and below 1
    static Bootstrap mean(double[] values, double confidence) {
        int n = values.length;
        if (n < 2) {
            return new Bootstrap(Double.NaN, Double.NaN);
        }
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += values[RANDOM.below(n, resample, SITE, i)];
            }
            means[resample] = sum / n;
        }
        Arrays.sort(means);
        int tail = (int) (RESAMPLES * tail(n, confidence));
        return new Bootstrap(means[tail], means[RESAMPLES - 1 - tail]);
    }

    /// The part of the resamples that lies beyond each end.
    static double tail(int n, double confidence) {
        double t = new TDistribution(n - 1).inverseCumulativeProbability((1 + confidence) / 2);
        return new NormalDistribution().cumulativeProbability(-Math.sqrt(n / (n - 1.0)) * t);
    }
}
