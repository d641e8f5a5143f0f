package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.Primes;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.CrossModalEdges;

/// Claims on Eq. 2, the Hawkes weight across modalities.
final class HawkesClaims {
    private static final String EQ2 =
            "sigma(log xi / log(1 - xi) + (P_a^max' - P_v^i + 1) / (P_a^max' - P_a^min' + 1)) / tau";

    /// Within a hundredth of its limit the sigmoid counts as flat.
    private static final double FLAT = 0.99;

    private HawkesClaims() {}

    static List<Claim> all() {
        Class<?>[] by = {Eq2HawkesWeight.class, CrossModalEdges.class};
        return List.of(
                new Claim(
                        "eq2-recent",
                        ClaimKind.STATED,
                        new Passage("2.2, before Eq. 2", "这将最近的交互赋予更强的影响", "The most recent interactions weigh more."),
                        List.of("A7", "A8"),
                        new Computation(
                                "Pairs of edges at equal xi: of one audio node, whether the later of its past video"
                                        + " nodes weighs more; of one video node, whether the later audio node weighs"
                                        + " more.",
                                by),
                        HawkesOrder::recent),
                new Claim(
                        "eq2-closer",
                        ClaimKind.STATED,
                        new Passage(
                                "2.2, after Eq. 2",
                                "权重反映了时间上更接近的节点 具有更强的影响,而遥远事件逐渐失去其影响力",
                                "Nodes closer in time weigh more; distant events lose influence."),
                        List.of("A7", "A8", "finding 2"),
                        new Computation(
                                "All pairs of edges that share a node, at equal xi: whether the one with less time"
                                        + " between its ends weighs more.",
                                by),
                        HawkesOrder::closer),
                new Claim(
                        "eq2-age",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "Eq. 2",
                                EQ2,
                                "Eq. 2 measures distance in time as a fraction of the neighbourhood, 0 to 1."),
                        List.of("A7", "A38", "finding 2"),
                        new Computation(
                                "The largest second term of the exponent, and the edges whose sigmoid is within 1 % of"
                                        + " its limit at xi = 1/2.",
                                by),
                        HawkesClaims::secondTerm),
                new Claim(
                        "eq2-randomness",
                        ClaimKind.STATED,
                        new Passage("2.2, after Eq. 2", "$\\xi \\sim U(0,1)$ 引入了随机性", "xi makes the weights random."),
                        List.of("A6", "A7", "A38", "finding 2"),
                        new Computation("Standard deviation of each edge's weight over xi, by 500 quantiles.", by),
                        HawkesClaims::randomness),
                new Claim(
                        "eq2-noise",
                        ClaimKind.IMPLIED,
                        new Passage("Eq. 2", "log xi / log(1 - xi)", "The noise raises and lowers weights evenly."),
                        List.of("A6", "finding 3"),
                        new Computation(
                                "Median, share below 0 and mean of the noise, cut off at growing bounds.",
                                Eq2HawkesWeight.class),
                        HawkesClaims::noise),
                new Claim(
                        "eq2-tau",
                        ClaimKind.STATED,
                        new Passage("2.2, after Eq. 2", "τ 控制平滑度", "tau controls the smoothness."),
                        List.of("A9"),
                        new Computation(
                                "Largest by smallest weight over xi = 0.1 to 0.9, at tau = 0.5 and 2.",
                                Eq2HawkesWeight.class),
                        HawkesClaims::tau));
    }

    private static Finding secondTerm(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (Primes primes : Primes.values()) {
            for (Position position : Position.values()) {
                HawkesReadings reading = HawkesReadings.of(Noise.RATIO, position, 1, primes);
                double[] terms = reading.secondTerm(evidence);
                double largest = Arrays.stream(terms).max().orElseThrow();
                double smallest = Arrays.stream(terms).min().orElseThrow();
                double[] weights = reading.weights(0.5, evidence);
                long flat = Arrays.stream(weights).filter(s -> s > FLAT).count();
                readings.add(new Reading(
                        List.of(HawkesReadings.choice(position), HawkesReadings.choice(primes)),
                        reading.printed() && primes == Primes.LIST,
                        NumberText.decimal(smallest, 2) + " to " + NumberText.decimal(largest, 2) + "; "
                                + NumberText.part(flat, weights.length) + " edges saturate",
                        // read off a sigmoid near 1/2: some roundings
                        largest <= 1 + 1e-12 && smallest >= 0));
            }
        }
        return Finding.of(
                readings,
                "as printed " + readings.getFirst().figure(),
                "As printed Eq. 2 subtracts a video index from an audio index, and these count segments of different"
                    + " length. With the primes of the video node's list the difference grows with the index; the"
                    + " sigmoid is then within 1 % of 1 at xi = 1/2, and the weight is 1/tau whatever the time. With"
                    + " the primes of the clip nothing saturates.");
    }

    private static Finding randomness(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (Primes primes : Primes.values()) {
            for (Noise noise : List.of(Noise.RATIO, Noise.LOGIT)) {
                for (Position position : Position.values()) {
                    HawkesReadings reading = HawkesReadings.of(noise, position, 1, primes);
                    double[] deviations = deviations(reading, evidence);
                    // a hundredth of the weight's largest value, 1/tau
                    long still =
                            Arrays.stream(deviations).filter(sd -> sd < 0.01).count();
                    readings.add(new Reading(
                            List.of(
                                    HawkesReadings.choice(noise),
                                    HawkesReadings.choice(position),
                                    HawkesReadings.choice(primes)),
                            reading.printed() && primes == Primes.LIST,
                            NumberText.part(still, deviations.length) + " edges vary by less than 0.01",
                            still == 0));
                }
            }
        }
        return Finding.of(
                readings,
                "as printed " + readings.getFirst().figure(),
                "Where the second term saturates the sigmoid, xi changes nothing. See eq2-age.");
    }

    private static double[] deviations(HawkesReadings reading, Evidence evidence) {
        int quantiles = 500;
        double[] sum = null;
        double[] squares = null;
        for (int k = 0; k < quantiles; k++) {
            double[] weights = reading.weights((k + 0.5) / quantiles, evidence);
            sum = sum == null ? new double[weights.length] : sum;
            squares = squares == null ? new double[weights.length] : squares;
            for (int e = 0; e < weights.length; e++) {
                sum[e] += weights[e];
                squares[e] += weights[e] * weights[e];
            }
        }
        double[] deviations = new double[sum.length];
        for (int e = 0; e < deviations.length; e++) {
            double mean = sum[e] / quantiles;
            deviations[e] = Math.sqrt(Math.max(0, squares[e] / quantiles - mean * mean));
        }
        return deviations;
    }

    private static Finding noise(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Noise noise : List.of(Noise.RATIO, Noise.LOGIT)) {
            NoiseMoments moments = NoiseMoments.of(noise, evidence);
            readings.add(new Reading(
                    List.of(HawkesReadings.choice(noise)),
                    noise == Noise.RATIO,
                    Math.round(100 * moments.below()) + " % below 0, median " + NumberText.decimal(moments.median(), 2),
                    moments.even()));
            rows.add(moments.row(HawkesReadings.word(noise)));
        }
        return Finding.of(
                        readings,
                        "as printed " + readings.getFirst().figure(),
                        "The quotient is above 0 for every xi, so it can only raise weights; it has no mean: the mean"
                            + " grows with the bound at which values are cut off. The difference ln xi - ln(1 - xi) is"
                            + " as often below 0 as above. It is the noise of the binary concrete relaxation, which"
                            + " the paper's reference [26] uses.")
                .with(new Table(
                        "The noise of Eq. 2 over xi, and its mean if cut off at a bound", NoiseMoments.HEADER, rows));
    }

    private static Finding tau(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (TauPlace place : TauPlace.values()) {
            double low = contrast(place, 0.5, evidence);
            double high = contrast(place, 2, evidence);
            readings.add(new Reading(
                    List.of(Choice.of("A9", "tau_place", HawkesReadings.word(place))),
                    place == TauPlace.OUTSIDE,
                    NumberText.decimal(low, 3) + " at tau = 0.5, " + NumberText.decimal(high, 3) + " at tau = 2",
                    // a common factor cancels but for the rounding of two products and a quotient
                    Math.abs(low - high) > 1e-14 * low));
        }
        return Finding.of(
                readings,
                "as printed " + readings.getFirst().figure(),
                "Outside the sigmoid tau scales all weights by the same factor and changes no ratio between them.");
    }

    private static double contrast(TauPlace place, double tau, Evidence evidence) {
        Eq2HawkesWeight reading = new Eq2HawkesWeight(Noise.RATIO, 1, place, tau);
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int k = 1; k <= 9; k++) {
            double s = evidence.weights().hawkes().of(reading, 0, 0, 2, k / 10.0);
            smallest = Math.min(smallest, s);
            largest = Math.max(largest, s);
        }
        return largest / smallest;
    }
}
