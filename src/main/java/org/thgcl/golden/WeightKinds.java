package org.thgcl.golden;

import java.util.List;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.TMacWeight;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// The weights of edges.
final class WeightKinds {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    static final List<Kind> ALL = List.of(
            new EquationKind(
                    "gaussian_weight",
                    "1",
                    List.of(),
                    List.of("i[E]", "j[E]", "min[E]", "max[E]"),
                    List.of("weight[E]"),
                    WeightKinds::gaussian),
            new EquationKind(
                    "hawkes_weight",
                    "2",
                    List.of("noise", "sign", "temperature_place", "tau"),
                    List.of("position[E]", "min[E]", "max[E]", "xi[E]"),
                    List.of("weight[E]"),
                    WeightKinds::hawkes),
            new EquationKind(
                    "tmac_weight",
                    "2.2",
                    List.of(),
                    List.of("position[E]", "min[E]", "max[E]"),
                    List.of("weight[E]"),
                    WeightKinds::tmac));

    private WeightKinds() {}

    private static Outputs gaussian(CaseSettings settings, CaseInputs in) {
        return new Outputs()
                .put(
                        "weight",
                        Eq1GaussianWeight.apply(
                                in.variable("i"), in.variable("j"), in.variable("min"), in.variable("max")));
    }

    private static Outputs hawkes(CaseSettings settings, CaseInputs in) {
        Eq2HawkesWeight hawkes = GoldenException.blaming(
                "settings",
                () -> new Eq2HawkesWeight(
                        settings.word("noise", PAPER.noise()),
                        settings.whole("sign", PAPER.sign(), -1, 1),
                        settings.word("temperature_place", PAPER.temperaturePlace()),
                        settings.real("tau", PAPER.tau())));
        return GoldenException.blaming("inputs.xi", () -> new Outputs()
                .put(
                        "weight",
                        hawkes.apply(
                                in.variable("position"), in.variable("min"), in.variable("max"), in.variable("xi"))));
    }

    private static Outputs tmac(CaseSettings settings, CaseInputs in) {
        return new Outputs()
                .put("weight", TMacWeight.apply(in.variable("position"), in.variable("min"), in.variable("max")));
    }
}
