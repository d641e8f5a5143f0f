package org.thgcl.ablation;

import org.thgcl.model.Configuration;

/// One run of a sweep.
///
/// @param variant index of the variant
/// @param seed index of the seed
/// @param name what messages call it
/// @param configuration as the variant states it
/// @param key of the run, with the configuration that is trained
/// @param data to train on
record PlannedRun(int variant, int seed, String name, Configuration configuration, RunKey key, SweepData data) {}
