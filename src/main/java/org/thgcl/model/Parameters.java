package org.thgcl.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.ShapeException;
import org.thgcl.tensor.Tensor;

/// The learnable parameters of a model by name, in a fixed order.
public final class Parameters {
    private final Map<String, Tensor> tensors;

    private Parameters(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /// The names and shapes of the parameters of a configuration's model.
    public static Map<String, Shape> shapes(Configuration c) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        c.model().parameters().forEach(spec -> shapes.put(spec.name(), spec.shape()));
        return shapes;
    }

    /// Number of learnable numbers of a configuration's model.
    public static long count(Configuration c) {
        return shapes(c).values().stream().mapToLong(Shape::elements).sum();
    }

    /// Parameters drawn by the configuration's seed (A21), see [ParameterSpec#draw].
    public static Parameters initial(Configuration c) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        c.model()
                .parameters()
                .forEach(spec -> tensors.put(
                        spec.name(), spec.draw(c.training().seed(), c.training().dtype())));
        return new Parameters(tensors);
    }

    /// Parameters with given values, in the order of [#shapes]: the tensors themselves where they are of the
    /// configuration's type, else copies rounded to it.
    ///
    /// @throws ShapeException if a name is missing or unknown, or a shape doesn't fit the configuration
    public static Parameters of(Configuration c, Map<String, Tensor> values) {
        Map<String, Shape> shapes = shapes(c);
        DType dtype = c.training().dtype();
        values.keySet().stream()
                .filter(name -> !shapes.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ShapeException("parameter " + name + ": the configuration has none of this name");
                });
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            Tensor tensor = values.get(name);
            if (tensor == null) {
                throw new ShapeException(
                        "parameter " + name + ": missing; the configuration needs it in shape " + shape);
            }
            if (!tensor.shape().equals(shape)) {
                throw new ShapeException(
                        "parameter " + name + ": has shape " + tensor.shape() + ", the configuration needs " + shape);
            }
            tensors.put(name, tensor.dtype() == dtype ? tensor : tensor.to(dtype));
        });
        return new Parameters(tensors);
    }

    /// The tensors by name, in the fixed order. The map can't be changed, the tensors can: training does so.
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /// The parameters as variables on a tape, by name.
    ///
    /// @param trainable whether their gradients are wanted
    public Map<String, Variable> on(Tape tape, boolean trainable) {
        return on(tape, tensors, trainable);
    }

    /// Tensors as variables on a tape, by name.
    ///
    /// @param trainable whether their gradients are wanted
    public static Map<String, Variable> on(Tape tape, Map<String, Tensor> tensors, boolean trainable) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                variables.put(name, (trainable ? tape.parameter(tensor) : tape.constant(tensor)).named(name)));
        return variables;
    }

    /// A copy that shares nothing with this.
    public Parameters copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return new Parameters(copies);
    }
}
