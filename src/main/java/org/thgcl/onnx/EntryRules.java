package org.thgcl.onnx;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Detail;
import org.thgcl.onnx.Lowering.Rule;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Constant;
import org.thgcl.onnx.Value.Entries;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.SparsityPattern;

/// Operations along the edges of a graph, with dense matrices.
final class EntryRules {
    private final OnnxGraph graph;
    private final Values values;

    EntryRules(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
    }

    Map<String, Rule> rules() {
        return Map.of("spmm", this::product, "gather_rows", this::gather, "softmax_rows", this::softmax);
    }

    /// The pattern, which must be the same for any number of clips.
    static SparsityPattern pattern(Step step) {
        SparsityPattern pattern = ((Detail.Entries) step.detail()).pattern();
        SparsityPattern other = ((Detail.Entries) step.other()).pattern();
        boolean same = pattern.rows() == other.rows()
                && pattern.columns() == other.columns()
                && pattern.entries() == other.entries()
                && IntStream.range(0, pattern.entries())
                        .allMatch(e -> EntryLayout.cell(pattern, e) == EntryLayout.cell(other, e));
        if (!same) {
            throw new IllegalArgumentException("its edges differ from batch to batch, since they are found from "
                    + "the clips' features; export has no operation that finds edges");
        }
        return pattern;
    }

    private Entries gather(Step step) {
        SparsityPattern pattern = pattern(step);
        Result rows = values.shaped(values.get(step.inputs().getFirst()), pattern.rows(), 1);
        return new Entries(rows, pattern, EntryLayout.isWhole(pattern));
    }

    /// The softmax over rows of the whole matrix, with the smallest number in the places without an entry: its power is
    /// 0, unless the row has no entry.
    private Entries softmax(Step step) {
        SparsityPattern pattern = pattern(step);
        int[] shape = {pattern.rows(), pattern.columns()};
        Result x = values.layout()
                .dense(values.get(step.inputs().getFirst()), pattern)
                .dense();
        if (!EntryLayout.isWhole(pattern)) {
            double smallest = graph.type() == OnnxGraph.DOUBLE ? -Double.MAX_VALUE : -Float.MAX_VALUE;
            x = values.layout().masked(x, pattern, smallest);
        }
        Result y = graph.node("Softmax", shape, List.of(x), OnnxGraph.attribute("axis", -1));
        long rows = IntStream.range(0, pattern.entries())
                .map(pattern::row)
                .distinct()
                .count();
        return new Entries(rows < pattern.rows() ? values.layout().masked(y, pattern, 0) : y, pattern, true);
    }

    private Result product(Step step) {
        SparsityPattern pattern = pattern(step);
        Twin x = step.inputs().getLast();
        int blocks = x.rows() / pattern.columns();
        int width = x.columns();
        Result rows = blocks == 1
                ? values.shaped(values.get(x), pattern.columns(), width)
                : values.shaped(values.get(x), blocks, pattern.columns(), width);
        return values.product(matrix(step, pattern), rows);
    }

    private Result matrix(Step step, SparsityPattern pattern) {
        Value entries = values.get(step.inputs().getFirst());
        if (entries instanceof Constant constant && constant.numbers().length == pattern.entries()) {
            return values.layout().matrix("edges", pattern, constant.numbers());
        }
        Entries all = values.layout().dense(entries, pattern);
        return all.zeroElsewhere() ? all.dense() : values.layout().masked(all.dense(), pattern, 0);
    }
}
