package org.thgcl.report;

import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.TMacWeight;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// A clip's graph with the weights of its edges by the equations' definitions, before any normalisation (A12).
///
/// @param graph the edges
/// @param audio weights of the audio edges
/// @param video weights of the video edges
/// @param cross weights of the cross-modal edges, at the median of Eq. 2's noise
record GraphWeights(ClipGraph graph, double[] audio, double[] video, double[] cross) {
    private static final double MEDIAN = 0.5;

    static GraphWeights of(Configuration c) {
        ClipGraph graph = Thgn.graph(c);
        return new GraphWeights(graph, within(c, graph.audio()), within(c, graph.video()), across(c, graph));
    }

    private static double[] within(Configuration c, Edges edges) {
        int[] min = ThgnSettings.of(c).current().min(edges);
        int[] max = ThgnSettings.of(c).current().max(edges);
        double[] weights = new double[edges.count()];
        for (int e = 0; e < weights.length; e++) {
            int source = edges.source()[e];
            weights[e] = switch (ThgnSettings.of(c).intraWeight()) {
                case GAUSSIAN -> Eq1GaussianWeight.definition(edges.target()[e], source, min[e], max[e]);
                case TMAC -> TMacWeight.definition(source, edges.min()[e], edges.max()[e]);
            };
        }
        return weights;
    }

    private static double[] across(Configuration c, ClipGraph graph) {
        CrossModalEdges edges = graph.cross();
        int[] position = ThgnSettings.of(c).position().of(edges);
        int[] primedMin = ThgnSettings.of(c).primes().min(graph);
        int[] primedMax = ThgnSettings.of(c).primes().max(graph);
        Eq2HawkesWeight hawkes = new Eq2HawkesWeight(
                ThgnSettings.of(c).noise(),
                ThgnSettings.of(c).sign(),
                ThgnSettings.of(c).tauPlace(),
                ThgnSettings.of(c).tau());
        double[] weights = new double[edges.count()];
        for (int e = 0; e < weights.length; e++) {
            int min = edges.min()[e];
            int max = edges.max()[e];
            weights[e] = switch (ThgnSettings.of(c).crossWeight()) {
                case HAWKES -> hawkes.definition(position[e], primedMin[e], primedMax[e], MEDIAN);
                case GAUSSIAN -> Eq1GaussianWeight.definition(edges.audio()[e], edges.start()[e], min, max);
                case TMAC -> TMacWeight.definition(edges.audio()[e], min, max);
            };
        }
        return weights;
    }
}
