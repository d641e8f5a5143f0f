package org.thgcl.lesson;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.lesson.ScalarTape.Scalar;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// A network of one hidden layer, written twice: number by number, and the same with tensors.
///
/// For examples `x[n]` with targets `y[n]` both compute the squared error
///
/// `L = sum_n (sum_h max(sum_i x[n][i] W[i][h] + b[h], 0) v[h] - y[n])^2`
///
/// and its gradient by all parameters, which stand in one array: W row by row, then b, then v. Where the scalar form
/// has a loop, the tensor form has a matrix product. Its tape has 7 operations, whatever the sizes; the scalar tape has
/// some for each number.
///
/// @param inputs I, the number of inputs of an example
/// @param hidden H, the number of hidden nodes
public record TinyNetwork(int inputs, int hidden) {
    /// The squared error, and its gradient by each parameter.
    public record Loss(double value, double[] gradient) {}

    /// How many numbers W, b and v have together.
    public int parameters() {
        return (inputs + 2) * hidden;
    }

    /// The loss, number by number.
    public Loss withScalars(double[] parameters, double[][] x, double[] y) {
        ScalarTape tape = new ScalarTape();
        Scalar[] p = Arrays.stream(parameters).mapToObj(tape::number).toArray(Scalar[]::new);
        Scalar loss = tape.number(0);
        for (int n = 0; n < x.length; n++) {
            Scalar output = tape.number(0);
            for (int h = 0; h < hidden; h++) {
                Scalar node = p[inputs * hidden + h]; // b[h]
                for (int i = 0; i < inputs; i++) {
                    node = node.plus(tape.number(x[n][i]).times(p[i * hidden + h])); // W[i][h]
                }
                output = output.plus(node.relu().times(p[(inputs + 1) * hidden + h])); // v[h]
            }
            Scalar error = output.minus(tape.number(y[n]));
            loss = loss.plus(error.times(error));
        }
        tape.backward(loss);
        return new Loss(
                loss.value(), Arrays.stream(p).mapToDouble(Scalar::gradient).toArray());
    }

    /// The same loss with tensors.
    public Loss withTensors(double[] parameters, double[][] x, double[] y) {
        Tape tape = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Variable w = tape.parameter(part(parameters, 0, inputs, hidden));
        Variable b = tape.parameter(part(parameters, inputs * hidden, hidden));
        Variable v = tape.parameter(part(parameters, (inputs + 1) * hidden, hidden));
        double[] rows = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
        Variable examples = tape.constant(Tensor.of(Shape.of(x.length, inputs), rows));

        Variable nodes = Dense.addBias(Dense.matmul(examples, w), b).relu();
        Variable errors = Dense.matvec(nodes, v).minus(tape.constant(Tensor.vector(y)));
        Variable loss = errors.squared().sum();

        tape.backward(loss);
        DoubleStream gradient = Stream.of(w, b, v)
                .flatMapToDouble(p -> Arrays.stream(p.gradient().toArray()));
        return new Loss(loss.value().item(), gradient.toArray());
    }

    /// The numbers from `from` on, as a tensor of the given sizes.
    private static Tensor part(double[] parameters, int from, int... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.of(shape, Arrays.copyOfRange(parameters, from, from + shape.elements()));
    }

    /// Gradient descent: parameters one step further downhill.
    ///
    /// @param rate how far, in units of the gradient
    public static double[] step(double[] parameters, double[] gradient, double rate) {
        double[] next = parameters.clone();
        Arrays.setAll(next, p -> parameters[p] - rate * gradient[p]);
        return next;
    }
}
