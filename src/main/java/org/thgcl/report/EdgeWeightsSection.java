package org.thgcl.report;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.Edges;
import org.thgcl.page.Chart;
import org.thgcl.page.Dash;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;
import org.thgcl.page.Mark;
import org.thgcl.page.Section;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

/// The weights of Eqs. 1 and 2 as curves, beside what the paper's Figure 1 shows.
final class EdgeWeightsSection implements Section {
    private static final String WEIGHT = "edge weight";

    private final ClipGraph graph = Thgn.graph(Preset.PAPER.configuration());

    @Override
    public String id() {
        return "weights";
    }

    @Override
    public String title() {
        return "Edge weights in every reading";
    }

    @Override
    public String html() {
        return Html.paragraph(
                        "All curves are of the preset " + Html.code("paper") + ": 101 audio and 40 video segments,"
                                + " spans 6, 4 and 3, dilations 3 and 4."
                                + " They are drawn from the classes' own"
                                + " definitions.")
                + Html.heading("Eq. 1, within a modality")
                + gaussian()
                + Html.heading("Eq. 2, across modalities")
                + new HawkesCurves(graph.cross()).html();
    }

    private String gaussian() {
        Edges audio = graph.audio();
        Edges video = graph.video();
        Chart chart = new Chart("eq1", "Weights of Eq. 1 by distance", "distance j - i (segments)", WEIGHT)
                .across(-40, 40)
                .up(0, 1);
        node(chart, "audio, middle of the clip", audio, audio.nodes() / 2, Mark.DISC);
        node(chart, "audio, first segment", audio, 0, Mark.SQUARE);
        node(chart, "video, middle of the clip", video, video.nodes() / 2, Mark.TRIANGLE);
        String caption = String.format(
                Locale.ROOT,
                "Eq. 1. The smallest weight of all %d edges within a modality is %.4f. The smallest "
                        + "weight of an edge into the middle of a neighbourhood is %.4f. For any span and dilation, "
                        + "these are above exp(−1/2) = %.4f and exp(−1/8) = %.4f: only the top of the bell is used.",
                audio.count() + video.count(),
                Math.min(lightest(audio, false), lightest(video, false)),
                Math.min(lightest(audio, true), lightest(video, true)),
                StrictMath.exp(-0.5),
                StrictMath.exp(-0.125));
        return Html.gallery(
                chart.figure(caption),
                described(
                        "bell",
                        "The bell of Figure 1, as described",
                        "distance in time (no unit given)",
                        -3,
                        3,
                        x -> StrictMath.exp(-x * x / 2),
                        "Figure 1 of the paper, <strong>as described, not measured</strong>: a bell that falls to"
                            + " almost 0 on both sides. The figure gives no width and no scale; only the shape counts."
                            + " Eq. 1 can't have this shape."));
    }

    private static void node(Chart chart, String label, Edges edges, int node, Mark mark) {
        int[] own = IntStream.range(0, edges.count())
                .filter(e -> edges.target()[e] == node)
                .toArray();
        double[] x =
                IntStream.of(own).mapToDouble(e -> edges.source()[e] - node).toArray();
        double[] y = IntStream.of(own).mapToDouble(e -> weight(edges, e)).toArray();
        chart.points(label, x, y, Hue.INK, mark);
    }

    private static double weight(Edges edges, int e) {
        return Eq1GaussianWeight.definition(edges.target()[e], edges.source()[e], edges.min()[e], edges.max()[e]);
    }

    /// The smallest weight of all edges, or of those whose target is in the middle of its neighbourhood.
    private static double lightest(Edges edges, boolean middle) {
        return IntStream.range(0, edges.count())
                .filter(e -> !middle || 2 * edges.target()[e] == edges.min()[e] + edges.max()[e])
                .mapToDouble(e -> weight(edges, e))
                .min()
                .orElseThrow();
    }

    /// A curve that nobody has measured.
    static String described(
            String name, String title, String axis, double from, double to, DoubleUnaryOperator curve, String caption) {
        Chart chart = new Chart(name, title, axis, "weight (no unit given)")
                .across(from, to)
                .up(0, 1);
        double[] x = DoubleStream.iterate(from, v -> v <= to, v -> v + (to - from) / 60)
                .toArray();
        chart.dashed("as described", x, DoubleStream.of(x).map(curve).toArray(), Hue.INK, Dash.LONG);
        return chart.figure(caption);
    }
}
