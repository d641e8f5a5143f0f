package org.thgcl.audit;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.thgcl.tensor.CounterRandom;

/// The average precision of one class over random test sets. Scores are standard normal for clips of other classes and
/// normal with a higher mean for clips of the class (the binormal model).
///
/// @param positives clips of the class
/// @param negatives all other clips
record SampledPrecision(int positives, int negatives) {
    private static final int SETS = 60;
    private static final int SITE = CounterRandom.site("audit precision");
    private static final CounterRandom RANDOM = new CounterRandom(0);

    /// Standard deviation over the test sets, with the mean score that gives this average precision in expectation.
    double deviation(double precision) {
        double shift = shift(precision);
        double[] sampled = new double[SETS];
        for (int set = 0; set < SETS; set++) {
            sampled[set] = sample(shift, set);
        }
        return new StandardDeviation().evaluate(sampled);
    }

    /// The mean score of the class, by bisection.
    private double shift(double precision) {
        double low = 0;
        double high = 10;
        for (int step = 0; step < 40; step++) {
            double middle = (low + high) / 2;
            if (expected(middle) < precision) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Precision averaged over the quantiles of the class's scores.
    private double expected(double shift) {
        int quantiles = 2000;
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double sum = 0;
        for (int k = 0; k < quantiles; k++) {
            double part = (k + 0.5) / quantiles;
            double threshold = shift + normal.inverseCumulativeProbability(1 - part);
            double found = part * positives;
            sum += found / (found + negatives * (1 - normal.cumulativeProbability(threshold)));
        }
        return sum / quantiles;
    }

    private double sample(double shift, int set) {
        double[] own = new double[positives];
        double[] others = new double[negatives];
        for (int i = 0; i < positives; i++) {
            own[i] = shift + RANDOM.gaussian(set, SITE, i);
        }
        for (int i = 0; i < negatives; i++) {
            others[i] = RANDOM.gaussian(set, SITE, positives + i);
        }
        Arrays.sort(own);
        Arrays.sort(others);
        double sum = 0;
        int above = 0;
        for (int i = positives - 1; i >= 0; i--) {
            while (above < negatives && others[negatives - 1 - above] > own[i]) {
                above++;
            }
            int found = positives - i;
            sum += (double) found / (found + above);
        }
        return sum / positives;
    }
}
