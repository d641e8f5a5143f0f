package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.page.Html;

/// Eq. 2 in each of its readings in numbers: does a nearer edge weigh more? The list J(i) of a video node begins at
/// the node's own time (A5), so its first edge is the nearest in time and its last the farthest.
///
/// @param edges of the graph that the weights are of
record HawkesTable(CrossModalEdges edges) {
    private static final double MEDIAN = 0.5;

    /// The weight of edge e.
    static double weight(CrossModalEdges edges, Eq2HawkesWeight weight, Position position, int e, double xi) {
        return weight.definition(position.of(edges)[e], edges.min()[e], edges.max()[e], xi);
    }

    /// The table.
    String html() {
        List<List<String>> rows = new ArrayList<>();
        for (Noise noise : Noise.values()) {
            for (Position position : Position.values()) {
                for (int sign : new int[] {1, -1}) {
                    rows.add(row(new Eq2HawkesWeight(noise, sign, TauPlace.OUTSIDE, 1), position));
                }
            }
        }
        int last = edges.videoNodes() - 1;
        return Html.folded(
                "Every reading of Eq. 2 in numbers",
                Html.table(
                        "Every reading of Eq. 2 (noise, position, sign) at τ = 1; weights at ξ = 1/2 of the edges to"
                            + " the nearest and to the farthest audio segment in time: the first and the last of J(i),"
                            + " which begins at the video segment's own time",
                        List.of(
                                "reading",
                                "J(0): nearest",
                                "farthest",
                                "J(" + last + "): nearest",
                                "farthest",
                                "nearest of J(0), ξ from 0.1 to 0.9",
                                "nearer weighs more?"),
                        rows));
    }

    private List<String> row(Eq2HawkesWeight weight, Position position) {
        int lastFarthest = edges.count() - 1;
        int lastNearest = IntStream.range(0, edges.count())
                .filter(e -> edges.video()[e] == edges.videoNodes() - 1)
                .findFirst()
                .orElseThrow();
        int farthest = (int) IntStream.of(edges.video()).filter(i -> i == 0).count() - 1;
        double low = weight(edges, weight, position, 0, 0.1);
        double high = weight(edges, weight, position, 0, 0.9);
        return List.of(
                weight.noise().name().toLowerCase(Locale.ROOT) + ", "
                        + position.name().toLowerCase(Locale.ROOT) + ", " + (weight.sign() > 0 ? "+1" : "−1"),
                four(weight(edges, weight, position, 0, MEDIAN)),
                four(weight(edges, weight, position, farthest, MEDIAN)),
                four(weight(edges, weight, position, lastNearest, MEDIAN)),
                four(weight(edges, weight, position, lastFarthest, MEDIAN)),
                four(Math.min(low, high)) + " to " + four(Math.max(low, high)),
                order(weight, position));
    }

    /// Compares each edge with the next farther one of the same video segment.
    private String order(Eq2HawkesWeight weight, Position position) {
        int more = 0;
        int less = 0;
        int pairs = 0;
        for (int e = 1; e < edges.count(); e++) {
            if (edges.video()[e] == edges.video()[e - 1]) {
                double nearer = weight(edges, weight, position, e - 1, MEDIAN);
                double farther = weight(edges, weight, position, e, MEDIAN);
                more += nearer > farther ? 1 : 0;
                less += nearer < farther ? 1 : 0;
                pairs++;
            }
        }
        return more == pairs
                ? "yes"
                : less == pairs ? "no, less" : more + less == 0 ? "no, the same" : more + " of " + pairs;
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
