package org.thgcl.training;

import org.thgcl.model.Configuration;

/// Stops a run whose validation scores no longer get better (reading A18).
///
/// @param rule what a score is and when it is better
/// @param patience stop after so many validations in a row without a better score, at least 1
public record EarlyStopping(Rule rule, int patience) {
    /// How validations are compared.
    public enum Rule {
        /// The score is the validation mAP; better means above the best.
        MAP,
        /// TMac's criterion: the score is mAP + 0.5 AUC, and better means above the best - 1e-4. A score that
        /// is
        /// slightly lower is "better", too, and replaces the best, which can sink so, 1e-4 at a time.
        MAP_AUC;

        private static final double AUC_WEIGHT = 0.5;
        private static final double SLACK = 1e-4;

        double score(double map, double auc) {
            return switch (this) {
                case MAP -> map;
                case MAP_AUC -> map + AUC_WEIGHT * auc;
            };
        }

        /// False for a score that is not a number.
        boolean better(double score, double best) {
            return switch (this) {
                case MAP -> score > best;
                case MAP_AUC -> score > best - SLACK;
            };
        }
    }

    /// What is remembered between validations.
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

    /// The rule of a configuration.
    public static EarlyStopping of(Configuration c) {
        Rule rule =
                switch (c.stopping()) {
                    case MAP -> Rule.MAP;
                    case MAP_AUC -> Rule.MAP_AUC;
                };
        return new EarlyStopping(rule, c.patience());
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
        double score = rule.score(map, auc);
        return rule.better(score, state.bestScore)
                ? new State(score, iteration, 0)
                : new State(state.bestScore, state.bestIteration, state.validationsSince + 1);
    }

    /// Whether the run ends here.
    public boolean stops(State state) {
        return state.validationsSince >= patience;
    }
}
