package org.thgcl.onnx;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Detail;
import org.thgcl.file.Protobuf;
import org.thgcl.onnx.Lowering.Rule;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.RowGroups;

/// Normalisations: `(x - mean) / sqrt(variance + epsilon)`. The operator LayerNormalization has its epsilon in float32,
/// so they are written out.
final class NormRules {
    private final OnnxGraph graph;
    private final Values values;

    NormRules(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
    }

    Map<String, Rule> rules() {
        return Map.of(
                "normalise", this::normalise, "normalise_columns", this::normaliseColumns, "activate", this::activate);
    }

    private Result normalise(Step step) {
        Twin x = step.inputs().getFirst();
        return normalise(x, values.rows(x), (Detail.Groups) step.detail(), (Detail.Groups) step.other());
    }

    /// @param x of whose rows there are groups
    private Result normalise(Twin x, Result rows, Detail.Groups detail, Detail.Groups other) {
        int groups = groups(x, detail.rows(), other.rows());
        int size = x.rows() / groups;
        if (groups == 1) {
            int all = rows.shape().length;
            return standardised(rows, IntStream.range(0, all).map(rows::axis).toArray(), detail.epsilon());
        }
        Result shaped = size == 1 ? rows : values.shaped(rows, groups, size * x.columns());
        return standardised(shaped, new int[] {shaped.axis(shaped.shape().length - 1)}, detail.epsilon());
    }

    /// Groups of each clip, which must have the same size.
    private static int groups(Twin x, RowGroups two, RowGroups three) {
        int size = two.rows() / Math.max(1, two.count());
        boolean uniform = IntStream.range(0, two.count()).allMatch(g -> two.offset(g) == g * size);
        int groups = size == 0 ? 0 : x.rows() / size;
        int passes = x.perClip() ? 2 : 1;
        if (!uniform || groups * passes != two.count() || (x.perClip() ? 3 : 1) * groups != three.count()) {
            throw new IllegalArgumentException("its groups of rows aren't the same for each clip");
        }
        return groups;
    }

    /// Statistics of columns, of each clip or, as batch normalisation has them, of all clips.
    private Result normaliseColumns(Step step) {
        Detail.Groups detail = (Detail.Groups) step.detail();
        Twin x = step.inputs().getFirst();
        Result rows = values.rows(x);
        boolean whole = detail.rows().count() == 1
                && ((Detail.Groups) step.other()).rows().count() == 1;
        if (!whole && groups(x, detail.rows(), ((Detail.Groups) step.other()).rows()) != 1) {
            throw new IllegalArgumentException("a clip has several groups of rows");
        }
        int last = rows.shape().length - 1;
        int[] axes = IntStream.range(whole ? 0 : rows.axis(0), rows.axis(last)).toArray();
        return standardised(rows, axes, detail.epsilon());
    }

    private Result standardised(Result x, int[] axes, double epsilon) {
        Result deviation = values.binary("Sub", x, mean(x, axes));
        Result variance = mean(values.binary("Mul", deviation, deviation), axes);
        Result root = values.unary("Sqrt", values.binary("Add", variance, values.number(epsilon)));
        return values.binary("Div", deviation, root);
    }

    /// The mean over axes, which stay with size 1; over all clips they go, with that of the clips.
    private Result mean(Result x, int... axes) {
        Protobuf over = OnnxGraph.attributes("axes", axes);
        if (x.perClip() && axes[0] == 0) {
            int[] columns = {x.columns()};
            return graph.node(
                    "ReduceMean", x.type(), false, columns, List.of(x), over, OnnxGraph.attribute("keepdims", 0));
        }
        int[] shape = x.shape().clone();
        Arrays.stream(axes).forEach(axis -> shape[axis - x.axis(0)] = 1);
        return graph.node("ReduceMean", shape, List.of(x), over, OnnxGraph.attribute("keepdims", 1));
    }

    private Result activate(Step step) {
        Detail.Sum detail = (Detail.Sum) step.detail();
        Iterator<Twin> operands = step.inputs().iterator();
        Twin x = operands.next();
        Result sum = summand(x, detail.bias(), operands);
        if (detail.second()) {
            Result second = summand(operands.next(), detail.secondBias(), operands);
            sum = values.binary("Add", sum, values.shaped(second, sum.shape()));
        }
        return normalise(x, values.unary("Relu", sum), detail.groups(), ((Detail.Sum) step.other()).groups());
    }

    private Result summand(Twin x, boolean bias, Iterator<Twin> operands) {
        Result rows = values.rows(x);
        return bias ? values.binary("Add", rows, values.vector(operands.next())) : rows;
    }
}
