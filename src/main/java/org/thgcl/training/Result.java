package org.thgcl.training;

/// What came out of a run. Numbers that don't exist, such as the AUC of a part with one class, are NaN here and `null`
/// in JSON.
///
/// @param validation metrics of the best parameters on the validation part
/// @param test the same on the test part; `null` without one
/// @param iterations updates made
/// @param bestIteration updates after which the validation was best
/// @param seconds wall time of this process's part of the run
/// @param secondsPerIteration mean time of an update, without validations
/// @param clipsPerSecond clips that the updates went through in a second
/// @param parameters number of learnable numbers
public record Result(
        Metrics validation,
        Metrics test,
        int iterations,
        int bestIteration,
        double seconds,
        double secondsPerIteration,
        double clipsPerSecond,
        long parameters) {

    /// The three numbers that sum up an [Evaluation].
    public record Metrics(double map, double auc, double accuracy) {
        static Metrics of(Evaluation evaluation) {
            return new Metrics(evaluation.map(), evaluation.auc(), evaluation.accuracy());
        }
    }
}
