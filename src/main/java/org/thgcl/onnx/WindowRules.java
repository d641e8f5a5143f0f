package org.thgcl.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Detail;
import org.thgcl.onnx.Lowering.Rule;
import org.thgcl.onnx.Recording.Step;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.Windows;

/// Operations on windows of positions. What a window sees is gathered, with zeros outside: ONNX Runtime has
/// convolutions for float32 alone.
final class WindowRules {
    private final OnnxGraph graph;
    private final Values values;

    WindowRules(OnnxGraph graph, Values values) {
        this.graph = graph;
        this.values = values;
    }

    Map<String, Rule> rules() {
        return Map.of(
                "unfold",
                this::unfold,
                "convolve",
                step -> values.product(unfold(step), values.matrix(step.inputs().getLast())),
                "gather_max",
                this::gatherMax);
    }

    private Result unfold(Step step) {
        Windows windows = ((Detail.Seen) step.detail()).windows();
        Twin x = step.inputs().getFirst();
        int[] positions = IntStream.range(0, windows.outputs() * windows.taps())
                .map(i -> windows.position(i / windows.taps(), i % windows.taps()))
                .toArray();
        Result seen = rows(x, windows.positions(), positions);
        return values.shaped(seen, windows.outputs(), windows.taps() * x.columns());
    }

    /// Rows of a clip, -1 for zeros.
    private Result rows(Twin x, int count, int... rows) {
        Result all = values.shaped(values.get(x), count, x.columns());
        boolean zeros = Arrays.stream(rows).anyMatch(row -> row < 0);
        long[] index =
                Arrays.stream(rows).mapToLong(row -> row < 0 ? count : row).toArray();
        return values.gathered(zeros ? values.withZeroRow(all) : all, index);
    }

    private Result gatherMax(Step step) {
        Detail.Listed listed = (Detail.Listed) step.detail();
        Twin x = step.inputs().getFirst();
        int rows = step.output().rows();
        int[] index = Arrays.copyOf(listed.index(), rows * listed.count());
        if (!repeats(index, x.rows(), listed.index())
                || !repeats(index, x.rows(), ((Detail.Listed) step.other()).index())) {
            throw new IllegalArgumentException("its rows aren't the same for each clip");
        }
        Result seen = values.shaped(rows(x, x.rows(), index), rows, listed.count(), x.columns());
        return graph.node(
                "ReduceMax",
                new int[] {rows, x.columns()},
                List.of(seen),
                OnnxGraph.attributes("axes", seen.axis(1)),
                OnnxGraph.attribute("keepdims", 0));
    }

    /// Whether each clip lists the rows of the first, its own ones.
    private static boolean repeats(int[] first, int rows, int... all) {
        return IntStream.range(0, all.length).allMatch(i -> {
            int row = first[i % first.length];
            return all[i] == (row < 0 ? row : row + i / first.length * rows);
        });
    }
}
