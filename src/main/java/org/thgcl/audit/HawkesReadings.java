package org.thgcl.audit;

import java.util.Locale;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.Primes;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.ClipGraph;

/// Eq. 2 on the cross-modal edges of the paper's clip, in one of its readings.
///
/// @param weight the settings A6, A8, A9
/// @param position A7
/// @param primes A38
record HawkesReadings(Eq2HawkesWeight weight, Position position, Primes primes) {
    /// As printed, but for the given noise, position, sign and primes.
    static HawkesReadings of(Noise noise, Position position, int sign, Primes primes) {
        return new HawkesReadings(new Eq2HawkesWeight(noise, sign, TauPlace.OUTSIDE, 1), position, primes);
    }

    /// Whether noise, position and sign are those of the printed formula, which doesn't say whose the primes are.
    boolean printed() {
        return weight.noise() == Noise.RATIO && position == Position.PRINTED && weight.sign() == 1;
    }

    static Choice choice(Noise noise) {
        return Choice.of("A6", "noise", word(noise));
    }

    static Choice choice(Position position) {
        return Choice.of("A7", "position", word(position));
    }

    static Choice choice(Primes primes) {
        return Choice.of("A38", "primes", word(primes));
    }

    static String word(Enum<?> setting) {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    /// The weights of all edges for one xi.
    double[] weights(double xi, Evidence evidence) {
        ClipGraph graph = evidence.graphs().paper();
        int[] p = position.of(graph.cross());
        int[] min = primes.min(graph);
        int[] max = primes.max(graph);
        double[] weights = new double[graph.cross().count()];
        for (int e = 0; e < weights.length; e++) {
            weights[e] = evidence.weights().hawkes().of(weight, p[e], min[e], max[e], xi);
        }
        return weights;
    }

    /// The second term of Eq. 2's exponent, read off the weight without noise.
    double[] secondTerm(Evidence evidence) {
        Eq2HawkesWeight bare = new Eq2HawkesWeight(Noise.NONE, weight.sign(), TauPlace.OUTSIDE, 1);
        double[] weights = new HawkesReadings(bare, position, primes).weights(0.5, evidence);
        for (int e = 0; e < weights.length; e++) {
            weights[e] = weight.sign() * StrictMath.log(weights[e] / (1 - weights[e]));
        }
        return weights;
    }

    /// The noise n(xi), read off the weight of an edge whose second term is 0. A tau that grows with the noise
    /// keeps the sigmoid where it can be inverted; of 16 digits some 13 are left.
    static double noise(Noise noise, double xi, Evidence evidence) {
        double tau = noise == Noise.RATIO ? 100 / xi : 100;
        Eq2HawkesWeight wide = new Eq2HawkesWeight(noise, 1, TauPlace.INSIDE, tau);
        double s = evidence.weights().hawkes().of(wide, 3, 0, 2, xi);
        return tau * StrictMath.log(s / (1 - s));
    }
}
