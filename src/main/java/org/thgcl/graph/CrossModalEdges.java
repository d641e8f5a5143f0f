package org.thgcl.graph;

import java.util.stream.IntStream;
import org.thgcl.tensor.SparsityPattern;

/// The cross-modal edges, section 2.2: from video node i to the audio nodes
///
/// `J(i) = { start(i) + k D, k = 0 ... span - 1 }`, cut to `[0, P_a)`.
///
/// | symbol | name here | unit | domain |
/// |---|---|---|---|
/// | P_a | `audioSegments` | nodes | 0, 1, ... |
/// | P_v | `videoSegments` | nodes | 0, 1, ...; 0 for a clip without video (A25) |
/// | - | `span` | audio nodes per video node | 0, 1, ...; the paper's is 3 |
/// | D | `dilation` | segments | 1, 2, ... (A41); 1 where none is given |
/// | start(i) | `start` | audio index | any; what lies outside the clip is cut |
///
/// Reading A5 gives start(i): [Starts] has its rules. Where nothing of J(i) lies inside the clip, video node i has no
/// edges. Edges are grouped by video node, ascending, audio nodes ascending. Negative sizes and a dilation below 1 are
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

    private CrossModalEdges(int audioSegments, int span, int dilation, int... starts) {
        check("audio segments", audioSegments);
        check("span", span);
        if (dilation < 1) {
            throw new IllegalArgumentException(
                    "cross-modal edges: the dilation must be at least 1 (no gaps), got " + dilation);
        }
        audioNodes = audioSegments;
        videoNodes = starts.length;
        this.starts = starts.clone();
        int count = 0;
        for (int first : starts) {
            count = Math.addExact(count, Math.max(0, to(first, span, dilation) - from(first, dilation)));
        }
        video = new int[count];
        audio = new int[count];
        min = new int[count];
        max = new int[count];
        start = new int[count];
        int e = 0;
        for (int i = 0; i < starts.length; i++) {
            int from = from(starts[i], dilation);
            int to = to(starts[i], span, dilation);
            for (int k = from; k < to; k++) {
                video[e] = i;
                audio[e] = starts[i] + k * dilation;
                min[e] = starts[i] + from * dilation;
                max[e] = starts[i] + (to - 1) * dilation;
                start[e] = starts[i];
                e++;
            }
        }
        pattern = SparsityPattern.of(audioNodes, videoNodes, audio, video);
    }

    /// The first k for which start + k D isn't before the clip.
    private static int from(int start, int dilation) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(Math.max(0, -(long) start), (long) dilation));
    }

    /// The first k, up to the span, for which start + k D is beyond the clip.
    private int to(int start, int span, int dilation) {
        return (int) Math.min(span, Math.ceilDiv(Math.max(0, (long) audioNodes - start), (long) dilation));
    }

    /// Timestamps decide, [Starts#timestamp]; no gaps.
    ///
    /// @throws IllegalArgumentException if a size is negative
    public static CrossModalEdges of(int audioSegments, int videoSegments, int span) {
        return ofStarts(audioSegments, span, 1, Starts.timestamp(audioSegments, videoSegments));
    }

    /// A list decides; no gaps.
    ///
    /// @param hops start(i) of each video node, `[P_v]`
    /// @throws IllegalArgumentException if a size is negative
    public static CrossModalEdges ofHops(int audioSegments, int span, int... hops) {
        return ofStarts(audioSegments, span, 1, hops);
    }

    /// Any starts and any dilation.
    ///
    /// @param dilation distance of a video node's audio nodes in segments, D
    /// @param starts start(i) of each video node, `[P_v]`
    /// @throws IllegalArgumentException if a size is negative or the dilation is below 1
    public static CrossModalEdges ofStarts(int audioSegments, int span, int dilation, int... starts) {
        return new CrossModalEdges(audioSegments, span, dilation, starts);
    }

    static void check(String what, int size) {
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

    /// How many there are, and the audio nodes of the first video nodes.
    @Override
    public String toString() {
        String head = videoNodes + " video and " + audioNodes + " audio nodes, " + count() + " edges";
        return EdgeText.of(head, "video ", " speaks to audio ", video, audio);
    }
}
