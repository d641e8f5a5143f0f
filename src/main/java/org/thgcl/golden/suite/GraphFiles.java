package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.indices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.thgcl.graph.Boundary;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.graph.TemporalNeighbourhood;

/// Which nodes are joined: edges within a modality and across.
final class GraphFiles {
    private GraphFiles() {}

    static List<Document> all() {
        return List.of(temporal(), crossModal(), crossModalReadings());
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

    private static BigDecimal seconds(Definition.Settings s, String modality, int index) {
        return BigDecimal.valueOf(s.number(modality + "_hop_seconds")).multiply(BigDecimal.valueOf(index));
    }

    /// The window whose start is nearest to that of chunk i, the earlier of two; windows are tried in turn.
    private static int window(Definition.Settings s, int i) {
        BigDecimal chunk = seconds(s, "video", i);
        int nearest = 0;
        while (seconds(s, "audio", nearest + 1)
                        .subtract(chunk)
                        .abs()
                        .compareTo(seconds(s, "audio", nearest).subtract(chunk).abs())
                < 0) {
            nearest++;
        }
        return Math.max(0, Math.min(nearest, s.whole("audio_segments") - s.whole("span")));
    }

    private static Definition dilated(Start start) {
        return (s, in) -> {
            Lists lists = new Lists();
            for (int i = 0; i < s.whole("video_segments"); i++) {
                int first = start.of(s, in, i);
                int[] list = IntStream.range(0, s.whole("span"))
                        .map(k -> first + k * s.whole("dilation"))
                        .filter(j -> 0 <= j && j < s.whole("audio_segments"))
                        .toArray();
                for (int j : list) {
                    lists.add("video", i);
                    lists.add("audio", j);
                    lists.add("min", list[0]);
                    lists.add("max", list[list.length - 1]);
                    lists.add("start", first);
                }
            }
            return lists.numbers("video", "audio", "min", "max", "start");
        };
    }

    private static Document crossModalReadings() {
        Start right = (s, in, i) -> s.text("alignment").equals("window_time") ? window(s, i) : start(s, in, i);
        Start doubles = (s, in, i) -> s.text("alignment").equals("window_time")
                ? Math.clamp(
                        Math.round(i * s.number("video_hop_seconds") / s.number("audio_hop_seconds")),
                        0,
                        Math.max(0, s.whole("audio_segments") - s.whole("span")))
                : start(s, in, i);
        Definition definition = dilated(right);
        Document file = new Document(
                        "cross_modal_edges-readings", "cross_modal_edges", "2.2", CrossModalEdges.class, definition)
                .reading("A5", "A41")
                .decoy(
                        "timestamp",
                        "segments divide the clip evenly, the seconds are not looked at",
                        dilated(GraphFiles::start))
                .decoy("later-of-two", "a chunk midway between two windows takes the later one", dilated(doubles))
                .decoy("dilation-left-out", "the audio nodes are next to each other", definition.with("dilation", 1));
        file.add(reading("window-time-published", 101, 40, 3, 1, "window_time", 0.09, 0.25)
                .comment("windows every 90 ms, chunks of 250 ms: the last starts are cut to 98"));
        file.add(reading("window-time-defaults", 101, 40, 3, 1, "window_time", 0.09, 0.25)
                .comment("without the hops: 0.09 and 0.25 seconds")
                .leftOut("audio_hop_seconds", "video_hop_seconds"));
        file.add(reading("window-time-ties", 12, 5, 3, 1, "window_time", 0.7, 1.75)
                .comment("chunks 1 and 3 lie midway between two windows: the earlier; in doubles, 5.25 / 0.7 is above"
                        + " 7.5"));
        file.add(reading("window-time-span-too-long", 2, 3, 5, 1, "window_time", 0.5, 0.5)
                .comment("a span longer than the clip: all start at 0"));
        file.add(reading("window-time-dilation-2", 12, 5, 3, 2, "window_time", 0.2, 0.45)
                .comment("starts are cut to P_a - span, then the list to the clip"));
        file.add(reading("dilation-2", 10, 4, 3, 2, "timestamp", 0.09, 0.25)
                .comment("starts 0, 2, 5, 7; every other audio node, the last list cut"));
        file.add(reading("dilation-2-inside", 10, 4, 2, 2, "timestamp", 0.09, 0.25)
                .comment("nothing is cut, so without gaps there are as many edges"));
        file.add(reading("dilation-beyond-the-clip", 4, 2, 3, 7, "timestamp", 0.09, 0.25)
                .comment("only start(i) itself lies in the clip"));
        return file.add(reading("hops-dilation-3", 9, 3, 3, 3, "hops", 0.09, 0.25)
                .input("hops", indices(4, 0, 8))
                .comment("starts given, lists of 2, 3 and 1"));
    }

    private static Draft reading(
            String id,
            int audio,
            int video,
            int span,
            int dilation,
            String alignment,
            double audioHop,
            double videoHop) {
        return alignment(id, audio, video, span, alignment)
                .setting("dilation", dilation)
                .setting("audio_hop_seconds", audioHop)
                .setting("video_hop_seconds", videoHop);
    }

    static Draft alignment(String id, int audio, int video, int span, String alignment) {
        return new Draft(id)
                .setting("audio_segments", audio)
                .setting("video_segments", video)
                .setting("span", span)
                .setting("alignment", alignment);
    }
}
