package org.thgcl.audit;

import java.util.Locale;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.TemperaturePlace;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// Eq. 2 on the cross-modal edges of the paper's clip, in one of its readings.
///
/// @param weight the settings A6, A8, A9
/// @param position A7
record HawkesReadings(Eq2HawkesWeight weight, Position position) {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    /// As printed, but for the given positions and sign.
    static HawkesReadings of(Noise noise, Position position, int sign) {
        return new HawkesReadings(new Eq2HawkesWeight(noise, sign, TemperaturePlace.OUTSIDE, 1), position);
    }

    static String word(Enum<?> setting) {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    /// The cross-modal edges at the paper's sizes.
    static CrossModalEdges edges(Evidence evidence) {
        return evidence.graphs().cross().of(PAPER.audioSegments(), PAPER.videoSegments(), PAPER.crossSpan());
    }

    /// The weights of all edges for one xi.
    double[] weights(double xi, Evidence evidence) {
        CrossModalEdges edges = edges(evidence);
        int[] p = position.of(edges);
        int[] min = edges.min();
        int[] max = edges.max();
        double[] weights = new double[edges.count()];
        for (int e = 0; e < weights.length; e++) {
            weights[e] = evidence.weights().hawkes().of(weight, p[e], min[e], max[e], xi);
        }
        return weights;
    }

    /// The second term of Eq. 2's exponent, read off the weight without noise.
    double[] age(Evidence evidence) {
        Eq2HawkesWeight bare = new Eq2HawkesWeight(Noise.NONE, weight.sign(), TemperaturePlace.OUTSIDE, 1);
        double[] weights = new HawkesReadings(bare, position).weights(0.5, evidence);
        for (int e = 0; e < weights.length; e++) {
            weights[e] = weight.sign() * StrictMath.log(weights[e] / (1 - weights[e]));
        }
        return weights;
    }

    /// The noise n(xi), read off the weight of an edge whose second term is 0. A tau that grows with the noise
    /// keeps the sigmoid where it can be inverted; of 16 digits some 13 are left.
    static double noise(Noise noise, double xi, Evidence evidence) {
        double tau = noise == Noise.RATIO ? 100 / xi : 100;
        Eq2HawkesWeight wide = new Eq2HawkesWeight(noise, 1, TemperaturePlace.INSIDE, tau);
        double s = evidence.weights().hawkes().of(wide, 3, 0, 2, xi);
        return tau * StrictMath.log(s / (1 - s));
    }
}
