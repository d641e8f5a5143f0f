package org.thgcl.data;

import java.util.Arrays;
import org.thgcl.tensor.CounterRandom;

/// Repeat-factor sampling: a clip of class c comes `r = max(1, sqrt(t / f))` times an epoch, where f is the share
/// of clips that have the class and t the threshold; of a fraction of a time, the seed decides in each epoch anew.
/// Of several classes the largest factor counts; a clip without a class comes once. (Gupta, Dollár, Girshick 2019,
/// *LVIS: a dataset for large vocabulary instance segmentation*, appendix B.)
final class RepeatFactorSampling implements BatchOrder {
    private static final int ROUNDING = CounterRandom.site("repeat factor");
    private static final int ORDER = CounterRandom.site("batch order");

    private final double[] factors;
    private final int batch;
    private final CounterRandom random;
    /// The epoch held, how many clips came before it, and its clips.
    private long epoch = -1;

    private long before;
    private int[] order = {};

    RepeatFactorSampling(Subset part, int batch, double threshold, long seed) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "repeat threshold is " + threshold + "; it is a share of the clips, above 0 and at most 1");
        }
        this.batch = batch;
        this.random = new CounterRandom(seed);
        double[] byClass = factors(part.classCounts(), part.size(), threshold);
        Labels labels = part.labels();
        factors = new double[part.size()];
        for (int position = 0; position < factors.length; position++) {
            factors[position] = Arrays.stream(labels.of(position))
                    .mapToDouble(category -> byClass[category])
                    .max()
                    .orElse(1);
        }
    }

    /// The repeat factor of each class, 1 for one without clips.
    static double[] factors(int[] counts, int clips, double threshold) {
        return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? 1 : Math.max(1, Math.sqrt(threshold * clips / count)))
                .toArray();
    }

    @Override
    public synchronized int[] batch(long iteration) {
        long first = Math.multiplyExact(iteration, batch);
        if (first < before) {
            // Epochs differ in length: one that lies behind is found again from the start.
            epoch = -1;
            before = 0;
            order = new int[0];
        }
        int[] positions = new int[batch];
        for (int i = 0; i < batch; i++) {
            while (first + i >= before + order.length) {
                before += order.length;
                order = epoch(++epoch);
            }
            positions[i] = order[(int) (first + i - before)];
        }
        return positions;
    }

    private int[] epoch(long number) {
        int[] repeats = new int[factors.length];
        int length = 0;
        for (int position = 0; position < factors.length; position++) {
            int whole = (int) factors[position];
            boolean more = random.uniform(number, ROUNDING, position) < factors[position] - whole;
            repeats[position] = whole + (more ? 1 : 0);
            length += repeats[position];
        }
        int[] shuffled = random.permutation(length, number, ORDER);
        int[] positions = new int[length];
        int next = 0;
        for (int position = 0; position < repeats.length; position++) {
            for (int i = 0; i < repeats[position]; i++) {
                positions[shuffled[next++]] = position;
            }
        }
        return positions;
    }
}
