package org.thgcl.model;

import java.util.List;
import org.thgcl.data.Labels;
import org.thgcl.metric.OutputActivation;
import org.thgcl.tensor.Kernels;

/// A classifier of clips that can be trained: a function of parameters and a batch.
///
/// Optimisers, batches, metrics and files stay outside; the noise, the dropout and the objective of a model stay
/// inside.
public interface Model {
    /// What is learnt, in a fixed order.
    List<ParameterSpec> parameters();

    /// Computes what depends on neither parameters nor clips, so that a setting that the type can't hold
    /// is refused before a run begins.
    ///
    /// @param kernels that the model will be run with
    /// @throws IllegalArgumentException if their type can't hold a setting, or what is computed with it
    default void prepare(Kernels kernels) {}

    /// Runs the model on a batch.
    ///
    /// @param weights the parameters on the tape of this pass
    /// @param clips on the same tape
    /// @param moment an update of training, on which everything random depends, or evaluation
    /// @throws org.thgcl.tensor.ShapeException if the clips haven't the shape that the model was made for
    Pass apply(Weights weights, Clips clips, Moment moment);

    /// The model with the objective that training on some clips has, such as one whose weights depend on how often each
    /// class occurs. It has the same parameters and gives the same logits.
    ///
    /// @param labels of all clips of the training part
    default Model trainedOn(Labels labels) {
        return this;
    }

    /// How its logits become scores.
    default OutputActivation activation() {
        return OutputActivation.SOFTMAX;
    }

    /// What a reader of a run's log should know of this model, a sentence each.
    default List<String> notes() {
        return List.of();
    }

    /// What in its settings makes numbers large.
    default List<Suspect> suspects() {
        return List.of();
    }
}
