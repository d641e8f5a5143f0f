package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.thgcl.statistics.Resampling;
import org.thgcl.tensor.CounterRandom;

/// How many seeds a sweep needs to see a difference of a given size: an estimate from the spread of the paired
/// differences so far.
///
/// For each number of seeds, sweeps are simulated: differences are drawn from a normal distribution with the mean asked
/// for and the standard deviation observed, and the program's own test judges them ([SignedRank], two-sided, at the
/// level of 0.05 divided by the number of comparisons, which is Holm's first step). The answer is the smallest
/// number of seeds at which at least 80 % of the simulated sweeps are significant. Few seeds say little of a
/// standard deviation, so the answer is also given for the ends of its interval (chi-squared, nominal 95 %).
///
/// @param difference to be seen, of test mAP, above 0
/// @param power part of the sweeps that should see it
/// @param level of the test after correction
/// @param comparisons that the level is divided by
/// @param fewest seeds below which no difference can be significant, however large it is
/// @param most seeds that were tried
/// @param variants one for each comparison
public record Power(
        double difference, double power, double level, int comparisons, int fewest, int most, List<Needed> variants) {
    /// Chance to see the difference.
    public static final double POWER = 0.8;

    private static final int MOST = 200;
    private static final int SIMULATED = 2000;
    private static final int SITE = CounterRandom.site("ablation.power");

    public Power {
        variants = List.copyOf(variants);
    }

    /// The number of seeds that a variant's comparison needs.
    ///
    /// @param variant its name
    /// @param differences how many there are so far
    /// @param deviation their standard deviation
    /// @param seeds needed; -1 if more than were tried
    /// @param atLeast the same if the true deviation is the lower end of its interval
    /// @param atMost the same for the upper end
    public record Needed(String variant, int differences, double deviation, int seeds, int atLeast, int atMost) {}

    /// Estimates the seeds for each comparison of a sweep.
    ///
    /// @param difference of test mAP, above 0 and at most 1
    /// @throws IllegalArgumentException if the difference isn't in its range, or the sweep has one seed
    public static Power of(AblationResult result, double difference) {
        if (!(difference > 0 && difference <= 1)) {
            throw new IllegalArgumentException(
                    "a difference in mAP of " + difference + " can't be asked for, it must be above 0 and at most 1");
        }
        if (result.seeds().size() < 2) {
            throw new IllegalArgumentException(
                    "the seeds needed are estimated from the spread of the differences, which"
                            + " one seed doesn't have; give --seeds 2 or more");
        }
        List<VariantResult> compared = result.variants().stream()
                .filter(variant -> variant.comparison() != null && variant.sameAs() == null)
                .toList();
        double level = Findings.LEVEL / Math.max(1, compared.size());
        List<Needed> needed = new ArrayList<>();
        for (VariantResult variant : compared) {
            if (variant.comparison().differences().size() > 1) {
                needed.add(needed(variant, difference, level));
            }
        }
        return new Power(difference, POWER, level, compared.size(), SignedRank.fewest(level), MOST, needed);
    }

    private static Needed needed(VariantResult variant, double difference, double level) {
        double[] differences = variant.comparison().differences().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double deviation = Summary.of(differences).deviation();
        int freedom = differences.length - 1;
        ChiSquaredDistribution spread = new ChiSquaredDistribution(freedom);
        double tail = (1 - Resampling.CONFIDENCE) / 2;
        double low = deviation * Math.sqrt(freedom / spread.inverseCumulativeProbability(1 - tail));
        double high = deviation * Math.sqrt(freedom / spread.inverseCumulativeProbability(tail));
        return new Needed(
                variant.name(),
                differences.length,
                deviation,
                seeds(difference, deviation, level),
                seeds(difference, low, level),
                seeds(difference, high, level));
    }

    /// Standard normal numbers, which all simulations share: a sweep of more seeds begins with those of one of fewer.
    private static final class Draws {
        static final double[][] NORMAL = new double[SIMULATED][MOST];

        static {
            CounterRandom random = new CounterRandom(0);
            for (int sweep = 0; sweep < SIMULATED; sweep++) {
                for (int i = 0; i < MOST; i++) {
                    NORMAL[sweep][i] = random.gaussian(sweep, SITE, i);
                }
            }
        }
    }

    /// The smallest number of seeds with enough power; -1 if [#MOST] aren't enough.
    static int seeds(double difference, double deviation, double level) {
        for (int seeds = SignedRank.fewest(level); seeds <= MOST; seeds++) {
            if (power(difference, deviation, level, seeds) >= POWER) {
                return seeds;
            }
        }
        return -1;
    }

    /// The part of simulated sweeps in which the test is significant.
    ///
    /// @param seeds at most [#MOST]
    static double power(double difference, double deviation, double level, int seeds) {
        int farthest = SignedRank.farthest(seeds, level);
        int seen = 0;
        for (int sweep = 0; sweep < SIMULATED; sweep++) {
            double[] drawn = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                drawn[i] = difference + deviation * Draws.NORMAL[sweep][i];
            }
            seen += SignedRank.smallerSum(drawn) <= farthest ? 1 : 0;
        }
        return (double) seen / SIMULATED;
    }

    /// Describes the estimate in sentences.
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Needed needed : variants) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "'%s': about %s to see a difference of %.4g in mAP with a chance of %.0f %%. The %d differences so"
                        + " far have a standard deviation of %.4f. By its nominal %.0f %% interval it takes %s to %s.",
                    needed.variant,
                    count(needed.seeds) + " seeds",
                    difference,
                    100 * power,
                    needed.differences,
                    needed.deviation,
                    100 * Resampling.CONFIDENCE,
                    count(needed.atLeast),
                    count(needed.atMost)));
        }
        sentences.add(String.format(
                Locale.ROOT,
                "This is an estimate: sweeps are simulated with normal differences of that mean and deviation and"
                        + " judged by the signed-rank test at %.4g, which is %.4g corrected for %d comparison%s. With"
                        + " fewer than %d seeds no difference can be significant by this test.",
                level,
                Findings.LEVEL,
                comparisons,
                comparisons == 1 ? "" : "s",
                fewest));
        return sentences;
    }

    private String count(int seeds) {
        return seeds < 0 ? "more than " + most : Integer.toString(seeds);
    }
}
