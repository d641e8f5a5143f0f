package org.thgcl.ablation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A variant's test mAP compared with the reference's, seed by seed: differences are variant minus reference.
///
/// @param differences one for each seed for which both runs have a value
/// @param mean of the differences
/// @param low lower end of the confidence interval of the mean difference, see [Bootstrap]; NaN for fewer than
/// two
/// @param high its upper end
/// @param p two-sided, see [SignedRank]
/// @param smallestP the smallest p that so many differences can have at all
/// @param adjustedP `p` corrected for the number of comparisons of the sweep, see [org.thgcl.statistics.Holm]
public record Comparison(
        List<Double> differences, double mean, double low, double high, double p, double smallestP, double adjustedP) {
    /// Fewest differences whose interval is judged.
    static final int FEWEST = 5;

    public Comparison {
        differences = List.copyOf(differences);
    }

    /// Compares two series of values, pair by pair; pairs with a value that isn't finite are left out.
    ///
    /// @return not yet corrected; `null` if no pair is left
    static Comparison of(double[] variant, double[] reference, double confidence) {
        double[] differences = IntStream.range(0, variant.length)
                .mapToDouble(i -> variant[i] - reference[i])
                .filter(Double::isFinite)
                .toArray();
        if (differences.length == 0) {
            return null;
        }
        Bootstrap interval = Bootstrap.mean(differences, confidence);
        double p = SignedRank.p(differences);
        return new Comparison(
                Arrays.stream(differences).boxed().toList(),
                Arrays.stream(differences).average().orElse(Double.NaN),
                interval.low(),
                interval.high(),
                p,
                SignedRank.smallest(differences.length),
                p);
    }

    /// Whether the confidence interval leaves 0 out and there are enough differences for that to mean something.
    /// A bootstrap interval doesn't reach beyond the differences, which are all of one sign with a chance of
    /// [#smallestP] if nothing differs; with fewer than five that is 1/8 or more.
    public boolean indicative() {
        return differences.size() >= FEWEST && (low > 0 || high < 0);
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
