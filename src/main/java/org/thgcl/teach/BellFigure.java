package org.thgcl.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq1GaussianWeight.Current;
import org.thgcl.graph.Edges;
import org.thgcl.page.Html;
import org.thgcl.page.Mark;
import org.thgcl.tensor.Elementary;

/// Eq. 1 against the bell of Figure 1.
final class BellFigure implements Figure {
    /// What Figure 1's bell has at its ends, where it almost touches the axis.
    static final double END = 0.01;

    /// No edge weighs so little: with i and j in one neighbourhood, |i - j| is below its width in Eq. 1.
    static final double FLOOR = Elementary.exp(-0.5);

    /// The same where i is the middle of its neighbourhood: |i - j| is below half the width.
    private static final double MIDDLE_FLOOR = Elementary.exp(-0.125);

    @Override
    public String id() {
        return "bell";
    }

    @Override
    public String question() {
        return "How much less does a far neighbour weigh?";
    }

    @Override
    public String lead() {
        return """
            <p>Figure 1 of the paper draws the weights within a modality as a bell that falls to almost 0 on both sides.
            Eq. 1 is a bell, too. But the width in its denominator is that of the whole neighbourhood, Pmax − Pmin + 1,
            so no neighbour lies far out on it. The paper says “the neighbourhood of the current node” and an edge has
            two nodes: reading A39 says which.</p>
            """;
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(Eq1GaussianWeight.class);
    }

    @Override
    public List<Control> controls() {
        List<Control> controls = new ArrayList<>(Modality.controls(List.of("node=50"), List.of("node=20")));
        controls.add(new Control.Choice(
                "current",
                "the current node (A39)",
                List.of(
                        new Control.Option("target", "i, which hears"),
                        new Control.Option("source", "j, which is heard")),
                "target"));
        controls.add(new Control.Range("node", "segment i that hears", 0, 100, 1, 50));
        return controls;
    }

    @Override
    public Drawing draw(Values values) {
        Weights weights = Weights.of(values);
        return new Drawing(Html.gallery(weights.ofNode(), weights.ofClip()), weights.answer());
    }

