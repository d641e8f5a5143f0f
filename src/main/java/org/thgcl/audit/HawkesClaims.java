package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.TemperaturePlace;
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
                        new Passage("2.2, before Eq. 2", "这将最近的交互赋予更强的影响", "The most recent interactions weigh more."),
                        List.of("A7", "A8"),
                        new Computation(
                                "All pairs of edges of one video node at equal xi: whether the later audio node weighs"
                                        + " more.",
                                by),
                        evidence -> order(evidence, true)),
                new Claim(
                        "eq2-closer",
                        new Passage(
                                "2.2, after Eq. 2",
                                "权重反映了时间上更接近的节点 具有更强的影响,而遥远事件逐渐失去其影响力",
                                "Nodes closer in time weigh more; distant events lose influence."),
                        List.of("A7", "A8", "finding 2"),
                        new Computation(
                                "All pairs of edges that share a node, at equal xi: whether the one with less time"
                                        + " between its ends weighs more.",
                                by),
                        evidence -> order(evidence, false)),
                new Claim(
                        "eq2-age",
                        new Passage(
                                "Eq. 2",
                                EQ2,
                                "An interaction's age is measured by its neighbourhood, as 0 to 1 of it."),
                        List.of("A7", "finding 2"),
                        new Computation(
                                "The largest second term of the exponent, and the edges whose sigmoid is within 1 % of"
                                        + " its limit at xi = 1/2.",
                                by),
                        HawkesClaims::age),
                new Claim(
                        "eq2-randomness",
                        new Passage("2.2, after Eq. 2", "$\\xi \\sim U(0,1)$ 引入了随机性", "xi makes the weights random."),
                        List.of("A6", "A7", "finding 2"),
                        new Computation("Standard deviation of each edge's weight over xi, by 2000 quantiles.", by),
                        HawkesClaims::randomness),
                new Claim(
                        "eq2-noise",
                        new Passage("Eq. 2", "log xi / log(1 - xi)", "The noise raises and lowers weights evenly."),
                        List.of("A6", "finding 3"),
                        new Computation(
                                "Median, share below 0 and mean of the noise, cut off at growing bounds.",
                                Eq2HawkesWeight.class),
                        HawkesClaims::noise),
                new Claim(
                        "eq2-tau",
                        new Passage("2.2, after Eq. 2", "τ 控制平滑度", "tau controls the smoothness."),
                        List.of("A9"),
                        new Computation(
                                "Largest by smallest weight over xi = 0.1 to 0.9, at tau = 0.5 and 2.",
                                Eq2HawkesWeight.class),
                        HawkesClaims::tau));
    }

    /// Whether weights follow the order in time, in each reading of A7 and A8.
    ///
    /// @param recent whether later audio nodes of a list shall weigh more; else those closer to the video node
    private static Finding order(Evidence evidence, boolean recent) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        String printed = "";
        for (Position position : Position.values()) {
            for (int sign : new int[] {1, -1}) {
                String reading = "A7 = " + HawkesReadings.word(position) + " with A8 = " + sign;
                double[] weights =
                        HawkesReadings.of(Noise.RATIO, position, sign).weights(0.5, evidence);
                int[] found = pairs(HawkesReadings.edges(evidence), weights, recent);
                holds.put(reading, found[1] == found[0] && found[0] > 0);
                rows.add(List.of(
                        reading,
                        Figures.part(found[1], found[0]),
                        Integer.toString(found[2]),
                        Integer.toString(found[0] - found[1] - found[2])));
                printed = printed.isEmpty() ? Figures.part(found[1], found[0]) : printed;
            }
        }
        return Finding.of(
                        holds,
                        "as printed: " + printed + " pairs",
                        recent
                                ? "'Recent' is read as TMac's code has it: late in its neighbourhood. A video node's"
                                        + " list begins at its own time, so late is far: no reading satisfies this"
                                        + " claim and eq2-closer."
                                : "Time between the ends is j - start(i), audio segments since the video node's time."
                                        + " As printed Eq. 2 doesn't contain the audio node at all.")
                .with(new Table(
                        recent ? "The later audio node weighs" : "The edge with less time between its ends weighs",
                        List.of("reading", "more", "the same", "less"),
                        rows));
    }

    /// Number of pairs, those in the claimed order, those of equal weight.
    private static int[] pairs(CrossModalEdges edges, double[] weight, boolean recent) {
        int[] audio = edges.audio();
        int[] video = edges.video();
        int[] start = edges.start();
        int[] found = new int[3];
        for (int e = 0; e < weight.length; e++) {
            for (int f = 0; f < weight.length; f++) {
                boolean first = recent
                        ? video[e] == video[f] && audio[e] > audio[f]
                        : (video[e] == video[f] || audio[e] == audio[f]) && audio[e] - start[e] < audio[f] - start[f];
                if (first) {
                    found[0]++;
                    found[1] += weight[e] > weight[f] ? 1 : 0;
                    found[2] += weight[e] == weight[f] ? 1 : 0;
                }
            }
        }
        return found;
    }

    private static Finding age(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        String figure = "";
        for (Position position : Position.values()) {
            HawkesReadings reading = HawkesReadings.of(Noise.RATIO, position, 1);
            double oldest = Arrays.stream(reading.age(evidence)).max().orElseThrow();
            double[] weights = reading.weights(0.5, evidence);
            long flat = Arrays.stream(weights).filter(s -> s > FLAT).count();
            // read off a sigmoid near 1/2: some roundings
            holds.put("A7 = " + HawkesReadings.word(position), oldest <= 1 + 1e-12);
            rows.add(List.of(
                    HawkesReadings.word(position), Figures.decimal(oldest, 2), Figures.part(flat, weights.length)));
            if (position == Position.PRINTED) {
                figure = "as printed up to " + Figures.decimal(oldest, 2) + "; " + Figures.part(flat, weights.length)
                        + " edges saturate";
            }
        }
        return Finding.of(
                        holds,
                        figure,
                        "Eq. 2 takes a video index from an audio index, which count segments of different length. A"
                                + " saturated weight is 1/tau whatever happens.")
                .with(new Table(
                        "The second term of Eq. 2's exponent",
                        List.of("A7", "largest", "edges within 1 % of 1/tau at xi = 1/2"),
                        rows));
    }

    private static Finding randomness(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        String figure = "";
        for (Noise noise : List.of(Noise.RATIO, Noise.LOGIT)) {
            for (Position position : Position.values()) {
                double[] deviations = deviations(HawkesReadings.of(noise, position, 1), evidence);
                // a hundredth of the weight's largest value, 1/tau
                long still = Arrays.stream(deviations).filter(sd -> sd < 0.01).count();
                String reading = "A6 = " + HawkesReadings.word(noise) + " with A7 = " + HawkesReadings.word(position);
                holds.put(reading, still == 0);
                Arrays.sort(deviations);
                rows.add(List.of(
                        reading,
                        Figures.digits(deviations[0], 2),
                        Figures.digits(deviations[deviations.length - 1], 2),
                        Figures.part(still, deviations.length)));
                figure = figure.isEmpty()
                        ? "as printed " + Figures.part(still, deviations.length) + " edges hardly vary"
                        : figure;
            }
        }
        return Finding.of(holds, figure, "Where the second term saturates the sigmoid, xi changes nothing.")
                .with(new Table(
                        "Standard deviation of an edge's weight over xi",
                        List.of("reading", "least", "most", "edges below 0.01"),
                        rows));
    }

    private static double[] deviations(HawkesReadings reading, Evidence evidence) {
        int quantiles = 2000;
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
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> figures = new ArrayList<>();
        for (Noise noise : List.of(Noise.RATIO, Noise.LOGIT)) {
            NoiseMoments moments = NoiseMoments.of(noise, evidence);
            holds.put("A6 = " + HawkesReadings.word(noise), moments.even());
            rows.add(moments.row(HawkesReadings.word(noise)));
            figures.add(HawkesReadings.word(noise) + ": " + Math.round(100 * moments.below()) + " % below 0");
        }
        return Finding.of(
                        holds,
                        String.join("; ", figures),
                        "The quotient is above 0 for every xi, has median 1, and its mean grows without end as the"
                                + " bound does. The difference ln xi - ln(1 - xi), the noise of a relaxed Bernoulli"
                                + " variable, is even.")
                .with(new Table(
                        "The noise of Eq. 2 over xi, and its mean if cut off at a bound", NoiseMoments.HEADER, rows));
    }

    private static Finding tau(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> figures = new ArrayList<>();
        for (TemperaturePlace place : TemperaturePlace.values()) {
            double low = contrast(place, 0.5, evidence);
            double high = contrast(place, 2, evidence);
            // a common factor cancels but for the rounding of two products and a quotient
            holds.put("A9 = " + HawkesReadings.word(place), Math.abs(low - high) > 1e-14 * low);
            rows.add(List.of(HawkesReadings.word(place), Figures.decimal(low, 3), Figures.decimal(high, 3)));
            figures.add(
                    HawkesReadings.word(place) + " " + Figures.decimal(low, 2) + " and " + Figures.decimal(high, 2));
        }
        return Finding.of(holds, String.join("; ", figures), "Outside the sigmoid tau scales all weights alike.")
                .with(new Table(
                        "Largest by smallest weight of an edge over xi = 0.1 to 0.9",
                        List.of("A9", "tau = 0.5", "tau = 2"),
                        rows));
    }

    private static double contrast(TemperaturePlace place, double tau, Evidence evidence) {
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
