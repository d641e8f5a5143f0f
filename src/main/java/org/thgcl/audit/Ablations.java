package org.thgcl.audit;

import java.util.List;
import java.util.Optional;

/// Ablations on data that are here, for the claims that rest on the paper's own ablations. All differences are variant
/// minus reference, as in docs/ablations.md.
interface Ablations {
    /// The weights of Table 2: ID 2 and ID 3 against ID 1.
    Comparison table2();

    /// The losses of Figure 3: cross entropy and focal against focal and contrastive.
    Comparison figure3();

    /// The curves of Figure 3; empty if no training was asked for.
    Optional<LossCurves> curves();

    /// Networks trained with and without the contrastive loss; empty if no training was asked for.
    Optional<LearntClips> learnt();

    /// Variants compared with a reference, by pairs of runs with equal seeds.
    ///
    /// @param data on which data
    /// @param seeds pairs of runs
    /// @param reference name of the variant that the others are compared with
    record Comparison(String data, int seeds, String reference, List<Effect> effects) {
        public Comparison {
            effects = List.copyOf(effects);
        }
    }

    /// How a variant differs from the reference in test mAP.
    ///
    /// @param variant its name
    /// @param mean mean difference, variant minus reference
    /// @param low lower end of its nominal 95 % interval
    /// @param high upper end of that interval
    /// @param correctedP p of the signed-rank test, corrected for the number of comparisons
    record Effect(String variant, double mean, double low, double high, double correctedP) {
        /// Whether the corrected test shows a difference at the level of 0.05.
        boolean shown() {
            return correctedP <= 0.05;
        }
    }
}
