package org.thgcl.report;

import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.page.Chart;
import org.thgcl.page.Dash;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;

/// Eq. 2 in each of its readings as curves: noise (A6), position (A7), sign (A8), place of tau (A9).
final class HawkesCurves {
    private static final double MEDIAN = 0.5;
    private static final String WEIGHT = "edge weight";

    private final CrossModalEdges edges;

    HawkesCurves(CrossModalEdges edges) {
        this.edges = edges;
    }

    String html() {
        return Html.paragraph(
                        "Eq. 2 leaves open which position p is subtracted (A7), the sign of what follows (A8), the"
                            + " noise (A6) and where τ divides (A9). The curves show the median of the noise, ξ = 1/2,"
                            + " where the logit noise is 0 like none, and τ = 1.")
                + Html.gallery(
                        byVideo(
                                Position.PRINTED,
                                "p = i, the video segment's number, as printed: the weight depends on "
                                        + "where in the clip the edge is, not on the distance in time."),
                        byVideo(Position.ALIGNED, "p = start(i): the same weight for every edge."),
                        byAudio(),
                        EdgeWeightsSection.described(
                                "decay",
                                "The decay of the text and Figure 1, as described",
                                "distance in time (no unit given)",
                                0,
                                4,
                                distance -> StrictMath.exp(-distance),
                                "What the text and Figure 1 of the paper say, <strong>as described, not"
                                        + " measured</strong>: nodes near in time weigh more, distant events lose their"
                                        + " influence gradually. Only the shape counts."),
                        noises(),
                        temperatures())
                + new HawkesTable(edges).html();
    }

    private String byVideo(Position position, String caption) {
        int[] first = IntStream.range(0, edges.count())
                .filter(e -> e == 0 || edges.video()[e] != edges.video()[e - 1])
                .toArray();
        double[] x = IntStream.of(first).mapToDouble(e -> edges.video()[e]).toArray();
        return chart(position, "video segment i of the edge (segments)", x, first, caption);
    }

    private String byAudio() {
        int[] list = IntStream.range(0, edges.count())
                .filter(e -> edges.video()[e] == 0)
                .toArray();
        double[] x = IntStream.of(list)
                .mapToDouble(e -> edges.audio()[e] - edges.min()[e])
                .toArray();
        return chart(
                Position.NEIGHBOUR,
                "distance in time from the first of J(i) (audio segments)",
                x,
                list,
                "p = the audio segment's own number: only in this reading the weight depends on the distance in time."
                        + " J(i) begins at the video segment's own time. With the printed sign, +1, the nearest weighs"
                        + " most, as the paper's text says; with −1 it weighs least.");
    }

    private String chart(Position position, String axis, double[] x, int[] shown, String caption) {
        String word = position.name().toLowerCase(Locale.ROOT);
        Chart chart = new Chart("eq2" + word, "Weights of Eq. 2, position " + word, axis, WEIGHT)
                .across(0, DoubleStream.of(x).max().orElseThrow())
                .up(0, 1);
        curve(chart, position, "ratio noise, sign +1", Noise.RATIO, 1, Dash.NONE, x, shown);
        curve(chart, position, "logit or no noise, sign +1", Noise.LOGIT, 1, Dash.LONG, x, shown);
        curve(chart, position, "ratio noise, sign −1", Noise.RATIO, -1, Dash.SHORT, x, shown);
        curve(chart, position, "logit or no noise, sign −1", Noise.LOGIT, -1, Dash.DOTS, x, shown);
        return chart.figure("Eq. 2, " + Html.code("position: " + word) + ". " + caption);
    }

    private void curve(
            Chart chart, Position position, String label, Noise noise, int sign, Dash dash, double[] x, int[] at) {
        Eq2HawkesWeight weight = new Eq2HawkesWeight(noise, sign, TauPlace.OUTSIDE, 1);
        double[] y = IntStream.of(at)
                .mapToDouble(e -> HawkesTable.weight(edges, weight, position, e, MEDIAN))
                .toArray();
        chart.dashed(label, x, y, sign > 0 ? Hue.INK : Hue.ORANGE, dash);
    }

    private static String noises() {
        double[] xi = IntStream.rangeClosed(1, 99).mapToDouble(k -> k / 100.0).toArray();
        Chart chart = new Chart("noise", "The noise of Eq. 2", "ξ, uniform in (0, 1)", "noise n(ξ)")
                .across(0, 1)
                .up(-6, 6);
        chart.dashed(
                "ratio ln ξ / ln(1 - ξ)",
                xi,
                DoubleStream.of(xi).map(Noise.RATIO::definition).toArray(),
                Hue.INK,
                Dash.NONE);
        chart.dashed(
                "logit ln ξ - ln(1 - ξ)",
                xi,
                DoubleStream.of(xi).map(Noise.LOGIT::definition).toArray(),
                Hue.ORANGE,
                Dash.LONG);
        return chart.figure(
                "The noise (A6). The printed ratio is never negative and has no upper bound; the logit is symmetric"
                        + " about 0. The vertical axis is cut at 6: at ξ = 0.01 the ratio is "
                        + Formula.digits(Noise.RATIO.definition(0.01)) + ".");
    }

    private static String temperatures() {
        double[] z = IntStream.rangeClosed(-30, 30).mapToDouble(k -> k / 5.0).toArray();
        Chart chart = new Chart("tau", "Where tau divides", "z, the sum of both terms", WEIGHT)
                .across(-6, 6)
                .up(0, 2);
        place(chart, "σ(z)/0.5", z, TauPlace.OUTSIDE, 0.5, Dash.NONE);
        place(chart, "σ(z)/2", z, TauPlace.OUTSIDE, 2, Dash.LONG);
        place(chart, "σ(z/0.5)", z, TauPlace.INSIDE, 0.5, Dash.SHORT);
        place(chart, "σ(z/2)", z, TauPlace.INSIDE, 2, Dash.DOTS);
        return chart.figure(
                "The place of τ (A9). Outside, as printed, it scales the weight and smooths nothing; inside it"
                        + " smooths. At τ = 1, the default, both are the same.");
    }

    private static void place(Chart chart, String label, double[] z, TauPlace place, double tau, Dash dash) {
        Eq2HawkesWeight weight = new Eq2HawkesWeight(Noise.NONE, 1, place, tau);
        // without noise, with max = min = 0, the position 1 - z gives z
        double[] y = DoubleStream.of(z)
                .map(v -> weight.definition(1 - v, 0, 0, MEDIAN))
                .toArray();
        chart.dashed(label, z, y, place == TauPlace.OUTSIDE ? Hue.INK : Hue.ORANGE, dash);
    }
}