    /// The weights of a clip's edges, and those of one segment.
    ///
    /// @param weight of each edge, by Eq. 1
    private record Weights(
            Modality modality,
            Current current,
            Edges edges,
            int[] source,
            int[] target,
            int[] min,
            int[] max,
            int node,
            double... weight) {
        static Weights of(Values values) {
            Modality modality = Modality.of(values);
            Edges edges = Modality.edges(values, modality.segments());
            Current current = values.text("current").equals("source") ? Current.SOURCE : Current.TARGET;
            int[] source = edges.source();
            int[] target = edges.target();
            int[] min = current.min(edges);
            int[] max = current.max(edges);
            double[] weight = new double[source.length];
            for (int e = 0; e < weight.length; e++) {
                weight[e] = Eq1GaussianWeight.definition(target[e], source[e], min[e], max[e]);
            }
            int node = Math.min(values.whole("node"), modality.segments() - 1);
            return new Weights(modality, current, edges, source, target, min, max, node, weight);
        }

        /// The edges to the segment.
        int[] own() {
            return IntStream.range(0, target.length)
                    .filter(e -> target[e] == node)
                    .toArray();
        }

        int distance(int edge) {
            return Math.abs(source[edge] - target[edge]);
        }

        /// The lowest weight of the edges to a segment.
        double lowest(int segment) {
            return IntStream.range(0, target.length)
                    .filter(e -> target[e] == segment)
                    .mapToDouble(e -> weight[e])
                    .min()
                    .orElseThrow();
        }

        /// The edge to the segment from its farthest neighbour.
        int farthest() {
            int farthest = own()[0];
            for (int e : own()) {
                farthest = distance(e) > distance(farthest) ? e : farthest;
            }
            return farthest;
        }

        /// Pmax - Pmin + 1 of an edge.
        int width(int edge) {
            return max[edge] - min[edge] + 1;
        }

        /// The width that would give the farthest neighbour the weight at the bell's end.
        double bellWidth() {
            return distance(farthest()) / Math.sqrt(-2 * Elementary.log(END));
        }

        /// How many pairs of the segment's neighbours have different distances, and in how many the closer one weighs
        /// more.
        int[] pairs() {
            int[] pairs = new int[2];
            for (int e : own()) {
                for (int f : own()) {
                    if (distance(e) < distance(f)) {
                        pairs[0]++;
                        pairs[1] += weight[e] > weight[f] ? 1 : 0;
                    }
                }
            }
            return pairs;
        }

        /// The node's weights by distance, with the curve that they lie on and the bell.
        String ofNode() {
            int[] own = own();
            int[] pairs = pairs();
            int reach = Math.max(1, distance(farthest()));
            String hue = modality.hue().word();
            Panel panel = Panel.of(
                    "bell-node",
                    "Weights of the edges to a segment",
                    own.length + " edges, whose weights are " + Words.number(weight[farthest()], 3)
                            + " to 1; the bell falls to " + Words.number(END, 2) + ".",
                    new Panel.Axis(-reach - 1, reach + 1, "distance j − i in segments"),
                    new Panel.Axis(0, 1.05, "weight"));
            double[] at = new double[4 * reach + 1];
            double[] curve = new double[at.length];
            double[] bell = new double[at.length];
            for (int k = 0; k < at.length; k++) {
                at[k] = k / 2.0 - reach;
                curve[k] = Eq1GaussianWeight.definition(at[k], 0, edges.nodeMin()[node], edges.nodeMax()[node]);
                bell[k] = Eq1GaussianWeight.definition(at[k], 0, 0, bellWidth() - 1);
            }
            panel.plot()
                    .line(at, bell, "short ink")
                    .line(at, curve, hue)
                    .dots(
                            IntStream.of(own)
                                    .mapToDouble(e -> source[e] - target[e])
                                    .toArray(),
                            IntStream.of(own).mapToDouble(e -> weight[e]).toArray(),
                            Mark.DISC,
                            hue)
                    .across(FLOOR, "", "soft")
                    .word("never " + Words.number(FLOOR, 4), -0.65 * reach, FLOOR - 0.06, "soft")
                    .word("Eq. 1", -0.7 * reach, 1.02, hue)
                    .word("Figure 1", 0.75 * reach, 0.3, "ink");
            return panel.html("The edges to " + modality.word() + " segment " + node
                    + ". Dots: its neighbours. Line: Eq. 1 with the width of its neighbourhood. Dashed: a bell"
                    + " that falls as Figure 1 draws it. Of two neighbours the closer one weighs more in "
                    + Words.grouped(pairs[1]) + " of " + Words.count(pairs[0], "pair") + ".");
        }

        /// The lowest weight of each segment's edges.
        String ofClip() {
            int segments = edges.nodes();
            double[] at = IntStream.range(0, segments).asDoubleStream().toArray();
            double[] lowest =
                    IntStream.range(0, segments).mapToDouble(this::lowest).toArray();
            Panel panel = Panel.of(
                    "bell-clip",
                    "The lowest weight of each segment’s edges",
                    "From " + Words.number(Arrays.stream(lowest).min().orElseThrow(), 3) + " to "
                            + Words.number(Arrays.stream(lowest).max().orElseThrow(), 3) + " over the clip.",
                    new Panel.Axis(0, segments - 1, "segment i"),
                    new Panel.Axis(0, 1.05, "lowest weight of its edges"));
            panel.plot()
                    .line(at, lowest, modality.hue().word())
                    .dots(
                            new double[] {node},
                            new double[] {lowest[node]},
                            Mark.DISC,
                            modality.hue().word())
                    .across(FLOOR, "", "soft")
                    .word("never " + Words.number(FLOOR, 4), 0.2 * segments, FLOOR - 0.06, "soft")
                    .upright(node, "i = " + node, "soft");
            return panel.html("The whole clip: the lowest weight of each segment’s edges. For no span and dilation "
                    + "does a weight fall to " + Words.number(FLOOR, 4) + ", nor to " + Words.number(MIDDLE_FLOOR, 4)
                    + " from the middle of a neighbourhood.");
        }

        String answer() {
            int far = farthest();
            if (distance(far) == 0) {
                return Words.capital(modality.word()) + " segment " + node
                        + " hears itself alone, with weight 1: raise the span.";
            }
            return "The farthest neighbour of " + modality.word() + " segment " + node + ", "
                    + Words.count(distance(far), "segment") + " away, still weighs " + Words.number(weight[far], 3)
                    + ", the clip’s lowest edge "
                    + Words.number(Arrays.stream(weight).min().orElseThrow(), 3)
                    + ". To fall to " + Words.number(END, 2)
                    + ", as Figure 1’s bell does, the width would have to be " + Words.number(bellWidth(), 1)
                    + " segments instead of " + width(far)
                    + ", that of " + (current == Current.TARGET ? "i" : "j") + "’s neighbourhood.";
        }
    }
}
