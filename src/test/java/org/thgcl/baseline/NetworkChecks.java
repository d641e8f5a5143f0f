package org.thgcl.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.autodiff.GradientCheck;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Samples;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// What holds for every network: gradients, threads, number types. Parameters are drawn, none is 0.
///
/// @param inputs real inputs, which are differentiated
/// @param given what is not, such as edges
public record NetworkChecks(Network network, Map<String, Tensor> inputs, Map<String, Tensor> given) {
    public static long count(Network network) {
        return network.parameters().stream()
                .mapToLong(spec -> spec.shape().elements())
                .sum();
    }

    private Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (ParameterSpec spec : network.parameters()) {
            parameters.put(
                    spec.name(),
                    Samples.uniform(
                            parameters.size() + 100L, -1, 1, spec.shape().toArray()));
        }
        return parameters;
    }

    /// The last output, mostly the logits, of variables for the parameters, then the inputs.
    private Variable logits(List<Variable> variables) {
        Tape tape = variables.getFirst().tape();
        List<String> names = new ArrayList<>(parameters().keySet());
        names.addAll(inputs.keySet());
        Map<String, Variable> all = new LinkedHashMap<>();
        for (int n = 0; n < names.size(); n++) {
            all.put(names.get(n), variables.get(n));
        }
        given.forEach((name, tensor) -> all.put(name, tape.constant(tensor)));
        return network.apply(new Weights(all), all).lastEntry().getValue();
    }

    private List<Tensor> all() {
        List<Tensor> all = new ArrayList<>(parameters().values());
        all.addAll(inputs.values());
        return all;
    }

    public void gradients() {
        GradientCheck check = GradientCheck.of(Samples.kernels(), this::logits, all().toArray(Tensor[]::new));
        assertThat(check.failures()).isEmpty();
        assertThat(check.passed()).isTrue();
    }

    /// The logits, then the gradients of everything by their sum of squares.
    private List<double[]> run(Kernels kernels) {
        Tape tape = new Tape(kernels);
        List<Variable> variables = all().stream()
                .map(tensor -> tape.parameter(tensor.to(kernels.dtype())))
                .toList();
        Variable logits = logits(variables);
        List<double[]> numbers = new ArrayList<>();
        numbers.add(logits.value().toArray());
        tape.backward(logits.times(logits).sum());
        for (Variable variable : variables) {
            // nothing depends on an unused parameter
            numbers.add(
                    variable.gradient() == null
                            ? new double[0]
                            : variable.gradient().toArray());
        }
        return numbers;
    }

    public void sameBitsForOneAndThreeThreads() {
        List<double[]> one = run(Kernels.of(DType.FLOAT64, Workers.one()));
        try (Workers three = new Workers(3)) {
            List<double[]> other = run(Kernels.of(DType.FLOAT64, three));
            for (int n = 0; n < one.size(); n++) {
                assertThat(other.get(n)).as("number %d", n).isEqualTo(one.get(n));
            }
        }
    }

    /// Logits in float32 within so many roundings of their largest.
    public void float32(int roundings) {
        double[] exact = run(Kernels.of(DType.FLOAT64, Workers.one())).getFirst();
        double[] rounded = run(Kernels.of(DType.FLOAT32, Workers.one())).getFirst();
        double largest = 0;
        for (double logit : exact) {
            largest = Math.max(largest, Math.abs(logit));
        }
        assertThat(rounded).isNotEqualTo(exact);
        for (int i = 0; i < exact.length; i++) {
            assertThat(rounded[i]).as("logit %d", i).isCloseTo(exact[i], within(roundings * 0x1p-24 * largest));
        }
    }
}
