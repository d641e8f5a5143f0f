package org.thgcl.ablation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// States what a sweep shows and what it doesn't: sentences computed from its numbers.
///
/// A *difference* has a corrected p of at most [#LEVEL]. An *indication* is less: an interval that leaves 0 out,
/// with five seeds or more. All else is no difference shown, which isn't the same as none.
final class Findings {
    /// Level of significance.
    static final double LEVEL = 0.05;

    private static final double WORTH_MENTIONING = 0.25;

    private final AblationResult result;

    private Findings(AblationResult result) {
        this.result = result;
    }

    /// The sentences, one for each thing to be said.
    static List<String> of(AblationResult result) {
        return new Findings(result).sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(data(result.data()));
        sentences.add(seeds());
        for (VariantResult variant : result.variants()) {
            if (!variant.name().equals(result.reference())) {
                sentences.add(variant(variant));
            } else if (variant.failures() > 0) {
                sentences.add(name(variant) + ", which the others are compared with: " + failures(variant) + ".");
            }
        }
        expectedByChance(intervals(), result.seeds().size()).ifPresent(sentences::add);
        return sentences;
    }

    /// Names the data and says how far conclusions from them reach.
    static String data(DataFacts data) {
        String facts = String.format(
                Locale.ROOT,
                "Data: %s, %d clips of %d classes; %s.",
                data.name(),
                data.clips(),
                data.classes(),
                data.parts());
        String video = data.videoSegments() == 0
                ? " They have no video: audio nodes alone (A25), so they say nothing of cross-modal edges, nor of the "
                        + "contrastive loss."
                : "";
        String scope = data.synthetic()
                ? " Nothing in them was ever recorded: what follows holds for such clips and says nothing of the"
                        + " sounds of the world."
                : " What follows holds for these clips and these settings. They aren't the paper's data, so it neither "
                        + "confirms nor refutes the paper's figures.";
        return facts + video + scope;
    }

    private String seeds() {
        int n = result.seeds().size();
        if (n == 1) {
            return "One seed: there is no spread over seeds to judge differences by. They are compared over the test"
                    + " clips instead: that is about these trained models, not about what another seed would give.";
        }
        double smallest = SignedRank.smallest(n);
        int comparisons = intervals();
        if (comparisons == 0) {
            return n + " seeds; no variant can be compared.";
        }
        double corrected = Math.min(1, smallest * comparisons);
        String reach = String.format(
                Locale.ROOT,
                "%d seeds: the smallest p that the signed-rank test can give is %.4g, %.4g when corrected for %s",
                n,
                smallest,
                corrected,
                count(comparisons, "comparison"));
        return corrected > LEVEL
                ? reach + ". So no single difference can be significant at the level of " + LEVEL
                        + ", however large it is; the intervals are what there is to judge by." + coverage(smallest)
                        + scope()
                : reach + "." + scope();
    }

    /// Says what varies with the seed.
    private String scope() {
        return result.data().synthetic()
                ? ""
                : " The spread over seeds is about the randomness of training, not about the choice of the clips.";
    }

    /// What few seeds make of the level of an interval, which doesn't reach beyond the differences observed.
    private static String coverage(double smallest) {
        return smallest <= 1 - SweepEvaluation.CONFIDENCE
                ? ""
                : String.format(
                        Locale.ROOT,
                        " They reach no further than the differences observed, so with this number of seeds they hold"
                                + " the true one in at most %.4g %% of such sweeps.",
                        100 * (1 - smallest));
    }

    /// Number of comparisons that were made: variants that are the same as another one make none.
    private int intervals() {
        return (int) result.variants().stream()
                .filter(variant -> variant.comparison() != null && variant.sameAs() == null)
                .count();
    }

    private String variant(VariantResult variant) {
        if (variant.sameAs() != null) {
            return name(variant) + " can't be told from '" + variant.sameAs() + "' here, so nothing is found: "
                    + variant.sameBecause() + ".";
        }
        String failed = variant.failures() == 0 ? "" : " " + upper(failures(variant)) + ".";
        Comparison comparison = variant.comparison();
        if (comparison == null) {
            return name(variant) + ": no seed has a result to compare." + failed;
        }
        String unpaired = variant.unpaired().isEmpty()
                ? ""
                : " It doesn't share " + String.join(" and ", variant.unpaired())
                        + " with the reference, so the difference isn't that of the setting alone.";
        if (variant.clips() != null) {
            return name(variant) + ": " + ClipFindings.of(variant.clips(), result.reference()) + failed + unpaired;
        }
        return name(variant) + ": " + judgement(comparison) + " than '" + result.reference() + "', "
                + numbers(comparison) + "." + failed + unpaired;
    }

    private static String name(VariantResult variant) {
        return "'" + variant.name() + "'";
    }

    private static String failures(VariantResult variant) {
        SeedResult first = variant.runs().stream()
                .filter(run -> run.failure() != null)
                .findFirst()
                .orElseThrow();
        return variant.failures() + " of " + count(variant.runs().size(), "run") + " failed (seed " + first.seed()
                + ": " + first.failure() + ")";
    }

    /// Describes the variant's difference in test mAP.
    private static String judgement(Comparison comparison) {
        String direction = comparison.mean() > 0 ? "higher" : "lower";
        if (comparison.adjustedP() <= LEVEL) {
            return "by this test a difference, test mAP is " + direction;
        }
        return comparison.indicative()
                ? "an indication that test mAP is " + direction
                : "not shown to be higher or lower";
    }

    private String numbers(Comparison comparison) {
        int n = comparison.differences().size();
        String mean = String.format(Locale.ROOT, "by %+.4f in the mean of %s", comparison.mean(), count(n, "seed"));
        if (n < 2) {
            return mean;
        }
        return mean
                + String.format(
                        Locale.ROOT,
                        ", nominal %.0f %% interval %+.4f to %+.4f; higher with %d, lower with %d; p %.4g, corrected"
                                + " %.4g",
                        100 * result.confidence(),
                        comparison.low(),
                        comparison.high(),
                        comparison.higher(),
                        comparison.lower(),
                        comparison.p(),
                        comparison.adjustedP());
    }

    /// How many of several intervals leave 0 out although nothing differs; nothing where that is too few to
    /// mention, or there are too few seeds for intervals to be judged by.
    static Optional<String> expectedByChance(int intervals, int seeds) {
        double expected = intervals * Math.max(1 - SweepEvaluation.CONFIDENCE, SignedRank.smallest(seeds));
        return expected < WORTH_MENTIONING || seeds < Comparison.FEWEST
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Of %d intervals, about %.1f leave 0 out by chance even if no variant differs.",
                        intervals,
                        expected));
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
