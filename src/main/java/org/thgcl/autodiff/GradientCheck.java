package org.thgcl.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;

/// Compares the gradient that reverse mode gives with differences of the function itself.
///
/// For a function f of x and a fixed random cotangent u, the scalar s(x) = <u, f(x)> has the gradient J'u that one
/// backward pass gives. It is compared with central differences (s(x + h v) - s(x - h v)) / 2h along
/// * one random direction v through all inputs at once: the adjoint identity <u, J v> = <J'u, v>;
/// * each element of each input alone.
///
/// Each difference is taken at h and h/2. Its error is c h^2 + O(h^4) plus a rounding error of a few units of
/// 2^-52 sum |u f| / h, so a right gradient sees the error fall to a quarter, until rounding takes over; a wrong one
/// sees no change. That is what is required: error(h/2) <= 0.3 error(h) + rounding.
///
/// For float64 and points away from kinks: a point without a derivative within h/2 of x fails, and so does a value that
/// isn't finite.
///
/// @param comparisons how many differences were compared
/// @param failures a line for each that failed
public record GradientCheck(int comparisons, List<String> failures) {
    /// Rounding errors allowed in a difference, in units of 2^-52 sum |u f| / h: room for the errors that build up
    /// inside f, which are a few units for each of its stages.
    private static final double ROUNDINGS = 64;

    private static final double QUARTER_WITH_HIGHER_ORDERS = 0.3;

    private static final long SEED = 20250918;

    /// Checks with the step 1e-4: truncation errors near 1e-8, rounding errors near 1e-12.
    public static GradientCheck of(Kernels kernels, Function<List<Variable>, Variable> f, Tensor... inputs) {
        return of(kernels, 1e-4, f, inputs);
    }

    /// Checks with a step of one's own choice.
    ///
    /// @param step the larger h, absolute
    /// @param f records the function on the tape of the variables that it is given
    /// @param inputs where to check
    public static GradientCheck of(
            Kernels kernels, double step, Function<List<Variable>, Variable> f, Tensor... inputs) {
        return new Run(kernels, step, f, inputs).check();
    }

    /// Whether something was compared and nothing failed.
    public boolean passed() {
        return comparisons > 0 && failures.isEmpty();
    }

    /// One check of one function.
    private static final class Run {
        private final CounterRandom random = new CounterRandom(SEED);
        private final Tape tape;
        private final double step;
        private final Function<List<Variable>, Variable> f;
        private final Tensor[] inputs;
        private final List<String> failures = new ArrayList<>();
        private int comparisons;
        private Tensor cotangent;
        private double rounding;

        Run(Kernels kernels, double step, Function<List<Variable>, Variable> f, Tensor... inputs) {
            this.tape = new Tape(kernels);
            this.step = step;
            this.f = f;
            this.inputs = inputs;
        }

        GradientCheck check() {
            Tensor[] gradients = reverse();
            Tensor[] direction = new Tensor[inputs.length];
            double along = 0;
            for (int n = 0; n < inputs.length; n++) {
                direction[n] = random(inputs[n], "direction " + n);
                along += dot(gradients[n], direction[n]);
            }
            compare("all inputs along a random direction", direction, along);
            for (int n = 0; n < inputs.length; n++) {
                for (int i = 0; i < inputs[n].shape().elements(); i++) {
                    compare("input " + n + " element " + i, unit(n, i), gradients[n].get(i));
                }
            }
            return new GradientCheck(comparisons, List.copyOf(failures));
        }

        /// J'u by one backward pass; also fixes u and the size of rounding errors.
        private Tensor[] reverse() {
            List<Variable> variables = new ArrayList<>();
            for (Tensor input : inputs) {
                variables.add(tape.parameter(input));
            }
            Variable output = f.apply(variables);
            cotangent = random(output.value(), "cotangent");
            double size = 0;
            for (int i = 0; i < output.shape().elements(); i++) {
                size += Math.abs(cotangent.get(i) * output.value().get(i));
            }
            rounding = ROUNDINGS * 0x1p-52 * size / step;
            tape.backward(Map.of(output, cotangent));
            Tensor[] gradients = new Tensor[inputs.length];
            for (int n = 0; n < inputs.length; n++) {
                Tensor gradient = variables.get(n).gradient();
                gradients[n] = gradient == null ? Tensor.zeros(inputs[n].shape()) : gradient.copy();
            }
            tape.reset();
            return gradients;
        }

        private void compare(String where, Tensor[] direction, double reverse) {
            double wide = Math.abs(difference(direction, step) - reverse);
            double narrow = Math.abs(difference(direction, step / 2) - reverse);
            double allowed = QUARTER_WITH_HIGHER_ORDERS * wide + rounding;
            comparisons++;
            if (!(narrow <= allowed && Double.isFinite(allowed))) {
                failures.add(where + ": reverse mode gives " + reverse + ", differences are off by " + wide + " at h = "
                        + step + " and by " + narrow + " at h/2, allowed " + allowed);
            }
        }

        private double difference(Tensor[] direction, double h) {
            return (valueAt(direction, h) - valueAt(direction, -h)) / (2 * h);
        }

        /// <u, f(x + h v)>.
        private double valueAt(Tensor[] direction, double h) {
            List<Variable> variables = new ArrayList<>();
            for (int n = 0; n < inputs.length; n++) {
                Tensor moved = inputs[n].copy();
                for (int i = 0; direction[n] != null && i < moved.shape().elements(); i++) {
                    moved.set(i, Math.fma(h, direction[n].get(i), moved.get(i)));
                }
                variables.add(tape.constant(moved));
            }
            double value = dot(f.apply(variables).value(), cotangent);
            tape.reset();
            return value;
        }

        private Tensor[] unit(int input, int element) {
            Tensor[] direction = new Tensor[inputs.length];
            direction[input] = Tensor.zeros(inputs[input].shape());
            direction[input].set(element, 1);
            return direction;
        }

        private Tensor random(Tensor like, String site) {
            Tensor tensor = Tensor.zeros(like.shape());
            for (int i = 0; i < like.shape().elements(); i++) {
                tensor.set(i, random.gaussian(0, CounterRandom.site(site), i));
            }
            return tensor;
        }

        private static double dot(Tensor x, Tensor y) {
            double sum = 0;
            for (int i = 0; i < x.shape().elements(); i++) {
                sum = Math.fma(x.get(i), y.get(i), sum);
            }
            return sum;
        }
    }
}
