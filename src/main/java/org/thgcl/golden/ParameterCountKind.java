package org.thgcl.golden;

import java.util.List;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;

/// How many numbers a model learns.
record ParameterCountKind() implements Kind {
    @Override
    public String name() {
        return "parameter_count";
    }

    @Override
    public String equation() {
        return "2.3";
    }

    @Override
    public String formula() {
        return "how many numbers the parameters of a model have";
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
        return List.of("int total[]");
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        in.require(inputs());
        Configuration c = ModelSettings.of(settings);
        return new Outputs()
                .put("total", GoldenTensor.count(GoldenException.blaming("settings", () -> Parameters.count(c))));
    }
}
