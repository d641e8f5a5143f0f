package org.thgcl.report;

import java.util.stream.IntStream;
import org.thgcl.data.Labels;
import org.thgcl.metric.Evaluation;

/// The results of a system that knows nothing of the clips.
///
/// @param map mean average precision expected of clips in random order
/// @param auc one half
/// @param accuracy of always naming the most frequent class
public record Chance(double map, double auc, double accuracy) {
    /// The chance level on the clips of an evaluation.
    public static Chance of(Evaluation evaluation) {
        return of(
                evaluation.clips(),
                evaluation.classes().stream()
                        .mapToInt(Evaluation.ClassResult::support)
                        .toArray());
    }

    /// The chance level on clips of these labels.
    ///
    /// @param classes how many there are
    static Chance of(Labels labels, int classes) {
        return of(
                labels.size(),
                IntStream.range(0, classes)
                        .map(c -> (int) IntStream.range(0, labels.size())
                                .filter(clip -> labels.has(clip, c))
                                .count())
                        .toArray());
    }

    private static Chance of(int clips, int[] support) {
        int[] present = IntStream.of(support).filter(k -> k > 0).toArray();
        return new Chance(
                IntStream.of(present)
                        .mapToDouble(k -> averagePrecision(clips, k))
                        .average()
                        .orElse(Double.NaN),
                0.5,
                (double) IntStream.of(support).max().orElse(0) / clips);
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
