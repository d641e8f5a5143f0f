package org.thgcl.model;

import org.thgcl.tensor.CounterRandom;

/// The distribution that the elements of a parameter are drawn from before training.
public sealed interface Initial {
    /// Draws one element.
    ///
    /// @param site the parameter's own, see [CounterRandom#site]
    /// @param element its place in the parameter, in row-major order
    double draw(CounterRandom random, int site, int element);

    /// Uniform on (-bound, bound).
    ///
    /// @param bound at least 0
    record Uniform(double bound) implements Initial {
        @Override
        public double draw(CounterRandom random, int site, int element) {
            return bound * (2 * random.uniform(0, site, element) - 1);
        }
    }

    /// Normal with mean 0.
    ///
    /// @param deviation its standard deviation, at least 0
    record Normal(double deviation) implements Initial {
        @Override
        public double draw(CounterRandom random, int site, int element) {
            return deviation * random.gaussian(0, site, element);
        }
    }

    /// The same value for every element.
    record Constant(double value) implements Initial {
        @Override
        public double draw(CounterRandom random, int site, int element) {
            return value;
        }
    }
}
