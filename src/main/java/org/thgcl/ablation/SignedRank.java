package org.thgcl.ablation;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.apache.commons.math3.stat.ranking.NaNStrategy;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/// Wilcoxon's signed-rank test (1945) of paired differences: two-sided p of the hypothesis that they are
/// symmetric about 0.
///
/// Differences of 0 are dropped, as Wilcoxon does. Equal absolute differences share the mean of their ranks. Up
/// to [#EXACT] differences, p is exact, also with shared ranks: the part of all 2^n choices of signs whose rank
/// sum is at least as far from its middle as the one observed. (Commons Math's own exact p takes the ranks to be
/// 1 ... n, which shared ranks are not.) Above, it is Commons Math's normal approximation.
final class SignedRank {
    /// Most differences for an exact p: a million choices of signs.
    static final int EXACT = 20;

    /// Without a generator of random numbers, which takes longer to make than a probability.
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private SignedRank() {}

    /// Two-sided p; 1 if no difference is left.
    static double p(double[] differences) {
        double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        if (nonzero.length == 0) {
            return 1;
        }
        return nonzero.length <= EXACT
                ? exact(nonzero)
                : new WilcoxonSignedRankTest().wilcoxonSignedRankTest(new double[nonzero.length], nonzero, false);
    }

    private static double exact(double[] differences) {
        double[] ranks = new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE)
                .rank(Arrays.stream(differences).map(Math::abs).toArray());
        double middle = Arrays.stream(ranks).sum() / 2;
        int signs = 0;
        for (int i = 0; i < differences.length; i++) {
            signs |= differences[i] > 0 ? 1 << i : 0;
        }
        double observed = Math.abs(positiveSum(ranks, signs) - middle);
        int choices = 1 << ranks.length;
        int asFar = 0;
        for (int choice = 0; choice < choices; choice++) {
            // sums of halves of whole numbers: exact, so that equal ones compare as equal
            if (Math.abs(positiveSum(ranks, choice) - middle) >= observed) {
                asFar++;
            }
        }
        return (double) asFar / choices;
    }

    private static double positiveSum(double[] ranks, int signs) {
        double sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += (signs >>> i & 1) == 1 ? ranks[i] : 0;
        }
        return sum;
    }

    /// The smallest p that n differences can have: all of one sign, 2 of 2^n choices.
    static double smallest(int n) {
        return Math.scalb(1.0, 1 - Math.max(n, 1));
    }

    /// Fewest differences that can have a p of at most `level`.
    static int fewest(double level) {
        int n = 1;
        while (smallest(n) > level) {
            n++;
        }
        return n;
    }

    /// The smaller of the rank sums of positive and negative differences, none of them 0 and no two equal in amount.
    static int smallerSum(double[] differences) {
        double[] amounts = Arrays.stream(differences).map(Math::abs).sorted().toArray();
        int positive = 0;
        for (double difference : differences) {
            positive += difference > 0 ? 1 + Arrays.binarySearch(amounts, difference) : 0;
        }
        int all = amounts.length * (amounts.length + 1) / 2;
        return Math.min(positive, all - positive);
    }

    /// The largest [#smallerSum] of n differences whose [#p] is at most `level`; -1 if there is none.
    static int farthest(int n, double level) {
        int sum = -1;
        double[] below = n <= EXACT ? cumulated(n) : null;
        while (sum + 1 <= n * (n + 1) / 4
                && (below == null ? approximate(n, sum + 1) : Math.min(1, 2 * below[sum + 1])) <= level) {
            sum++;
        }
        return sum;
    }

    /// The chance that the rank sum of n random signs is at most s, for each s.
    private static double[] cumulated(int n) {
        double[] ways = new double[n * (n + 1) / 2 + 1];
        ways[0] = 1;
        for (int rank = 1; rank <= n; rank++) {
            for (int sum = ways.length - 1; sum >= rank; sum--) {
                ways[sum] += ways[sum - rank];
            }
        }
        double below = 0;
        double[] chance = new double[ways.length];
        for (int sum = 0; sum < ways.length; sum++) {
            below += ways[sum];
            chance[sum] = Math.scalb(below, -n);
        }
        return chance;
    }

    /// Commons Math's normal approximation, with its correction for continuity.
    private static double approximate(int n, int smallerSum) {
        double mean = n * (n + 1) / 4.0;
        double deviation = Math.sqrt(mean * (2 * n + 1) / 6);
        return 2 * NORMAL.cumulativeProbability((smallerSum - mean - 0.5) / deviation);
    }
}
