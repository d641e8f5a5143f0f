package org.thgcl.ablation;

import java.util.List;
import java.util.Locale;
import org.thgcl.tensor.CounterRandom;

/// Measures how often the intervals of [Bootstrap] hold the true mean, for differences drawn from known distributions.
///
/// The main program prints the table of docs/statistics.md. Everything is a function of a fixed seed, so the same
/// arguments give the same digits.
final class IntervalCoverage {
    /// Repetitions of a cell: the standard error of a coverage is at most 0.5 / sqrt(5000) = 0.7 %.
    static final int REPETITIONS = 5000;

    static final List<Integer> SEEDS = List.of(3, 5, 7, 10, 20);

    private static final CounterRandom RANDOM = new CounterRandom(2026);

    private IntervalCoverage() {}

    /// Where the differences come from.
    enum Distribution {
        /// Mean 0, deviation 1.
        NORMAL(0) {
            @Override
            double draw(double gaussian) {
                return gaussian;
            }
        },
        /// exp of a normal number of deviation 1: skewed, mean sqrt(e).
        LOGNORMAL(1.6487212707001282) {
            @Override
            double draw(double gaussian) {
                return StrictMath.exp(gaussian);
            }
        };

        private final double mean;

        Distribution(double mean) {
            this.mean = mean;
        }

        abstract double draw(double gaussian);
    }

    /// The part of the intervals that hold the true mean.
    static double coverage(Distribution distribution, int seeds, int repetitions) {
        int site = CounterRandom.site("coverage." + distribution);
        int held = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            double[] differences = new double[seeds];
            for (int i = 0; i < seeds; i++) {
                differences[i] = distribution.draw(RANDOM.gaussian(repetition, site, i));
            }
            Bootstrap interval = Bootstrap.mean(differences, SweepEvaluation.CONFIDENCE);
            held += interval.low() <= distribution.mean && distribution.mean <= interval.high() ? 1 : 0;
        }
        return (double) held / repetitions;
    }

    /// A row of the table.
    static String row(int seeds, double normal, double lognormal) {
        return String.format(Locale.ROOT, "| %d | %.1f %% | %.1f %% |", seeds, 100 * normal, 100 * lognormal);
    }

    /// Prints the table.
    public static void main(String[] args) {
        System.out.println("| seeds | normal differences | lognormal differences |\n|---|---|---|");
        for (int seeds : SEEDS) {
            System.out.println(row(
                    seeds,
                    coverage(Distribution.NORMAL, seeds, REPETITIONS),
                    coverage(Distribution.LOGNORMAL, seeds, REPETITIONS)));
        }
    }
}
