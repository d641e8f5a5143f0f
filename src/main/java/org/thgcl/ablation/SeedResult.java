package org.thgcl.ablation;

import org.thgcl.training.RunResult;

/// The result of one run.
///
/// @param seed of the run
/// @param run its address in the cache, see [RunKey]
/// @param failure why there are no metrics: the loss was no longer finite; `null` if the run ended well
/// @param iterations updates made
/// @param bestIteration updates after which the validation was best; -1 after a failure
/// @param validation metrics of the best parameters on the validation part; NaN after a failure
/// @param test the same on the test part
public record SeedResult(
        long seed,
        String run,
        String failure,
        int iterations,
        int bestIteration,
        RunResult.Metrics validation,
        RunResult.Metrics test) {}
