package org.thgcl.report;

import java.util.Locale;
import org.thgcl.graph.ClipGraph;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.model.Configuration;
import org.thgcl.page.Html;
import org.thgcl.page.Section;
import org.thgcl.page.Svg;
import org.thgcl.thgn.Thgn;

/// The temporal heterogeneous graph of one clip, drawn.
///
/// @param configuration whose graph it is
/// @param whose words that say so
record GraphSection(Configuration configuration, String whose) implements Section {
    private static final double LEFT = 110;
    private static final double SPAN = 900;
    private static final double AUDIO = 170;
    private static final double VIDEO = 290;
    private static final String FAINT = "class=\"arc\"";
    private static final String STRONG = "class=\"arc strong\"";

    @Override
    public String id() {
        return "graph";
    }

    @Override
    public String title() {
        return "The graph of one clip";
    }

    @Override
    public String html() {
        ClipGraph graph = Thgn.graph(configuration);
        int audio = graph.audio().nodes() / 2;
        int video = graph.video().nodes() / 2;
        String caption = String.format(
                Locale.ROOT,
                "All clips of %s have this graph: %d audio and %d video segments in the order of time, %d "
                        + "edges between audio segments, %d between video segments, %d from video to audio. "
                        + "Self-loops aren't drawn. Bold: the neighbourhood of audio segment %d%s.",
                whose,
                graph.audio().nodes(),
                graph.video().nodes(),
                graph.audio().count(),
                graph.video().count(),
                graph.cross().count(),
                audio,
                graph.hasVideo() ? ", that of video segment " + video + " and its edges to audio segments" : "");
        return Html.wideFigure(drawing(graph, audio, video), caption);
    }

    private String drawing(ClipGraph graph, int audio, int video) {
        Svg svg = new Svg(
                "graph",
                "Temporal heterogeneous graph of a clip",
                "Audio segments in a row, video segments in a row below. Arcs join neighbours, lines go from video to"
                        + " audio.",
                1030,
                graph.hasVideo() ? 470 : 190);
        arcs(svg, graph.audio(), AUDIO, -1, audio);
        svg.words(8, AUDIO + 4, "start", "audio segments");
        if (graph.hasVideo()) {
            lines(svg, graph.cross(), video);
            arcs(svg, graph.video(), VIDEO, 1, video);
            svg.words(8, VIDEO + 4, "start", "video segments");
        }
        return svg.toString();
    }

    /// Each pair of neighbours once, beside the row of nodes on the side given by the sign.
    private static void arcs(Svg svg, Edges edges, double y, int side, int node) {
        StringBuilder faint = new StringBuilder();
        StringBuilder strong = new StringBuilder();
        int[] source = edges.source();
        int[] target = edges.target();
        int longest = 1;
        for (int e = 0; e < source.length; e++) {
            longest = Math.max(longest, Math.abs(source[e] - target[e]));
        }
        for (int e = 0; e < source.length; e++) {
            double from = x(source[e], edges.nodes());
            double to = x(target[e], edges.nodes());
            double bend = y + side * 2 * 140.0 * Math.abs(source[e] - target[e]) / longest;
            String arc =
                    String.format(Locale.ROOT, "M%.1f %.0fQ%.1f %.1f %.1f %.0f", from, y, (from + to) / 2, bend, to, y);
            if (target[e] == node && source[e] != node) {
                strong.append(arc);
            } else if (source[e] < target[e]) {
                faint.append(arc);
            }
        }
        svg.path(faint, FAINT).path(strong, STRONG);
        for (int i = 0; i < edges.nodes(); i++) {
            svg.disc(x(i, edges.nodes()), y, i == node ? 5 : 3, i == node ? "class=\"node strong\"" : "class=\"node\"");
        }
    }

    private static void lines(Svg svg, CrossModalEdges edges, int video) {
        StringBuilder faint = new StringBuilder();
        StringBuilder strong = new StringBuilder();
        for (int e = 0; e < edges.count(); e++) {
            double from = x(edges.video()[e], edges.videoNodes());
            double to = x(edges.audio()[e], edges.audioNodes());
            String line = String.format(Locale.ROOT, "M%.1f %.0fL%.1f %.0f", from, VIDEO, to, AUDIO);
            (edges.video()[e] == video ? strong : faint).append(line);
        }
        svg.path(faint, "class=\"arc cross\"").path(strong, STRONG);
    }

    /// The middle of a segment in time.
    private static double x(int segment, int segments) {
        return LEFT + SPAN * (segment + 0.5) / segments;
    }
}
