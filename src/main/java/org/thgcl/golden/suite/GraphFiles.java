package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;

/// Which nodes are joined: edges within a modality and across.
final class GraphFiles {
    private GraphFiles() {}

    static List<Document> all() {
        return List.of(temporal(), crossModal());
    }

    /// The neighbours of node i.
    @FunctionalInterface
    private interface Neighbours {
        Collection<Integer> of(int i, int segments, int span, int dilation, Boundary boundary);
    }

    /// Edge lists, written one edge after the other.
    private static final class Lists {
        private final Map<String, List<Integer>> columns = new LinkedHashMap<>();

        void add(String column, int value) {
            columns.computeIfAbsent(column, name -> new ArrayList<>()).add(value);
        }

        Map<String, Numbers> numbers(String... names) {
            Map<String, Numbers> numbers = new LinkedHashMap<>();
            for (String name : names) {
                numbers.put(
                        name,
                        indices(columns.getOrDefault(name, List.of()).stream()
                                .mapToInt(Integer::intValue)
                                .toArray()));
            }
            return numbers;
        }
    }

    private static Definition edges(Neighbours neighbours) {
        return (s, in) -> {
            Lists lists = new Lists();
            for (int i = 0; i < s.whole("segments"); i++) {
                TreeSet<Integer> around = new TreeSet<>(neighbours.of(
                        i,
                        s.whole("segments"),
                        s.whole("span"),
                        s.whole("dilation"),
                        s.word(Boundary.class, "boundary")));
                for (int j : around) {
                    lists.add("source", j);
                    lists.add("target", i);
                    lists.add("min", around.first());
                    lists.add("max", around.last());
                }
            }
            return lists.numbers("source", "target", "min", "max");
        };
    }

    private static Document temporal() {
        Definition definition = edges(TemporalNeighbourhood::definition);
        Document file = new Document(
                        "temporal_neighbourhood",
                        "temporal_neighbourhood",
                        "2.2",
                        TemporalNeighbourhood.class,
                        definition)
                .reading("A3", "A4")
                .decoy("ends-of-the-clip", "Pmin and Pmax are the clip's ends, not the neighbourhood's", (s, in) -> {
                    Map<String, Numbers> lists = new LinkedHashMap<>(definition.of(s, in));
                    int[] min = new int[lists.get("min").count()];
                    int[] max = new int[min.length];
                    Arrays.fill(max, s.whole("segments") - 1);
                    lists.put("min", indices(min));
                    lists.put("max", indices(max));
                    return lists;
                })
                .decoy("dilation-left-out", "the neighbours are next to each other", definition.with("dilation", 1))
                .decoy("source-target-swapped", "edges point the other way", (s, in) -> {
                    Map<String, Numbers> lists = new LinkedHashMap<>(definition.of(s, in));
                    Numbers source = lists.get("source");
                    lists.put("source", lists.get("target"));
                    lists.put("target", source);
                    return lists;
                });
        for (String boundary : List.of("shift", "clip")) {
            file.add(neighbourhood("inner-and-ends-" + boundary, 11, 2, 2, boundary)
                    .comment("lattices of 6 and 5 nodes, neighbourhoods of 5"));
            file.add(neighbourhood("lattice-too-short-" + boundary, 10, 2, 3, boundary)
                    .comment("lattices of 4 and 3 nodes for neighbourhoods of 5: all of them, shifted or not")
                    .flag("short-lattice"));
            file.add(neighbourhood("dilation-beyond-the-clip-" + boundary, 3, 1, 5, boundary)
                    .comment("no neighbour but the node itself")
                    .flag("short-lattice"));
            file.add(neighbourhood("one-segment-" + boundary, 1, 6, 3, boundary));
            file.add(neighbourhood("span-0-" + boundary, 4, 0, 2, boundary).comment("self-loops alone"));
            file.add(neighbourhood("no-segments-" + boundary, 0, 6, 3, boundary).flag("empty"));
            file.add(neighbourhood("audio-of-the-paper-" + boundary, 101, 6, 3, boundary)
                    .comment("the audio side of the published data set"));
            file.add(neighbourhood("video-of-the-paper-" + boundary, 40, 4, 4, boundary)
                    .comment("the video side of the published data set"));
        }
        file.add(neighbourhood("default-left-out", 11, 2, 2, "shift")
                .comment("without boundary: shift")
                .leftOut("boundary"));
        return file.flag(
                        "short-lattice",
                        "fewer nodes on a lattice than the neighbourhood wants; TMac's code fails there")
                .flag("empty", "no nodes, no edges");
    }

