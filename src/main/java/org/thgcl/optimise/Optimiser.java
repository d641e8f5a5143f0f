package org.thgcl.optimise;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// Moves parameters against their gradients.
///
/// The parameters are given once, by name, and are changed in place. A parameter without a gradient (nothing in
/// the loss depends on it) has the gradient zero, which is what the derivative is; so weight decay and moments
/// go on for it as for every other, and the result doesn't depend on whether zeros were computed or left out.
public abstract sealed class Optimiser permits Adam, Sgd {
    private final Map<String, Tensor> parameters;
    final Kernels kernels;

    Optimiser(Map<String, Tensor> parameters, Kernels kernels) {
        this.parameters = new LinkedHashMap<>(parameters);
        this.kernels = kernels;
    }

    /// The optimiser of settings (reading A23).
    ///
    /// @param parameters by name; the optimiser changes them in place
    public static Optimiser of(TrainingSettings c, Map<String, Tensor> parameters, Kernels kernels) {
        c.dtype().requireHolds("learning_rate", c.learningRate());
        return switch (c.optimiser()) {
            case ADAM ->
                new Adam(
                        new Adam.Hyperparameters(c.beta1(), c.beta2(), c.epsilon(), c.weightDecay()),
                        parameters,
                        kernels);
            case SGD ->
                new Sgd(new Sgd.Hyperparameters(c.momentum(), c.weightDecay(), c.normPenalty()), parameters, kernels);
        };
    }

    /// One update of all parameters.
    ///
    /// @param iteration number of updates made before this one, from 0
    /// @param learningRate step size of this update
    /// @param gradients gradient of the loss by parameter name, each of its parameter's shape; a name may
    /// be missing or its gradient null
    /// @throws IllegalArgumentException if a name is not that of a parameter
    /// @throws ShapeException if a gradient's shape isn't its parameter's
    public final void step(int iteration, double learningRate, Map<String, Tensor> gradients) {
        gradients.forEach((name, gradient) -> {
            Tensor parameter = parameters.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException("gradient of " + name + ": there is no parameter of that name");
            }
            if (gradient != null) {
                requireShape("gradient of " + name, gradient, parameter);
            }
        });
        parameters.forEach((name, parameter) -> {
            Tensor gradient = gradients.get(name);
            update(iteration, learningRate, name, gradient == null ? zeros(parameter) : gradient, parameter);
        });
    }

    /// One update of one parameter.
    abstract void update(int iteration, double learningRate, String name, Tensor gradient, Tensor parameter);

    /// The state between updates, by names such as `adam.first_moment.head.weight`: the
    /// tensors themselves, not copies.
    public abstract Map<String, Tensor> state();

    /// Goes on from what [#state] gave earlier; the tensors are copied.
    ///
    /// @throws IllegalArgumentException if the names are not exactly those of [#state]
    /// @throws ShapeException if a shape differs
    public final void restore(Map<String, Tensor> saved) {
        Map<String, Tensor> state = state();
        for (String name : saved.keySet()) {
            if (!state.containsKey(name)) {
                throw new IllegalArgumentException("optimiser state: " + name
                        + " is unknown here; resume with the optimiser and the model of the interrupted run");
            }
        }
        state.forEach((name, tensor) -> {
            Tensor other = saved.get(name);
            if (other == null) {
                throw new IllegalArgumentException("optimiser state: " + name
                        + " is missing; resume with the optimiser and the model of the interrupted run");
            }
            requireShape("optimiser state " + name, other, tensor);
        });
        state.forEach((name, tensor) -> tensor.copyFrom(saved.get(name)));
    }

    /// A zero tensor for each parameter.
    static Map<String, Tensor> zerosLike(Map<String, Tensor> parameters) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> zeros.put(name, zeros(parameter)));
        return zeros;
    }

    private static Tensor zeros(Tensor like) {
        return Tensor.zeros(like.dtype(), like.shape());
    }

    private static void requireShape(String what, Tensor tensor, Tensor expected) {
        if (!tensor.shape().equals(expected.shape())) {
            throw new ShapeException(what + ": shape is " + tensor.shape() + ", expected " + expected.shape());
        }
    }
}
