package org.thgcl.ablation;

import org.thgcl.file.Sha256;
import org.thgcl.training.MetricsHistory;
import org.thgcl.training.RunResult;

/// The record of a run in the cache: its results and its learning curves, no parameters.
///
/// @param key text of its [RunKey]
/// @param failure why the run ended without metrics; `null` if it ended well
/// @param iterations updates made
/// @param bestIteration updates after which the validation was best; -1 after a failure
/// @param validation metrics of the best parameters on the validation part; NaN after a failure
/// @param test the same on the test part
/// @param history loss by iteration and validations
record RunRecord(
        String key,
        String failure,
        int iterations,
        int bestIteration,
        RunResult.Metrics validation,
        RunResult.Metrics test,
        MetricsHistory history) {
    private static final RunResult.Metrics NONE = new RunResult.Metrics(Double.NaN, Double.NaN, Double.NaN);

    RunRecord {
        if (key == null || validation == null || test == null || history == null) {
            throw new IllegalArgumentException("a run's record lacks a part");
        }
    }

    /// Of a run that ended well.
    static RunRecord of(RunKey key, RunResult result, MetricsHistory history) {
        return new RunRecord(
                key.text(),
                null,
                result.iterations(),
                result.bestIteration(),
                result.validation(),
                result.test(),
                history);
    }

    /// Of a run that could not go on.
    static RunRecord failed(RunKey key, String failure, MetricsHistory history) {
        return new RunRecord(key.text(), failure, history.updates().size(), -1, NONE, NONE, history);
    }

    /// Whether two runs agree to the last bit in all that they report.
    boolean sameNumbers(RunRecord other) {
        return iterations == other.iterations
                && validation.equals(other.validation)
                && test.equals(other.test)
                && history.equals(other.history);
    }

    /// Converts the record to a row of a result.
    SeedResult seedResult(long seed) {
        return new SeedResult(seed, Sha256.of(key), failure, iterations, bestIteration, validation, test);
    }
}
