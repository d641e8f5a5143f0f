package org.thgcl.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.lesson.TinyNetwork.Loss;
import org.thgcl.tensor.CounterRandom;

class TinyNetworkTest {
    /// Exclusive or: no network without a hidden layer computes it.
    private static final double[][] X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};

    private static final double[] Y = {0, 1, 1, 0};

    private static double[] random(TinyNetwork network, long seed) {
        CounterRandom random = new CounterRandom(seed);
        return IntStream.range(0, network.parameters())
                .mapToDouble(p -> random.gaussian(0, 0, p))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void scalars_and_tensors_give_the_same_numbers(int hidden) {
        TinyNetwork network = new TinyNetwork(2, hidden);
        double[] parameters = random(network, hidden);
        Loss scalars = network.withScalars(parameters, X, Y);
        Loss tensors = network.withTensors(parameters, X, Y);
        // Sums of up to 4 examples, 9 hidden nodes and 3 terms, whose terms are below 100: other orders, other
        // roundings.
        double allowed = 4 * 9 * 3 * 100 * Math.ulp(1.0);
        assertThat(tensors.value()).isCloseTo(scalars.value(), within(allowed));
        assertThat(tensors.gradient()).containsExactly(scalars.gradient(), within(allowed));
    }

    /// The loss is a parabola in each parameter, so central differences are exact but for rounding.
    @Test
    void gradients_are_those_of_differences() {
        TinyNetwork network = new TinyNetwork(2, 5);
        double[] parameters = random(network, 3);
        double h = 1e-5;
        Loss loss = network.withScalars(parameters, X, Y);
        for (int p = 0; p < parameters.length; p++) {
            double[] plus = parameters.clone();
            double[] minus = parameters.clone();
            plus[p] += h;
            minus[p] -= h;
            double difference = (network.withScalars(plus, X, Y).value()
                            - network.withScalars(minus, X, Y).value())
                    / (2 * h);
            // 100 roundings of a loss below 100
            assertThat(loss.gradient()[p]).as("parameter %d", p).isCloseTo(difference, within(1e4 * 0x1p-52 / h));
        }
    }

    @Test
    void it_learns_exclusive_or() {
        TinyNetwork network = new TinyNetwork(2, 8);
        double[] parameters = random(network, 3);
        double first = network.withScalars(parameters, X, Y).value();
        for (int step = 0; step < 300; step++) {
            parameters = TinyNetwork.step(
                    parameters, network.withTensors(parameters, X, Y).gradient(), 0.05);
        }
        assertThat(first).isGreaterThan(0.5);
        assertThat(network.withScalars(parameters, X, Y).value()).isLessThan(1e-3);
    }
}
