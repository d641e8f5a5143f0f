package org.thgcl.data;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.tensor.CounterRandom;

/// Distributes clips that may have several classes among parts, so that each part gets about its fraction of every
/// class.
///
/// A part wants as many clips of a class as [Split#sizes] gives it of the class's clips, at least one. The class
/// with the fewest clips left comes first, of equal ones the first. Each of its clips, in random order, goes to the
/// part that lacks most clips of the class, of equal ones to the part that lacks most clips, of equal ones to the
/// first. Clips without a class come last. No part is left empty, as the rarest class reaches all. The sizes of the
/// parts are about those of [Split#sizes]: the classes come first.
///
/// Source: Sechidis, Tsoumakas, Vlahavas 2011, *On the stratification of multi-label data*.
final class IterativeStratification {
    private static final int SITE = CounterRandom.site("split");

    private final Labels labels;
    private final int[] sizes;
    private final List<List<Integer>> parts = new ArrayList<>();
    /// Clips of each class that each part lacks.
    private final int[][] lacking;
    /// Clips of each class that are in no part yet.
    private final int[] left;

    private final boolean[] placed;

    private IterativeStratification(Labels labels, int[] counts, double[] fractions) {
        this.labels = labels;
        this.sizes = Split.sizes(labels.size(), fractions);
        this.left = counts.clone();
        this.placed = new boolean[labels.size()];
        this.lacking = new int[fractions.length][counts.length];
        for (int part = 0; part < fractions.length; part++) {
            parts.add(new ArrayList<>());
        }
        for (int category = 0; category < counts.length; category++) {
            int[] wanted = Split.sizes(counts[category], fractions);
            for (int part = 0; part < fractions.length; part++) {
                lacking[part][category] = wanted[part];
            }
        }
    }

    /// The clips of each part, in no particular order.
    ///
    /// @param counts clips of each class
    static List<List<Integer>> of(Labels labels, int[] counts, double[] fractions, long seed) {
        IterativeStratification split = new IterativeStratification(labels, counts, fractions);
        CounterRandom random = new CounterRandom(seed);
        for (int category = split.rarest(); category >= 0; category = split.rarest()) {
            for (int clip : random.permutation(labels.size(), category, SITE)) {
                if (!split.placed[clip] && labels.has(clip, category)) {
                    split.place(clip, category);
                }
            }
        }
        for (int clip : random.permutation(labels.size(), counts.length, SITE)) {
            if (!split.placed[clip]) {
                split.place(clip, -1);
            }
        }
        return split.parts;
    }

    /// The class with the fewest clips left; -1 if none has any.
    private int rarest() {
        int rarest = -1;
        for (int category = 0; category < left.length; category++) {
            if (left[category] > 0 && (rarest < 0 || left[category] < left[rarest])) {
                rarest = category;
            }
        }
        return rarest;
    }

    private void place(int clip, int category) {
        int best = 0;
        for (int part = 1; part < sizes.length; part++) {
            best = lacksMore(part, best, category) ? part : best;
        }
        parts.get(best).add(clip);
        placed[clip] = true;
        for (int own : labels.of(clip)) {
            lacking[best][own]--;
            left[own]--;
        }
    }

    private boolean lacksMore(int part, int other, int category) {
        int difference = category < 0 ? 0 : lacking[part][category] - lacking[other][category];
        return difference > 0 || (difference == 0 && room(part) > room(other));
    }

    private int room(int part) {
        return sizes[part] - parts.get(part).size();
    }
}
