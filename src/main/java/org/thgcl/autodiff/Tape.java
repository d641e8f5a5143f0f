package org.thgcl.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.tensor.Arena;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Mask;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The record of one forward computation.
///
/// ```java
/// Variable w = tape.parameter(weights);
/// Variable loss = Dense.matmul(tape.constant(x), w).sum();
/// tape.backward(loss);
/// Tensor g = w.gradient();
/// tape.reset();
/// ```
///
/// Nodes are kept in creation order and visited in reverse, so the order in which contributions to a gradient add
/// up is fixed by the program alone. Buffers of values and gradients come from an [Arena] and go back to it at
/// [#reset]: from the second step on, a repeated computation allocates no tensors. Not safe for use by several
/// threads.
public final class Tape {
    private final Kernels kernels;
    private final Arena arena;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Variable> parameters = new ArrayList<>();
    private final List<Tensor> lent = new ArrayList<>();
    private final List<Mask> lentMasks = new ArrayList<>();

    /// Whether an input has taken over the gradient that is being passed on.
    private boolean taken;

    /// A recorded operation: its result and how to pass the result's gradient on to the inputs.
    private record Node(Variable output, Gradient gradient) {}

    /// Passes the gradient dy of an operation's output on: calls [Variable#accumulate] on each input.
    @FunctionalInterface
    public interface Gradient {
        void pass(Tensor dy);
    }

    public Tape(Kernels kernels) {
        this.kernels = kernels;
        this.arena = new Arena(kernels.dtype());
    }

    /// The kernels that compute everything on this tape.
    public Kernels kernels() {
        return kernels;
    }

    /// A value that no gradient is computed for; one of another storage type is rounded to that of the kernels.
    public Variable constant(Tensor value) {
        Tensor own = value;
        if (value.dtype() != kernels.dtype()) {
            own = allocate(value.shape());
            own.copyFrom(value);
        }
        return new Variable(this, own, false);
    }

    /// A value whose gradient is wanted.
    ///
    /// @throws IllegalArgumentException if it is of another storage type than the kernels
    public Variable parameter(Tensor value) {
        if (value.dtype() != kernels.dtype()) {
            throw new IllegalArgumentException(
                    "a parameter is " + value.dtype() + ", the kernels of its tape compute in " + kernels.dtype());
        }
        Variable parameter = new Variable(this, value, true);
        parameters.add(parameter);
        return parameter;
    }

    /// A tensor for the result of an operation, of arbitrary content, valid until [#reset].
    public Tensor allocate(Shape shape) {
        Tensor tensor = arena.take(shape);
        lent.add(tensor);
        return tensor;
    }

    /// A mask for an operation on matrices of `shape`, of arbitrary bits, valid until [#reset].
    public Mask allocateMask(Shape shape) {
        Mask mask = arena.takeMask(shape.rows(), shape.columns());
        lentMasks.add(mask);
        return mask;
    }

    /// Records the result of an operation. If no input needs a gradient, neither does the result, and nothing is
    /// kept.
    ///
    /// @throws IllegalArgumentException if an input is on another tape
    public Variable record(Tensor value, Gradient gradient, Variable... inputs) {
        boolean needsGradient = false;
        for (Variable input : inputs) {
            if (input.tape() != this) {
                throw new IllegalArgumentException("operands are on different tapes: put them all on one");
            }
            needsGradient |= input.needsGradient();
        }
        Variable output = new Variable(this, value, needsGradient);
        if (needsGradient) {
            nodes.add(new Node(output, gradient));
        }
        return output;
    }

    /// Computes the gradient of a scalar with respect to every variable that it depends on.
    ///
    /// @throws ShapeException if the variable has more than one element
    public void backward(Variable scalar) {
        scalar.value().item();
        Tensor one = Tensor.zeros(kernels.dtype(), scalar.shape());
        one.fill(1);
        backward(Map.of(scalar, one));
    }

    /// Computes the gradient of `sum over outputs of <cotangent, output>`. The gradients of parameters stay until
    /// [#reset]; those of intermediate results are given back as soon as they have been passed on.
    ///
    /// @param cotangents the upstream gradient of each output, of the output's shape
    public void backward(Map<Variable, Tensor> cotangents) {
        cotangents.forEach((output, cotangent) -> {
            if (!cotangent.shape().equals(output.shape())) {
                throw new ShapeException(
                        "cotangent of shape " + cotangent.shape() + " for an output of shape " + output.shape());
            }
            output.accumulate(g -> g.copyFrom(cotangent));
        });
        for (int n = nodes.size() - 1; n >= 0; n--) {
            Node node = nodes.get(n);
            Tensor gradient = node.output().gradient();
            if (gradient != null) {
                taken = false;
                node.gradient().pass(gradient);
                if (taken) {
                    node.output().forgetGradient();
                } else {
                    node.output().releaseGradient();
                }
            }
        }
    }

    /// Forgets everything recorded. Values and gradients obtained from this tape must not be used any more.
    public void reset() {
        nodes.clear();
        parameters.forEach(Variable::releaseGradient);
        parameters.clear();
        lent.forEach(arena::give);
        lent.clear();
        lentMasks.forEach(arena::give);
        lentMasks.clear();
    }

    /// Says that the gradient being passed on has become an input's.
    void take() {
        taken = true;
    }

    /// Bytes of the buffers that it has taken so far and keeps for the next step.
    public long bytes() {
        return arena.bytes();
    }

    Arena arena() {
        return arena;
    }
}
