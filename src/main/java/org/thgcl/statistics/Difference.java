package org.thgcl.statistics;

/// A metric of two models on the same clips: differences are variant minus reference.
///
/// @param reference value of the first model; NaN where the metric isn't defined
/// @param variant value of the second model
/// @param difference variant minus reference
/// @param interval of the difference, by paired bootstrap
/// @param p two-sided, by paired permutation of clips; NaN where the difference is
/// @param adjustedP `p` corrected for the number of classes, see [Holm]; `p` itself for mAP and AUC
public record Difference(
        double reference, double variant, double difference, Interval interval, double p, double adjustedP) {
    /// The same with another corrected p.
    Difference adjusted(double value) {
        return new Difference(reference, variant, difference, interval, p, value);
    }
}
