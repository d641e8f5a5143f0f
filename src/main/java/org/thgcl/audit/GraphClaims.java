package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.features.LogMel;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims of sections 2.2 and 3.1.2, edges within a modality.
final class GraphClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final double FRAME_SECONDS = LogMel.Settings.VGGISH.hopSeconds();

    private GraphClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "audio-finer-than-video",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "2.2",
                                "音频特征的细粒度要求精确的时间对齐 ... 这允许较粗略的时间对齐",
                                "Audio nodes are joined finely in time, video nodes more coarsely."),
                        List.of("A1", "A3"),
                        new Computation(
                                "Distance of the nearest and of the farthest neighbour in seconds, in mid-clip.",
                                TemporalNeighbourhood.class),
                        GraphClaims::finer),
                new Claim(
                        "spans-fit",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "3.1.2",
                                "时间跨度分别设置为 6、4 和 3,而同一模 式内的时序扩张则设置为 3 和 4",
                                "Spans 6 and 4 with dilations 3 and 4 fit into a clip of 10 s."),
                        List.of("A1", "A4"),
                        new Computation("Whether every node has 2S + 1 neighbours.", TemporalNeighbourhood.class),
                        GraphClaims::fit),
                new Claim(
                        "adjacent-segments",
                        ClaimKind.STATED,
                        new Passage(
                                "3.3",
                                "声学事件表现出短期平稳性且相邻节点具有相似的表示",
                                "Gaussian edges help because adjacent nodes are alike."),
                        List.of("A3"),
                        new Computation(
                                "Edges between segments next to each other in time, and the parts that the graph of"
                                        + " a modality falls into.",
                                TemporalNeighbourhood.class),
                        GraphClaims::adjacent));
    }

    /// A modality's segments in one reading.
    private record Segments(String modality, int count, double seconds, int span, int dilation) {
        Edges edges(Evidence evidence) {
            return evidence.graphs().neighbourhood().of(count, span, dilation, Boundary.SHIFT);
        }
    }

    /// Audio and video segments.
    ///
    /// @param hopFrames between the starts of audio segments
    /// @param halved whether a span counts both sides (A3), which leaves at most half of it for one side
    private static List<Segments> segments(int hopFrames, boolean halved) {
        int part = halved ? 2 : 1;
        return List.of(
                new Segments(
                        "audio",
                        hopFrames == 9 ? PAPER.clips().audioSegments() : 10,
                        hopFrames * FRAME_SECONDS,
                        ThgnSettings.of(PAPER).audioSpan() / part,
                        ThgnSettings.of(PAPER).audioDilation()),
                new Segments(
                        "video",
                        PAPER.clips().videoSegments(),
                        Published.CHUNK_SECONDS,
                        ThgnSettings.of(PAPER).videoSpan() / part,
                        ThgnSettings.of(PAPER).videoDilation()));
    }

    /// The reading A1 = 9 or 96 frames.
    static Choice hop(int frames) {
        return Choice.of("A1", "hop", frames + " frames");
    }

    private static Finding finer(Evidence evidence) {
        List<Reading> readings = List.of(
                finer(segments(9, false), evidence, hop(9)),
                finer(segments(9, true), evidence, hop(9), Choice.of("A3", "span", "in all")),
                finer(segments(96, false), evidence, hop(96)));
        return Finding.of(
                readings,
                readings.getFirst().figure(),
                "The paper gives no hop. With windows that don't overlap, the dilation of 3 windows (2.88 s) is longer"
                        + " than that of 4 chunks (1 s).");
    }

    private static Reading finer(List<Segments> both, Evidence evidence, Choice... choices) {
        double[] audio = nearestAndFarthest(both.get(0), evidence);
        double[] video = nearestAndFarthest(both.get(1), evidence);
        return Reading.other(
                "audio neighbours " + seconds(audio[0]) + " to " + seconds(audio[1]) + " away, video "
                        + seconds(video[0]) + " to " + seconds(video[1]),
                audio[0] < video[0] && audio[1] < video[1],
                choices);
    }

    private static double[] nearestAndFarthest(Segments segments, Evidence evidence) {
        Edges edges = segments.edges(evidence);
        int[] source = edges.source();
        int[] target = edges.target();
        int nearest = Integer.MAX_VALUE;
        int farthest = 0;
        for (int e = 0; e < edges.count(); e++) {
            int distance = Math.abs(source[e] - target[e]);
            if (target[e] == segments.count / 2 && distance > 0) {
                nearest = Math.min(nearest, distance);
                farthest = Math.max(farthest, distance);
            }
        }
        return new double[] {nearest * segments.seconds, farthest * segments.seconds};
    }

    private static String seconds(double seconds) {
        return NumberText.decimal(seconds, 2) + " s";
    }

    private static Finding fit(Evidence evidence) {
        Reading dense = fit(segments(9, false), evidence, hop(9));
        Reading sparse = fit(segments(96, false), evidence, hop(96));
        return Finding.of(
                List.of(dense, sparse),
                dense.figure(),
                "The paper gives no hop. With 10 audio segments a node has at most four others within dilation 3.");
    }

    private static Reading fit(List<Segments> both, Evidence evidence, Choice hop) {
        boolean fits = true;
        List<String> figures = new ArrayList<>();
        for (Segments segments : both) {
            int edges = segments.edges(evidence).count();
            int wanted = segments.count * (2 * segments.span + 1);
            fits &= edges == wanted;
            figures.add(segments.count + " " + segments.modality + " nodes: " + NumberText.part(edges, wanted));
        }
        return Reading.other(String.join("; ", figures) + " edges", fits, hop);
    }

    private static Finding adjacent(Evidence evidence) {
        int next = 0;
        int edges = 0;
        List<String> parts = new ArrayList<>();
        for (Segments segments : segments(9, false)) {
            Edges all = segments.edges(evidence);
            edges += all.count();
            int[] source = all.source();
            int[] target = all.target();
            for (int e = 0; e < all.count(); e++) {
                next += Math.abs(source[e] - target[e]) == 1 ? 1 : 0;
            }
            parts.add(components(segments.count, source, target) + " (" + segments.modality + ")");
        }
        String figure = next + " of " + NumberText.whole(edges) + " edges join segments next in time";
        return Finding.of(
                List.of(
                        Reading.printed(figure, next > 0, Choice.word("adjacent", "next in time")),
                        Reading.other(
                                NumberText.whole(edges) + " edges",
                                edges > 0,
                                Choice.word("adjacent", "joined by an edge"))),
                figure,
                "A dilation D joins only segments whose indices have the same remainder modulo D. So the graph within a"
                        + " modality has separate parts: " + String.join(" and ", parts)
                        + ". No layer of GNN-A or GNN-V connects them. See also"
                        + " near-segments-alike.");
    }

    /// Connected parts of a graph, by merging the ends of each edge.
    private static int components(int nodes, int[] source, int[] target) {
        int[] part = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            part[i] = i;
        }
        int parts = nodes;
        for (int e = 0; e < source.length; e++) {
            int from = part[source[e]];
            int to = part[target[e]];
            if (from != to) {
                parts--;
                for (int i = 0; i < nodes; i++) {
                    part[i] = part[i] == from ? to : part[i];
                }
            }
        }
        return parts;
    }
}
