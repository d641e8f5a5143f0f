package org.thgcl.ablation;

import java.util.List;

/// A variant's test mAP compared with the reference's, seed by seed: differences are variant minus reference.
///
/// @param differences one for each seed for which both runs have a value
/// @param mean of the differences
/// @param low lower end of the confidence interval of the mean difference, see [Bootstrap]; NaN for fewer than two
/// @param high its upper end
/// @param p two-sided, see [SignedRank]
/// @param smallestP the smallest p that so many differences can have at all
/// @param adjustedP `p` corrected for the number of comparisons of the sweep, see [Holm]
public record Comparison(
        List<Double> differences, double mean, double low, double high, double p, double smallestP, double adjustedP) {
    public Comparison {
        differences = List.copyOf(differences);
    }

    /// Whether the confidence interval leaves 0 out.
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    /// How many differences are above 0.
    public int higher() {
        return (int) differences.stream().filter(difference -> difference > 0).count();
    }

    /// How many differences are below 0.
    public int lower() {
        return (int) differences.stream().filter(difference -> difference < 0).count();
    }

    /// The same with another corrected p.
    Comparison adjusted(double value) {
        return new Comparison(differences, mean, low, high, p, smallestP, value);
    }
}
