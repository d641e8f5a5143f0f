package org.thgcl.optimise;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.thgcl.settings.Range;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;

/// Adam (Kingma, Ba 2015, algorithm 1), the optimiser of section 2.3; its details are reading A23. See
/// [Kernels#adam] for the formula; t there is `iteration + 1`.
public final class Adam extends Optimiser {
    private final Hyperparameters settings;
    private final Map<String, Tensor> firstMoments;
    private final Map<String, Tensor> secondMoments;

    /// The constants of the update rule.
    ///
    /// @param beta1 decay of the first moment, in [0, 1)
    /// @param beta2 decay of the second moment, in [0, 1)
    /// @param epsilon added to the root of the second moment, above 0
    /// @param weightDecay this times the parameter is added to the gradient, at least 0
    public record Hyperparameters(double beta1, double beta2, double epsilon, double weightDecay) {
        /// Betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
        public static final Hyperparameters DEFAULT = new Hyperparameters(0.9, 0.999, 1e-8, 0);

        public Hyperparameters {
            Range.requireFraction("Adam: beta1", beta1);
            Range.requireFraction("Adam: beta2", beta2);
            Range.requirePositive("Adam: epsilon", epsilon);
            Range.requireNotNegative("Adam: weight decay", weightDecay);
        }
    }

    /// Adam for the given parameters, its moments zero.
    ///
    /// @param parameters what is changed in place by every step, by name
    /// @throws IllegalArgumentException if the kernels' type can't compute with the settings
    public Adam(Hyperparameters settings, Map<String, Tensor> parameters, Kernels kernels) {
        super(parameters, kernels);
        DType dtype = kernels.dtype();
        dtype.requireHolds("Adam: weight decay", settings.weightDecay);
        double least = smallestEpsilon(dtype, settings.beta2);
        if (!(settings.epsilon >= least)) {
            throw new IllegalArgumentException("Adam: epsilon is " + settings.epsilon + ", must be at least " + least
                    + " in " + dtype.name().toLowerCase(Locale.ROOT) + " with beta2=" + settings.beta2
                    + ": squares of smaller gradients become 0");
        }
        this.settings = settings;
        this.firstMoments = zerosLike(parameters);
        this.secondMoments = zerosLike(parameters);
    }

    /// The smallest epsilon beside which the digits don't matter that second moments lose next to 0.
    ///
    /// Each step rounds a moment by at most half of the smallest number there is, s. That fades as the moment
    /// does, so in all it is at most s / 2 / (1 - beta2) after the bias correction, and its root at most
    /// `sqrt(s / 2 / (1 - beta2))`. This must not be more than half a unit in the last place of epsilon.
    static double smallestEpsilon(DType dtype, double beta2) {
        // the roots of 2^-150 and 2^-1075
        double lost = dtype == DType.FLOAT32 ? 0x1p-75 : 0x1.6a09e667f3bcdp-538;
        double digits = dtype == DType.FLOAT32 ? 0x1p24 : 0x1p53;
        return digits * lost / Math.sqrt(1 - beta2);
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
