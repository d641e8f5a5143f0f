package org.thgcl.autodiff;

import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// A value on a [Tape], with elementwise arithmetic and reductions to a scalar.
///
/// Binary operations take operands of equal shape; nothing is broadcast.
public final class Variable {
    private final Tape tape;
    private final Tensor value;
    private final boolean needsGradient;
    private String name = "";
    private Tensor gradient;

    /// Whether the value's buffer has been given back, so that its numbers are others' by now.
    private boolean givenBack;

    /// The gradient of a watched result, which stays when `gradient` has been passed on.
    private Tensor kept;

    Variable(Tape tape, Tensor value, boolean needsGradient) {
        this.tape = tape;
        this.value = value;
        this.needsGradient = needsGradient;
    }

    public Tape tape() {
        return tape;
    }

    /// What it is called where the tape is printed; empty if nobody has named it.
    public String name() {
        return name;
    }

    /// Names it, for [Tape#toString], [Tape#toDot] and [#toString].
    ///
    /// @return this
    public Variable named(String as) {
        name = as;
        return this;
    }

    public Tensor value() {
        return value;
    }

    public Shape shape() {
        return value.shape();
    }

    /// Whether this is, or depends on, a parameter.
    public boolean needsGradient() {
        return needsGradient;
    }

    /// The gradient after [Tape#backward] of a parameter or a watched result; `null` if nothing that was
    /// differentiated depends on this variable, or for another result.
    public Tensor gradient() {
        return kept == null ? gradient : kept;
    }

    /// The gradient that is to be passed on to the inputs; `null` for none.
    Tensor upstream() {
        return gradient;
    }

    /// Adds a gradient that is about to be passed on to the one that stays.
    void keep(Tensor upstream) {
        if (kept == null) {
            kept = tape.arena().take(shape());
            kept.copyFrom(upstream);
        } else {
            kernels().add(kept, upstream, kept);
        }
    }

    void releaseKept() {
        if (kept != null) {
            tape.arena().give(kept);
            kept = null;
        }
    }

    /// Adds a contribution to the gradient, if this variable needs one; otherwise nothing is computed. This is
    /// how an operation gives an input its gradient.
    ///
    /// @param contribution writes its terms over all elements of the tensor that it is given
    public void accumulate(Consumer<Tensor> contribution) {
        if (needsGradient) {
            Tensor terms = tape.arena().take(shape());
            contribution.accept(terms);
            accumulate(terms);
            tape.arena().give(terms);
        }
    }

    /// The same for terms that are there already, in a tensor of the tape's arena or a view of one, so that dX
    /// = dY needs no copy: if there is no gradient yet, they become it, shared with whoever holds them. Whoever
    /// took them gives them back, and nobody writes to them any more.
    void accumulate(Tensor terms) {
        if (gradient == null && needsGradient) {
            gradient = terms;
            tape.arena().share(terms);
        } else if (needsGradient) {
            requireOwn();
            kernels().add(gradient, terms, gradient);
        }
    }

    /// Terms of a gradient.
    @FunctionalInterface
    interface Contribution {
        /// Writes the terms over all elements of dx, or adds them.
        void to(Tensor dx, boolean add);
    }

    /// The same for terms that can be added in place, as those of a matrix product can: they need no buffer of
    /// their own, and no pass over memory to be added.
    void accumulate(Contribution contribution) {
        if (!needsGradient) {
            return;
        }
        boolean add = gradient != null;
        if (add) {
            requireOwn();
        } else {
            gradient = tape.arena().take(shape());
        }
        contribution.to(gradient, add);
    }

    /// Copies a gradient that others hold, too, before it is written to.
    private void requireOwn() {
        if (tape.arena().isShared(gradient)) {
            Tensor own = tape.arena().take(shape());
            own.copyFrom(gradient);
            tape.arena().give(gradient);
            gradient = own;
        }
    }

    /// Says that its numbers are gone: [Tape#part].
    void giveBack() {
        givenBack = true;
    }

    /// Whether its numbers are gone, see [Tape#part].
    public boolean givenBack() {
        return givenBack;
    }

    void releaseGradient() {
        if (gradient != null) {
            tape.arena().give(gradient);
            gradient = null;
        }
    }

    private Kernels kernels() {
        return tape.kernels();
    }

    /// z = x + y.
    public Variable plus(Variable y) {
        requireSameShape("sum", y);
        Tensor z = tape.allocate(shape());
        kernels().add(value, y.value, z);
        Tape.Gradient gradient = dz -> {
            // dx = dz, dy = dz
            accumulate(dz);
            y.accumulate(dz);
        };
        return tape.record("add", z, gradient, this, y);
    }

    /// y = factor x.
    public Variable times(double factor) {
        Tensor y = tape.allocate(shape());
        kernels().scale(value, factor, y);
        // dx = factor dy
        return tape.record(
                "scale",
                new Detail.Scalar(factor),
                y,
                dy -> accumulate(dx -> kernels().scale(dy, factor, dx)),
                this);
    }

    /// y = max(x, 0); the derivative at 0 is 0.
    public Variable relu() {
        return leakyRelu("relu", 0);
    }

    /// y = x where x > 0, else slope x; the derivative at 0 is the slope.
    public Variable leakyRelu(double slope) {
        return leakyRelu("leaky_relu", slope);
    }

