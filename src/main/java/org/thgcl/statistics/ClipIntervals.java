package org.thgcl.statistics;

import java.util.Arrays;
import java.util.List;

/// How far a model's metrics may be off because its test clips are a sample: percentile bootstrap over clips (Efron
/// 1979,
/// *Bootstrap methods: another look at the jackknife*, Annals of Statistics 7, 1-26).
///
/// A sample draws as many clips as there are, with replacement, and is measured as the whole is: a clip that was drawn
/// twice is two clips of equal score, which come in together. A class without positives in a sample has no value there
/// and no part in that sample's mean. Training isn't repeated, so nothing is said of its randomness.
///
/// @param resamples samples drawn
/// @param confidence nominal level; for small classes the true coverage is lower
/// @param map of mAP
/// @param auc of AUC
/// @param precisions of each class's average precision
public record ClipIntervals(int resamples, double confidence, Interval map, Interval auc, List<Interval> precisions) {
    public ClipIntervals {
        precisions = List.copyOf(precisions);
    }

    /// The intervals of a model's metrics; the same scores give the same intervals.
    public static ClipIntervals of(ClipScores scores, Resampling resampling) {
        List<ClassOrder> orders = Measured.orders(scores);
        double[][] values = resampling.bootstrap(
                scores.clips(), weight -> Measured.of(orders, weight).all());
        List<Interval> intervals = Arrays.stream(values)
                .map(column -> Interval.of(column, resampling.confidence()))
                .toList();
        return new ClipIntervals(
                resampling.resamples(),
                resampling.confidence(),
                intervals.get(0),
                intervals.get(1),
                intervals.subList(2, intervals.size()));
    }
}
