package org.thgcl.onnx;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.thgcl.onnx.Value.Constant;
import org.thgcl.onnx.Value.Entries;
import org.thgcl.onnx.Value.Result;
import org.thgcl.tensor.SparsityPattern;

/// Values of the entries of a pattern as dense matrices, which runtimes multiply fastest.
final class EntryLayout {
    private final OnnxGraph graph;
    private final Values values;

    /// Patterns whose rows an operation takes, so that no matrix need be transposed for it.
    private final Set<SparsityPattern> upright = Collections.newSetFromMap(new IdentityHashMap<>());

    EntryLayout(OnnxGraph graph, Values values, List<SparsityPattern> upright) {
        this.graph = graph;
        this.values = values;
        this.upright.addAll(upright);
    }

    /// The pattern of two operands, of which at least one has entries, the way up that is needed next.
    SparsityPattern common(Value x, Value y) {
        SparsityPattern pattern = x instanceof Entries entries ? entries.pattern() : ((Entries) y).pattern();
        return upright.contains(pattern.transpose()) ? pattern.transpose() : pattern;
    }

    /// A value for each entry in the layout of a pattern.
    ///
    /// @param value entries of this pattern or its transpose, or a number for each entry in their order
    /// @throws IllegalArgumentException if an entry stands twice at one place, or the value is of other entries
    Entries dense(Value value, SparsityPattern pattern) {
        if (value instanceof Entries entries) {
            if (entries.pattern() == pattern) {
                return entries;
            }
            if (entries.pattern().transpose() == pattern) {
                return new Entries(transposed(entries.dense()), pattern, entries.zeroElsewhere());
            }
            throw new IllegalArgumentException("operands have the entries of different patterns");
        }
        requireDistinct(pattern);
        if (value instanceof Constant constant) {
            return new Entries(matrix("entries", pattern, constant.numbers()), pattern, true);
        }
        return new Entries(scattered(values.shaped(value, pattern.entries()), pattern), pattern, true);
    }

    /// A constant matrix; entries at one place add.
    Result matrix(String what, SparsityPattern pattern, double... numbers) {
        double[] matrix = new double[pattern.rows() * pattern.columns()];
        for (int e = 0; e < pattern.entries(); e++) {
            matrix[cell(pattern, e)] += numbers[e];
        }
        return graph.constant(what, matrix, pattern.rows(), pattern.columns());
    }

    private Result transposed(Result matrix) {
        int rows = matrix.shape()[0];
        int columns = matrix.columns();
        return rows == 1 || columns == 1 ? values.shaped(matrix, columns, rows) : values.transposed(matrix, 1, 0);
    }

    /// Numbers of entries, in their order, at their places; 0 elsewhere.
    private Result scattered(Result flat, SparsityPattern pattern) {
        int cells = pattern.rows() * pattern.columns();
        if (!inOrder(pattern)) {
            // the number behind the last is 0
            long[] source = new long[cells];
            Arrays.fill(source, pattern.entries());
            for (int e = 0; e < pattern.entries(); e++) {
                source[cell(pattern, e)] = e;
            }
            Result padded = values.withZeroRow(flat);
            return values.shaped(values.gathered(padded, source), pattern.rows(), pattern.columns());
        }
        return values.shaped(flat, pattern.rows(), pattern.columns());
    }

    /// The numbers of entries in their order.
    Result flat(Entries entries) {
        SparsityPattern pattern = entries.pattern();
        Result dense = entries.dense();
        if (dense.shape()[0] != pattern.rows() || dense.columns() != pattern.columns()) {
            throw new IllegalArgumentException(
                    "what rows or columns give to entries is needed for each entry by itself");
        }
        Result cells = values.shaped(dense, pattern.rows() * pattern.columns());
        return inOrder(pattern)
                ? cells
                : values.gathered(
                        cells,
                        IntStream.range(0, pattern.entries())
                                .mapToLong(e -> cell(pattern, e))
                                .toArray());
    }

    /// Whether each place of the matrix has an entry.
    static boolean isWhole(SparsityPattern pattern) {
        return pattern.entries() == pattern.rows() * pattern.columns();
    }

    private static boolean inOrder(SparsityPattern pattern) {
        return isWhole(pattern) && IntStream.range(0, pattern.entries()).allMatch(e -> cell(pattern, e) == e);
    }

    static int cell(SparsityPattern pattern, int e) {
        return pattern.row(e) * pattern.columns() + pattern.column(e);
    }

    private static void requireDistinct(SparsityPattern pattern) {
        long places = IntStream.range(0, pattern.entries())
                .map(e -> cell(pattern, e))
                .distinct()
                .count();
        if (places < pattern.entries()) {
            throw new IllegalArgumentException((pattern.entries() - places)
                    + " edges join nodes that are joined already, and have values that depend on the clip");
        }
    }

    /// Whether there is an entry, at each place of the matrix.
    Result mask(SparsityPattern pattern) {
        boolean[] mask = new boolean[pattern.rows() * pattern.columns()];
        for (int e = 0; e < pattern.entries(); e++) {
            mask[cell(pattern, e)] = true;
        }
        return graph.booleans("mask", mask, pattern.rows(), pattern.columns());
    }

    /// A matrix where there are entries, and a number elsewhere.
    Result masked(Result dense, SparsityPattern pattern, double elsewhere) {
        int[] shape = {pattern.rows(), pattern.columns()};
        return graph.node("Where", shape, List.of(mask(pattern), dense, values.number(elsewhere)));
    }
}
