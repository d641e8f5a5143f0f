package org.thgcl.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;

/// Adam (Kingma, Ba 2015, algorithm 1), the optimiser of section 2.3; its details are reading A23. See
/// [Kernels#adam] for the formula; t there is `iteration + 1`.
public final class Adam extends Optimiser {
    private final Settings settings;
    private final Map<String, Tensor> firstMoments;
    private final Map<String, Tensor> secondMoments;

    /// The constants of the update rule.
    ///
    /// @param beta1 decay of the first moment, in [0, 1)
    /// @param beta2 decay of the second moment, in [0, 1)
    /// @param epsilon added to the root of the second moment, above 0
    /// @param weightDecay this times the parameter is added to the gradient, at least 0
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        /// Betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
        public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8, 0);

        public Settings {
            Range.requireFraction("Adam: beta1", beta1);
            Range.requireFraction("Adam: beta2", beta2);
            Range.requirePositive("Adam: epsilon", epsilon);
            Range.requireNotNegative("Adam: weight decay", weightDecay);
        }
    }

    /// Adam for the given parameters, its moments zero.
    ///
    /// @param parameters what is changed in place by every step, by name
    public Adam(Settings settings, Map<String, Tensor> parameters, Kernels kernels) {
        super(parameters, kernels);
        this.settings = settings;
        this.firstMoments = zerosLike(parameters);
        this.secondMoments = zerosLike(parameters);
    }

    @Override
    void update(int iteration, double learningRate, String name, Tensor gradient, Tensor parameter) {
        double t = iteration + 1.0;
        kernels.adam(
                gradient,
                learningRate,
                settings.beta1,
                settings.beta2,
                1 - Elementary.pow(settings.beta1, t),
                1 - Elementary.pow(settings.beta2, t),
                settings.epsilon,
                settings.weightDecay,
                firstMoments.get(name),
                secondMoments.get(name),
                parameter);
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        firstMoments.forEach((name, moment) -> state.put("adam.first_moment." + name, moment));
        secondMoments.forEach((name, moment) -> state.put("adam.second_moment." + name, moment));
        return state;
    }
}
