package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;
import static org.thgcl.golden.suite.Numbers.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Elementary;

/// The weights of edges: Eq. 1, Eq. 2 and TMac's.
final class WeightFiles {
    private static final Numbers NONE = vector();

    private WeightFiles() {}

    static List<Document> all() {
        return List.of(gaussian(), hawkes(), tmac());
    }

    /// A weight of one edge from the named inputs of that edge.
    @FunctionalInterface
    private interface EdgeWeight {
        double of(Definition.Settings settings, Edge edge);
    }

    /// The inputs of one edge.
    private record Edge(Map<String, Numbers> inputs, int e) {
        double get(String name) {
            return inputs.get(name).get(e);
        }
    }

    private static Definition each(EdgeWeight weight) {
        return (settings, in) -> {
            double[] weights = new double[in.get("min").count()];
            for (int e = 0; e < weights.length; e++) {
                weights[e] = weight.of(settings, new Edge(in, e));
            }
            return Map.of("weight", vector(weights));
        };
    }

    private static double width(Edge x) {
        return x.get("max") - x.get("min") + 1;
    }

    private static Document gaussian() {
        Definition definition =
                each((s, x) -> Eq1GaussianWeight.definition(x.get("i"), x.get("j"), x.get("min"), x.get("max")));
        Document file = new Document("gaussian_weight", "gaussian_weight", "1", Eq1GaussianWeight.class, definition)
                .reading("A3", "A4")
                .tolerance(
                        0,
                        1e-14,
                        "The exponent, at most 18 in size here, takes 7 roundings; exp turns its absolute error into a"
                                + " relative one and errs by less than 1 ulp: (7 x 18 / 2 + 2) 2^-53 < 1e-14.")
                .decoy("missing-half", "the factor 2 of the denominator is left out", each((s, x) -> {
                    double d = x.get("i") - x.get("j");
                    return Elementary.exp(-d * d / (width(x) * width(x)));
                }))
                .decoy("missing-plus-one", "the width is Pmax - Pmin, without the + 1", each((s, x) -> {
                    double d = (x.get("i") - x.get("j")) / (width(x) - 1);
                    return Elementary.exp(-d * d / 2);
                }))
                .decoy("width-not-squared", "the width enters without its square", each((s, x) -> {
                    double d = x.get("i") - x.get("j");
                    return Elementary.exp(-d * d / (2 * width(x)));
                }))
                .decoy("distance-not-squared", "|i - j| stands where its square belongs", each((s, x) -> {
                    double d = Math.abs(x.get("i") - x.get("j"));
                    return Elementary.exp(-d / (2 * width(x) * width(x)));
                }))
                .decoy("min-max-swapped", "Pmin and Pmax are exchanged", definition.swapped("min", "max"))
                .decoy("index-offset", "one of the indices starts at 1, the other at 0", each((s, x) -> {
                    double d = (x.get("i") + 1 - x.get("j")) / width(x);
                    return Elementary.exp(-d * d / 2);
                }))
                .decoy("base-2", "a power of 2 instead of e", each((s, x) -> {
                    double d = (x.get("i") - x.get("j")) / width(x);
                    return Elementary.pow(2, -d * d / 2);
                }));
        file.add(intraModal("shift-both-ends", 9, 1, 2, Boundary.SHIFT)
                .comment("all edges of 9 segments, span 1, dilation 2; at the ends the neighbourhood is shifted, so the"
                        + " node isn't in its middle")
                .invariant("range(weight, 0.6065306597126334, 1)"));
        file.add(intraModal("clip-both-ends", 9, 1, 2, Boundary.CLIP)
                .comment("the same, neighbourhoods cut at the ends"));
        file.add(intraModal("one-segment", 1, 6, 3, Boundary.SHIFT).comment("a self-loop alone: weight 1"));
        file.add(intraModal("span-0", 4, 0, 3, Boundary.SHIFT).comment("self-loops alone: all weights 1"));
        file.add(gaussianCase("no-edges", NONE, NONE, NONE, NONE)
                .comment("E = 0: empty lists in, an empty list out")
                .flag("empty"));
        file.add(gaussianCase(
                        "not-whole",
                        vector(0.5, 2.25, -1.5, 3),
                        vector(1.25, 2.25, 4, 0),
                        vector(0, 2, -2, 0.5),
                        vector(1.5, 2.5, 4.5, 3))
                .comment("real numbers and negative ones; gradients by all four operands")
                .gradients("i", "j", "min", "max"));
        file.add(gaussianCase("far-away", vector(30, 0, 12), vector(0, 12, 0), vector(0, 0, 0), vector(4, 1, 1))
                .comment("a distance far beyond the width, which edges of a clip never have: the bell does fall"));
        file.flag(
                "empty",
                "no edges: a sum over nothing, a shape [0]; an implementation that can't do it fails on clips"
                        + " without video");
        return file;
    }

