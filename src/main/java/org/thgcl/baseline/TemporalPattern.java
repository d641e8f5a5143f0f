package org.thgcl.baseline;

import java.util.stream.IntStream;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;
import org.thgcl.tensor.Tensor;

/// The edges within a modality of VAED and HGCN: the temporal neighbourhood, which is shifted at the ends of the clip,
/// with or without each node itself.
final class TemporalPattern {
    private TemporalPattern() {}

    /// The pattern of one clip, rows are the nodes that the edges go to.
    ///
    /// @param selfLoops whether a node is a neighbour of itself
    static SparsityPattern of(int segments, int span, int dilation, boolean selfLoops) {
        Edges edges = TemporalNeighbourhood.of(segments, span, dilation, Boundary.SHIFT);
        if (selfLoops) {
            return edges.pattern();
        }
        int[] source = edges.source();
        int[] target = edges.target();
        int[] kept = IntStream.range(0, source.length)
                .filter(e -> source[e] != target[e])
                .toArray();
        return SparsityPattern.of(
                segments,
                segments,
                IntStream.of(kept).map(e -> target[e]).toArray(),
                IntStream.of(kept).map(e -> source[e]).toArray());
    }

    /// Weights of 1 for all edges of a pattern.
    static Tensor ones(SparsityPattern pattern) {
        Tensor ones = Tensor.zeros(Shape.of(pattern.entries()));
        ones.fill(1);
        return ones;
    }
}
