package org.thgcl.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Detail;
import org.thgcl.onnx.Lowering.Rule;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Result;

/// Operations on rows and columns of dense matrices.
final class RowRules {
    private final OnnxGraph graph;
    private final Values values;

    RowRules(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
    }

    Map<String, Rule> rules() {
        Map<String, Rule> rules = new HashMap<>();
        rules.put("matmul", this::matmul);
        rules.put(
                "matvec",
                step -> values.product(rows(step), values.vector(step.inputs().getLast())));
        rules.put(
                "add_bias",
                step -> values.binary(
                        "Add", rows(step), values.vector(step.inputs().getLast())));
        rules.put(
                "scale_columns",
                step -> values.binary(
                        "Mul", rows(step), values.vector(step.inputs().getLast())));
        rules.put("log_softmax", step -> onLastAxis("LogSoftmax", rows(step)));
        rules.put("permute", this::permute);
        rules.put("slice_columns", this::slice);
        rules.put("pad_columns", this::pad);
        rules.put("concatenate_columns", this::concatenate);
        rules.put("attention", this::attention);
        return rules;
    }

    private Result rows(Step step) {
        return values.rows(step.inputs().getFirst());
    }

    private Result onLastAxis(String operator, Result x) {
        return graph.node(operator, x.shape(), List.of(x), OnnxGraph.attribute("axis", -1));
    }

    private Result matmul(Step step) {
        Detail.Transposed transposed = (Detail.Transposed) step.detail();
        Twin a = step.inputs().getFirst();
        Twin b = step.inputs().getLast();
        if (b.perClip() || (a.perClip() && transposed.left())) {
            throw new IllegalArgumentException("it multiplies along the axis of the clips");
        }
        return values.product(
                transposed.left() ? values.transposed(values.matrix(a), 1, 0) : values.rows(a),
                transposed.right() ? values.transposed(values.matrix(b), 1, 0) : values.matrix(b));
    }

    private Result permute(Step step) {
        Twin x = step.inputs().getFirst();
        int[] order = ((Detail.Order) step.detail()).places();
        if (x.perClip() && order[0] != 0) {
            throw new IllegalArgumentException("it moves the axis of the clips");
        }
        boolean withoutClips = x.shape().length < order.length;
        int[] own =
                withoutClips ? IntStream.of(order).skip(1).map(axis -> axis - 1).toArray() : order;
        return values.transposed(values.shaped(values.get(x), x.shape()), own);
    }

    private Result slice(Step step) {
        Detail.Range range = (Detail.Range) step.detail();
        Result x = rows(step);
        List<Result> operands = List.of(
                x, graph.integers("from", range.from()), graph.integers("to", range.to()), graph.integers("axis", -1));
        return graph.node("Slice", withColumns(x, range.to() - range.from()), operands);
    }

    private Result pad(Step step) {
        Detail.Range range = (Detail.Range) step.detail();
        Result x = rows(step);
        int rank = x.axis(x.shape().length);
        long[] pads = new long[2 * rank];
        int columns = step.output().columns();
        pads[rank - 1] = range.from();
        pads[2 * rank - 1] = (long) columns - range.to();
        return graph.node("Pad", withColumns(x, columns), List.of(x, graph.integers("pads", pads)));
    }

    private static int[] withColumns(Result x, int columns) {
        int[] shape = x.shape().clone();
        shape[shape.length - 1] = columns;
        return shape;
    }

    private Result concatenate(Step step) {
        List<Result> parts = step.inputs().stream()
                .map(part -> values.shaped(values.get(part), part.shape()))
                .toList();
        boolean perClip = parts.stream().anyMatch(Result::perClip);
        return graph.node(
                "Concat",
                step.output().shape(),
                perClip ? parts.stream().map(values::ofEachClip).toList() : parts,
                OnnxGraph.attribute("axis", -1));
    }

    private Result attention(Step step) {
        Detail.Heads detail = (Detail.Heads) step.detail();
        Twin q = step.inputs().getFirst();
        int columns = q.columns() / detail.heads();
        int[] shape = {detail.tokens(), detail.heads(), columns};
        Result[] heads = step.inputs().stream()
                .map(x -> values.shaped(values.get(x), shape))
                .toArray(Result[]::new);
        Result queries = values.transposed(heads[0], 1, 0, 2);
        Result scaled = values.binary("Mul", queries, values.factor(1 / Math.sqrt(columns), queries));
        Result products = values.product(scaled, values.transposed(heads[1], 1, 2, 0));
        Result mixed = values.product(onLastAxis("Softmax", products), values.transposed(heads[2], 1, 0, 2));
        return values.transposed(mixed, 1, 0, 2);
    }
}