    private static Draft intraModal(String id, int segments, int span, int dilation, Boundary boundary) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, boundary);
        return gaussianCase(
                id, indices(edges.target()), indices(edges.source()), indices(edges.min()), indices(edges.max()));
    }

    private static Draft gaussianCase(String id, Numbers i, Numbers j, Numbers min, Numbers max) {
        return new Draft(id)
                .input("i", i)
                .input("j", j)
                .input("min", min)
                .input("max", max)
                .invariant("range(weight, 0, 1)");
    }

    private static Eq2HawkesWeight eq2(Definition.Settings s) {
        return new Eq2HawkesWeight(
                s.word(Noise.class, "noise"),
                s.whole("sign"),
                s.word(TauPlace.class, "temperature_place"),
                s.number("tau"));
    }

    /// Eq. 2 with another noise and numerator.
    private static double eq2(Definition.Settings s, double noise, double numerator, Edge x) {
        double z = noise + s.whole("sign") * numerator / width(x);
        double tau = s.number("tau");
        return s.text("temperature_place").equals("inside")
                ? 1 / (1 + Elementary.exp(-z / tau))
                : 1 / (1 + Elementary.exp(-z)) / tau;
    }

    private static double noise(Definition.Settings s, double xi) {
        return switch (s.word(Noise.class, "noise")) {
            case RATIO -> Elementary.log(xi) / Elementary.log1p(-xi);
            case LOGIT -> Elementary.log(xi) - Elementary.log1p(-xi);
            case NONE -> 0;
        };
    }

    private static double fromEnd(Edge x) {
        return x.get("max") - x.get("position") + 1;
    }

    private static Document hawkes() {
        Definition definition =
                each((s, x) -> eq2(s).definition(x.get("position"), x.get("min"), x.get("max"), x.get("xi")));
        Document file = new Document("hawkes_weight", "hawkes_weight", "2", Eq2HawkesWeight.class, definition)
                .reading("A6", "A7", "A8", "A9")
                .tolerance(
                        1e-15,
                        1e-13,
                        "z takes at most 9 roundings, each relative to a term of it. The sigmoid's relative error is"
                                + " |dz| (1 - sigmoid), and |z| (1 - sigmoid) is below 45 for the z here: 9 x 45 x"
                                + " 2^-53 = 5e-14, doubled for the few roundings of the sigmoid itself. Weights below"
                                + " 1e-15 need only be that small.")
                .decoy(
                        "noise-difference",
                        "ln xi - ln(1 - xi) instead of the quotient",
                        ratioOnly(definition.with("noise", "logit")))
                .decoy(
                        "noise-quotient",
                        "the quotient of the logarithms instead of their difference",
                        logitOnly(definition.with("noise", "ratio")))
                .decoy(
                        "noise-inverted",
                        "ln(1 - xi) / ln xi: the quotient upside down",
                        ratioOnly(each((s, x) ->
                                eq2(s, Elementary.log1p(-x.get("xi")) / Elementary.log(x.get("xi")), fromEnd(x), x))))
                .decoy(
                        "log-base-10",
                        "decimal logarithms (they cancel in the quotient, not in the difference)",
                        logitOnly(each((s, x) -> eq2(
                                s, StrictMath.log10(x.get("xi")) - StrictMath.log10(1 - x.get("xi")), fromEnd(x), x))))
                .decoy("noise-left-out", "the noise is forgotten", definition.with("noise", "none"))
                .decoy(
                        "tau-inside",
                        "tau divides z instead of the sigmoid",
                        definition.with("temperature_place", "inside"))
                .decoy(
                        "tau-outside",
                        "tau divides the sigmoid instead of z",
                        definition.with("temperature_place", "outside"))
                .decoy("sign-plus", "the second term is added instead of subtracted", definition.with("sign", 1))
                .decoy("sign-minus", "the second term is subtracted instead of added", definition.with("sign", -1))
                .decoy("min-max-swapped", "Pmin' and Pmax' are exchanged", definition.swapped("min", "max"))
                .decoy(
                        "missing-plus-one",
                        "the numerator without its + 1",
                        each((s, x) -> eq2(s, noise(s, x.get("xi")), fromEnd(x) - 1, x)));
        return hawkesCases(file);
    }

    private static Definition ratioOnly(Definition mistake) {
        return (s, in) -> s.text("noise").equals("ratio") ? mistake.of(s, in) : Map.of();
    }

    private static Definition logitOnly(Definition mistake) {
        return (s, in) -> s.text("noise").equals("logit") ? mistake.of(s, in) : Map.of();
    }

    private static Document hawkesCases(Document file) {
        for (String noise : List.of("ratio", "logit", "none")) {
            for (int sign : new int[] {1, -1}) {
                for (String place : List.of("outside", "inside")) {
                    String id = noise + (sign > 0 ? "-plus-" : "-minus-") + place;
                    Draft draft = crossModal(id, noise, sign, place, Eq2HawkesWeight.Position.ALIGNED)
                            .comment("tau 0.8; positions aligned with the audio nodes");
                    file.add(noise.equals("ratio") ? draft.gradients("position", "min", "max") : draft);
                }
            }
        }
        for (Eq2HawkesWeight.Position position : Eq2HawkesWeight.Position.values()) {
            String word = position.name().toLowerCase(Locale.ROOT);
            file.add(crossModal("position-" + word, "logit", -1, "inside", position)
                    .comment("position " + word + " (A7) on 10 audio and 3 video segments"));
        }
        file.add(hawkesCase("xi-near-0-and-1", "ratio", 1, "outside", 1.0, Numbers.indices(2, 2, 2, 2, 2, 2))
                .input("xi", vector(1e-300, 1e-17, 1e-9, 0.5, 0.999999999, 0x1.fffffffffffffp-1))
                .comment("the smallest numbers and the one next to 1; ln(1 - xi) must be log1p(-xi), else 1e-17 divides"
                        + " by 0; the noise reaches 1e300 and the sigmoid rounds to 1")
                .flag("xi-ends"));
        file.add(hawkesCase("xi-near-0-and-1-logit", "logit", 1, "inside", 2.0, Numbers.indices(2, 2, 2, 2, 2, 2))
                .input("xi", vector(1e-300, 1e-17, 1e-9, 0.5, 0.999999999, 0x1.fffffffffffffp-1))
                .comment("the logistic noise goes to -690 and to 37")
                .tolerance(1e-15, 1e-12)
                .flag("xi-ends"));
        for (String noise : List.of("ratio", "logit")) {
            file.add(hawkesCase("gradient-of-xi-" + noise, noise, 1, "inside", 1.0, Numbers.indices(2, 1, 0))
                    .input("xi", vector(0.25, 0.5, 0.75))
                    .comment("the noise has a derivative of up to 9, the sigmoid's s (1 - s) an error of 2^-52: 2e-15")
                    .tolerance(5e-15, 1e-12)
                    .gradients("position", "xi"));
        }
        file.add(new Draft("defaults-left-out")
                .comment("without settings: those of the paper, ratio, +1, outside, tau 1")
                .implied("noise", "ratio")
                .implied("sign", 1)
                .implied("temperature_place", "outside")
                .implied("tau", 1.0)
                .input("position", indices(0, 0, 0))
                .input("min", indices(0, 0, 0))
                .input("max", indices(2, 2, 2))
                .input("xi", vector(0.1, 0.5, 0.9)));
        file.add(hawkesCase("default-place", "ratio", 1, "outside", 0.5, Numbers.indices(2, 1, 0))
                .input("xi", vector(0.1, 0.5, 0.9))
                .comment("tau alone is given: it stands outside the sigmoid")
                .leftOut("noise", "sign", "temperature_place"));
        file.add(crossModal("primes-clip", "logit", -1, "inside", Eq2HawkesWeight.Position.NEIGHBOUR)
                .setting("primes", "clip")
                .input("min", indices(new int[9]))
                .input("max", indices(9, 9, 9, 9, 9, 9, 9, 9, 9))
                .comment("A38: Pmin' and Pmax' are the ends of the clip, 0 and 9; min and max give them"));
        file.add(crossModal("primes-audio", "ratio", 1, "outside", Eq2HawkesWeight.Position.NEIGHBOUR)
                .setting("primes", "audio")
                .input("min", indices(0, 0, 1, 2, 3, 4, 5, 6, 7))
                .input("max", indices(2, 2, 3, 4, 5, 6, 7, 8, 9))
                .comment("A38: Pmin' and Pmax' are the ends of the audio node's own neighbourhood; min and max give"
                        + " them, and the setting changes nothing more"));
        file.add(hawkesCase("no-edges", "ratio", 1, "outside", 1.0, vector())
                .input("xi", NONE)
                .comment("E = 0")
                .flag("empty"));
        return file.flag(
                        "xi-ends",
                        "xi next to 0 or 1: cancellation in 1 - xi and overflow of a naive quotient show here")
                .flag("empty", "no edges, as in a clip without video");
    }

    private static Draft crossModal(
            String id, String noise, int sign, String place, Eq2HawkesWeight.Position position) {
        CrossModalEdges edges = CrossModalEdges.of(10, 3, 3);
        Draft draft = hawkesCase(id, noise, sign, place, 0.8, indices(position.of(edges)));
        return draft.input("min", indices(edges.min()))
                .input("max", indices(edges.max()))
                .input("xi", new Draw("hawkes_weight/" + id).uniform("xi", edges.count()));
    }

    private static Draft hawkesCase(String id, String noise, int sign, String place, double tau, Numbers position) {
        int[] zeros = new int[position.count()];
        int[] twos = new int[position.count()];
        Arrays.fill(twos, 2);
        return new Draft(id)
                .setting("noise", noise)
                .setting("sign", sign)
                .setting("temperature_place", place)
                .setting("tau", tau)
                .input("position", position)
                .input("min", indices(zeros))
                .input("max", indices(twos))
                .invariant("range(weight, 0, " + (place.equals("outside") ? 1 / tau : 1) + ")");
    }

    private static Document tmac() {
        Definition definition = each((s, x) -> TMacWeight.definition(x.get("position"), x.get("min"), x.get("max")));
        Document file = new Document("tmac_weight", "tmac_weight", "2.2", TMacWeight.class, definition)
                .tolerance(
                        0,
                        1e-14,
                        "The exponent, at most 8 in size here, takes 5 roundings; exp turns its absolute error into a"
                                + " relative one and errs by less than 1 ulp: (5 x 8 / 2 + 2) 2^-53 < 1e-14.")
                .decoy(
                        "missing-minus",
                        "the exponent without its minus sign",
                        each((s, x) -> Elementary.exp((x.get("max") - x.get("position") + 1) / width(x))))
                .decoy(
                        "missing-plus-one",
                        "the numerator without its + 1",
                        each((s, x) -> Elementary.exp(-(x.get("max") - x.get("position")) / width(x))))
                .decoy(
                        "counted-from-min",
                        "p - Pmin instead of Pmax - p: the first neighbour weighs most",
                        each((s, x) -> Elementary.exp(-(x.get("position") - x.get("min") + 1) / width(x))))
                .decoy("min-max-swapped", "Pmin and Pmax are exchanged", definition.swapped("min", "max"));
        file.add(tmacCase("shift-both-ends", TemporalNeighbourhood.of(9, 1, 2, Boundary.SHIFT)));
        file.add(tmacCase("clip-both-ends", TemporalNeighbourhood.of(9, 1, 2, Boundary.CLIP)));
        file.add(tmacCase("one-segment", TemporalNeighbourhood.of(1, 8, 1, Boundary.SHIFT))
                .comment("a neighbourhood of one: exp(-1)"));
        file.add(tmacCase("no-edges", Edges.none()).flag("empty"));
        file.add(new Draft("not-whole")
                .comment("real and negative numbers; gradients by all operands")
                .input("position", vector(0.5, -1.25, 3))
                .input("min", vector(0, -2, 0.5))
                .input("max", vector(1.5, 4.5, 3))
                .gradients("position", "min", "max"));
        return file.flag("empty", "no edges, as in a clip without video");
    }

    private static Draft tmacCase(String id, Edges edges) {
        return new Draft(id)
                .input("position", indices(edges.source()))
                .input("min", indices(edges.min()))
                .input("max", indices(edges.max()))
                .invariant("range(weight, 0.36787944117144233, 1)");
    }
}
