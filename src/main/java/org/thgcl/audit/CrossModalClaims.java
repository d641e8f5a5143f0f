package org.thgcl.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.features.LogMel;
import org.thgcl.features.VideoChunks;
import org.thgcl.features.VideoChunks.Timeline;
import org.thgcl.graph.CrossModalEdges;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnSettings;

/// Claims of sections 2.2 and 2.3, edges across modalities.
final class CrossModalClaims {
    private static final Configuration PAPER = Preset.PAPER.configuration();
    private static final double FRAME_SECONDS = LogMel.Settings.VGGISH.hopSeconds();
    private static final double WINDOW_SECONDS = LogMel.Settings.VGGISH.patchFrames() * FRAME_SECONDS;

    private CrossModalClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "cross-modal-timestamps",
                        ClaimKind.STATED,
                        new Passage("2.2", "只有当时间戳匹配时才存在这些边", "Cross-modal edges exist only where time stamps match."),
                        List.of("A1", "A5", "finding 9"),
                        new Computation(
                                "For each edge, the start of the audio window minus the start of the video chunk, and"
                                        + " whether the two overlap.",
                                CrossModalEdges.class),
                        CrossModalClaims::timestamps),
                new Claim(
                        "attention-choice",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "2.3, Figure 2",
                                "并通过 GAT-AV 实现跨模态传输",
                                "GAT-AV can choose among video nodes: each audio node has several."),
                        List.of("A1", "A41", "finding 12"),
                        new Computation("Number of cross-modal edges of each audio node.", CrossModalEdges.class),
                        CrossModalClaims::choice),
                new Claim(
                        "chunks-in-time",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "2.1, 2.2",
                                "每个片段被分割成非重叠的250毫秒块",
                                "The predecessors' video chunks are in time: chunk i starts at 0.25 i s."),
                        List.of("A30", "finding 11"),
                        new Computation(
                                "Times of the frames of each chunk, cut as the predecessors' published script does"
                                        + " (utils/Feature_ext.py of TMac and VAED, read November 2026), and by time.",
                                VideoChunks.class),
                        CrossModalClaims::drift));
    }

    /// The cross-modal edges of one reading, in time.
    ///
    /// @param hopFrames between the starts of audio windows
    private record Timed(CrossModalEdges edges, int hopFrames) {
        /// Start of the window minus start of the chunk, in seconds, for each edge.
        double[] differences() {
            int[] audio = edges.audio();
            int[] video = edges.video();
            double[] differences = new double[edges.count()];
            for (int e = 0; e < differences.length; e++) {
                differences[e] = audio[e] * hopFrames * FRAME_SECONDS - video[e] * Published.CHUNK_SECONDS;
            }
            return differences;
        }

        /// The starts are less than a chunk apart.
        Reading together(boolean printed, Choice... choices) {
            double[] differences = differences();
            long near = Arrays.stream(differences)
                    .filter(d -> Math.abs(d) < Published.CHUNK_SECONDS)
                    .count();
            return new Reading(
                    choices("starts less than 0.25 s apart", choices),
                    printed,
                    NumberText.part(near, differences.length) + " edges start together; starts differ by "
                            + NumberText.signed(Arrays.stream(differences).min().orElse(0), 2) + " to "
                            + NumberText.signed(Arrays.stream(differences).max().orElse(0), 2) + " s",
                    near == differences.length);
        }

        /// Window and chunk share a moment.
        Reading overlapping(Choice... choices) {
            double[] differences = differences();
            long shared = Arrays.stream(differences)
                    .filter(d -> d < Published.CHUNK_SECONDS && d > -WINDOW_SECONDS)
                    .count();
            return new Reading(
                    choices("any overlap in time", choices),
                    false,
                    NumberText.part(shared, differences.length) + " edges overlap",
                    shared == differences.length);
        }

        private static List<Choice> choices(String sense, Choice... others) {
            List<Choice> choices = new ArrayList<>(List.of(Choice.word("match", sense)));
            choices.addAll(List.of(others));
            return choices;
        }
    }

    private static Finding timestamps(Evidence evidence) {
        Choice timestamp = Choice.of("A5", "alignment", "timestamp");
        Choice windowTime = Choice.of("A5", "alignment", "window_time");
        CrossModalEdges edges = edges(evidence.graphs().cross(), PAPER.clips().audioSegments());
        Timed dense = new Timed(edges, 9);
        Timed nearest =
                new Timed(edges(evidence.graphs().nearest(), PAPER.clips().audioSegments()), 9);
        Timed sparse = new Timed(edges(evidence.graphs().cross(), 10), 96);
        int deviation = evidence.published().tmacDeviation();
        Reading printed = dense.together(true, timestamp, GraphClaims.hop(9));
        return Finding.of(
                List.of(
                        printed,
                        nearest.together(false, windowTime, GraphClaims.hop(9)),
                        dense.overlapping(timestamp, GraphClaims.hop(9)),
                        nearest.overlapping(windowTime, GraphClaims.hop(9)),
                        sparse.overlapping(timestamp, GraphClaims.hop(96)),
                        shifted(edges, deviation),
                        shifted(edges, -deviation)),
                printed.figure(),
                "Any overlap is a weak sense of 'match': a window lasts 0.96 s. Windows every 90 ms and chunks of 250"
                        + " ms divide the clip differently: the last window starts at 9.00 s, the last chunk at 9.75 s."
                        + " TMac's code draws its starts at random; in 20,000 draws they were up to " + deviation
                        + " segments away from the time stamp, 3.3 in the mean.");
    }

    private static CrossModalEdges edges(Graphs.Cross cross, int audioSegments) {
        return cross.of(
                audioSegments,
                PAPER.clips().videoSegments(),
                ThgnSettings.of(PAPER).crossSpan(),
                1);
    }

    /// The same edges with starts that are some segments late or early, kept in the clip.
    private static Reading shifted(CrossModalEdges edges, int segments) {
        int[] starts = Arrays.stream(edges.starts())
                .map(start -> Math.clamp(
                        start + (long) segments,
                        0,
                        edges.audioNodes() - ThgnSettings.of(PAPER).crossSpan()))
                .toArray();
        return new Timed(
                        CrossModalEdges.ofHops(
                                edges.audioNodes(), ThgnSettings.of(PAPER).crossSpan(), starts),
                        9)
                .overlapping(
                        Choice.of(
                                "A5",
                                "alignment",
                                "hops, " + Math.abs(segments) + " segments " + (segments > 0 ? "late" : "early")),
                        GraphClaims.hop(9));
    }

    private static Finding choice(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (int dilation = 1; dilation <= 4; dilation++) {
            readings.add(choice(PAPER.clips().audioSegments(), 9, dilation, evidence));
        }
        readings.add(choice(10, 96, 1, evidence));
        int[] counts =
                edgesOfNodes(edges(evidence.graphs().cross(), PAPER.clips().audioSegments()));
        return Finding.of(
                readings,
                NumberText.part(
                                Arrays.stream(counts)
                                        .filter(count -> count == 1)
                                        .count(),
                                counts.length) + " audio nodes have exactly one cross-modal edge",
                "GAT-AV's softmax over one edge is 1, whatever is learnt: the attention has nothing to choose.");
    }

    private static Reading choice(int audioSegments, int hopFrames, int dilation, Evidence evidence) {
        int[] counts = edgesOfNodes(evidence.graphs()
                .cross()
                .of(
                        audioSegments,
                        PAPER.clips().videoSegments(),
                        ThgnSettings.of(PAPER).crossSpan(),
                        dilation));
        long several = Arrays.stream(counts).filter(count -> count > 1).count();
        return new Reading(
                List.of(GraphClaims.hop(hopFrames), Choice.of("A41", "cross_dilation", dilation)),
                hopFrames == 9 && dilation == 1,
                NumberText.part(several, counts.length) + " audio nodes have several edges",
                several == counts.length);
    }

    private static int[] edgesOfNodes(CrossModalEdges edges) {
        int[] counts = new int[edges.audioNodes()];
        for (int node : edges.audio()) {
            counts[node]++;
        }
        return counts;
    }

    private static Finding drift(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        for (Timeline timeline : List.of(Timeline.PREDECESSOR, Timeline.TIME)) {
            for (int rate : new int[] {24, 25, 30, 15}) {
                readings.add(inTime(timeline, rate, evidence));
            }
        }
        return Finding.of(
                readings,
                "at 25 frames per second " + readings.get(1).figure(),
                "A quarter of a second holds a whole number of frames only at 24, 20 and other multiples of 4."
                    + " Otherwise int(fps / 4) is too few frames and the chunks run early. So 'only where time stamps"
                    + " match' doesn't hold in data made by that script. This program cuts by time, unless it is told"
                    + " otherwise.");
    }

    /// Whether each frame of a chunk is shown within the chunk's quarter of a second.
    private static Reading inTime(Timeline timeline, int rate, Evidence evidence) {
        List<List<Integer>> chunks = evidence.pipeline().chunks().of(timeline, rate);
        boolean all = IntStream.range(0, chunks.size())
                .allMatch(k -> chunks.get(k).stream().allMatch(frame -> 4 * frame / rate == k));
        List<Integer> last = chunks.getLast();
        return Reading.other(
                "the 40th chunk begins with the frame at "
                        + NumberText.decimal((double) last.getFirst() / rate, 2) + " s, in time is "
                        + NumberText.decimal((chunks.size() - 1) * Published.CHUNK_SECONDS, 2) + " s",
                all,
                Choice.of("A30", "chunks", timeline.name().toLowerCase(Locale.ROOT)),
                new Choice("", "frames per second", Integer.toString(rate)));
    }
}
