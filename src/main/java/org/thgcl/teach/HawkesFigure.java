package org.thgcl.teach;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq2HawkesWeight.Noise;
import org.thgcl.equation.Eq2HawkesWeight.Position;
import org.thgcl.equation.Eq2HawkesWeight.Primes;
import org.thgcl.equation.Eq2HawkesWeight.TauPlace;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.page.Html;
import org.thgcl.page.Mark;
import org.thgcl.page.Scale;
import org.thgcl.tensor.CounterRandom;
import org.thgcl.tensor.Elementary;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.HawkesNoise;

/// Eq. 2 in every reading, beside what text and Figure 1 promise.
final class HawkesFigure implements Figure {
    static final int DRAWS = 200;

    /// A deviation of weights below this can't be seen.
    private static final double VISIBLE = 0.01;

    /// More weights than that are not listed.
    private static final int MANY = 4;

    private static final double[] ENDS = {0.1, 0.9};

    @Override
    public String id() {
        return "hawkes";
    }

    @Override
    public String question() {
        return "Does Eq. 2 let distant events lose their influence?";
    }

    @Override
    public String lead() {
        return """
            <p>A video segment i is joined to the audio segments from its own time on, as many as the span across
            modalities says. The text promises that the closer one weighs more, and Figure 1 draws a decay. Eq. 2 has a
            random ξ between 0 and 1 in it, and five points that can be read in more than one way. Each dot is the
            weight of an edge for one ξ.</p>
            """;
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(Eq2HawkesWeight.class);
    }

    @Override
    public List<Control> controls() {
        return List.of(
                new Control.Recipe(
                        "as_printed",
                        "as printed",
                        List.of("noise=ratio", "position=printed", "primes=list", "sign=1", "place=outside", "tau=1")),
                new Control.Recipe(
                        "as_described",
                        "as described",
                        List.of("noise=logit", "position=neighbour", "primes=list", "sign=1", "place=inside", "tau=1")),
                new Control.Choice(
                        "noise",
                        "noise of ξ (A6)",
                        List.of(
                                new Control.Option("ratio", "ln ξ / ln(1 − ξ), printed"),
                                new Control.Option("logit", "ln ξ − ln(1 − ξ)"),
                                new Control.Option("none", "none")),
                        "ratio"),
                new Control.Choice(
                        "position",
                        "position p (A7)",
                        List.of(
                                new Control.Option("printed", "the video segment, printed"),
                                new Control.Option("aligned", "the audio segment at its time"),
                                new Control.Option("neighbour", "the audio segment of the edge")),
                        "printed"),
                new Control.Choice(
                        "primes",
                        "Pmin′, Pmax′ are the ends of (A38)",
                        List.of(
                                new Control.Option("list", "the video node’s list"),
                                new Control.Option("clip", "the clip"),
                                new Control.Option("audio", "the audio node’s neighbours")),
                        "list"),
                new Control.Choice(
                        "sign",
                        "sign (A8)",
                        List.of(new Control.Option("1", "+, printed"), new Control.Option("-1", "−")),
                        "1"),
                new Control.Choice(
                        "place",
                        "place of τ (A9)",
                        List.of(
                                new Control.Option("outside", "σ(z) / τ, printed"),
                                new Control.Option("inside", "σ(z / τ)")),
                        "outside"),
                new Control.Range("tau", "τ", 0.25, 3, 0.05, 1),
                new Control.Range("xi", "ξ; 0.5 gives the median", 0.01, 0.99, 0.01, 0.5),
                new Control.Range("video", "video segment i", 0, 39, 1, 20),
                new Control.Range("span", "span across modalities", 3, 12, 1, 3),
                new Control.Button("draw", "draw ξ anew"));
    }

    @Override
    public Drawing draw(Values values) {
        Weights weights = Weights.of(values);
        return new Drawing(Html.gallery(weights.ofList(), weights.ofClip()) + weights.expectations(), weights.answer());
    }

