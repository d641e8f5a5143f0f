package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The gradient of a loss by the tape, with respect to one matrix. `docs/architecture.md` shows it.
class DifferentiateTest {
    @Test
    void the_gradient_of_a_sum_of_squares_is_twice_the_inputs_times_the_outputs() {
        Tensor features = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Tensor weights = Tensor.of(Shape.of(2, 1), 0.5, -1);

        Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Variable w = tape.parameter(weights);
        Variable y = Dense.matmul(tape.constant(features), w);
        Variable loss = y.squared().sum();
        tape.backward(loss);
        double[] gradient = w.gradient().toArray(); // 2 X' y
        tape.reset();

        // y = (-1.5, -2.5, -3.5)
        assertThat(gradient).containsExactly(2 * (-1.5 - 7.5 - 17.5), 2 * (-3 - 10 - 21));
    }
}
