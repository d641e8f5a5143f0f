package org.thgcl.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Entries, clips or several copies of them, in descending order of one class's score: sorted once, then measured
/// for any weights. An entry of weight w counts as w clips of the same score, so that the metrics are those of a
/// sample in which each clip occurs as often as its weight says, to the last bit (see `training.AveragePrecision`,
/// `training.RocAuc`).
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
        double sum = 0;
        int found = 0;
        int taken = 0;
        int positives = 0;
        for (int position = 0; position < entries.length; position++) {
            int clips = weight[entries[position]];
            taken += clips;
            positives += member[position] ? clips : 0;
            if (endsTie[position] && positives > 0) {
                found += positives;
                sum += positives * ((double) found / taken);
                positives = 0;
            }
        }
        return sum / found;
    }

    /// Area under ROC of the weighted entries; NaN without positives or negatives. Equal scores count half.
    double auc(int[] weight) {
        long halves = 0;
        long above = 0;
        long negativesAbove = 0;
        long positives = 0;
        long negatives = 0;
        for (int position = 0; position < entries.length; position++) {
            int clips = weight[entries[position]];
            if (member[position]) {
                positives += clips;
            } else {
                negatives += clips;
            }
            if (endsTie[position]) {
                halves += negatives * (2 * above + positives);
                above += positives;
                negativesAbove += negatives;
                positives = 0;
                negatives = 0;
            }
        }
        return halves / (2.0 * above * negativesAbove);
    }

    /// The scores of two models for the same clips as one list: first those of one, then of the other.
    static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
