package org.thgcl.autodiff;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
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
/// Operations are kept in creation order, each with its name and its inputs ([#operations]), and visited in reverse,
/// so the order in which contributions to a gradient add up is fixed by the program alone. Buffers of values and
/// gradients come from an [Arena] and go back to it at [#reset]: from the second step on, a repeated computation
/// allocates no tensors. Not safe for use by several threads.
public final class Tape {
    private final Kernels kernels;
    private final Arena arena;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Variable> parameters = new ArrayList<>();
    private final Set<Variable> watched = new LinkedHashSet<>();
    private final List<Tensor> lent = new ArrayList<>();
    private final List<Mask> lentMasks = new ArrayList<>();

    /// An operation that was computed.
    ///
    /// @param name in snake case, such as `matmul`
    /// @param detail what it depends on besides its inputs
    /// @param inputs the operands in the order in which the operation takes them
    public record Operation(String name, Detail detail, List<Variable> inputs, Variable output) {}

    /// A recorded operation and how to pass the gradient of its result on to the inputs.
    private record Node(Operation operation, Gradient gradient) {}

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

    /// A part of a computation of which the result alone is used afterwards. If the result needs no gradient, the
    /// buffers of all that leads to it are given back at once. [#operations] keeps them with their shapes; their
    /// numbers must not be read any more.
    ///
    /// @param part makes the result from what was there before; a result that is a view of another keeps all
    public Variable part(Supplier<Variable> part) {
        int first = lent.size();
        int firstNode = nodes.size();
        Variable result = part.get();
        List<Tensor> made = lent.subList(first, lent.size());
        if (!result.needsGradient() && made.remove(result.value())) {
            made.forEach(arena::give);
            made.clear();
            lent.add(result.value());
            nodes.subList(firstNode, nodes.size()).stream()
                    .map(node -> node.operation().output())
                    .filter(output -> output != result)
                    .forEach(Variable::giveBack);
        }
        return result;
    }

    /// Records the result of an operation that name and inputs say all of, see [#record(String, Detail, Tensor,
    /// Gradient, Variable...)].
    public Variable record(String operation, Tensor value, Gradient gradient, Variable... inputs) {
        return record(operation, Detail.NONE, value, gradient, inputs);
    }

    /// Records the result of an operation. If no input needs a gradient, neither does the result.
    ///
    /// @param operation its name in snake case, such as `matmul`
    /// @param detail what it depends on besides its inputs
    /// @throws IllegalArgumentException if an input is on another tape
    public Variable record(String operation, Detail detail, Tensor value, Gradient gradient, Variable... inputs) {
        boolean needsGradient = false;
        for (Variable input : inputs) {
            if (input.tape() != this) {
                throw new IllegalArgumentException("operands are on different tapes: put them all on one");
            }
            needsGradient |= input.needsGradient();
        }
        Variable output = new Variable(this, value, needsGradient);
        nodes.add(new Node(new Operation(operation, detail, List.of(inputs), output), gradient));
        return output;
    }

    /// What has been computed since the last [#reset], in this order; an operation's inputs come from earlier ones, or
    /// are constants and parameters.
    public List<Operation> operations() {
        return nodes.stream().map(Node::operation).toList();
    }

    /// Keeps the gradient of an intermediate result, as that of a parameter is kept, until [#reset].
    ///
    /// @throws IllegalArgumentException if it depends on no parameter, and so has no gradient
    public void watch(Variable result) {
        if (!result.needsGradient()) {
            throw new IllegalArgumentException("watch: the result depends on no parameter, so it has no gradient");
        }
        watched.add(result);
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

    /// Computes the gradient of `sum over outputs of <cotangent, output>`. The gradients of parameters and watched
    /// results stay until [#reset]; those of other results are given back as soon as they have been passed on.
    ///
    /// @param cotangents the upstream gradient of each output, of the output's shape
    public void backward(Map<Variable, Tensor> cotangents) {
        backwardSteps(cotangents).forEachRemaining(_ -> {});
    }

    /// [#backward(Map)], one operation at a time, to look at the gradients in between: each step passes the
    /// gradient of an operation's result on to its inputs, and gives the operation. Until then,
    /// [Variable#gradient] of a result is what has arrived at it.
    ///
    /// @param cotangents the upstream gradient of each output, of the output's shape
    public Iterator<Operation> backwardSteps(Map<Variable, Tensor> cotangents) {
        cotangents.forEach((output, cotangent) -> {
            if (!cotangent.shape().equals(output.shape())) {
                throw new ShapeException(
                        "cotangent of shape " + cotangent.shape() + " for an output of shape " + output.shape());
            }
            output.accumulate(g -> g.copyFrom(cotangent));
        });
        return new Backward();
    }

    /// The operations in reverse order, without those whose results have no gradient.
    private final class Backward implements Iterator<Operation> {
        private int next = nodes.size() - 1;

        @Override
        public boolean hasNext() {
            while (next >= 0 && nodes.get(next).operation().output().upstream() == null) {
                next--;
            }
            return next >= 0;
        }

        @Override
        public Operation next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the backward pass is at its end");
            }
            Node node = nodes.get(next);
            next--;
            Variable output = node.operation().output();
            Tensor gradient = output.upstream();
            if (watched.contains(output)) {
                output.keep(gradient);
            }
            node.gradient().pass(gradient);
            output.releaseGradient();
            return node.operation();
        }
    }

    /// Forgets everything recorded. Values and gradients obtained from this tape must not be used any more.
    public void reset() {
        nodes.clear();
        parameters.forEach(Variable::releaseGradient);
        parameters.clear();
        watched.forEach(Variable::releaseKept);
        watched.clear();
        lent.forEach(arena::give);
        lent.clear();
        lentMasks.forEach(arena::give);
        lentMasks.clear();
    }

    /// Bytes of the buffers that it has taken so far and keeps for the next step.
    public long bytes() {
        return arena.bytes();
    }

    Arena arena() {
        return arena;
    }

    /// A table of what has been computed: constants and parameters, then the first operations, each with its
    /// name, its inputs, its shape and its value, or the range of its numbers; and gradients, where there are
    /// some.
    @Override
    public String toString() {
        return new TapeText(this, parameters).table();
    }

    /// The graph of all operations in the language DOT of Graphviz: `dot -Tsvg` draws it.
    public String toDot() {
        return new TapeText(this, parameters).dot();
    }
}
