package org.thgcl.ablation;

import org.thgcl.data.Split;
import org.thgcl.data.Standardisation;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Forecast;

/// One run of a sweep.
///
/// @param variant index of the variant
/// @param seed index of the seed
/// @param name what messages call it
/// @param configuration as the variant states it
/// @param key of the run, with the configuration that is trained
/// @param data to train on
record PlannedRun(int variant, int seed, String name, Configuration configuration, RunKey key, SweepData data) {
    /// What the run will take.
    Forecast forecast(Workers workers) {
        Configuration c = key.configuration();
        Split.Parts parts = data.parts(c);
        Standardisation standardisation = c.split().standardise() ? Standardisation.of(parts.train()) : null;
        return new Forecast(c, parts, standardisation, Kernels.of(c.training().dtype(), workers), 0);
    }
}
