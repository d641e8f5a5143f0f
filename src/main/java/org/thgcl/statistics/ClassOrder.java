package org.thgcl.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.thgcl.metric.AveragePrecision;
import org.thgcl.metric.RankedSum;
import org.thgcl.metric.RocAuc;

/// Entries, clips or several copies of them, in descending order of one class's score: sorted once, then measured
/// for any weights. An entry of weight w counts as w clips of the same score, so that the metrics are those of a
/// sample in which each clip occurs as often as its weight says, to the last bit.
final class ClassOrder {
    private final int[] entries;
    private final boolean[] member;
    private final boolean[] endsTie;

    private ClassOrder(int[] entries, boolean[] member, boolean[] endsTie) {
        this.entries = entries;
        this.member = member;
        this.endsTie = endsTie;
    }

    /// @param score of each entry, no NaN
    /// @param members whether each entry belongs to the class
    static ClassOrder of(double[] score, boolean[] members) {
        int[] entries = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(entry -> -score[entry]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] member = new boolean[entries.length];
        boolean[] endsTie = new boolean[entries.length];
        for (int position = 0; position < entries.length; position++) {
            member[position] = members[entries[position]];
            endsTie[position] =
                    position + 1 == entries.length || score[entries[position + 1]] != score[entries[position]];
        }
        return new ClassOrder(entries, member, endsTie);
    }

    /// Average precision of the weighted entries; NaN without positives. Entries of equal score come in together.
    double averagePrecision(int[] weight) {
        return sum(weight, new AveragePrecision.Sum());
    }

    /// Area under ROC of the weighted entries; NaN without positives or negatives. Equal scores count half.
    double auc(int[] weight) {
        return sum(weight, new RocAuc.Sum());
    }

    /// Adds up the clips of each distinct score, from the highest down.
    private double sum(int[] weight, RankedSum sum) {
        int positives = 0;
        int negatives = 0;
        for (int position = 0; position < entries.length; position++) {
            int clips = weight[entries[position]];
            positives += member[position] ? clips : 0;
            negatives += member[position] ? 0 : clips;
            if (endsTie[position]) {
                sum.add(positives, negatives);
                positives = 0;
                negatives = 0;
            }
        }
        return sum.value();
    }

    /// The scores of two models for the same clips as one list: first those of one, then of the other.
    static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
