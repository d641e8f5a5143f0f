package org.thgcl.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// Equations, and gradients of a loss by the tape. `docs/architecture.md` and `docs/library.md` show them.
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

    @Test
    void an_equation_can_be_asked_for_one_number() {
        // the weight of the edge from segment 3 to segment 5, whose neighbourhood is 3 ... 7
        double weight = Eq1GaussianWeight.definition(5, 3, 3, 7);

        // exp(-2^2 / (2 5^2)), to a few units in the last place
        assertThat(weight).isCloseTo(StrictMath.exp(-0.08), within(4 * Math.ulp(0.9)));
    }

    @Test
    void an_equation_can_be_differentiated() {
        Tensor audioEmbeddings = Tensor.of(Shape.of(2, 2), 1, 0.1, 0, 1);
        Tensor videoEmbeddings = Tensor.of(Shape.of(2, 2), 1, 0, 0, 1);
        Eq4ContrastiveLoss contrast = new Eq4ContrastiveLoss(0.5, Eq4ContrastiveLoss.Negatives.PRINTED);

        Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Variable audio = tape.parameter(audioEmbeddings);
        Variable video = tape.parameter(videoEmbeddings);
        Variable loss = contrast.apply(audio, video).total();
        tape.backward(loss);
        System.out.println(loss.value() + ", by audio " + audio.gradient() + ", by video " + video.gradient());

        SimpleMatrix Xa = new SimpleMatrix(new double[][] {{1, 0.1}, {0, 1}});
        SimpleMatrix Xv = new SimpleMatrix(new double[][] {{1, 0}, {0, 1}});
        // each loss is a sum of some ten rounded terms below 4
        assertThat(loss.value().get(0))
                .isCloseTo(contrast.definition(Xv, Xa) + contrast.definition(Xa, Xv), within(40 * Math.ulp(4.0)));
        // a cosine doesn't change along its vector
        double[] gradient = audio.gradient().toArray();
        assertThat(gradient[0] + 0.1 * gradient[1]).isCloseTo(0, within(40 * Math.ulp(4.0)));
        assertThat(gradient[1]).isNotZero();
    }
}
