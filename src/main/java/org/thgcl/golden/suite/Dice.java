package org.thgcl.golden.suite;

import java.util.List;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;

/// Draws of one random case, one after the other: a function of the seed and the case's name alone.
final class Dice {
    private final CounterRandom random;
    private final int site;
    private long draws;

    Dice(long seed, String place) {
        random = new CounterRandom(seed);
        site = CounterRandom.site(place);
    }

    /// A whole number from `low` to `high`, ends included.
    int from(int low, int high) {
        return low + random.below(high - low + 1, draws++, site, 0);
    }

    /// Whether something happens that does so once in `n` times.
    boolean oneIn(int n) {
        return from(1, n) == 1;
    }

    <T> T one(List<T> choices) {
        return choices.get(from(0, choices.size() - 1));
    }

    /// Multiples of 1/100, normally distributed.
    Numbers normal(int... sizes) {
        Shape shape = Shape.of(sizes);
        double[] data = new double[shape.elements()];
        for (int e = 0; e < data.length; e++) {
            data[e] = Math.rint(100 * random.gaussian(draws++, site, 0)) / 100;
        }
        return Numbers.of(shape, data);
    }

    /// Odd multiples of 1/2000 in (0, 1).
    Numbers uniform(int... sizes) {
        Shape shape = Shape.of(sizes);
        double[] data = new double[shape.elements()];
        for (int e = 0; e < data.length; e++) {
            data[e] = (2 * from(0, 999) + 1) / 2000.0;
        }
        return Numbers.of(shape, data);
    }

    /// So many indices below a bound.
    Numbers indices(int count, int bound) {
        int[] data = new int[count];
        for (int e = 0; e < count; e++) {
            data[e] = from(0, bound - 1);
        }
        return Numbers.indices(data);
    }

    /// Numbers of graphs, ascending, some of which may be left out.
    Numbers graphs(int nodes) {
        int[] data = new int[nodes];
        int graph = oneIn(4) ? 1 : 0;
        for (int i = 0; i < nodes; i++) {
            graph += i > 0 && oneIn(3) ? from(1, 2) : 0;
            data[i] = graph;
        }
        return Numbers.indices(data);
    }
}
