package org.thgcl.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Tensor;

/// Drawn numbers for parameters and statistics: what `apply` and `definition` of a block or a network read.
public record Drawn(Map<String, Tensor> tensors) {
    /// Numbers from -1 to 1, and from 0.5 to 1.5 for what is called a variance.
    public static Drawn of(List<ParameterSpec> specs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            boolean positive = spec.name().endsWith("variance");
            tensors.put(
                    spec.name(),
                    Samples.uniform(
                            tensors.size() + 10L,
                            positive ? 0.5 : -1,
                            positive ? 1.5 : 1,
                            spec.shape().toArray()));
        }
        return new Drawn(tensors);
    }

    /// As constants of a tape.
    public Weights weights(Tape tape) {
        Map<String, Variable> constants = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> constants.put(name, tape.constant(tensor)));
        return new Weights(constants);
    }

    /// The numbers of one, row by row; none for a bias that is absent.
    public Function<String, double[]> numbers() {
        return name -> tensors.containsKey(name) ? tensors.get(name).toArray() : new double[0];
    }

    /// All names, in their order.
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    /// Variables in the order of the names.
    public Weights weights(List<Variable> variables) {
        return with(variables.getFirst().tape(), names(), variables);
    }

    /// These as constants, but for the named ones.
    public Weights with(Tape tape, List<String> names, List<Variable> variables) {
        Map<String, Variable> all = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                all.put(name, names.contains(name) ? variables.get(names.indexOf(name)) : tape.constant(tensor)));
        return new Weights(all);
    }

    /// All tensors, then further ones.
    public Tensor[] and(Tensor... further) {
        return Stream.concat(tensors.values().stream(), Arrays.stream(further)).toArray(Tensor[]::new);
    }
}
