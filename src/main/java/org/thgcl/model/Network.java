package org.thgcl.model;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Variable;

/// A network as a function of named tensors. It is evaluated as its published program evaluates it: what acts in
/// training alone, such as dropout, is left out.
public interface Network {
    /// All that the published program trains, in a fixed order, also what has no effect on the outputs.
    List<ParameterSpec> parameters();

    /// What is given and not trained, such as the means and variances of a batch normalisation.
    default List<ParameterSpec> statistics() {
        return List.of();
    }

    /// The inputs, declared as golden files declare them: `spectrogram[B,128,T]` is a tensor of real numbers,
    /// `int label[B,527]` one of whole numbers, through which no gradient goes. A size is a number or a name.
    /// The same name is the same size.
    List<String> inputs();

    /// The outputs, declared in the same way.
    List<String> outputs();

    /// The forward pass.
    ///
    /// @param weights parameters and statistics
    /// @param inputs by name, in the shapes of [#inputs]
    /// @return outputs by name
    SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs);
}
