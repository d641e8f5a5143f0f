package org.thgcl.graph;

import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// The temporal neighbourhood, section 2.2: node i among P segments is joined to the nodes
///
/// `i + k D`, k = -S ... S
///
/// | symbol | name here | unit | domain |
/// |---|---|---|---|
/// | P | `segments` | nodes | 0, 1, ...; 0 gives no edges |
/// | S | `span` | neighbours on each side (A3) | 0, 1, ...; 0 leaves the self-loop |
/// | D | `dilation` | segments | 1, 2, ... |
///
/// Readings: A3 (the span counts one side), A4 (`boundary`: what happens at the ends of the clip). A negative number
/// of segments or span and a dilation below 1 are refused.
public final class TemporalNeighbourhood {
    private TemporalNeighbourhood() {}

    /// The edges from every neighbour to every node, self-loops included.
    ///
    /// @throws IllegalArgumentException if segments or span are negative or the dilation is below 1
    public static Edges of(int segments, int span, int dilation, Boundary boundary) {
        check(segments, span, dilation, boundary);
        int count = 0;
        for (int i = 0; i < segments; i++) {
            count = Math.addExact(
                    count,
                    last(i, segments, span, dilation, boundary) - first(i, segments, span, dilation, boundary) + 1);
        }
        int[] source = new int[count];
        int[] target = new int[count];
        int[] min = new int[count];
        int[] max = new int[count];
        int e = 0;
        for (int i = 0; i < segments; i++) {
            int remainder = i % dilation;
            int first = first(i, segments, span, dilation, boundary);
            int last = last(i, segments, span, dilation, boundary);
            for (int q = first; q <= last; q++) {
                source[e] = remainder + q * dilation;
                target[e] = i;
                min[e] = remainder + first * dilation;
                max[e] = remainder + last * dilation;
                e++;
            }
        }
        return new Edges(segments, source, target, min, max);
    }

    /// Position of the first neighbour on the lattice of node i, whose own position there is i / D. Long, for spans
    /// near the largest int.
    private static int first(int i, int segments, int span, int dilation, Boundary boundary) {
        long position = i / dilation;
        int lattice = lattice(i, segments, dilation);
        long latest = boundary == Boundary.SHIFT ? lattice - (2L * span + 1) : position;
        return (int) Math.max(0, Math.min(position - span, latest));
    }

    private static int last(int i, int segments, int span, int dilation, Boundary boundary) {
        long position = i / dilation;
        int lattice = lattice(i, segments, dilation);
        long earliest = boundary == Boundary.SHIFT ? 2L * span : position;
        return (int) Math.min(lattice - 1, Math.max(position + span, earliest));
    }

    /// How many nodes have the same remainder modulo the dilation as node i.
    private static int lattice(int i, int segments, int dilation) {
        return (segments - 1 - i % dilation) / dilation + 1;
    }

    /// The neighbours of node i, ascending, found by following the rule step by step.
    public static SortedSet<Integer> definition(int i, int segments, int span, int dilation, Boundary boundary) {
        SortedSet<Integer> lattice = new TreeSet<>();
        for (int j = i % dilation; j < segments; j += dilation) {
            lattice.add(j);
        }
        if (boundary == Boundary.SHIFT && lattice.size() <= 2 * span + 1) {
            return lattice;
        }
        SortedSet<Integer> neighbours = new TreeSet<>();
        for (int k = -span; k <= span; k++) {
            neighbours.add(i + k * dilation);
        }
        while (boundary == Boundary.SHIFT && neighbours.first() < 0) {
            neighbours.remove(neighbours.first());
            neighbours.add(neighbours.last() + dilation);
        }
        while (boundary == Boundary.SHIFT && neighbours.last() >= segments) {
            neighbours.remove(neighbours.last());
            neighbours.add(neighbours.first() - dilation);
        }
        neighbours.retainAll(lattice);
        return neighbours;
    }

    private static void check(int segments, int span, int dilation, Boundary boundary) {
        Objects.requireNonNull(boundary, "boundary");
        if (segments < 0) {
            throw new IllegalArgumentException(
                    "temporal neighbourhood: the number of segments must be at least 0, got " + segments);
        }
        if (span < 0) {
            throw new IllegalArgumentException(
                    "temporal neighbourhood: the span must be at least 0 (the node itself alone), got " + span);
        }
        if (dilation < 1) {
            throw new IllegalArgumentException(
                    "temporal neighbourhood: the dilation must be at least 1 (no gaps), got " + dilation);
        }
    }
}
