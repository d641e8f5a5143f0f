package org.thgcl.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Variable;

/// The outputs of a computation: differentiable ones, and others.
public final class Outputs {
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, GoldenTensor> values = new LinkedHashMap<>();
    private final Map<String, int[]> rows = new LinkedHashMap<>();

    /// No outputs yet.
    public Outputs() {}

    /// Adds an output that has gradients.
    Outputs put(String name, Variable output) {
        variables.put(name, output);
        values.put(name, GoldenTensor.real(output.value()));
        return this;
    }

    /// Adds an output that has gradients and whose elements stand in rows.
    ///
    /// @param row of each element
    Outputs put(String name, Variable output, int... row) {
        rows.put(name, row);
        return put(name, output);
    }

    /// Adds an output that has no gradients.
    Outputs put(String name, GoldenTensor output) {
        values.put(name, output);
        return this;
    }

    /// Those that have gradients.
    Map<String, Variable> variables() {
        return variables;
    }

    /// All of them.
    Map<String, GoldenTensor> values() {
        return values;
    }

    /// The row of each element, for those that stand in rows.
    Map<String, int[]> rows() {
        return rows;
    }
}
