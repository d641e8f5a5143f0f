package org.thgcl.graph;

/// Edges for the eye: those of a few nodes, a line each.
final class EdgeText {
    /// Nodes, and edges of a node, that are printed at most.
    private static final int SHOWN = 8;

    private EdgeText() {}

    /// @param head what comes first
    /// @param node what stands before a node
    /// @param verb what stands before the nodes at the other ends of its edges
    /// @param at one end of each edge, ascending
    /// @param other the other end
    static String of(String head, String node, String verb, int[] at, int... other) {
        StringBuilder text = new StringBuilder(head);
        int nodes = 0;
        for (int begin = 0, end; begin < at.length; begin = end) {
            for (end = begin; end < at.length && at[end] == at[begin]; ) {
                end++;
            }
            if (nodes == SHOWN) {
                return text.append("\n  ...").toString();
            }
            nodes++;
            text.append("\n  ").append(node).append(at[begin]).append(verb);
            for (int e = begin; e < Math.min(end, begin + SHOWN); e++) {
                text.append(e == begin ? "" : " ").append(other[e]);
            }
            text.append(end - begin > SHOWN ? " ..." : "");
        }
        return text.toString();
    }
}
