package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.features.LogMel;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.Edges;
import org.thgcl.graph.TemporalNeighbourhood;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

/// Claims of sections 2.2 and 3.1.2, the graph's edges in time.
final class GraphClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final double FRAME_SECONDS = LogMel.Settings.VGGISH.hopSeconds();

    private GraphClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "audio-finer-than-video",
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
                        new Passage(
                                "3.1.2",
                                "时间跨度分别设置为 6、4 和 3,而同一模 式内的时序扩张则设置为 3 和 4",
                                "Spans 6 and 4 with dilations 3 and 4 fit into a clip of 10 s."),
                        List.of("A1", "A4"),
                        new Computation("Whether every node has 2S + 1 neighbours.", TemporalNeighbourhood.class),
                        GraphClaims::fit),
                new Claim(
                        "adjacent-segments",
                        new Passage(
                                "3.3",
                                "声学事件表现出短期平稳性且相邻节点具有相似的表示",
                                "Gaussian edges help because adjacent nodes are alike."),
                        List.of("A3"),
                        new Computation(
                                "Edges between segments next to each other in time, and the parts that the graph of"
                                        + " a modality falls into.",
                                TemporalNeighbourhood.class),
                        GraphClaims::adjacent),
                new Claim(
                        "cross-modal-timestamps",
                        new Passage("2.2", "只有当时间戳匹配时才存在这些边", "Cross-modal edges exist only where time stamps match."),
                        List.of("A1", "A5", "finding 9"),
                        new Computation(
                                "How many edges join an audio window and a video chunk that share a moment.",
                                CrossModalEdges.class),
                        GraphClaims::timestamps));
    }

    /// A modality's segments in one reading.
    private record Segments(String reading, String modality, int count, double seconds, int span, int dilation) {
        Edges edges(Evidence evidence) {
            return evidence.graphs().neighbourhood().of(count, span, dilation, Boundary.SHIFT);
        }
    }

    /// @param seconds between the beginnings of audio segments
    /// @param halved whether a span counts both sides (A3), which leaves at most half of it for one
    private static List<Segments> reading(String name, int audioSegments, double seconds, boolean halved) {
        int part = halved ? 2 : 1;
        return List.of(
                new Segments(name, "audio", audioSegments, seconds, PAPER.audioSpan() / part, PAPER.audioDilation()),
                new Segments(
                        name,
                        "video",
                        PAPER.videoSegments(),
                        Published.CHUNK_SECONDS,
                        PAPER.videoSpan() / part,
                        PAPER.videoDilation()));
    }

    private static Finding finer(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        String figure = "";
        for (List<Segments> reading : List.of(
                reading("A1 = 9 frames", 101, 9 * FRAME_SECONDS, false),
                reading("A1 = 9 frames with A3 = in all", 101, 9 * FRAME_SECONDS, true),
                reading("A1 = 96 frames", 10, 96 * FRAME_SECONDS, false))) {
            double[] audio = nearestAndFarthest(reading.get(0), evidence);
            double[] video = nearestAndFarthest(reading.get(1), evidence);
            holds.put(reading.get(0).reading, audio[0] < video[0] && audio[1] < video[1]);
            rows.add(List.of(reading.get(0).reading, "audio", seconds(audio[0]), seconds(audio[1])));
            rows.add(List.of(reading.get(0).reading, "video", seconds(video[0]), seconds(video[1])));
            if (figure.isEmpty()) {
                figure = "audio every " + seconds(audio[0]) + " to " + seconds(audio[1]) + ", video every "
                        + seconds(video[0]) + " to " + seconds(video[1]);
            }
        }
        return Finding.of(holds, figure, "With windows that don't overlap, three of them are longer than four chunks.")
                .with(new Table(
                        "Neighbours of a node in mid-clip",
                        List.of("reading", "modality", "nearest", "farthest"),
                        rows));
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
        return Figures.decimal(seconds, 2) + " s";
    }

    private static Finding fit(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<String> figures = new ArrayList<>();
        List<Segments> all = new ArrayList<>(reading("A1 = 9 frames", 101, 9 * FRAME_SECONDS, false));
        all.add(reading("A1 = 96 frames", 10, 96 * FRAME_SECONDS, false).getFirst());
        for (Segments segments : all) {
            int edges = segments.edges(evidence).count();
            int wanted = segments.count * (2 * segments.span + 1);
            holds.merge(segments.reading, edges == wanted, Boolean::logicalAnd);
            figures.add(segments.count + " " + segments.modality + " nodes: " + Figures.part(edges, wanted));
        }
        return Finding.of(
                holds,
                String.join("; ", figures) + " edges",
                "With 10 audio segments a node has at most four others in reach of dilation 3.");
    }

    private static Finding adjacent(Evidence evidence) {
        int next = 0;
        int edges = 0;
        List<String> parts = new ArrayList<>();
        for (Segments segments : reading("", PAPER.audioSegments(), 9 * FRAME_SECONDS, false)) {
            Edges all = segments.edges(evidence);
            edges += all.count();
            int[] source = all.source();
            int[] target = all.target();
            for (int e = 0; e < all.count(); e++) {
                next += Math.abs(source[e] - target[e]) == 1 ? 1 : 0;
            }
            parts.add(components(segments.count, source, target) + " (" + segments.modality + ")");
        }
        Map<String, Boolean> holds = new LinkedHashMap<>();
        holds.put("'adjacent' = joined by an edge", edges > 0);
        holds.put("'adjacent' = next in time", next > 0);
        return Finding.of(
                holds,
                next + " of " + Figures.whole(edges) + " edges join segments next in time",
                "A dilation D joins equal remainders modulo D alone: the graph within a modality falls into "
                        + String.join(" and ", parts)
                        + " parts that no layer of GNN-A or GNN-V ever connects.");
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

    private static Finding timestamps(Evidence evidence) {
        CrossModalEdges dense = cross(101, evidence);
        CrossModalEdges sparse = cross(10, evidence);
        Map<String, int[]> overlaps = new LinkedHashMap<>();
        overlaps.put("A5 = timestamp, A1 = 9 frames", overlap(dense, 0, 9));
        overlaps.put("A5 = timestamp, A1 = 96 frames", overlap(sparse, 0, 96));
        overlaps.put("A5 = hops, 8 segments late", overlap(dense, 8, 9));
        overlaps.put("A5 = hops, 8 segments early", overlap(dense, -8, 9));
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        overlaps.forEach((reading, found) -> {
            holds.put(reading, found[0] == found[1]);
            rows.add(List.of(reading, Figures.part(found[0], found[1])));
        });
        int[] first = overlaps.values().iterator().next();
        return Finding.of(
                        holds,
                        Figures.part(first[0], first[1]) + " edges join what overlaps in time",
                        "TMac's code draws its starts at random, up to 8 segments off.")
                .with(new Table(
                        "Edges between an audio window and a video chunk that share a moment",
                        List.of("reading", "overlapping"),
                        rows));
    }

    private static CrossModalEdges cross(int audioSegments, Evidence evidence) {
        return evidence.graphs().cross().of(audioSegments, PAPER.videoSegments(), PAPER.crossSpan());
    }

    /// Edges whose window and chunk share a moment, and all edges; audio indices are shifted, then kept in the
    /// clip.
    private static int[] overlap(CrossModalEdges edges, int shift, int hopFrames) {
        int[] audio = edges.audio();
        int[] video = edges.video();
        int shared = 0;
        for (int e = 0; e < edges.count(); e++) {
            int window = Math.clamp(audio[e] + (long) shift, 0, edges.audioNodes() - 1);
            double begin = window * hopFrames * FRAME_SECONDS;
            double end = begin + LogMel.Settings.VGGISH.patchFrames() * FRAME_SECONDS;
            double chunk = video[e] * Published.CHUNK_SECONDS;
            shared += begin < chunk + Published.CHUNK_SECONDS && chunk < end ? 1 : 0;
        }
        return new int[] {shared, edges.count()};
    }
}