    private Variable leakyRelu(String operation, double slope) {
        Tensor y = tape.allocate(shape());
        kernels().leakyRelu(value, slope, y);
        // dx = dy where x > 0, else slope dy
        return tape.record(
                operation,
                new Detail.Scalar(slope),
                y,
                dy -> accumulate(dx -> kernels().leakyReluGradient(value, slope, dy, dx)),
                this);
    }

    /// z = x - y.
    public Variable minus(Variable y) {
        return zip("subtract", y, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1);
    }

    /// z = x y.
    public Variable times(Variable y) {
        return zip("multiply", y, (a, b) -> a * b, (a, b) -> b, (a, b) -> a);
    }

    /// z = x / y.
    public Variable dividedBy(Variable y) {
        return zip("divide", y, (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / (b * b));
    }

    /// y = x + c.
    public Variable plus(double c) {
        return map("add_constant", x -> x + c, (x, y) -> 1);
    }

    /// y = -x.
    public Variable negated() {
        return map("negate", x -> -x, (x, y) -> -1);
    }

    /// y = x^2.
    public Variable squared() {
        return map("square", x -> x * x, (x, y) -> 2 * x);
    }

    /// y = e^x.
    public Variable exp() {
        return map("exp", Elementary::exp, (x, y) -> y);
    }

    /// y = ln x.
    public Variable log() {
        return map("log", Elementary::log, (x, y) -> 1 / x);
    }

    /// y = ln(1 + x).
    public Variable log1p() {
        return map("log1p", Elementary::log1p, (x, y) -> 1 / (1 + x));
    }

    /// y = 1 / (1 + e^-x).
    public Variable sigmoid() {
        return map("sigmoid", Elementary::sigmoid, (x, y) -> y * (1 - y));
    }

    /// The Gaussian error linear unit y = x Phi(x), with the error function, not its approximation by tanh.
    public Variable gelu() {
        Tensor y = tape.allocate(shape());
        kernels().gelu(value, y);
        // dx = (Phi(x) + x phi(x)) dy
        return tape.record("gelu", y, dy -> accumulate(dx -> kernels().geluGradient(value, dy, dx)), this);
    }

    /// The sigmoid linear unit y = x sigmoid(x), also named swish.
    public Variable silu() {
        return map("silu", x -> x * Elementary.sigmoid(x), (x, y) -> {
            double s = Elementary.sigmoid(x);
            return s * (1 + x * (1 - s));
        });
    }

    /// y = f(x) for each element.
    ///
    /// @param operation its name on the tape
    /// @param derivative dy/dx from x and y
    public Variable map(String operation, DoubleUnaryOperator f, DoubleBinaryOperator derivative) {
        Tensor y = tape.allocate(shape());
        kernels().map(value, f, y);
        Tape.Gradient gradient = dy -> accumulate(dx -> {
            // dx = f'(x) dy
            kernels().zip(value, y, derivative, dx);
            kernels().zip(dx, dy, (a, b) -> a * b, dx);
        });
        return tape.record(operation, y, gradient, this);
    }

    /// z = f(x, y) for each pair of elements.
    ///
    /// @param operation its name on the tape
    /// @param byX dz/dx from x and y
    /// @param byY dz/dy from x and y
    public Variable zip(
            String operation, Variable y, DoubleBinaryOperator f, DoubleBinaryOperator byX, DoubleBinaryOperator byY) {
        requireSameShape("elementwise operation", y);
        Tensor z = tape.allocate(shape());
        kernels().zip(value, y.value, f, z);
        Tape.Gradient gradient = dz -> {
            // dx = df/dx dz
            accumulate(dx -> {
                kernels().zip(value, y.value, byX, dx);
                kernels().zip(dx, dz, (a, b) -> a * b, dx);
            });
            // dy = df/dy dz
            y.accumulate(dy -> {
                kernels().zip(value, y.value, byY, dy);
                kernels().zip(dy, dz, (a, b) -> a * b, dy);
            });
        };
        return tape.record(operation, z, gradient, this, y);
    }

    /// s = the sum of all elements, in row-major order.
    public Variable sum() {
        Tensor s = tape.allocate(Shape.scalar());
        double sum = 0;
        for (int i = 0; i < shape().elements(); i++) {
            sum += value.get(i);
        }
        s.set(0, sum);
        // dx = ds for each element
        return tape.record("sum", s, ds -> accumulate(dx -> dx.fill(ds.item())), this);
    }

    /// The mean of all elements; NaN if there are none.
    public Variable mean() {
        return sum().times(1.0 / shape().elements());
    }

    /// The same elements, not copied, under another shape.
    public Variable reshape(Shape shape) {
        Tensor y = value.reshape(shape);
        return tape.record("reshape", y, dy -> accumulate(dy.reshape(shape())), this);
    }

    private void requireSameShape(String operation, Variable y) {
        if (!shape().equals(y.shape())) {
            throw new ShapeException(
                    operation + " of shapes " + shape() + " and " + y.shape() + ": they must be equal");
        }
    }

    /// Name, shape, type and first numbers, and those of the gradient, if there is one.
    @Override
    public String toString() {
        String numbers = givenBack ? shape() + ", given back" : value.toString();
        String head = (name.isEmpty() ? "Variable" : name) + " = " + numbers;
        return gradient() == null ? head : head + "\nits gradient = " + gradient();
    }
}
