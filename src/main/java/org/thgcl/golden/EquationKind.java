package org.thgcl.golden;

import java.util.List;
import java.util.function.Function;

/// A kind whose inputs and outputs have the same names in every case.
///
/// @param inputs as most cases have them
/// @param required as a case with given settings must have them
record EquationKind(
        String name,
        String equation,
        String formula,
        List<KindSetting> settings,
        List<String> inputs,
        List<String> outputs,
        Function<CaseSettings, List<String>> required,
        Computation computation)
        implements Kind {
    /// Inputs whose shapes depend on no setting.
    EquationKind(
            String name,
            String equation,
            String formula,
            List<KindSetting> settings,
            List<String> inputs,
            List<String> outputs,
            Computation computation) {
        this(name, equation, formula, settings, inputs, outputs, _ -> inputs, computation);
    }

    /// From settings and inputs, which are checked, to outputs.
    @FunctionalInterface
    interface Computation {
        Outputs compute(CaseSettings settings, CaseInputs inputs);
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        in.require(required.apply(settings));
        return computation.compute(settings, in);
    }
}
