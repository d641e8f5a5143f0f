package org.thgcl.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.tensor.CounterRandom;

/// Splits a data set into parts at random, each clip into exactly one (A19). The same seed gives the same parts.
///
/// Of n clips, a part with fraction f gets n f, rounded by the method of largest remainders (of equal remainders
/// the first); a part that would then be empty takes one from the largest. Stratified, each class is split so on
/// its own, hence a class needs as many clips as there are parts. Where clips may have several classes,
/// [IterativeStratification] takes care that each part gets about its fraction of every class. The clips of a part
/// are in ascending order.
public final class Split {
    private static final double TOLERANCE = 1e-9;
    private static final int SITE = CounterRandom.site("split");

    private Split() {}

    /// The parts to learn from, to validate on while learning, and to test on at the end.
    public record Parts(Subset train, Subset validation, Subset test) {}

    /// Splits into training, validation and test part.
    ///
    /// @param fractions three numbers above 0 that sum to 1
    /// @param stratified whether every class is split in these fractions
    /// @throws IllegalArgumentException if the fractions aren't such, or there are too few clips (of a class)
    public static Parts of(DataSet data, double[] fractions, boolean stratified, long seed) {
        if (fractions.length != 3) {
            throw new IllegalArgumentException("fractions " + Arrays.toString(fractions)
                    + ": 3 are needed (training, validation, test), got " + fractions.length);
        }
        Subset[] parts = split(data, fractions, stratified, seed);
        return new Parts(parts[0], parts[1], parts[2]);
    }

    /// Holds out a fraction of the clips: `[0]` are the others, `[1]` those held out.
    ///
    /// @param fraction of the clips to hold out, above 0 and below 1
    /// @throws IllegalArgumentException as [#of]
    public static Subset[] fraction(DataSet data, double fraction, boolean stratified, long seed) {
        return split(data, new double[] {1 - fraction, fraction}, stratified, seed);
    }

    /// The sizes of the parts that so many clips are split into, each at least 1.
    ///
    /// @param n clips, at least as many as there are parts
    /// @param fractions numbers above 0 that sum to 1
    /// @throws IllegalArgumentException if the fractions aren't such, or there are too few clips
    public static int[] partSizes(int n, double[] fractions) {
        check(fractions);
        if (n < fractions.length) {
            throw new IllegalArgumentException(
                    n + " clips are too few to be split into " + fractions.length + " parts");
        }
        return sizes(n, fractions);
    }

    private static Subset[] split(DataSet data, double[] fractions, boolean stratified, long seed) {
        check(fractions);
        if (stratified && data.severalLabels()) {
            return subsets(data, bySeveralLabels(data, fractions, seed));
        }
        int[][] strata =
                stratified ? clipsByClass(data) : new int[][] {Subset.all(data).clips()};
        List<List<Integer>> parts = new ArrayList<>();
        for (int part = 0; part < fractions.length; part++) {
            parts.add(new ArrayList<>());
        }
        for (int stratum = 0; stratum < strata.length; stratum++) {
            int[] clips = strata[stratum];
            if (clips.length < fractions.length) {
                throw tooFew(
                        data,
                        stratified ? "class '" + data.classes().get(stratum) + "'" : "the data set",
                        clips.length,
                        fractions);
            }
            int[] order = new CounterRandom(seed).permutation(clips.length, stratum, SITE);
            int[] sizes = sizes(clips.length, fractions);
            int next = 0;
            for (int part = 0; part < sizes.length; part++) {
                for (int i = 0; i < sizes[part]; i++) {
                    parts.get(part).add(clips[order[next++]]);
                }
            }
        }
        return subsets(data, parts);
    }

    private static List<List<Integer>> bySeveralLabels(DataSet data, double[] fractions, long seed) {
        Subset all = Subset.all(data);
        int[] counts = all.classCounts();
        for (int category = 0; category < counts.length; category++) {
            if (counts[category] < fractions.length) {
                throw tooFew(data, "class '" + data.classes().get(category) + "'", counts[category], fractions);
            }
        }
        return IterativeStratification.of(all.labels(), counts, fractions, seed);
    }

    private static Subset[] subsets(DataSet data, List<List<Integer>> parts) {
        return parts.stream()
                .map(part -> new Subset(
                        data, part.stream().mapToInt(Integer::intValue).sorted().toArray()))
                .toArray(Subset[]::new);
    }

    private static void check(double[] fractions) {
        double sum = 0;
        for (double fraction : fractions) {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException(
                        "fractions " + Arrays.toString(fractions) + ": " + fraction + " is not above 0 and below 1");
            }
            sum += fraction;
        }
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "fractions " + Arrays.toString(fractions) + " sum to " + sum + "; they must sum to 1");
        }
    }

    private static IllegalArgumentException tooFew(DataSet data, String what, int clips, double[] fractions) {
        return new IllegalArgumentException(data.name() + ": " + what + " has " + clips
                + (clips == 1 ? " clip" : " clips") + ", too few to be split into " + fractions.length
                + " parts; it needs at least " + fractions.length + ": add clips or leave it out");
    }

    private static int[][] clipsByClass(DataSet data) {
        int[][] clips = new int[data.classes().size()][];
        int[] counts = Subset.all(data).classCounts();
        for (int c = 0; c < counts.length; c++) {
            clips[c] = new int[counts[c]];
        }
        for (int clip = data.size() - 1; clip >= 0; clip--) {
            int label = data.label(clip);
            clips[label][--counts[label]] = clip;
        }
        return clips;
    }

    /// Sizes of the parts of n clips, each at least 1, by the rule above.
    public static int[] sizes(int n, double[] fractions) {
        int[] sizes = new int[fractions.length];
        double[] remainders = new double[fractions.length];
        int left = n;
        for (int part = 0; part < sizes.length; part++) {
            // 10 x 0.7 is 7, although the nearest double of 0.7 lies below.
            sizes[part] = (int) Math.floor(n * fractions[part] + TOLERANCE);
            remainders[part] = n * fractions[part] - sizes[part];
            left -= sizes[part];
        }
        for (; left > 0; left--) {
            int part = largest(remainders);
            sizes[part]++;
            remainders[part] = -1;
        }
        for (int part = 0; part < sizes.length; part++) {
            if (sizes[part] == 0) {
                sizes[largest(Arrays.stream(sizes).asDoubleStream().toArray())]--;
                sizes[part] = 1;
            }
        }
        return sizes;
    }

    /// The first of those largest, where a difference within rounding counts as none.
    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[largest] + TOLERANCE) {
                largest = i;
            }
        }
        return largest;
    }
}
