package org.thgcl.baseline;

import java.util.List;
import java.util.Optional;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.NearestEdges;
import org.thgcl.equation.AttentionPooling;
import org.thgcl.equation.GatAv;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Axis;
import org.thgcl.tensor.RowGroups;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.SparsityPattern;

/// What VAED and HGCN do alike with the nodes of a batch of clips: rows of nodes from features, attention from video to
/// audio, pooling.
///
/// @param sizes of a clip
record ClipNodes(ClipSizes sizes) {
    private static final GatAv ATTENTION = new GatAv(0.2, GatAv.Fusion.NONE);

    /// The features of audio as one row per node, `[B P_a, F_a]`.
    Variable audio(Variable features) {
        return rows("audio", features, sizes.audioSegments(), sizes.audioFeatures());
    }

    /// The features of video as one row per node, `[B P_v, F_v]`.
    Variable video(Variable features) {
        return rows("video", features, sizes.videoSegments(), sizes.videoFeatures());
    }

    private static Variable rows(String modality, Variable features, int segments, int width) {
        features.shape()
                .require(
                        modality + " features",
                        Axis.any("clip"),
                        Axis.of("segment", segments),
                        Axis.of("feature", width));
        return features.reshape(Shape.of(features.shape().size(0) * segments, width));
    }

    /// Number of clips of so many audio nodes.
    int clips(Variable audio) {
        return audio.shape().rows() / sizes.audioSegments();
    }

    /// Graph attention from video to audio, with no weight but the attention's own.
    ///
    /// @param edges of one clip or of all, rows are audio nodes
    /// @param cross the parameters
    static Variable attention(SparsityPattern edges, Variable video, Variable audio, Weights cross) {
        GatAv.Parameters parameters = new GatAv.Parameters(
                cross.get("source"),
                cross.get("target"),
                cross.get("attention_source"),
                cross.get("attention_target"),
                Optional.of(cross.get("bias")));
        // without fusion the weight isn't looked at
        return ATTENTION.apply(edges, video, audio, video, parameters).out();
    }

    /// The edges from each video node to the audio nodes nearest to it, in each clip.
    SparsityPattern nearest(NearestEdges nearest, Variable video, Variable audio) {
        return nearest.apply(video, audio, clips(audio));
    }

    /// The embedding of each clip's audio, `[B, H]`.
    Variable pooledAudio(Variable audio, Weights weights) {
        return pooled(audio, sizes.audioSegments(), weights.get("pool.audio.gate"));
    }

    /// The embedding of each clip's video, `[B, H]`.
    Variable pooledVideo(Variable video, Weights weights) {
        return pooled(video, sizes.videoSegments(), weights.get("pool.video.gate"));
    }

    private static Variable pooled(Variable nodes, int segments, Variable gate) {
        return AttentionPooling.apply(nodes, RowGroups.uniform(1, segments).membership(), gate)
                .pooled();
    }

    /// Requires that fused layers are layers.
    ///
    /// @throws IllegalArgumentException if one is not, or stands in the list twice
    static void requireLayers(List<Integer> fused, int layers) {
        for (int layer : fused) {
            if (layer < 0 || layer >= layers) {
                throw new IllegalArgumentException(
                        "fusion_layers: there is no layer " + layer + ", the layers are 0 to " + (layers - 1));
            }
        }
        if (fused.stream().distinct().count() < fused.size()) {
            throw new IllegalArgumentException("fusion_layers: a layer stands twice in " + fused);
        }
    }
}
