package org.thgcl.golden;

import java.util.List;
import java.util.Map;
import org.thgcl.tensor.DType;

/// A kind of computation that golden files are made of, see [Kinds] for all of them.
///
/// Inputs and outputs are declared as in the format's table: `x[n,in]` is a tensor of real numbers, `int source[E]`
/// one of whole numbers, `bias[out]?` may be left out; a size is a number or a name, the same name is the same size.
public interface Kind {
    /// Its name in field `kind`.
    String name();

    /// The place in the paper: `1` to `5`, or a section such as `2.3`.
    String equation();

    /// The formula, on one line.
    String formula();

    /// The settings that it knows.
    List<KindSetting> settings();

    /// The inputs that it takes.
    List<String> inputs();

    /// The inputs of a case with given settings, in the shapes that these settle.
    ///
    /// @throws IllegalArgumentException for bad settings
    default List<String> inputs(Map<String, Object> settings) {
        return inputs();
    }

    /// The outputs that it gives.
    List<String> outputs();

    /// The computation itself.
    ///
    /// @throws IllegalArgumentException for bad settings or inputs
    Outputs compute(CaseSettings settings, CaseInputs inputs);

    /// The outputs of a case.
    ///
    /// @param outputs all outputs, by name
    /// @param gradients of all real inputs, by name; empty without cotangents
    /// @param rows for outputs that are vectors of several groups, the group of each element
    record Answer(Map<String, GoldenTensor> outputs, Map<String, GoldenTensor> gradients, Map<String, int[]> rows) {}

    /// Computes the outputs of a case, and where it has cotangents the gradients, from its settings and inputs alone,
    /// through the classes that training uses.
    ///
    /// @throws GoldenException that names the field, if settings, inputs or cotangents don't fit
    default Answer evaluate(GoldenCase c) {
        return evaluate(c, DType.FLOAT64);
    }

    /// The same with numbers of another type: inputs are rounded to it, and every step computes in it.
    ///
    /// @throws GoldenException that names the field, if settings, inputs or cotangents don't fit
    default Answer evaluate(GoldenCase c, DType dtype) {
        return Recomputation.of(this, c, dtype);
    }
}
