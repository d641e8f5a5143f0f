package org.thgcl.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.thgcl.tensor.Elementary;

/// Reverse-mode differentiation of plain numbers: all there is to it.
///
/// ```java
/// ScalarTape tape = new ScalarTape();
/// ScalarTape.Scalar x = tape.number(2);
/// ScalarTape.Scalar y = x.times(x).plus(x.exp());
/// tape.backward(y);
/// x.gradient();       // dy/dx = 2 x + e^x = 11.389...
/// ```
///
/// Each operation computes its value at once and writes down, for each operand, the derivative of the result. The tape
/// has everything in the order in which it was computed, so an operand always stands before the result. From the end
/// to the beginning, each number then passes its gradient on to its operands: the chain rule. A number that is used
/// twice gets two contributions, and they add up.
///
/// [org.thgcl.autodiff.Tape] is the same with tensors for numbers.
public final class ScalarTape {
    private final List<Scalar> scalars = new ArrayList<>();

    /// What a result was computed from, and the derivative of the result with respect to it.
    private record Operand(Scalar scalar, double derivative) {}

    /// A number that was not computed: an input, a parameter or a constant.
    public Scalar number(double value) {
        return record("number", value);
    }

    /// Computes the derivative of one number with respect to every number on this tape.
    ///
    /// @throws IllegalArgumentException if it is on another tape
    public void backward(Scalar result) {
        requireHere(result);
        scalars.forEach(scalar -> scalar.gradient = 0);
        result.gradient = 1;
        for (Scalar z : scalars.reversed()) {
            for (Operand x : z.operands) {
                x.scalar.gradient += x.derivative * z.gradient; // dresult/dx = sum over z of dz/dx dresult/dz
            }
        }
    }

    private void requireHere(Scalar scalar) {
        if (scalar.place >= scalars.size() || scalars.get(scalar.place) != scalar) {
            throw new IllegalArgumentException("x" + scalar.place + " is on another tape: put all numbers on one");
        }
    }

    private Scalar record(String operation, double value, Operand... operands) {
        Scalar scalar = new Scalar(operation, value, List.of(operands));
        scalars.add(scalar);
        return scalar;
    }

    /// A line for each number: its name, how it was computed, its value and its gradient.
    @Override
    public String toString() {
        return scalars.stream().map(Scalar::toString).collect(Collectors.joining("\n"));
    }

    /// A number on the tape.
    public final class Scalar {
        private final int place = scalars.size();
        private final String operation;
        private final double value;
        private final List<Operand> operands;
        private double gradient;

        private Scalar(String operation, double value, List<Operand> operands) {
            this.operation = operation;
            this.value = value;
            this.operands = operands;
        }

        public double value() {
            return value;
        }

        /// The derivative by this number of what [ScalarTape#backward] was called for; 0 before that.
        public double gradient() {
            return gradient;
        }

        /// z = x + y. Here and below, x is this number; operands on another tape are refused.
        public Scalar plus(Scalar y) {
            return record("add", value + y.value, by(this, 1), by(y, 1));
        }

        /// z = x - y.
        public Scalar minus(Scalar y) {
            return record("subtract", value - y.value, by(this, 1), by(y, -1));
        }

        /// z = x y.
        public Scalar times(Scalar y) {
            return record("multiply", value * y.value, by(this, y.value), by(y, value));
        }

        /// z = x / y.
        public Scalar dividedBy(Scalar y) {
            return record("divide", value / y.value, by(this, 1 / y.value), by(y, -value / (y.value * y.value)));
        }

        /// y = e^x.
        public Scalar exp() {
            double y = Elementary.exp(value);
            return record("exp", y, by(this, y));
        }

        /// y = ln x.
        public Scalar log() {
            return record("log", Elementary.log(value), by(this, 1 / value));
        }

        /// y = ln(1 + x), accurate for small x, too.
        public Scalar log1p() {
            return record("log1p", Elementary.log1p(value), by(this, 1 / (1 + value)));
        }

        /// y = the root of x, x > 0.
        public Scalar sqrt() {
            double y = Math.sqrt(value);
            return record("sqrt", y, by(this, 1 / (2 * y)));
        }

        /// y = max(x, 0); the derivative at 0 is 0.
        public Scalar relu() {
            return record("relu", Math.max(value, 0), by(this, value > 0 ? 1 : 0));
        }

        private Operand by(Scalar operand, double derivative) {
            requireHere(operand);
            return new Operand(operand, derivative);
        }

        /// Its line on the tape.
        @Override
        public String toString() {
            String how =
                    operands.stream().map(x -> " x" + x.scalar.place).collect(Collectors.joining("", operation, ""));
            return String.format(Locale.ROOT, "x%-3d %-18s %22s   gradient %s", place, how, value, gradient);
        }
    }
}
