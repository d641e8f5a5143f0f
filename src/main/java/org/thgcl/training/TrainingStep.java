package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.Moment;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.optimise.Optimiser;
import org.thgcl.tensor.Tensor;

/// One update of a model's parameters: forward pass, backward pass, step of the optimiser.
///
/// @param weights the parameters by name; the optimiser changes them
public record TrainingStep(Model model, Map<String, Tensor> weights, Optimiser optimiser) {
    /// Makes an update, and resets the tape.
    ///
    /// @param clips on a tape on which nothing else is wanted
    /// @param moment the update
    /// @param rate learning rate
    /// @param losses is told the parts of the loss, the whole last, before the backward pass; what it throws
    /// ends the step with the parameters as they were
    /// @throws org.thgcl.tensor.OutOfRangeException if the backward pass has no result
    public void run(
            Clips clips, Labels labels, Moment moment, double rate, Consumer<SequencedMap<String, Double>> losses) {
        Tape tape = clips.tape();
        Map<String, Variable> variables = Parameters.on(tape, weights, true);
        SequencedMap<String, Variable> parts =
                model.apply(new Weights(variables), clips, moment).losses(labels);
        SequencedMap<String, Double> values = new LinkedHashMap<>();
        parts.forEach((name, part) -> values.put(name, part.value().item()));
        losses.accept(values);
        tape.backward(parts.lastEntry().getValue());
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        variables.forEach((name, variable) -> gradients.put(name, variable.gradient()));
        optimiser.step((int) moment.step(), rate, gradients);
        tape.reset();
    }
}
