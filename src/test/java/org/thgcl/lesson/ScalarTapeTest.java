package org.thgcl.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.lesson.ScalarTape.Scalar;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class ScalarTapeTest {
    private final ScalarTape tape = new ScalarTape();

    /// z = y^2 + 3 y with y = x^2: two ways from y to z, so dz/dx = (2 x^2 + 3) 2 x.
    @Test
    void contributions_over_several_ways_add() {
        Scalar x = tape.number(2);
        Scalar y = x.times(x);
        Scalar z = y.times(y).plus(y.times(tape.number(3)));
        tape.backward(z);
        assertThat(z.value()).isEqualTo(28);
        assertThat(y.gradient()).isEqualTo(11);
        assertThat(x.gradient()).isEqualTo(44);
    }

    @Test
    void each_backward_begins_anew() {
        Scalar x = tape.number(3);
        Scalar y = x.times(x);
        tape.backward(y);
        tape.backward(y);
        assertThat(x.gradient()).isEqualTo(6);
        tape.backward(x);
        assertThat(x.gradient()).isEqualTo(1);
        assertThat(y.gradient()).isZero();
    }

    /// Each operation, and all of them in one another, at a point without kinks.
    @TestFactory
    Stream<DynamicTest> derivatives_are_limits_of_differences() {
        Map<String, UnaryOperator<Scalar>> functions = Map.of(
                "log1p", Scalar::log1p,
                "add", x -> x.plus(x),
                "subtract", x -> tape.number(5).minus(x),
                "multiply", x -> x.times(x).times(x),
                "divide", x -> x.dividedBy(tape.number(2).plus(x)),
                "exp", Scalar::exp,
                "log", Scalar::log,
                "sqrt", Scalar::sqrt,
                "relu", x -> x.relu().plus(tape.number(0).minus(x).relu()),
                "all", x -> x.times(x).plus(x.exp()).sqrt().minus(x.log()).dividedBy(x.relu()));
        return functions.entrySet().stream()
                .map(f -> DynamicTest.dynamicTest(f.getKey(), () -> {
                    double x = 1.25;
                    double gradient = derivative(f.getValue(), x);
                    double coarse = difference(f.getValue(), x, 1e-3) - gradient;
                    double fine = difference(f.getValue(), x, 5e-4) - gradient;
                    // Central differences have an error c h^2 + O(h^4), and one of a few roundings of f, up to 4 here,
                    // over h.
                    double rounding = 16 * 4 * Math.ulp(1.0) / 5e-4;
                    assertThat(Math.abs(fine)).isLessThanOrEqualTo(0.3 * Math.abs(coarse) + rounding);
                    // f''' is at most 8 here: x^3 has 6
                    assertThat(Math.abs(coarse)).isLessThanOrEqualTo(8.0 / 6 * 1e-6 + rounding);
                }));
    }

    private double derivative(UnaryOperator<Scalar> f, double at) {
        Scalar x = tape.number(at);
        tape.backward(f.apply(x));
        return x.gradient();
    }

    private double difference(UnaryOperator<Scalar> f, double at, double h) {
        return (value(f, at + h) - value(f, at - h)) / (2 * h);
    }

    private double value(UnaryOperator<Scalar> f, double at) {
        return f.apply(tape.number(at)).value();
    }

    /// The same expression with numbers and with a tensor of one number: the same bits. The gradient is a sum of five
    /// contributions, which the two tapes form in different orders.
    @Test
    void tensors_give_the_same_numbers() {
        Scalar x = tape.number(0.7);
        Scalar y = x.times(x).plus(x.exp()).minus(x.log()).dividedBy(x.relu());
        tape.backward(y);
        Tape tensors = new Tape(Kernels.of(DType.FLOAT64, Workers.one()));
        Variable v = tensors.parameter(Tensor.vector(0.7));
        Variable w = v.times(v).plus(v.exp()).minus(v.log()).dividedBy(v.relu());
        tensors.backward(w.sum());
        assertThat(w.value().get(0)).isEqualTo(y.value());
        assertThat(v.gradient().get(0)).isCloseTo(x.gradient(), within(4 * Math.ulp(x.gradient())));
    }

    @Test
    void the_derivative_of_relu_at_its_kink_is_0() {
        Scalar x = tape.number(0);
        tape.backward(x.relu());
        assertThat(x.gradient()).isZero();
    }

    @Test
    void operands_of_another_tape_are_refused() {
        Scalar other = new ScalarTape().number(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tape.number(1).plus(other))
                .withMessage("x0 is on another tape: put all numbers on one");
    }

    @Test
    void a_result_of_another_tape_is_refused() {
        Scalar other = new ScalarTape().number(1);
        assertThatIllegalArgumentException().isThrownBy(() -> tape.backward(other));
    }

    @Test
    void a_tape_prints_a_line_for_each_number() {
        Scalar x = tape.number(2);
        tape.backward(x.times(x));
        assertThat(tape.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("x0 number 2.0 gradient 4.0", "x1 multiply x0 x0 4.0 gradient 1.0");
    }
}
