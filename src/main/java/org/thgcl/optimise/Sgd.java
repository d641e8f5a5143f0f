package org.thgcl.optimise;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.settings.Range;
import org.thgcl.tensor.EuclideanNorm;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;

/// Gradient descent with momentum, weight decay and a penalty on norms: TMac's optimiser (reading A23).
///
/// For each parameter tensor p with the gradient g of the loss:
///
///     g' = g + weightDecay p + normPenalty p / |p|;  m = momentum m + g';  p = p - rate m
///
/// `p / |p|` is the gradient of the Euclidean norm |p|, not squared, over all elements of the tensor; at p = 0, where
/// there is none, it counts as 0.
public final class Sgd extends Optimiser {
    private final Hyperparameters settings;
    private final Map<String, Tensor> momenta;

    /// The constants of the update rule.
    ///
    /// @param momentum in [0, 1)
    /// @param weightDecay at least 0
    /// @param normPenalty factor of the sum of the parameters' norms in the objective, at least 0
    public record Hyperparameters(double momentum, double weightDecay, double normPenalty) {
        /// The values that TMac's code sets.
        public static final Hyperparameters TMAC = new Hyperparameters(0.9, 1e-4, 0.5);

        public Hyperparameters {
            Range.requireFraction("SGD: momentum", momentum);
            Range.requireNotNegative("SGD: weight decay", weightDecay);
            Range.requireNotNegative("SGD: norm penalty", normPenalty);
        }
    }

    /// Gradient descent for the given parameters, its momenta zero.
    ///
    /// @param parameters what is changed in place by every step, by name
    public Sgd(Hyperparameters settings, Map<String, Tensor> parameters, Kernels kernels) {
        super(parameters, kernels);
        this.settings = settings;
        this.momenta = zerosLike(parameters);
    }

    @Override
    void update(int iteration, double learningRate, String name, Tensor gradient, Tensor parameter) {
        kernels.momentum(gradient, learningRate, settings.momentum, decay(parameter), momenta.get(name), parameter);
    }

    /// Weight decay and norm penalty both add a multiple of p to the gradient; this is the sum of their factors.
    private double decay(Tensor parameter) {
        double norm = settings.normPenalty == 0
                ? 0
                : EuclideanNorm.of(parameter, 0, parameter.shape().elements());
        return norm == 0 ? settings.weightDecay : settings.weightDecay + settings.normPenalty / norm;
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        momenta.forEach((name, momentum) -> state.put("sgd.momentum." + name, momentum));
        return state;
    }
}
