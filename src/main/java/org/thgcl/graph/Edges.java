package org.thgcl.graph;

import org.thgcl.tensor.SparsityPattern;

/// The edges within one modality: from each neighbour (source) to the node whose neighbourhood it is in (target).
///
/// Grouped by target, targets ascending, sources ascending. Made by [TemporalNeighbourhood#of].
public final class Edges {
    private final int nodes;
    private final int[] source;
    private final int[] target;
    private final int[] min;
    private final int[] max;
    private final SparsityPattern pattern;

    /// Takes the arrays over without a copy.
    Edges(int nodes, int[] source, int[] target, int[] min, int[] max) {
        this.nodes = nodes;
        this.source = source;
        this.target = target;
        this.min = min;
        this.max = max;
        this.pattern = SparsityPattern.of(nodes, nodes, target, source);
    }

    /// No nodes and no edges: a modality that the clip doesn't have.
    public static Edges none() {
        return new Edges(0, new int[0], new int[0], new int[0], new int[0]);
    }

    /// Number of nodes P, one per segment.
    public int nodes() {
        return nodes;
    }

    /// Number of edges E.
    public int count() {
        return source.length;
    }

    /// The source of each edge: node j of Eq. 1, `[E]`, in 0 ... P-1.
    public int[] source() {
        return source.clone();
    }

    /// The target of each edge: node i of Eq. 1, `[E]`, in 0 ... P-1.
    public int[] target() {
        return target.clone();
    }

    /// The smallest index in the neighbourhood of each edge's target, Pmin, `[E]`.
    public int[] min() {
        return min.clone();
    }

    /// The largest index in the neighbourhood of each edge's target, Pmax, `[E]`.
    public int[] max() {
        return max.clone();
    }

    /// The smallest index in each node's neighbourhood, `[P]`.
    public int[] nodeMin() {
        return ofNodes(min);
    }

    /// The largest index in each node's neighbourhood, `[P]`.
    public int[] nodeMax() {
        return ofNodes(max);
    }

    /// The properties that the edges to a node have in common. Each node has one at least, its self-loop.
    private int[] ofNodes(int... values) {
        int[] ofNodes = new int[nodes];
        for (int e = 0; e < target.length; e++) {
            ofNodes[target[e]] = values[e];
        }
        return ofNodes;
    }

    /// The adjacency matrix's pattern, P x P: rows are targets, columns are sources, entry e is edge e.
    public SparsityPattern pattern() {
        return pattern;
    }

    /// How many there are, and the neighbourhoods of the first nodes.
    @Override
    public String toString() {
        return EdgeText.of(nodes + " nodes, " + count() + " edges", "node ", " hears ", target, source);
    }
}
