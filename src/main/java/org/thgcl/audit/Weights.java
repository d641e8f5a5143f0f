package org.thgcl.audit;

import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.TMacWeight;

/// The edge weights that claims are checked with.
///
/// @param gaussian Eq. 1
/// @param hawkes Eq. 2
/// @param tmac TMac's weight
record Weights(Gaussian gaussian, Hawkes hawkes, TMac tmac) {
    /// Those that the program trains with.
    static Weights implemented() {
        return new Weights(Eq1GaussianWeight::definition, Eq2HawkesWeight::definition, TMacWeight::definition);
    }

    /// Eq. 1, as [Eq1GaussianWeight#definition].
    interface Gaussian {
        double of(double i, double j, double min, double max);
    }

    /// Eq. 2, as [Eq2HawkesWeight#definition].
    interface Hawkes {
        double of(Eq2HawkesWeight reading, double position, double min, double max, double xi);
    }

    /// TMac's weight, as [TMacWeight#definition].
    interface TMac {
        double of(double position, double min, double max);
    }
}
