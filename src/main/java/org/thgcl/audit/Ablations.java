package org.thgcl.audit;

import java.util.List;
import java.util.Optional;

/// Ablations on data that are here, for the claims that the paper's own ablations make.
interface Ablations {
    /// The weights of Table 2, ID 1 against ID 2 and ID 3.
    Optional<Comparison> table2();

    /// The losses of Figure 3: focal and contrastive against focal, focal against cross entropy.
    Optional<Comparison> figure3();

    /// None were run.
    Ablations NONE = new Ablations() {
        @Override
        public Optional<Comparison> table2() {
            return Optional.empty();
        }

        @Override
        public Optional<Comparison> figure3() {
            return Optional.empty();
        }
    };

    /// How much better each of several variants was than another, by pairs of runs with equal seeds.
    ///
    /// @param data on which data
    /// @param seeds pairs of runs
    /// @param confidence of the intervals, in (0, 1)
    record Comparison(String data, int seeds, double confidence, List<Effect> effects) {
        public Comparison {
            effects = List.copyOf(effects);
        }
    }

    /// The gain in mAP that the paper claims of a variant over another.
    ///
    /// @param better the variant that the paper has above
    /// @param worse the variant that the paper has below
    /// @param gain mean difference in test mAP
    /// @param low lower end of its confidence interval
    /// @param high upper end of its confidence interval
    record Effect(String better, String worse, double gain, double low, double high) {}
}
