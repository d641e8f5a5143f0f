package org.thgcl.golden;

import java.util.List;

/// A kind whose inputs and outputs have the same names in every case.
record EquationKind(
        String name,
        String equation,
        String formula,
        List<KindSetting> settings,
        List<String> inputs,
        List<String> outputs,
        Computation computation)
        implements Kind {

    /// From settings and inputs, which are checked, to outputs.
    @FunctionalInterface
    interface Computation {
        Outputs compute(CaseSettings settings, CaseInputs inputs);
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        in.require(inputs);
        return computation.compute(settings, in);
    }
}
