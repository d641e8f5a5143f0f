package org.thgcl.statistics;

import java.util.Arrays;
import java.util.function.Function;
import org.thgcl.file.Work;
import org.thgcl.tensor.CounterRandom;

/// Draws samples of clips with replacement, each as large as the whole, always the same ones for a number of clips.
///
/// @param resamples how many, at least 1
/// @param confidence nominal level of the intervals, above 0 and below 1
public record Resampling(int resamples, double confidence) {
    /// Nominal level of all intervals that the program gives.
    public static final double CONFIDENCE = 0.95;

    /// What is enough for two digits of an end of an interval and for p down to 0.0005.
    public static final int USUAL = 2000;

    private static final int BOOTSTRAP = CounterRandom.site("statistics.bootstrap");
    private static final int PERMUTATION = CounterRandom.site("statistics.permutation");
    private static final CounterRandom RANDOM = new CounterRandom(0);

    /// @throws IllegalArgumentException if a number isn't in its range
    public Resampling {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples: " + resamples + " isn't allowed, must be at least 1");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence: " + confidence + " isn't allowed, must be above 0 and below 1");
        }
    }

    /// The level that the program gives.
    ///
    /// @param resamples at least 1
    public static Resampling of(int resamples) {
        return new Resampling(resamples, CONFIDENCE);
    }

    /// Measures each sample.
    ///
    /// @param measure gives values for how often a sample has each clip; the array is used again
    /// @return row k: value k of each sample
    double[][] bootstrap(int clips, Function<int[], double[]> measure) {
        int[] weight = new int[clips];
        return columns("resampling clips", sample -> {
            Arrays.fill(weight, 0);
            for (int i = 0; i < clips; i++) {
                weight[RANDOM.below(clips, sample, BOOTSTRAP, i)]++;
            }
            return measure.apply(weight);
        });
    }

    /// Measures each of the ways to swap pairs that are drawn, every pair with a chance of 1/2.
    ///
    /// @param measure gives values for which clips' pairs are swapped; the array is used again
    /// @return row k: value k of each way
    double[][] permutations(int clips, Function<boolean[], double[]> measure) {
        boolean[] swapped = new boolean[clips];
        return columns("swapping scores of clips", sample -> {
            for (int clip = 0; clip < clips; clip++) {
                swapped[clip] = RANDOM.below(2, sample, PERMUTATION, clip) == 1;
            }
            return measure.apply(swapped);
        });
    }

    private double[][] columns(String name, Function<Integer, double[]> values) {
        double[][] columns = null;
        try (Work work = Work.begin(name, resamples)) {
            for (int sample = 0; sample < resamples; sample++) {
                double[] row = values.apply(sample);
                columns = columns == null ? new double[row.length][resamples] : columns;
                for (int k = 0; k < row.length; k++) {
                    columns[k][sample] = row[k];
                }
                work.step();
            }
        }
        return columns;
    }
}