    /// The weights of the clip's cross-modal edges.
    ///
    /// @param own the edges of the chosen video segment, the nearest audio segment first
    /// @param draws the xi of each draw and own edge, `[DRAWS, own]`
    record Weights(
            Eq2HawkesWeight equation,
            CrossModalEdges edges,
            int[] position,
            int[] min,
            int[] max,
            int video,
            double xi,
            Tensor draws,
            int... own) {
        static Weights of(Values values) {
            Eq2HawkesWeight equation = new Eq2HawkesWeight(
                    switch (values.text("noise")) {
                        case "logit" -> Noise.LOGIT;
                        case "none" -> Noise.NONE;
                        default -> Noise.RATIO;
                    },
                    values.whole("sign"),
                    values.text("place").equals("inside") ? TauPlace.INSIDE : TauPlace.OUTSIDE,
                    values.number("tau"));
            ClipGraph graph = new ClipGraph(
                    Modality.AUDIO.edges(),
                    Modality.VIDEO.edges(),
                    CrossModalEdges.of(Modality.AUDIO.segments(), Modality.VIDEO.segments(), values.whole("span")));
            Position position =
                    switch (values.text("position")) {
                        case "aligned" -> Position.ALIGNED;
                        case "neighbour" -> Position.NEIGHBOUR;
                        default -> Position.PRINTED;
                    };
            Primes primes =
                    switch (values.text("primes")) {
                        case "clip" -> Primes.CLIP;
                        case "audio" -> Primes.AUDIO;
                        default -> Primes.LIST;
                    };
            int video = values.whole("video");
            int[] videos = graph.cross().video();
            int[] own = IntStream.range(0, videos.length)
                    .filter(e -> videos[e] == video)
                    .toArray();
            Tensor draws = HawkesNoise.eachStep(
                    new CounterRandom(values.whole("draw")), 0, Tensor.zeros(Shape.of(DRAWS, own.length)));
            return new Weights(
                    equation,
                    graph.cross(),
                    position.of(graph.cross()),
                    primes.min(graph),
                    primes.max(graph),
                    video,
                    values.number("xi"),
                    draws,
                    own);
        }

        double weight(int edge, double atXi) {
            return equation.definition(position[edge], min[edge], max[edge], atXi);
        }

        /// The weights of the own edges in a draw.
        double[] drawn(int draw) {
            return IntStream.range(0, own.length)
                    .mapToDouble(k -> weight(own[k], draws.get(draw * own.length + k)))
                    .toArray();
        }

        /// Those at the chosen xi.
        double[] chosen() {
            return IntStream.of(own).mapToDouble(e -> weight(e, xi)).toArray();
        }

        /// Whether a list of weights, the nearest edge's first, falls at every step.
        private static boolean falls(double... weights) {
            return IntStream.range(1, weights.length).allMatch(k -> weights[k] < weights[k - 1]);
        }

        private static boolean rises(double... weights) {
            return IntStream.range(1, weights.length).allMatch(k -> weights[k] > weights[k - 1]);
        }

        /// The draws in which the weights fall with distance.
        long drawsInOrder() {
            return IntStream.range(0, DRAWS).filter(d -> falls(drawn(d))).count();
        }

        /// The largest weight that there can be.
        private double limit() {
            return equation.place() == TauPlace.OUTSIDE ? 1 / equation.tau() : 1;
        }

        /// The clip's edges that are within 1 % of the largest weight at the median of xi.
        long saturated() {
            return IntStream.range(0, edges.count())
                    .filter(e -> weight(e, 0.5) > 0.99 * limit())
                    .count();
        }

        /// The pairs of the clip's edges that share a node and differ in distance, at the chosen xi: how many there
        /// are, and in how many the closer one weighs more.
        int[] pairs() {
            int[] video = edges.video();
            int[] audio = edges.audio();
            int[] start = edges.start();
            double[] weights = IntStream.range(0, edges.count())
                    .mapToDouble(e -> weight(e, xi))
                    .toArray();
            int[] pairs = new int[2];
            for (int e = 0; e < weights.length; e++) {
                for (int f = 0; f < weights.length; f++) {
                    boolean share = video[e] == video[f] || audio[e] == audio[f];
                    if (share && audio[e] - start[e] < audio[f] - start[f]) {
                        pairs[0]++;
                        pairs[1] += weights[e] > weights[f] ? 1 : 0;
                    }
                }
            }
            return pairs;
        }

        /// The weights of the own edges in all draws.
        double[] allDrawn() {
            return IntStream.range(0, DRAWS)
                    .mapToObj(this::drawn)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }

        /// The largest weight of the own edges over the smallest, for xi = 0.1 and 0.9, with another tau.
        private double spread(double tau) {
            Eq2HawkesWeight other = new Eq2HawkesWeight(equation.noise(), equation.sign(), equation.place(), tau);
            double low = Double.POSITIVE_INFINITY;
            double high = 0;
            for (int e : own) {
                for (double end : ENDS) {
                    double weight = other.definition(position[e], min[e], max[e], end);
                    low = Math.min(low, weight);
                    high = Math.max(high, weight);
                }
            }
            return high / low;
        }

        /// What text and figure let one expect, and whether it is so.
        List<Check> checks() {
            int[] pairs = pairs();
            double[] all = allDrawn();
            long beyond = Arrays.stream(all).filter(w -> w > 1).count();
            double[] nearest =
                    IntStream.range(0, DRAWS).mapToDouble(d -> drawn(d)[0]).toArray();
            double deviation = deviation(nearest);
            long negative = IntStream.range(0, draws.shape().elements())
                    .filter(k -> equation.noise().definition(draws.get(k)) < 0)
                    .count();
            double sharp = spread(0.5);
            double smooth = spread(2);
            return List.of(
                    new Check(
                            "The closer of two edges weighs more.",
                            pairs[1] == pairs[0],
                            Words.grouped(pairs[1]) + " of the clip’s " + Words.count(pairs[0], "pair")),
                    new Check(
                            "A weight lies between 0 and 1.",
                            beyond == 0,
                            Words.percent(beyond, all.length) + " of " + all.length + " weights are above 1"),
                    new Check(
                            "ξ makes the weights random.",
                            deviation >= VISIBLE,
                            "the nearest edge’s standard deviation is " + Words.number(deviation, 3)),
                    new Check(
                            "The noise raises and lowers evenly.",
                            equation.noise() != Noise.NONE && equation.noise().definition(0.5) == 0,
                            equation.noise() == Noise.NONE
                                    ? "there is none"
                                    : Words.percent(negative, all.length) + " of the draws lower, median "
                                            + Words.number(equation.noise().definition(0.5), 0)),
                    new Check(
                            "τ controls the smoothness.",
                            Math.abs(sharp - smooth) >= 0.001,
                            "largest over smallest weight: " + Words.number(sharp, 3) + " at τ = 0.5, "
                                    + Words.number(smooth, 3) + " at τ = 2"));
        }

        private static double deviation(double... values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            return Math.sqrt(Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow());
        }

        /// The weights of the own edges: a column each, in which xi grows to the right.
        String ofList() {
            double[] median = IntStream.of(own).mapToDouble(e -> weight(e, 0.5)).toArray();
            double[] all = allDrawn();
            double top = Math.max(1.2, 1.2 * Arrays.stream(all).max().orElseThrow());
            Panel panel = Panel.of(
                    "hawkes-list",
                    "Weights of a video segment’s edges",
                    own.length + " columns of " + DRAWS + " weights; the medians are " + shown(median) + ".",
                    new Panel.Axis(-0.5, own.length - 0.5, "distance j − start(i) in audio segments"),
                    new Panel.Axis(0, top, "weight"));
            double[] columns = IntStream.range(0, own.length).asDoubleStream().toArray();
            double[] drawnAt = IntStream.range(0, all.length)
                    .mapToDouble(k -> column(k % own.length, draws.get(k)))
                    .toArray();
            double[] chosenAt = IntStream.range(0, own.length)
                    .mapToDouble(k -> column(k, xi))
                    .toArray();
            double[] promised =
                    Arrays.stream(columns).map(k -> Elementary.exp(-k)).toArray();
            panel.points(drawnAt, all, "blue")
                    .plot()
                    .line(columns, promised, "short orange")
                    .line(columns, median, "ink")
                    .dots(columns, median, Mark.BAR, "ink")
                    .dots(chosenAt, chosen(), Mark.RING, "ink");
            if (top > 1.3) {
                panel.plot().across(1, "1", "soft");
            }
            Scale x = panel.plot().x();
            Scale y = panel.plot().y();
            panel.plot().word("as Figure 1", x.value(x.at(0) + 36), y.value(y.at(1) - 12), "orange");
            int[] audio = edges.audio();
            return panel.html("The edges from video segment " + video + " to the audio segments " + audio[own[0]]
                    + " to " + audio[own[own.length - 1]] + ". Dots: " + DRAWS
                    + " draws of ξ, which grows to the right in each column. Line: the median. Rings: the chosen ξ. "
                    + "Dashed: a decay such as Figure 1 draws, its shape alone.");
        }

        /// Where a weight stands in the column of its edge.
        private static double column(int edge, double atXi) {
            return edge + 0.8 * (atXi - 0.5);
        }

        /// The weight of each video segment's nearest and farthest edge.
        String ofClip() {
            int videos = edges.videoNodes();
            double[] at = IntStream.range(0, videos).asDoubleStream().toArray();
            double[] nearest = new double[videos];
            double[] farthest = new double[videos];
            double[] low = new double[videos];
            double[] high = new double[videos];
            int[] video = edges.video();
            for (int e = video.length - 1; e >= 0; e--) {
                int i = video[e];
                nearest[i] = weight(e, 0.5);
                farthest[i] = farthest[i] == 0 ? nearest[i] : farthest[i];
                low[i] = Math.min(weight(e, ENDS[0]), weight(e, ENDS[1]));
                high[i] = Math.max(weight(e, ENDS[0]), weight(e, ENDS[1]));
            }
            double top = Math.max(1.2, 1.2 * Arrays.stream(high).max().orElseThrow());
            Panel panel = Panel.of(
                    "hawkes-clip",
                    "Weights over the clip",
                    "The nearest edge’s median is " + Words.number(nearest[0], 3) + " at the first video segment and "
                            + Words.number(nearest[videos - 1], 3) + " at the last; " + saturated() + " of "
                            + edges.count() + " edges are within 1 % of the highest weight there can be.",
                    new Panel.Axis(0, videos - 1, "video segment i"),
                    new Panel.Axis(0, top, "weight"));
            panel.plot()
                    .area(at, low, high, "blue")
                    .line(at, farthest, "short orange")
                    .line(at, nearest, "blue")
                    .upright(this.video, "i = " + this.video, "soft");
            return panel.html("The whole clip. Blue: the nearest edge of each video segment, median, and ξ from"
                    + " 0.1 to "
                    + "0.9. Dashed: the farthest edge, median.");
        }

        /// The expectations as a table.
        String expectations() {
            return Html.words(
                    "What text and Figure 1 let one expect",
                    List.of("expected", "so?", "measured here"),
                    checks().stream()
                            .map(check -> List.of(
                                    Html.text(check.expected()),
                                    check.holds()
                                            ? "<span class=\"holds\">yes</span>"
                                            : "<span class=\"fails\">no</span>",
                                    Html.text(check.measured())))
                            .toList());
        }

        String answer() {
            double[] chosen = chosen();
            String trend = falls(chosen)
                    ? "they fall with distance, as described"
                    : rises(chosen)
                            ? "they rise with distance, the opposite of what is described"
                            : Arrays.stream(chosen).distinct().count() == 1
                                    ? "there is no decay"
                                    : "they neither fall nor rise at every step";
            return "At ξ = " + Words.number(xi, 2) + " the edges of video segment " + video + " weigh " + shown(chosen)
                    + ": " + trend + ". " + Words.count(drawsInOrder(), "draw") + " of " + DRAWS
                    + " have the promised order (chance: 1 of " + Words.grouped(orders()) + "); " + saturated()
                    + " of the clip’s " + edges.count() + " edges are within 1 % of the limit, "
                    + (equation.place() == TauPlace.OUTSIDE ? "1/τ = " : "for any τ ") + Words.number(limit(), 2) + ".";
        }

        /// Each weight, or the first and the last of many.
        private static String shown(double... weights) {
            return weights.length > MANY
                    ? "from " + Words.number(weights[0], 3) + " to " + Words.number(weights[weights.length - 1], 3)
                    : Words.list(Arrays.stream(weights)
                            .mapToObj(w -> Words.number(w, 3))
                            .toArray(String[]::new));
        }

        /// In how many orders the own edges can be.
        private long orders() {
            return LongStream.rangeClosed(1, own.length).reduce(1, (x, y) -> x * y);
        }
    }

    /// Something that text and figure let one expect.
    ///
    /// @param holds whether it is so in the chosen reading
    /// @param measured the numbers
    record Check(String expected, boolean holds, String measured) {}
}
