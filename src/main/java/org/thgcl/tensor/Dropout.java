package org.thgcl.tensor;

/// What dropout needs to know: y = x / (1 - rate) where an element is kept, else 0. Element e is kept if word e of
/// the random sequence (seed, step, site) is at least rate 2^32.
///
/// @param rate probability of dropping an element, in [0, 1); 0 for none
/// @param random the run's random numbers
/// @param step the iteration
/// @param site where in the model, see [CounterRandom#site]
public record Dropout(double rate, CounterRandom random, long step, int site) {
    /// Checks the rate.
    ///
    /// @throws IllegalArgumentException if the rate is not in [0, 1)
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout rate must be in [0, 1), got " + rate);
        }
    }

    /// What a kept element is multiplied by.
    double scale() {
        return 1 / (1 - rate);
    }

    KeepBits bits() {
        return new KeepBits(random, step, site, Math.round(rate * 0x1p32));
    }
}
