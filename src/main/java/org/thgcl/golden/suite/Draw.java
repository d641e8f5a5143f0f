package org.thgcl.golden.suite;

import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Shape;

/// Random inputs of a case: a function of the case's and the input's name alone, rounded so that people can read them.
///
/// @param place what the numbers are for; another place gives other numbers
record Draw(String place) {
    private static final CounterRandom RANDOM = new CounterRandom(2025_0918);

    /// Standard normal numbers times a scale, rounded to a multiple of 1/100.
    Numbers normal(String name, double scale, int... sizes) {
        Shape shape = Shape.of(sizes);
        double[] data = new double[shape.elements()];
        for (int e = 0; e < data.length; e++) {
            data[e] = Math.rint(100 * scale * RANDOM.gaussian(0, site(name), e)) / 100;
        }
        return Numbers.of(shape, data);
    }

    Numbers normal(String name, int... sizes) {
        return normal(name, 1, sizes);
    }

    /// Numbers in (0, 1): odd multiples of 1/2000, so that neither end occurs.
    Numbers uniform(String name, int... sizes) {
        Shape shape = Shape.of(sizes);
        double[] data = new double[shape.elements()];
        for (int e = 0; e < data.length; e++) {
            data[e] = (2 * RANDOM.below(1000, 0, site(name), e) + 1) / 2000.0;
        }
        return Numbers.of(shape, data);
    }

    /// Whole numbers in `[0, bound)`.
    Numbers below(String name, int bound, int count) {
        int[] data = new int[count];
        for (int e = 0; e < count; e++) {
            data[e] = RANDOM.below(bound, 0, site(name), e);
        }
        return Numbers.indices(data);
    }

    private int site(String name) {
        return CounterRandom.site(place + "/" + name);
    }
}
