package org.thgcl.golden;

import java.util.List;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.TMacWeight;

/// The weights of edges.
final class WeightKinds {
    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "gaussian_weight",
                    "1",
                    "exp(-(i - j)^2 / (2 (max - min + 1)^2))",
                    List.of(),
                    List.of("i[E]", "j[E]", "min[E]", "max[E]"),
                    List.of("weight[E]"),
                    WeightKinds::gaussian),
            new EquationKind(
                    "hawkes_weight",
                    "2",
                    "z = n(xi) + sign (max - position + 1) / (max - min + 1); sigmoid(z) / tau or sigmoid(z / tau)",
                    KindSetting.ofModel("noise", "sign", "temperature_place", "tau", "primes"),
                    List.of("position[E]", "min[E]", "max[E]", "xi[E]"),
                    List.of("weight[E]"),
                    WeightKinds::hawkes),
            new EquationKind(
                    "tmac_weight",
                    "2.2",
                    "exp(-(max - position + 1) / (max - min + 1))",
                    List.of(),
                    List.of("position[E]", "min[E]", "max[E]"),
                    List.of("weight[E]"),
                    WeightKinds::tmac));

    private WeightKinds() {}

    /// Refuses a neighbourhood whose smallest index is above its largest.
    private static void requireEnds(CaseInputs in) {
        for (int e = 0; e < in.size("E"); e++) {
            double min = in.tensor("min").get(e);
            double max = in.tensor("max").get(e);
            if (!(min <= max)) {
                throw new GoldenException(
                        "inputs.min", "element " + e + " is " + min + ", must not be above max, " + max);
            }
        }
    }

    private static Outputs gaussian(CaseSettings settings, CaseInputs in) {
        requireEnds(in);
        return new Outputs()
                .put(
                        "weight",
                        Eq1GaussianWeight.apply(
                                in.variable("i"), in.variable("j"), in.variable("min"), in.variable("max")));
    }

    private static Outputs hawkes(CaseSettings settings, CaseInputs in) {
        requireEnds(in);
        Eq2HawkesWeight hawkes = GoldenException.blaming(
                "settings",
                () -> new Eq2HawkesWeight(
                        settings.word(Eq2HawkesWeight.Noise.class, "noise"),
                        settings.whole("sign"),
                        settings.word(Eq2HawkesWeight.TauPlace.class, "temperature_place"),
                        settings.real("tau")));
        return GoldenException.blaming("inputs.xi", () -> new Outputs()
                .put(
                        "weight",
                        hawkes.apply(
                                in.variable("position"), in.variable("min"), in.variable("max"), in.variable("xi"))));
    }

    private static Outputs tmac(CaseSettings settings, CaseInputs in) {
        requireEnds(in);
        return new Outputs()
                .put("weight", TMacWeight.apply(in.variable("position"), in.variable("min"), in.variable("max")));
    }
}
