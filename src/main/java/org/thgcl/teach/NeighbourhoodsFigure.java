package org.thgcl.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.page.Html;
import org.thgcl.page.Numbers;
import org.thgcl.page.PathData;
import org.thgcl.page.Scale;
import org.thgcl.page.Svg;

/// Which segments are joined: span, dilation, boundary, as arcs and as a matrix.
final class NeighbourhoodsFigure implements Figure {
    private static final int WIDTH = Panel.WIDTH;

    /// Where the row of segments stands, below the arcs.
    private static final int BASE = 110;

    private static final int LAYER = 22;

    /// Room for the names of the rows.
    private static final int LABEL = 58;

    @Override
    public String id() {
        return "neighbourhoods";
    }

    @Override
    public String question() {
        return "Which segments does a segment hear?";
    }

    @Override
    public String lead() {
        return """
            <p>Section 2.2 cuts a clip into segments and joins each with some others of its modality. Segment i hears
            the segments i + kD, k from −S to S: S is the span, D the dilation. Each arc is an edge, and each cell of
            the matrix is the same edge again: its row is the segment that hears, its column the one that is heard. Each
            layer of the network passes on what the segments know by one step along the edges.</p>
            """;
    }

    @Override
    public Optional<Class<?>> equation() {
        return Optional.of(TemporalNeighbourhood.class);
    }

    @Override
    public List<Control> controls() {
        List<Control> controls = new ArrayList<>(
                Modality.controls(List.of("segments=101", "node=50"), List.of("segments=40", "node=20")));
        controls.add(new Control.Range("segments", "segments P of the clip", 2, 101, 1, Modality.AUDIO.segments()));
        controls.add(new Control.Range("node", "segment i that hears", 0, 100, 1, 50));
        controls.add(new Control.Range("layers", "layers", 1, 4, 1, 4));
        return controls;
    }

    @Override
    public Drawing draw(Values values) {
        View view = View.of(values);
        return new Drawing(Html.gallery(view.arcs(), view.matrix()), view.answer());
    }

    /// What is to be seen for some values.
    ///
    /// @param neighbours of the node, ascending
    /// @param heard by the node through one layer, through two, ..., each `[P]`
    private record View(Modality modality, Edges edges, int node, int[] neighbours, List<boolean[]> heard) {
        static View of(Values values) {
            int segments = values.whole("segments");
            int node = Math.min(values.whole("node"), segments - 1);
            Edges edges = Modality.edges(values, segments);
            int[] source = edges.source();
            int[] target = edges.target();
            int[] neighbours = IntStream.range(0, target.length)
                    .filter(e -> target[e] == node)
                    .map(e -> source[e])
                    .toArray();
            return new View(Modality.of(values), edges, node, neighbours, heard(edges, node, values.whole("layers")));
        }

        /// The segments whose features reach a node: against the edges, step by step.
        private static List<boolean[]> heard(Edges edges, int node, int layers) {
            int[] source = edges.source();
            int[] target = edges.target();
            boolean[] heard = new boolean[edges.nodes()];
            heard[node] = true;
            List<boolean[]> all = new ArrayList<>();
            for (int layer = 0; layer < layers; layer++) {
                boolean[] before = heard;
                heard = before.clone();
                for (int e = 0; e < source.length; e++) {
                    heard[source[e]] |= before[target[e]];
                }
                all.add(heard);
            }
            return all;
        }

        /// The segments in a row, an arc from each neighbour to the node; below, what each layer adds.
        String arcs() {
            String hue = modality.hue().word();
            Scale x = new Scale(0, edges.nodes() - 1, LABEL + 6, WIDTH - 8);
            Svg svg = new Svg(
                    "neighbourhoods-arcs",
                    "The neighbours of a segment",
                    "Segments in a row; arcs lead from " + neighbours.length + " of them to segment " + node
                            + ". Below: the segments that it hears through 1 to " + heard.size() + " layers.",
                    WIDTH,
                    BASE + 46 + LAYER * heard.size());
            PathData arcs = new PathData();
            double high = 2.0 * (BASE - 12) / Math.max(1, others().max().orElse(1));
            for (int j : neighbours) {
                double top = BASE - high * Math.abs(j - node);
                arcs.move(x.at(j), BASE).bend((x.at(j) + x.at(node)) / 2, top, x.at(node), BASE);
            }
            svg.path(arcs, "class=\"line " + hue + "\"");
            row(svg, x, BASE, "");
            for (int j : neighbours) {
                svg.disc(x.at(j), BASE, 3, "class=\"dot " + hue + "\"");
            }
            svg.disc(x.at(node), BASE, 5, "class=\"dot ink\"");
            double middle = Math.clamp(x.at(node), LABEL + 22.0, WIDTH - 24.0);
            svg.words(middle, BASE + 20, "middle", "i = " + node, "class=\"strong\"");
            for (int layer = 1; layer <= heard.size(); layer++) {
                double at = BASE + 26 + LAYER * layer;
                row(svg, x, at, Words.count(layer, "layer"));
                for (int j = 0; j < edges.nodes(); j++) {
                    if (heard.get(layer - 1)[j]) {
                        svg.disc(x.at(j), at, 2, "class=\"dot " + hue + "\"");
                    }
                }
            }
            return Html.figure(
                    svg.toString(),
                    "The neighbours of segment " + node + ", from " + neighbours[0] + " to "
                            + neighbours[neighbours.length - 1] + "; below, all that it hears through more layers.");
        }

