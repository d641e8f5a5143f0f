package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// Claims on Eq. 1, the Gaussian weight within a modality.
final class GaussianClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    /// What a bell that "falls to almost 0" has to fall below: a twentieth of its height.
    private static final double ALMOST_ZERO = 0.05;

    private GaussianClaims() {}

    static List<Claim> all() {
        Class<?>[] by = {Eq1GaussianWeight.class, TemporalNeighbourhood.class};
        return List.of(
                new Claim(
                        "eq1-closer",
                        new Passage(
                                "2.2, before Eq. 1",
                                "确保时间上更接近的节点获得更高的权重",
                                "Of two neighbours, the one closer in time has the higher weight."),
                        List.of("A4"),
                        new Computation("All pairs of edges into one node, audio and video.", by),
                        GaussianClaims::closer),
                new Claim(
                        "eq1-bell",
                        new Passage(
                                "Figure 1, Eq. 1",
                                "exp(-||P^i - P^j||^2 / (2 (P^max - P^min + 1)^2))",
                                "Eq. 1 is Figure 1's bell, which falls to almost 0 on both sides."),
                        List.of("A3", "A4", "finding 1"),
                        new Computation("The smallest weight at the paper's spans, and for all spans up to 20.", by),
                        GaussianClaims::bell),
                new Claim(
                        "eq1-gaussian-process",
                        new Passage(
                                "2.2",
                                "我们使用高斯过程 [25, 26]",
                                "The weights within a modality are those of a Gaussian process."),
                        List.of("A4"),
                        new Computation(
                                "Whether the weight matrices are covariances: symmetric, no negative eigenvalue.", by),
                        GaussianClaims::covariance),
                new Claim(
                        "eq1-smooth",
                        new Passage(
                                "abstract, 2.2, 4", "同模态边使用高斯权重以保持平滑连贯性", "Gaussian edges smooth a modality in time."),
                        List.of("A12"),
                        new Computation(
                                "What weighted averaging over the neighbours leaves of a signal that jumps from each"
                                        + " segment to the next, at the worst of the periods 2 to 10.",
                                by),
                        GaussianClaims::smooth));
    }

    /// A modality's neighbourhoods at the paper's spans.
    private static Edges edges(String modality, Boundary boundary, Evidence evidence) {
        return modality.equals("audio")
                ? edges(PAPER.audioSegments(), PAPER.audioSpan(), PAPER.audioDilation(), boundary, evidence)
                : edges(PAPER.videoSegments(), PAPER.videoSpan(), PAPER.videoDilation(), boundary, evidence);
    }

    private static Edges edges(int segments, int span, int dilation, Boundary boundary, Evidence evidence) {
        return evidence.graphs().neighbourhood().of(segments, span, dilation, boundary);
    }

    private static double[] weights(Edges edges, Evidence evidence) {
        int[] source = edges.source();
        int[] target = edges.target();
        int[] min = edges.min();
        int[] max = edges.max();
        double[] weights = new double[edges.count()];
        for (int e = 0; e < weights.length; e++) {
            weights[e] = evidence.weights().gaussian().of(target[e], source[e], min[e], max[e]);
        }
        return weights;
    }

    private static Finding closer(Evidence evidence) {
        long pairs = 0;
        long higher = 0;
        for (String modality : List.of("audio", "video")) {
            Edges edges = edges(modality, Boundary.SHIFT, evidence);
            int[] source = edges.source();
            int[] target = edges.target();
            double[] weight = weights(edges, evidence);
            for (int e = 0; e < weight.length; e++) {
                for (int f = 0; f < weight.length; f++) {
                    boolean nearer =
                            target[e] == target[f] && Math.abs(source[e] - target[e]) < Math.abs(source[f] - target[f]);
                    pairs += nearer ? 1 : 0;
                    higher += nearer && weight[e] > weight[f] ? 1 : 0;
                }
            }
        }
        return Finding.of(
                higher == pairs && pairs > 0,
                Figures.part(higher, pairs) + " pairs",
                "By little: see eq1-bell. Segments that no edge joins have no weight at all: see adjacent-segments.");
    }

    private static Finding bell(Evidence evidence) {
        double paper = 1;
        double middle = 1;
        List<List<String>> rows = new ArrayList<>();
        for (String modality : List.of("audio", "video")) {
            double[] lowest = lowest(edges(modality, Boundary.SHIFT, evidence), evidence);
            rows.add(List.of(modality, Figures.decimal(lowest[0], 4), Figures.decimal(lowest[1], 4)));
            middle = Math.min(middle, lowest[0]);
            paper = Math.min(paper, lowest[1]);
        }
        double[] any = {1, 1};
        for (int span = 1; span <= 20; span++) {
            for (int dilation = 1; dilation <= 10; dilation++) {
                Edges edges = edges(PAPER.audioSegments(), span, dilation, Boundary.SHIFT, evidence);
                double[] lowest = lowest(edges, evidence);
                any[0] = Math.min(any[0], lowest[0]);
                any[1] = Math.min(any[1], lowest[1]);
            }
        }
        rows.add(List.of(
                "101 segments, spans 1 to 20, dilations 1 to 10",
                Figures.decimal(any[0], 4),
                Figures.decimal(any[1], 4)));
        return Finding.of(
                        any[1] < ALMOST_ZERO,
                        "lowest weight " + Figures.decimal(middle, 3) + " in mid-clip, " + Figures.decimal(paper, 3)
                                + " at its ends",
                        "|i - j| is at most half the neighbourhood's width in mid-clip and the width at the ends, so"
                                + " weights are above exp(-1/8) = 0.8825 and exp(-1/2) = 0.6065 for any span.")
                .with(new Table(
                        "Lowest weight of Eq. 1",
                        List.of("neighbourhoods", "in the middle of its neighbourhood", "anywhere"),
                        rows));
    }

    /// The lowest weight of nodes in the middle of their neighbourhoods, and of all nodes.
    private static double[] lowest(Edges edges, Evidence evidence) {
        int[] target = edges.target();
        int[] min = edges.min();
        int[] max = edges.max();
        double[] weight = weights(edges, evidence);
        double[] lowest = {1, 1};
        for (int e = 0; e < weight.length; e++) {
            lowest[1] = Math.min(lowest[1], weight[e]);
            lowest[0] = target[e] - min[e] == max[e] - target[e] ? Math.min(lowest[0], weight[e]) : lowest[0];
        }
        return lowest;
    }

    private static Finding covariance(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (Boundary boundary : Boundary.values()) {
            String reading = "A4 = " + boundary.name().toLowerCase(Locale.ROOT);
            for (String modality : List.of("audio", "video")) {
                RealMatrix a = matrix(edges(modality, boundary, evidence), evidence);
                double asymmetry = asymmetry(a);
                double smallest = smallestEigenvalue(a);
                least = Math.min(least, smallest);
                // rounding of an eigenvalue of some 100 rows with sums near 12
                holds.merge(reading, asymmetry == 0 && smallest > -1e-10, Boolean::logicalAnd);
                rows.add(List.of(reading, modality, Figures.decimal(asymmetry, 3), Figures.decimal(smallest, 3)));
            }
        }
        return Finding.of(
                        holds,
                        "smallest eigenvalue " + Figures.decimal(least, 2),
                        "Eq. 1 has the form of a squared-exponential kernel, but cut off at the neighbourhood's ends"
                                + " and with a width of its own for each node it is no covariance. The program has no"
                                + " process either: nothing is drawn from or conditioned on one.")
                .with(new Table(
                        "Weight matrices of Eq. 1",
                        List.of("reading", "modality", "largest |A - A'|", "smallest eigenvalue of (A + A')/2"),
                        rows));
    }

    private static RealMatrix matrix(Edges edges, Evidence evidence) {
        RealMatrix a = new Array2DRowRealMatrix(edges.nodes(), edges.nodes());
        int[] source = edges.source();
        int[] target = edges.target();
        double[] weight = weights(edges, evidence);
        for (int e = 0; e < weight.length; e++) {
            a.addToEntry(target[e], source[e], weight[e]);
        }
        return a;
    }

    private static double asymmetry(RealMatrix a) {
        double[][] difference = a.subtract(a.transpose()).getData();
        double largest = 0;
        for (double[] row : difference) {
            for (double entry : row) {
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        return largest;
    }

    private static double smallestEigenvalue(RealMatrix a) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : new EigenDecomposition(a.add(a.transpose()).scalarMultiply(0.5)).getRealEigenvalues()) {
            smallest = Math.min(smallest, value);
        }
        return smallest;
    }

    private static Finding smooth(Evidence evidence) {
        List<String> figures = new ArrayList<>();
        boolean smooth = true;
        for (String modality : List.of("audio", "video")) {
            Edges edges = edges(modality, Boundary.SHIFT, evidence);
            double worst = 0;
            int period = 0;
            for (int p = 2; p <= 10; p++) {
                double left = left(edges, p, evidence);
                if (left > worst + 1e-9) {
                    worst = left;
                    period = p;
                }
            }
            // half of a jump is a weak demand of a smoother
            smooth &= worst < 0.5;
            figures.add(modality + ": " + Math.round(100 * worst) + " % of a signal of period " + period);
        }
        return Finding.of(
                smooth,
                String.join("; ", figures) + " are left",
                "A dilation D averages over equal remainders modulo D alone, so a signal of period D passes unchanged:"
                        + " for video even one that flips at every segment. It is within such a class of every third"
                        + " or fourth segment that Eq. 1 smooths.");
    }

    /// What averaging leaves of the jumps of a signal that is 1 at every multiple of the period and 0 elsewhere:
    /// the largest jump after it, by that before it.
    private static double left(Edges edges, int period, Evidence evidence) {
        int[] source = edges.source();
        int[] target = edges.target();
        double[] weight = weights(edges, evidence);
        double[] sum = new double[edges.nodes()];
        double[] total = new double[edges.nodes()];
        for (int e = 0; e < weight.length; e++) {
            sum[target[e]] += weight[e] * (source[e] % period == 0 ? 1 : 0);
            total[target[e]] += weight[e];
        }
        double largest = 0;
        for (int i = 1; i < sum.length; i++) {
            largest = Math.max(largest, Math.abs(sum[i] / total[i] - sum[i - 1] / total[i - 1]));
        }
        return largest;
    }
}
