package org.thgcl.equation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.Tensor;

/// Compares the gradients of reverse mode with two oracles that share no code with it:
///
/// * forward mode (Commons Math) through the definition, written once more on scalars;
/// * central differences of the values, extrapolated to step 0.
///
/// What is differentiated is `<u, y>`, y all elements of the outputs and u fixed numbers between 0.5 and 1.5 in size
/// and of both signs, so that no element is left out and none cancels another by chance.
///
/// Errors are measured against the largest element of the gradient by the same input. Element by element would ask too
/// much: an element may be the small difference of large terms.
final class GradientOracles {
    /// Forward mode. The samples are of a few dozen numbers of order 1. Each path from an input to an output has less
    /// than 100 operations of at most 2 U each, on both sides, and conditioning of at most 20: 8000 U = 9e-13.
    private static final double FORWARD = 1e-12;

    /// Differences at h = 2^-10 and h/2, extrapolated: h^4 / 480 times the fifth derivative, 2e-15 of it, and a
    /// rounding error of some 10 U / h = 1e-12 of the values. 1e-7 leaves room for fifth derivatives of 10^7.
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 0x1p-10;

    private GradientOracles() {}

    /// A function of the elements of all inputs, to elements of the output.
    @FunctionalInterface
    interface Scalars {
        DerivativeStructure[] of(DerivativeStructure[]... inputs);
    }

    static void assertGradients(Function<List<Variable>, Variable> apply, Scalars definition, Tensor... inputs) {
        Tape tape = Samples.tape();
        List<Variable> variables = Arrays.stream(inputs).map(tape::parameter).toList();
        Variable output = apply.apply(variables);
        Tensor cotangent = cotangent(output.value());
        tape.backward(Map.of(output, cotangent));
        List<double[]> reverse =
                variables.stream().map(v -> v.gradient().toArray()).toList();

        DerivativeStructure scalar = forward(definition, cotangent, inputs);
        double value = dot(output.value(), cotangent);
        assertThat(value).as("value").isCloseTo(scalar.getValue(), within(FORWARD * size(output.value())));
        assertClose("forward mode", reverse, split(forwardGradient(scalar), inputs), FORWARD);
        assertClose("differences", reverse, differences(apply, cotangent, inputs), DIFFERENCES);
    }

    private static Tensor cotangent(Tensor output) {
        Tensor cotangent = Samples.uniform(77, 0.5, 1.5, output.shape().toArray());
        for (int i = 0; i < output.shape().elements(); i += 3) {
            cotangent.set(i, -cotangent.get(i));
        }
        return cotangent;
    }

    private static DerivativeStructure forward(Scalars definition, Tensor cotangent, Tensor... inputs) {
        int parameters =
                Arrays.stream(inputs).mapToInt(t -> t.shape().elements()).sum();
        DerivativeStructure[][] x = new DerivativeStructure[inputs.length][];
        int next = 0;
        for (int n = 0; n < inputs.length; n++) {
            x[n] = new DerivativeStructure[inputs[n].shape().elements()];
            for (int i = 0; i < x[n].length; i++) {
                x[n][i] = new DerivativeStructure(parameters, 1, next++, inputs[n].get(i));
            }
        }
        DerivativeStructure[] y = definition.of(x);
        assertThat(y).as("elements of the output").hasSize(cotangent.shape().elements());
        DerivativeStructure sum = new DerivativeStructure(parameters, 1, 0);
        for (int k = 0; k < y.length; k++) {
            sum = sum.add(y[k].multiply(cotangent.get(k)));
        }
        return sum;
    }

    private static double[] forwardGradient(DerivativeStructure scalar) {
        // value, then the first derivatives in the order of the parameters
        return Arrays.copyOfRange(scalar.getAllDerivatives(), 1, 1 + scalar.getFreeParameters());
    }

    private static List<double[]> split(double[] all, Tensor... inputs) {
        List<double[]> parts = new ArrayList<>();
        int from = 0;
        for (Tensor input : inputs) {
            int to = from + input.shape().elements();
            parts.add(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        return parts;
    }

    private static List<double[]> differences(
            Function<List<Variable>, Variable> apply, Tensor cotangent, Tensor... inputs) {
        List<double[]> gradients = new ArrayList<>();
        for (Tensor input : inputs) {
            double[] gradient = new double[input.shape().elements()];
            for (int i = 0; i < gradient.length; i++) {
                double wide = difference(apply, cotangent, input, i, STEP, inputs);
                double narrow = difference(apply, cotangent, input, i, STEP / 2, inputs);
                gradient[i] = (4 * narrow - wide) / 3;
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    private static double difference(
            Function<List<Variable>, Variable> apply,
            Tensor cotangent,
            Tensor moved,
            int i,
            double h,
            Tensor... inputs) {
        double x = moved.get(i);
        double[] values = new double[2];
        for (int side = 0; side < 2; side++) {
            moved.set(i, side == 0 ? x + h : x - h);
            Tape tape = Samples.tape();
            values[side] = dot(
                    apply.apply(Arrays.stream(inputs).map(tape::constant).toList())
                            .value(),
                    cotangent);
        }
        moved.set(i, x);
        return (values[0] - values[1]) / (2 * h);
    }

    private static void assertClose(String oracle, List<double[]> actual, List<double[]> expected, double relative) {
        for (int n = 0; n < expected.size(); n++) {
            double largest = Arrays.stream(expected.get(n)).map(Math::abs).max().orElse(0);
            assertThat(largest)
                    .as("%s: gradient of input %d says nothing", oracle, n)
                    .isPositive();
            for (int i = 0; i < expected.get(n).length; i++) {
                assertThat(actual.get(n)[i])
                        .as("%s: input %d, element %d", oracle, n, i)
                        .isCloseTo(expected.get(n)[i], within(relative * largest));
            }
        }
    }

    private static double dot(Tensor x, Tensor y) {
        double sum = 0;
        for (int i = 0; i < x.shape().elements(); i++) {
            sum += x.get(i) * y.get(i);
        }
        return sum;
    }

    /// Sum of the sizes, at least 1.
    private static double size(Tensor x) {
        return 1 + Arrays.stream(x.toArray()).map(Math::abs).sum();
    }
}
