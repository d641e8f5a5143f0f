package org.thgcl.golden;

import java.util.List;
import java.util.function.BiFunction;

/// A kind with an input of any number of axes.
///
/// @param inputs as most cases have them
/// @param required as a case with given settings and inputs must have them
record AnyRankKind(
        String name,
        String equation,
        String formula,
        List<KindSetting> settings,
        List<String> inputs,
        List<String> outputs,
        BiFunction<CaseSettings, CaseInputs, List<String>> required,
        EquationKind.Computation computation)
        implements Kind {
    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        in.require(required.apply(settings, in));
        return computation.compute(settings, in);
    }
}
