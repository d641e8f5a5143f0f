package org.thgcl.golden;

import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Tensor;

/// Between which bounds each parameter of a model is drawn at first (A21).
record InitialisationBoundsKind() implements Kind {
    @Override
    public String name() {
        return "initialisation_bounds";
    }

    @Override
    public String equation() {
        return "2.3";
    }

    @Override
    public String formula() {
        return "u of each parameter, that is drawn between -u and u; 0 for one that isn't drawn";
    }

    @Override
    public List<KindSetting> settings() {
        return KindSetting.ofModel(ModelSettings.MODEL.toArray(String[]::new));
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public List<String> outputs() {
        return ModelCase.PARAMETERS.stream()
                .map(parameter -> parameter.replaceFirst("\\[.*]", "[]"))
                .toList();
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        in.require(inputs());
        Configuration c = ModelSettings.of(settings);
        Outputs outputs = new Outputs();
        GoldenException.blaming("settings", () -> Parameters.bounds(c))
                .forEach((name, bound) -> outputs.put(name, GoldenTensor.real(Tensor.scalar(bound))));
        return outputs;
    }
}
