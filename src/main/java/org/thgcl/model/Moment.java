package org.thgcl.model;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Dropout;

/// When a pass happens. Everything random in it is a function of this and of the place where it is drawn.
///
/// @param seed of the run
/// @param step updates made so far; in evaluation without meaning
/// @param training whether this is an update, not evaluation
public record Moment(long seed, long step, boolean training) {
    /// An update of a training run.
    ///
    /// @param step updates made so far
    public static Moment update(long seed, long step) {
        return new Moment(seed, step, true);
    }

    /// Evaluation.
    public static Moment evaluation(long seed) {
        return new Moment(seed, 0, false);
    }

    /// The run's random numbers.
    public CounterRandom random() {
        return new CounterRandom(seed);
    }

    /// Dropout at a place; none in evaluation.
    ///
    /// @param rate probability of dropping an element, 0 to below 1
    /// @param site name of the place
    public Dropout dropout(double rate, String site) {
        return new Dropout(training ? rate : 0, random(), step, CounterRandom.site(site));
    }
}
