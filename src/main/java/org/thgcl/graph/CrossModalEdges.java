package org.thgcl.graph;

import java.util.stream.IntStream;
import org.thgcl.tensor.SparsityPattern;

/// The cross-modal edges, section 2.2: from video node i to the audio nodes
///
/// `J(i) = start(i) ... start(i) + span - 1`, cut to `[0, P_a)`.
///
/// | symbol | name here | unit | domain |
/// |---|---|---|---|
/// | P_a | `audioSegments` | nodes | 0, 1, ... |
/// | P_v | `videoSegments` | nodes | 0, 1, ...; 0 for a clip without video (A25) |
/// | - | `span` | audio nodes per video node | 0, 1, ...; the paper's is 3 |
/// | start(i) | `start` | audio index | any; what lies outside the clip is cut |
///
/// Reading A5 gives start(i): [#of] takes the timestamp, [#ofHops] a list. Where nothing of J(i) lies inside the clip,
/// video node i has no edges. Edges are grouped by video node, ascending, audio nodes ascending. Negative sizes are
/// refused.
public final class CrossModalEdges {
    private final int audioNodes;
    private final int videoNodes;
    private final int[] video;
    private final int[] audio;
    private final int[] min;
    private final int[] max;
    private final int[] start;
    private final int[] starts;
    private final SparsityPattern pattern;

    private CrossModalEdges(int audioSegments, int span, int... starts) {
        check("audio segments", audioSegments);
        check("span", span);
        audioNodes = audioSegments;
        videoNodes = starts.length;
        this.starts = starts.clone();
        int count = 0;
        for (int first : starts) {
            count = Math.addExact(count, Math.max(0, to(first, span) - from(first)));
        }
        video = new int[count];
        audio = new int[count];
        min = new int[count];
        max = new int[count];
        start = new int[count];
        int e = 0;
        for (int i = 0; i < starts.length; i++) {
            for (int j = from(starts[i]); j < to(starts[i], span); j++) {
                video[e] = i;
                audio[e] = j;
                min[e] = from(starts[i]);
                max[e] = to(starts[i], span) - 1;
                start[e] = starts[i];
                e++;
            }
        }
        pattern = SparsityPattern.of(audioNodes, videoNodes, audio, video);
    }

    /// First audio node of J(i).
    private static int from(int start) {
        return Math.max(0, start);
    }

    /// End, exclusive, of J(i).
    private int to(int start, int span) {
        return (int) Math.min(audioNodes, (long) start + span);
    }

    /// Timestamps decide: `start(i) = floor(i P_a / P_v)`.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public static CrossModalEdges of(int audioSegments, int videoSegments, int span) {
        check("video segments", videoSegments);
        int[] starts = new int[videoSegments];
        for (int i = 0; i < videoSegments; i++) {
            starts[i] = (int) ((long) i * audioSegments / videoSegments);
        }
        return new CrossModalEdges(audioSegments, span, starts);
    }

    /// A list decides.
    ///
    /// @param hops start(i) of each video node, `[P_v]`
    /// @throws IllegalArgumentException if a size is negative
    public static CrossModalEdges ofHops(int audioSegments, int span, int... hops) {
        return new CrossModalEdges(audioSegments, span, hops);
    }

    private static void check(String what, int size) {
        if (size < 0) {
            throw new IllegalArgumentException("cross-modal edges: " + what + " must be at least 0, got " + size);
        }
    }

    /// Number of audio nodes P_a.
    public int audioNodes() {
        return audioNodes;
    }

    /// Number of video nodes P_v.
    public int videoNodes() {
        return videoNodes;
    }

    /// Number of edges E.
    public int count() {
        return video.length;
    }

    /// The video node that each edge comes from, `[E]`.
    public int[] video() {
        return video.clone();
    }

    /// The audio node that each edge goes to, `[E]`.
    public int[] audio() {
        return audio.clone();
    }

    /// The smallest index of J(i) for each edge's video node i, Pmin' of Eq. 2, `[E]`.
    public int[] min() {
        return min.clone();
    }

    /// The largest index of J(i) for each edge's video node i, Pmax' of Eq. 2, `[E]`.
    public int[] max() {
        return max.clone();
    }

    /// start(i) for each edge's video node i, `[E]`.
    public int[] start() {
        return start.clone();
    }

    /// start(i) of each video node i, whether it has edges or not, `[P_v]`.
    public int[] starts() {
        return starts.clone();
    }

    /// The pairs of Eq. 4 between segments (A40): row i has one entry, at the audio node start(i).
    ///
    /// @return P_v x P_a
    /// @throws IllegalArgumentException if a start lies outside the clip, where there is no audio node
    public SparsityPattern pairs() {
        for (int i = 0; i < videoNodes; i++) {
            if (starts[i] < 0 || starts[i] >= audioNodes) {
                throw new IllegalArgumentException("pairs of segments: the start of video node " + i + " is "
                        + starts[i] + ", the clip has the audio nodes 0 to " + (audioNodes - 1));
            }
        }
        return SparsityPattern.of(
                videoNodes, audioNodes, IntStream.range(0, videoNodes).toArray(), starts);
    }

    /// The adjacency matrix's pattern, P_a x P_v: rows are audio nodes, columns are video nodes, entry e is edge e.
    public SparsityPattern pattern() {
        return pattern;
    }
}
