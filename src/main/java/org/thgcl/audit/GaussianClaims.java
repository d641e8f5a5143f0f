package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq1GaussianWeight.Current;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims on Eq. 1, the Gaussian weight within a modality.
final class GaussianClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();

    /// What a bell that "falls to almost 0" has to fall below: a twentieth of its height.
    private static final double ALMOST_ZERO = 0.05;

    /// What rounding makes of an eigenvalue 0 of some 100 rows with sums near 12.
    private static final double ROUNDING = -1e-10;

    private GaussianClaims() {}

    static List<Claim> all() {
        Class<?>[] by = {Eq1GaussianWeight.class, TemporalNeighbourhood.class};
        return List.of(
                new Claim(
                        "eq1-closer",
                        ClaimKind.STATED,
                        new Passage(
                                "2.2, before Eq. 1",
                                "确保时间上更接近的节点获得更高的权重",
                                "Of two neighbours, the one closer in time has the higher weight."),
                        List.of("A4", "A39"),
                        new Computation("All pairs of edges into one node, audio and video.", by),
                        GaussianClaims::closer),
                new Claim(
                        "eq1-bell",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "Figure 1, Eq. 1",
                                "exp(-||P^i - P^j||^2 / (2 (P^max - P^min + 1)^2))",
                                "Eq. 1 is Figure 1's bell, which falls to almost 0 on both sides."),
                        List.of("A3", "A4", "A39", "finding 1"),
                        new Computation("The smallest weight at the paper's spans, and for all spans up to 20.", by),
                        GaussianClaims::bell),
                new Claim(
                        "eq1-gaussian-process",
                        ClaimKind.STATED,
                        new Passage(
                                "2.2",
                                "我们使用高斯过程 [25, 26]",
                                "The weights within a modality are those of a Gaussian process."),
                        List.of("A4", "A39"),
                        new Computation(
                                "Whether the weight matrices are covariances: symmetric, no negative eigenvalue.", by),
                        GaussianClaims::covariance),
                new Claim(
                        "eq1-smooth",
                        ClaimKind.STATED,
                        new Passage(
                                "abstract, 2.2, 4", "同模态边使用高斯权重以保持平滑连贯性", "Gaussian edges smooth a modality in time."),
                        List.of("A12"),
                        new Computation(
                                "What weighted averaging over the neighbours leaves of the jumps from each segment to"
                                    + " the next: of white noise (mean square), and of the worst signal of period 2 to"
                                    + " 10.",
                                by),
                        GaussianClaims::smooth));
    }

    /// A modality's neighbourhoods at the paper's spans.
    private static Edges edges(String modality, Boundary boundary, Evidence evidence) {
        return modality.equals("audio")
                ? edges(
                        PAPER.clips().audioSegments(),
                        ThgnSettings.of(PAPER).audioSpan(),
                        ThgnSettings.of(PAPER).audioDilation(),
                        boundary,
                        evidence)
                : edges(
                        PAPER.clips().videoSegments(),
                        ThgnSettings.of(PAPER).videoSpan(),
                        ThgnSettings.of(PAPER).videoDilation(),
                        boundary,
                        evidence);
    }

    private static Edges edges(int segments, int span, int dilation, Boundary boundary, Evidence evidence) {
        return evidence.graphs().neighbourhood().of(segments, span, dilation, boundary);
    }

    /// The readings of Eq. 1's neighbourhood: A4, and A39, whose neighbourhood is "the current node's".
    private record Width(Boundary boundary, Current current) {
        static List<Width> all() {
            return List.of(
                    new Width(Boundary.SHIFT, Current.TARGET),
                    new Width(Boundary.CLIP, Current.TARGET),
                    new Width(Boundary.SHIFT, Current.SOURCE),
                    new Width(Boundary.CLIP, Current.SOURCE));
        }

        /// The paper says "the current node", read as the target, and nothing of the clip's ends.
        boolean printed() {
            return current == Current.TARGET;
        }

        Choice[] choices() {
            return new Choice[] {
                Choice.of("A4", "boundary", boundary.name().toLowerCase(Locale.ROOT)),
                Choice.of("A39", "current", current.name().toLowerCase(Locale.ROOT))
            };
        }

        String words() {
            return choices()[0].words() + " with " + choices()[1].words();
        }

        double[] weights(Edges edges, Evidence evidence) {
            int[] source = edges.source();
            int[] target = edges.target();
            int[] min = current.min(edges);
            int[] max = current.max(edges);
            double[] weights = new double[edges.count()];
            for (int e = 0; e < weights.length; e++) {
                weights[e] = evidence.weights().gaussian().of(target[e], source[e], min[e], max[e]);
            }
            return weights;
        }
    }

    private static Finding closer(Evidence evidence) {
        List<Reading> readings =
                Width.all().stream().map(width -> closer(width, evidence)).toList();
        return Finding.of(
                readings,
                readings.getFirst().figure(),
                "The differences are small: see eq1-bell. Segments that no edge joins have no weight: see"
                        + " adjacent-segments.");
    }

    private static Reading closer(Width width, Evidence evidence) {
        long pairs = 0;
        long higher = 0;
        for (String modality : List.of("audio", "video")) {
            Edges edges = edges(modality, width.boundary, evidence);
            int[] source = edges.source();
            int[] target = edges.target();
            double[] weight = width.weights(edges, evidence);
            for (int e = 0; e < weight.length; e++) {
                for (int f = 0; f < weight.length; f++) {
                    boolean nearer =
                            target[e] == target[f] && Math.abs(source[e] - target[e]) < Math.abs(source[f] - target[f]);
                    pairs += nearer ? 1 : 0;
                    higher += nearer && weight[e] > weight[f] ? 1 : 0;
                }
            }
        }
        return new Reading(
                List.of(width.choices()), width.printed(), NumberText.part(higher, pairs) + " pairs", higher == pairs);
    }

    private static Finding bell(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (Width width : Width.all()) {
            double[] lowest = {1, 1};
            for (String modality : List.of("audio", "video")) {
                lower(lowest, edges(modality, width.boundary, evidence), width, evidence);
            }
            readings.add(new Reading(
                    List.of(width.choices()),
                    width.printed(),
                    "lowest weight " + NumberText.decimal(lowest[0], 3) + " in mid-clip, "
                            + NumberText.decimal(lowest[1], 3) + " at its ends",
                    lowest[1] < ALMOST_ZERO));
        }
        double[] any = {1, 1};
        for (int span = 1; span <= 20; span++) {
            for (int dilation = 1; dilation <= 10; dilation++) {
                Edges edges = edges(PAPER.clips().audioSegments(), span, dilation, Boundary.SHIFT, evidence);
                lower(any, edges, Width.all().getFirst(), evidence);
            }
        }
        return Finding.of(
                readings,
                readings.getFirst().figure(),
                "|i - j| is at most half the neighbourhood's width in mid-clip, and at most the width at the ends. So"
                    + " for any span all weights are above exp(-1/8) = 0.8825 in mid-clip and above exp(-1/2) = 0.6065"
                    + " elsewhere. Over spans 1 to 20 and dilations 1 to 10 the lowest are "
                        + NumberText.decimal(any[0], 4) + " and " + NumberText.decimal(any[1], 4) + ".");
    }

    /// Lowers two bounds: of the weights of nodes in the middle of their neighbourhoods, and of all weights.
    private static void lower(double[] lowest, Edges edges, Width width, Evidence evidence) {
        int[] target = edges.target();
        int[] min = edges.min();
        int[] max = edges.max();
        double[] weight = width.weights(edges, evidence);
        for (int e = 0; e < weight.length; e++) {
            lowest[1] = Math.min(lowest[1], weight[e]);
            lowest[0] = target[e] - min[e] == max[e] - target[e] ? Math.min(lowest[0], weight[e]) : lowest[0];
        }
    }

    private static Finding covariance(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Width width : Width.all()) {
            double least = Double.POSITIVE_INFINITY;
            boolean holds = true;
            for (String modality : List.of("audio", "video")) {
                Edges edges = edges(modality, width.boundary, evidence);
                RealMatrix a = matrix(edges, width.weights(edges, evidence));
                double smallest = smallestEigenvalue(a);
                least = Math.min(least, smallest);
                holds &= asymmetry(a) == 0 && smallest > ROUNDING;
                double[] ones = new double[edges.count()];
                Arrays.fill(ones, 1);
                rows.add(List.of(
                        width.words(),
                        modality,
                        NumberText.decimal(asymmetry(a), 3),
                        NumberText.decimal(smallest, 3),
                        NumberText.decimal(smallestEigenvalue(matrix(edges, ones)), 3)));
            }
            readings.add(new Reading(
                    sense("edge weights", width.choices()),
                    width.printed(),
                    "smallest eigenvalue " + NumberText.decimal(least, 3),
                    holds));
        }
        double kernel =
                Math.min(smallestEigenvalue(kernel("audio", evidence)), smallestEigenvalue(kernel("video", evidence)));
        readings.add(new Reading(
                sense("kernel before the cut, one width"),
                false,
                "smallest eigenvalue " + NumberText.decimal(Math.max(0, kernel), 3),
                kernel > ROUNDING));
        return Finding.of(
                        readings,
                        readings.getFirst().figure(),
                        "A Gaussian process needs a covariance: a symmetric matrix without negative eigenvalues. Eq. 1"
                                + " has the form of a squared-exponential kernel, and that is a covariance. Cut off at"
                                + " the neighbourhoods it no longer is: most of the negative eigenvalue comes from the"
                                + " cut (last column). Nothing in the method is drawn from a process or conditioned on"
                                + " one.")
                .with(new Table(
                        "Weight matrices A of Eq. 1",
                        List.of(
                                "reading",
                                "modality",
                                "largest |A - A'|",
                                "smallest eigenvalue of (A + A')/2",
                                "with all weights 1"),
                        rows));
    }

    private static List<Choice> sense(String sense, Choice... others) {
        List<Choice> choices = new ArrayList<>(List.of(Choice.word("weights", sense)));
        choices.addAll(List.of(others));
        return choices;
    }

    /// Eq. 1 between all pairs of segments, with the width of a neighbourhood in mid-clip.
    private static RealMatrix kernel(String modality, Evidence evidence) {
        Edges edges = edges(modality, Boundary.SHIFT, evidence);
        int middle = edges.nodes() / 2;
        int[] target = edges.target();
        int e = IntStream.range(0, edges.count())
                .filter(edge -> target[edge] == middle)
                .findFirst()
                .orElseThrow();
        int min = edges.min()[e];
        int max = edges.max()[e];
        RealMatrix a = new Array2DRowRealMatrix(edges.nodes(), edges.nodes());
        for (int i = 0; i < edges.nodes(); i++) {
            for (int j = 0; j < edges.nodes(); j++) {
                a.setEntry(i, j, evidence.weights().gaussian().of(i, j, min, max));
            }
        }
        return a;
    }

    private static RealMatrix matrix(Edges edges, double[] weight) {
        RealMatrix a = new Array2DRowRealMatrix(edges.nodes(), edges.nodes());
        int[] source = edges.source();
        int[] target = edges.target();
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
        boolean noise = true;
        boolean every = true;
        List<String> energies = new ArrayList<>();
        List<String> periods = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (String modality : List.of("audio", "video")) {
            Edges edges = edges(modality, Boundary.SHIFT, evidence);
            double[] weights = Width.all().getFirst().weights(edges, evidence);
            double[] ones = new double[edges.count()];
            Arrays.fill(ones, 1);
            double energy = SmoothedJumps.energy(edges, weights);
            SmoothedJumps.Period worst = SmoothedJumps.worst(edges, weights);
            SmoothedJumps.Period control = SmoothedJumps.worst(edges, ones);
            // half of the jumps is a weak demand of a smoother
            noise &= energy < 0.5;
            every &= worst.left() < 0.5;
            energies.add(NumberText.decimal(100 * energy, 1) + " % (" + modality + ")");
            periods.add(Math.round(100 * worst.left()) + " % of a signal of period " + worst.period() + " (" + modality
                    + ")");
            rows.add(List.of(
                    modality,
                    NumberText.decimal(100 * energy, 1) + " %",
                    NumberText.decimal(100 * SmoothedJumps.energy(edges, ones), 1) + " %",
                    NumberText.decimal(100 * worst.left(), 1) + " %",
                    NumberText.decimal(100 * control.left(), 1) + " %"));
        }
        String figure = "of white noise's jump energy " + String.join(" and ", energies) + " are left";
        return Finding.of(
                        List.of(
                                Reading.printed(
                                        figure, noise, Choice.word("smooth", "jumps of white noise become smaller")),
                                Reading.other(
                                        String.join(" and ", periods) + " are left",
                                        every,
                                        Choice.word("smooth", "jumps of every signal become smaller"))),
                        figure,
                        "Averaging over neighbours smooths noise. A dilation D averages only over segments with the"
                            + " same remainder modulo D, so a signal of period D passes unchanged: in video even one"
                            + " that changes at every segment. Neither comes from the shape of Eq. 1: with all weights"
                            + " 1 it is much the same.")
                .with(new Table(
                        "What weighted averaging over the neighbours leaves",
                        List.of(
                                "modality",
                                "jump energy of noise, Eq. 1",
                                "all weights 1",
                                "worst period's jump, Eq. 1",
                                "all weights 1"),
                        rows));
    }
}
