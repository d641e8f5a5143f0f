package org.thgcl.optimise;

import org.thgcl.optimise.TrainingSettings.Stopping;
import org.thgcl.settings.Range;

/// Stops a run whose validation scores no longer get better (reading A18).
///
/// @param rule what a score is and when it is better
/// @param patience stop after so many validations in a row without a better score, at least 1
public record EarlyStopping(Stopping rule, int patience) {
    private static final double AUC_WEIGHT = 0.5;
    private static final double SLACK = 1e-4;

    /// The state between validations.
    ///
    /// @param bestScore minus infinity before the first
    /// @param bestIteration updates made when the best score was seen; -1 before the first
    /// @param validationsSince validations after the best one
    public record State(double bestScore, int bestIteration, int validationsSince) {
        /// Before the first validation.
        public static final State START = new State(Double.NEGATIVE_INFINITY, -1, 0);

        /// Whether the last validation was the best, so that its parameters are worth keeping.
        public boolean isBest() {
            return bestIteration >= 0 && validationsSince == 0;
        }
    }

    /// The rule of settings.
    public static EarlyStopping of(TrainingSettings c) {
        return new EarlyStopping(c.stopping(), c.patience());
    }

    public EarlyStopping {
        Range.requireAtLeast(1, "early stopping: patience", patience);
    }

    /// The state after a validation. A score that is not a number is never better.
    ///
    /// @param iteration updates made so far
    /// @param map validation mAP
    /// @param auc validation AUC
    public State after(State state, int iteration, double map, double auc) {
        double score = score(map, auc);
        return better(score, state.bestScore)
                ? new State(score, iteration, 0)
                : new State(state.bestScore, state.bestIteration, state.validationsSince + 1);
    }

    private double score(double map, double auc) {
        return switch (rule) {
            case MAP -> map;
            case MAP_AUC -> map + AUC_WEIGHT * auc;
        };
    }

    /// False for a score that is not a number.
    private boolean better(double score, double best) {
        return switch (rule) {
            case MAP -> score > best;
            case MAP_AUC -> score > best - SLACK;
        };
    }

    /// Whether the run ends here.
    public boolean stops(State state) {
        return state.validationsSince >= patience;
    }
}