    private static Draft neighbourhood(String id, int segments, int span, int dilation, String boundary) {
        return new Draft(id)
                .setting("segments", segments)
                .setting("span", span)
                .setting("dilation", dilation)
                .setting("boundary", boundary);
    }

    /// start(i) of each video node.
    @FunctionalInterface
    interface Start {
        int of(Definition.Settings settings, Map<String, Numbers> inputs, int i);
    }

    static int start(Definition.Settings s, Map<String, Numbers> in, int i) {
        return s.text("alignment").equals("hops")
                ? (int) in.get("hops").get(i)
                : Math.floorDiv(i * s.whole("audio_segments"), s.whole("video_segments"));
    }

    static Definition cross(Start start, int cut) {
        return (s, in) -> {
            Lists lists = new Lists();
            for (int i = 0; i < s.whole("video_segments"); i++) {
                int first = start.of(s, in, i);
                int min = Math.max(first, 0);
                int max = Math.min(first + s.whole("span") - 1, s.whole("audio_segments") - 1);
                for (int j = min; j <= max; j++) {
                    lists.add("video", i);
                    lists.add("audio", j);
                    lists.add("min", min);
                    lists.add("max", cut == 0 ? max : first + s.whole("span") - 1);
                    lists.add("start", first);
                }
            }
            return lists.numbers("video", "audio", "min", "max", "start");
        };
    }

    private static Document crossModal() {
        Definition definition = cross(GraphFiles::start, 0);
        Document file = new Document("cross_modal_edges", "cross_modal_edges", "2.2", CrossModalEdges.class, definition)
                .reading("A5")
                .decoy(
                        "rounded-start",
                        "start(i) is rounded to the nearest instead of down",
                        cross(
                                (s, in, i) -> s.text("alignment").equals("hops")
                                        ? start(s, in, i)
                                        : (int) Math.rint(
                                                (double) i * s.whole("audio_segments") / s.whole("video_segments")),
                                0))
                .decoy(
                        "whole-ratio",
                        "the ratio P_a / P_v is cut to a whole number first",
                        cross(
                                (s, in, i) -> s.text("alignment").equals("hops")
                                        ? start(s, in, i)
                                        : i * (s.whole("audio_segments") / s.whole("video_segments")),
                                0))
                .decoy(
                        "centred",
                        "J(i) is centred on start(i) instead of starting there",
                        cross((s, in, i) -> start(s, in, i) - s.whole("span") / 2, 0))
                .decoy("max-not-cut", "Pmax' beyond the last audio node", cross(GraphFiles::start, 1));
        file.add(alignment("timestamp", 10, 3, 2, "timestamp").comment("10 / 3 segments: starts 0, 3, 6"));
        file.add(alignment("rounding-matters", 11, 4, 3, "timestamp").comment("starts 0, 2, 5, 8"));
        file.add(alignment("cut-at-the-end", 5, 5, 3, "timestamp")
                .comment("the last two video nodes have 2 and 1 edges"));
        file.add(
                alignment("more-video-than-audio", 3, 7, 2, "timestamp").comment("several video nodes start together"));
        file.add(alignment("one-and-one", 1, 1, 3, "timestamp"));
        file.add(alignment("span-0", 6, 3, 0, "timestamp").comment("no edges").flag("empty"));
        file.add(alignment("no-video", 6, 0, 3, "timestamp")
                .comment("a clip without video (A25)")
                .flag("empty"));
        file.add(alignment("published", 101, 40, 3, "timestamp").comment("the published data set's segments"));
        file.add(alignment("defaults-left-out", 101, 40, 3, "timestamp")
                .comment("without settings: 101 and 40 segments, span 3, by timestamp")
                .leftOut("audio_segments", "video_segments", "span", "alignment"));
        file.add(alignment("hops", 10, 4, 3, "hops")
                .input("hops", indices(1, 0, 6, 8))
                .comment("not ascending, cut at the end"));
        file.add(alignment("hops-at-the-end", 6, 5, 3, "hops")
                .input("hops", indices(5, 5, 4, 0, 3))
                .comment("neighbourhoods of 1, 1, 2, 3 and 3 audio nodes"));
        return Corners.crossModal(file).flag("empty", "a list of no edges");
    }

    static Draft alignment(String id, int audio, int video, int span, String alignment) {
        return new Draft(id)
                .setting("audio_segments", audio)
                .setting("video_segments", video)
                .setting("span", span)
                .setting("alignment", alignment);
    }
}
