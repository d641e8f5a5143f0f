package org.thgcl.audit;

import java.util.List;
import org.thgcl.equation.Eq2HawkesWeight.Noise;

/// How the noise of Eq. 2 is distributed, by quadrature over xi.
///
/// @param median at xi = 1/2
/// @param below share of xi with noise below 0
/// @param means means of the noise kept within plus and minus 10^3, 10^6 and 10^9
/// @param deviation standard deviation of the noise kept within plus and minus 10^3
record NoiseMoments(double median, double below, double[] means, double deviation) {
    static final List<String> HEADER =
            List.of("noise", "median", "below 0", "mean to 1e3", "to 1e6", "to 1e9", "deviation to 1e3");

    private static final int STEPS = 20_000;

    /// Integrates in u = ln(xi / (1 - xi)), in which both tails are resolved, by the midpoint rule.
    static NoiseMoments of(Noise noise, Evidence evidence) {
        double[] bounds = {1e3, 1e6, 1e9};
        double[] means = new double[bounds.length];
        double below = 0;
        double squares = 0;
        double width = 2 * 30.0 / STEPS;
        for (int k = 0; k < STEPS; k++) {
            double u = -30 + (k + 0.5) * width;
            double xi = 1 / (1 + StrictMath.exp(-u));
            double density = width * xi * (1 / (1 + StrictMath.exp(u)));
            double n = HawkesReadings.noise(noise, xi, evidence);
            below += n < 0 ? density : 0;
            squares += density * StrictMath.pow(Math.clamp(n, -bounds[0], bounds[0]), 2);
            for (int b = 0; b < bounds.length; b++) {
                means[b] += density * Math.clamp(n, -bounds[b], bounds[b]);
            }
        }
        return new NoiseMoments(
                HawkesReadings.noise(noise, 0.5, evidence), below, means, Math.sqrt(squares - means[0] * means[0]));
    }

    /// Whether it lies as often below 0 as above and has the mean 0, at every bound. The midpoint rule is right
    /// to 1e-6 here.
    boolean even() {
        boolean centred = Math.abs(below - 0.5) < 1e-3;
        for (double mean : means) {
            centred &= Math.abs(mean) < 1e-3;
        }
        return centred;
    }

    List<String> row(String name) {
        return List.of(
                name,
                NumberText.decimal(median, 2),
                Math.round(100 * below) + " %",
                NumberText.decimal(means[0], 1),
                NumberText.decimal(means[1], 1),
                NumberText.decimal(means[2], 1),
                NumberText.decimal(deviation, 2));
    }
}
