package org.thgcl.report;

import org.thgcl.metric.Evaluation;

/// The results of a system that knows nothing of the clips.
///
/// @param map mean average precision expected of clips in random order
/// @param auc one half
/// @param accuracy of always naming the most frequent class
public record Chance(double map, double auc, double accuracy) {
    /// The chance level on the clips of an evaluation.
    public static Chance of(Evaluation evaluation) {
        double sum = 0;
        int defined = 0;
        int most = 0;
        for (Evaluation.ClassResult result : evaluation.classes()) {
            most = Math.max(most, result.support());
            if (result.support() > 0) {
                sum += averagePrecision(evaluation.clips(), result.support());
                defined++;
            }
        }
        return new Chance(sum / defined, 0.5, (double) most / evaluation.clips());
    }

    /// The expected average precision of n clips in random order, k of them positive.
    ///
    /// Rank r holds a positive with probability k/n; of the r - 1 ranks before it, (r - 1)(k - 1)/(n - 1) are then
    /// expected to be positive, so the precision there is (1 + (r - 1)(k - 1)/(n - 1))/r. The average precision
    /// is the sum over all ranks of probability times precision, divided by k.
    static double averagePrecision(int n, int k) {
        double sum = 0;
        for (int r = 1; r <= n; r++) {
            double before = n == 1 ? 0 : (r - 1.0) * (k - 1) / (n - 1);
            sum += (1 + before) / r;
        }
        return sum / n;
    }
}
