package org.thgcl.graph;

import java.util.Objects;

/// The temporal heterogeneous graph of one shape of clip, section 2.2; built once and shared by all clips of that
/// shape.
///
/// @param audio edges among the audio nodes
/// @param video edges among the video nodes; [Edges#none] for a clip without video (A25)
/// @param cross edges from video to audio nodes
public record ClipGraph(Edges audio, Edges video, CrossModalEdges cross) {
    /// Checks that the three edge lists speak of the same nodes.
    ///
    /// @throws IllegalArgumentException if the numbers of nodes differ
    public ClipGraph {
        Objects.requireNonNull(audio, "audio");
        Objects.requireNonNull(video, "video");
        Objects.requireNonNull(cross, "cross");
        if (cross.audioNodes() != audio.nodes() || cross.videoNodes() != video.nodes()) {
            throw new IllegalArgumentException(
                    "clip graph: the cross-modal edges join " + cross.audioNodes() + " audio and " + cross.videoNodes()
                            + " video nodes, the graph has " + audio.nodes() + " and " + video.nodes());
        }
    }

    /// The graph of a clip without video (A25): audio nodes alone.
    public static ClipGraph withoutVideo(Edges audio) {
        return new ClipGraph(audio, Edges.none(), CrossModalEdges.of(audio.nodes(), 0, 0));
    }

    /// Whether there are video nodes.
    public boolean hasVideo() {
        return video.nodes() > 0;
    }

    /// The three kinds of edges, each with its first ones.
    @Override
    public String toString() {
        return "audio: " + audio + "\nvideo: " + video + "\nfrom video to audio: " + cross;
    }
}
