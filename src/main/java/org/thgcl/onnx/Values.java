package org.thgcl.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.onnx.Value.Constant;
import org.thgcl.onnx.Value.Entries;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.SparsityPattern;

/// What the variables of the tape are in the graph, in the shape that is asked for.
final class Values {
    private final OnnxGraph graph;
    private final EntryLayout layout;
    private final Map<Twin, String> parameters;
    private final Map<Twin, Value> known = new HashMap<>();

    /// One of the features, which say how many clips there are.
    private final Result features;

    /// @param parameters names
    /// @param inputs the features, as the model takes them
    /// @param patterns of the operations that take whole rows of entries
    Values(OnnxGraph graph, Map<Twin, String> parameters, Map<Twin, Result> inputs, List<SparsityPattern> patterns) {
        this.graph = graph;
        this.parameters = parameters;
        this.layout = new EntryLayout(graph, this, patterns);
        this.features = inputs.values().iterator().next();
        known.putAll(inputs);
    }

    EntryLayout layout() {
        return layout;
    }

    void put(Twin twin, Value value) {
        known.put(twin, value);
    }

    /// A feature, a parameter, the result of an operation, or numbers that were computed from constants alone.
    ///
    /// @throws IllegalArgumentException if such numbers aren't the same for each clip
    Value get(Twin twin) {
        Value value = known.get(twin);
        if (value == null) {
            String parameter = parameters.get(twin);
            value = parameter == null
                    ? twin.constant()
                    : graph.parameter(parameter, twin.two().value().toArray(), twin.shape());
            known.put(twin, value);
        }
        return value;
    }

    /// A value in a shape.
    ///
    /// @param shape of a clip, or of what all clips share
    Result shaped(Value value, int... shape) {
        return switch (value) {
            case Constant constant -> graph.constant("constant", constant.numbers(), shape);
            case Entries some -> shaped(layout.flat(some), shape);
            case Result result when Arrays.equals(result.shape(), shape) -> result;
            case Result result -> {
                // 0 keeps the axis of clips
                IntStream sizes = IntStream.concat(IntStream.of(new int[result.axis(0)]), IntStream.of(shape));
                Result target = graph.integers("shape", sizes.asLongStream().toArray());
                yield graph.node("Reshape", result.type(), shape, List.of(result, target));
            }
        };
    }

    /// A variable in a shape whose last axis is that of the variable.
    Result rows(Twin twin) {
        Value value = get(twin);
        boolean fits =
                value instanceof Result result && result.shape().length > 0 && result.columns() == twin.columns();
        return fits ? (Result) value : shaped(value, twin.shape());
    }

    /// A variable as a matrix: all axes but the last are its rows.
    Result matrix(Twin twin) {
        return shaped(get(twin), twin.rows(), twin.columns());
    }

    /// A variable as one row of all of its elements.
    Result vector(Twin twin) {
        return shaped(get(twin), twin.elements());
    }

    /// A number of the graph's type.
    Result number(double number) {
        return graph.constant("number", new double[] {number});
    }

    /// A factor of a tensor, written as a row of equal numbers: ONNX Runtime makes a factor that is a single number a
    /// part of the matrix product beside it, and rounds it to float32 for that.
    Result factor(double factor, Result x) {
        double[] row = new double[x.shape().length == 0 ? 1 : x.columns()];
        Arrays.fill(row, factor);
        return graph.constant("factor", row, row.length);
    }

    /// A value with the axis of clips: one that all share is repeated.
    Result ofEachClip(Result value) {
        if (value.perClip()) {
            return value;
        }
        Result clips = graph.node(
                "Shape",
                OnnxGraph.INT64,
                false,
                new int[] {1},
                List.of(features),
                OnnxGraph.attribute("start", 0),
                OnnxGraph.attribute("end", 1));
        Result own = graph.integers(
                "own_shape", IntStream.of(value.shape()).asLongStream().toArray());
        Result shape = graph.node(
                "Concat",
                OnnxGraph.INT64,
                new int[] {value.shape().length + 1},
                List.of(clips, own),
                OnnxGraph.attribute("axis", 0));
        return graph.node("Expand", value.type(), true, value.shape(), List.of(value, shape));
    }

    /// Rows of the first axis of the shape, each as often as it is listed.
    Result gathered(Result x, long... rows) {
        int[] shape = x.shape().clone();
        shape[0] = rows.length;
        return graph.node(
                "Gather",
                x.type(),
                shape,
                List.of(x, graph.integers("index", rows)),
                OnnxGraph.attribute("axis", x.axis(0)));
    }

    /// A row of zeros behind those of the first axis of the shape.
    Result withZeroRow(Result x) {
        int[] shape = x.shape().clone();
        shape[0]++;
        int rank = x.axis(shape.length);
        long[] pads = new long[2 * rank];
        pads[rank + x.axis(0)] = 1;
        return graph.node("Pad", shape, List.of(x, graph.integers("pads", pads)));
    }

    /// A tensor with its axes in another order.
    ///
    /// @param order of the axes of the shape: axis a of the result is axis `order[a]`
    Result transposed(Result x, int... order) {
        IntStream clips = IntStream.range(0, x.axis(0));
        IntStream own = IntStream.of(order).map(x::axis);
        return graph.node(
                "Transpose",
                IntStream.of(order).map(axis -> x.shape()[axis]).toArray(),
                List.of(x),
                OnnxGraph.attributes("perm", IntStream.concat(clips, own).toArray()));
    }

    /// A matrix product of the last two axes; either operand may be a vector.
    Result product(Result x, Result y) {
        boolean row = x.shape().length == 1;
        boolean column = y.shape().length == 1;
        int[] shape =
                (row || x.shape().length >= y.shape().length ? x : y).shape().clone();
        shape[shape.length - 1] = y.columns();
        if (!row && !column) {
            shape[shape.length - 2] = x.shape()[x.shape().length - 2];
        }
        int rank = column ? shape.length - 1 : shape.length;
        return graph.node("MatMul", Arrays.copyOf(shape, rank), List.of(x, y));
    }

    /// An operator of one operand, element by element.
    Result unary(String operator, Result x) {
        return graph.node(operator, x.shape(), List.of(x));
    }

    /// An operator of two operands, element by element; one may be a row, a number, or have axes of size 1.
    Result binary(String operator, Result x, Result y) {
        boolean fewer = x.shape().length < y.shape().length;
        int[] few = (fewer ? x : y).shape();
        int[] shape = (fewer ? y : x).shape().clone();
        for (int axis = 1; axis <= few.length; axis++) {
            shape[shape.length - axis] = Math.max(shape[shape.length - axis], few[few.length - axis]);
        }
        return graph.node(operator, shape, List.of(x, y));
    }
}