        private void row(Svg svg, Scale x, double y, String name) {
            svg.words(LABEL - 4, y + 4, "end", name, "class=\"tick\"");
            PathData points = new PathData();
            for (int j = 0; j < edges.nodes(); j++) {
                points.move(x.at(j), y - 2).line(x.at(j), y + 2);
            }
            svg.path(points, "class=\"grid\"");
        }

        /// The edges as a matrix.
        String matrix() {
            int segments = edges.nodes();
            double left = 40;
            double top = 40;
            double size = WIDTH - left - 12;
            double cell = size / segments;
            Svg svg = new Svg(
                    "neighbourhoods-matrix",
                    "The same edges as a matrix",
                    "Rows and columns: " + segments + " segments. " + edges.count() + " entries, of which row " + node
                            + " has " + neighbours.length + ".",
                    WIDTH,
                    (int) (top + size + 12));
            int[] source = edges.source();
            int[] target = edges.target();
            StringBuilder cells = new StringBuilder();
            StringBuilder own = new StringBuilder();
            for (int e = 0; e < source.length; e++) {
                (target[e] == node ? own : cells)
                        .append('M')
                        .append(source[e])
                        .append(' ')
                        .append(target[e])
                        .append("h1v1h-1z");
            }
            svg.open("transform=\"translate(" + Svg.place(left) + " " + Svg.place(top) + ") scale("
                            + Numbers.fixed(cell, 4) + ")\"")
                    .path(cells, "class=\"bar soft\"")
                    .path(own, "class=\"bar " + modality.hue().word() + "\"")
                    .close()
                    .box(left - 2, top + node * cell - 1.5, size + 4, cell + 3, "class=\"moment\"")
                    .frame(left, top, size, size)
                    .words(left + size / 2, 14, "middle", "segment j that is heard", "class=\"axis-title\"")
                    .upwards(12, top + size / 2, "segment i that hears");
            mark(svg, left, top, cell, 0);
            mark(svg, left, top, cell, segments - 1);
            if (node > segments / 8 && node < segments - segments / 8) {
                mark(svg, left, top, cell, node);
            }
            return Html.figure(svg.toString(), "Each cell is an edge. Framed: the row of segment " + node + ".");
        }

        private static void mark(Svg svg, double left, double top, double cell, int segment) {
            double middle = (segment + 0.5) * cell;
            svg.words(left + middle, top - 6, "middle", String.valueOf(segment), "class=\"tick\"")
                    .words(left - 6, top + middle + 4, "end", String.valueOf(segment), "class=\"tick\"");
        }

        String answer() {
            String name = Words.capital(modality.word()) + " segment " + node;
            String joined = neighbours.length == 1
                    ? name + " hears itself alone"
                    : name + " hears " + neighbours.length + " segments, itself included, the nearest other one "
                            + away(others().min().orElseThrow()) + " away, the farthest "
                            + away(others().max().orElseThrow());
            boolean[] last = heard.getLast();
            int all = (int) IntStream.range(0, last.length).filter(j -> last[j]).count();
            return joined + ". Through " + Words.count(heard.size(), "layer") + " it hears " + all + " of the clip’s "
                    + edges.nodes() + ", " + beside(last) + ". The clip has " + Words.count(edges.count(), "edge")
                    + ".";
        }

        /// Distances of the neighbours other than the node.
        private IntStream others() {
            return Arrays.stream(neighbours).map(j -> Math.abs(j - node)).filter(distance -> distance > 0);
        }

        private String away(int distance) {
            return Words.count(distance, "segment") + " (" + Words.number(distance * modality.hop(), 2) + " s)";
        }

        /// Whether it hears those next to it.
        private String beside(boolean... all) {
            int[] next = IntStream.of(node - 1, node + 1)
                    .filter(j -> j >= 0 && j < all.length)
                    .toArray();
            long heardOfThem = IntStream.of(next).filter(j -> all[j]).count();
            if (heardOfThem == next.length) {
                return next.length == 2 ? "among them both beside it" : "among them the one beside it";
            }
            return heardOfThem > 0
                    ? "of the two beside it one"
                    : next.length == 2 ? "but never the two beside it" : "but never the one beside it";
        }
    }
}
