package org.thgcl.golden;

import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.model.Initial;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Thgn;

/// What a model's settings say of its parameters.
final class ParameterKinds {
    /// How many numbers a model learns.
    static final Kind COUNT = new EquationKind(
            "parameter_count",
            "2.3",
            "how many numbers the parameters of a model have",
            KindSetting.ofModel(ModelSettings.MODEL.toArray(String[]::new)),
            List.of(),
            List.of("int total[]"),
            ParameterKinds::count);

    /// Between which bounds each parameter of a model is drawn at first (A21).
    static final Kind INITIALISATION_BOUNDS = new EquationKind(
            "initialisation_bounds",
            "2.3",
            "u of each parameter, that is drawn between -u and u; 0 for one that isn't drawn",
            KindSetting.ofModel(ModelSettings.MODEL.toArray(String[]::new)),
            List.of(),
            ModelCase.PARAMETERS.stream()
                    .map(parameter -> parameter.replaceFirst("\\[.*]", "[]"))
                    .toList(),
            ParameterKinds::bounds);

    private ParameterKinds() {}

    private static Outputs count(CaseSettings settings, CaseInputs in) {
        Configuration c = ModelSettings.of(settings);
        return new Outputs()
                .put("total", GoldenTensor.count(GoldenException.blaming("settings", () -> Parameters.count(c))));
    }

    private static Outputs bounds(CaseSettings settings, CaseInputs in) {
        Configuration c = ModelSettings.of(settings);
        Outputs outputs = new Outputs();
        for (ParameterSpec spec :
                GoldenException.blaming("settings", () -> Thgn.of(c).parameters())) {
            Initial.Uniform uniform = (Initial.Uniform) spec.initial();
            outputs.put(spec.name(), GoldenTensor.real(Tensor.scalar(uniform.bound())));
        }
        return outputs;
    }
}
