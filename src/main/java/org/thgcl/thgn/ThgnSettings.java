package org.thgcl.thgn;

import java.util.List;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.graph.Alignment;
import org.thgcl.graph.Boundary;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The choices that the paper's network and its objective depend on, besides the sizes of the clips.
public record ThgnSettings(
        @Setting(
                group = "The temporal heterogeneous graph",
                value = "6",
                about = "audio neighbours per side, S (A3)",
                min = 0)
        int audioSpan,

        @Setting(value = "3", about = "distance of audio neighbours in segments, D", min = 1)
        int audioDilation,

        @Setting(value = "4", about = "video neighbours per side, S (A3)", min = 0)
        int videoSpan,

        @Setting(value = "4", about = "distance of video neighbours in segments, D", min = 1)
        int videoDilation,

        @Setting(value = "3", about = "audio nodes that a video node is linked to", min = 0)
        int crossSpan,

        @Setting(value = "1", about = "distance of a video node's audio nodes, D (A41)", min = 1)
        int crossDilation,

        @Setting(value = "shift", about = "neighbourhoods at the clip's ends (A4)")
        Boundary boundary,

        @Setting(value = "timestamp", about = "where a video node's audio nodes start (A5)")
        Alignment alignment,

        @Setting(value = "[]", about = "starts for alignment hops; one per video segment")
        List<Integer> hops,

        @Setting(value = "0.09", about = "seconds between audio windows; for alignment window_time (A5)", above = 0)
        double audioHopSeconds,

        @Setting(value = "0.25", about = "seconds between video chunks; for alignment window_time (A5)", above = 0)
        double videoHopSeconds,

        @Setting(group = "Edge weights", value = "gaussian", about = "weight within a modality: Eq. 1 or TMac's")
        IntraWeight intraWeight,

        @Setting(value = "target", about = "whose neighbourhood Eq. 1's width is of (A39)")
        Eq1GaussianWeight.Current current,

        @Setting(value = "hawkes", about = "weight across modalities; Eq. 2, Eq. 1 or TMac's")
        CrossWeight crossWeight,

        @Setting(value = "ratio", about = "noise of Eq. 2 (A6)")
        Eq2HawkesWeight.Noise noise,

        @Setting(value = "printed", about = "position p in Eq. 2 (A7)")
        Eq2HawkesWeight.Position position,

        @Setting(value = "list", about = "which neighbourhood Eq. 2's primes are of (A38)")
        Eq2HawkesWeight.Primes primes,

        @Setting(value = "1", about = "sign of Eq. 2's second term, 1 or -1 (A8)", min = -1, max = 1)
        int sign,

        @Setting(value = "outside", about = "where tau divides in Eq. 2 (A9)", alias = "temperature_place")
        Eq2HawkesWeight.TauPlace tauPlace,

        @Setting(value = "1.0", about = "tau of Eq. 2 (A9)", above = 0)
        double tau,

        @Setting(value = "each_step", about = "when xi of Eq. 2 is drawn (A10)")
        NoiseDraw noiseDraw,

        @Setting(
                group = "The network",
                value = "128",
                about = "embedding size d; 0: features enter layer 1 directly (A2)",
                min = 0)
        int embedding,

        @Setting(value = "512", about = "hidden size H", min = 1)
        int hidden,

        @Setting(value = "4", about = "layers, L", min = 1) int layers,

        @Setting(value = "every", about = "layers that have GAT-AV (A42)")
        CrossLayers crossLayers,

        @Setting(value = "add", about = "how Eq. 2's weight enters GAT-AV (A11)")
        GatAv.Fusion fusion,

        @Setting(value = "0.2", about = "slope of GAT-AV's LeakyReLU below 0", min = 0)
        double negativeSlope,

        @Setting(value = "raw", about = "normalisation of A_a and A_v (A12)")
        Eq3GraphConvolution.Adjacency adjacency,

        @Setting(value = "graph", about = "normalisation after each layer (A12)")
        Normalisation normalisation,

        @Setting(value = "0.1", about = "dropout rate after each layer, in training", min = 0, below = 1)
        double dropout,

        @Setting(value = "true", about = "a bias in Eq. 3 (A20)")
        boolean bias,

        @Setting(value = "sum", about = "how X^G joins g_a and g_v (A13)", alias = "pooling")
        GraphEmbedding graphEmbedding,

        @Setting(group = "The objective", value = "0.5", about = "alpha of the focal loss (A16)", above = 0)
        double alpha,

        @Setting(value = "2.0", about = "gamma of the focal loss (A16)", min = 0)
        double gamma,

        @Setting(value = "softmax", about = "form of the focal loss; sigmoid for several labels (A43)")
        FocalLoss.Form focalForm,

        @Setting(value = "0.5", about = "temperature t of Eq. 4 (A14)", above = 0)
        double temperature,

        @Setting(value = "printed", about = "what Eq. 4's denominator sums over (A15)")
        Eq4ContrastiveLoss.Negatives negatives,

        @Setting(value = "clips", about = "what Eq. 4 compares (A40)")
        Eq4ContrastiveLoss.Level contrast,

        @Setting(value = "1.0", about = "weight of the focal loss in Eq. 5", min = 0)
        double weightFocal,

        @Setting(value = "0.1", about = "weight of the contrastive loss in Eq. 5", min = 0)
        double weightContrastive) {
    /// Its settings.
    public static final Settings<ThgnSettings> SETTINGS = Settings.of(ThgnSettings.class);

    /// Weight of the edges within a modality.
    public enum IntraWeight {
        GAUSSIAN,
        TMAC
    }

    /// Weight of the edges across modalities.
    public enum CrossWeight {
        HAWKES,
        GAUSSIAN,
        TMAC
    }

    /// The layers in which video nodes send messages to audio nodes (A42).
    public enum CrossLayers {
        EVERY,
        /// The last alone. The layers before it have no parameters of GAT-AV.
        LAST
    }

    /// When the noise of Eq. 2 is drawn (A10).
    public enum NoiseDraw {
        /// Anew for each edge and training step; 1/2 in evaluation.
        EACH_STEP,
        /// Once for each edge of a clip's graph, the same in training and evaluation.
        ONCE_PER_GRAPH
    }

    /// Normalisation of the node features after each layer (A12).
    public enum Normalisation {
        GRAPH,
        NONE
    }

    public ThgnSettings {
        hops = List.copyOf(hops);
        Settings.rule(sign != 0, "sign", sign, "1 or -1");
        Settings.rule(
                focalForm != FocalLoss.Form.SIGMOID || alpha <= 1,
                "alpha",
                alpha,
                "at most 1 with focal_form sigmoid: the classes that a clip doesn't have weigh 1 - alpha");
    }

    /// Those of a configuration.
    ///
    /// @throws IllegalArgumentException if its model isn't THGN
    public static ThgnSettings of(Configuration c) {
        if (c.settings() instanceof ThgnSettings settings) {
            return settings;
        }
        throw new IllegalArgumentException(
                "model: " + c.family().name() + " isn't allowed here, must be thgn: this looks at the paper's network");
    }

    /// Checks what ties these settings to the clips and to training.
    ///
    /// @throws IllegalArgumentException that names the key, the value and the rule
    void check(ClipShape clips, TrainingSettings training) {
        int videoSegments = clips.videoSegments();
        Settings.rule(
                alignment != Alignment.HOPS || hops.size() == videoSegments,
                "hops",
                hops,
                "a list of " + videoSegments + " starts, one per video segment");
        if (contrast == Eq4ContrastiveLoss.Level.CLIPS) {
            Settings.rule(
                    training.batch() >= 2 || !contrastive(clips),
                    "batch",
                    training.batch(),
                    "at least 2 clips while weight_contrastive, now " + weightContrastive
                            + ", isn't 0: Eq. 4 compares clips with each other");
        } else {
            Settings.rule(
                    videoSegments >= 2 || !contrastive(clips),
                    "video_segments",
                    videoSegments,
                    "at least 2 with contrast segments while weight_contrastive, now " + weightContrastive
                            + ", isn't 0: Eq. 4 then compares a clip's video segments with each other");
            requirePairs(clips.audioSegments());
        }
    }

    /// Between segments, Eq. 4 pairs video segment i with audio segment start(i), which must exist. Leaving a pair out
    /// would change what the mean is over.
    private void requirePairs(int audioSegments) {
        Settings.rule(
                alignment != Alignment.HOPS || hops.stream().allMatch(start -> start >= 0 && start < audioSegments),
                "hops",
                hops,
                "starts from 0 to " + (audioSegments - 1)
                        + " with contrast segments: Eq. 4 pairs a video segment with the audio segment at its start");
    }

    /// Whether a layer of clips has GAT-AV (A42).
    ///
    /// @param layer 0 ... L - 1
    public boolean crossModal(ClipShape clips, int layer) {
        return clips.hasVideo() && (crossLayers == CrossLayers.EVERY || layer == layers - 1);
    }

    /// Whether Eq. 4 is part of the objective: its weight isn't 0 and there are two modalities to compare.
    public boolean contrastive(ClipShape clips) {
        return weightContrastive != 0 && clips.hasVideo();
    }

    /// Width of X^G.
    public int graphEmbeddingSize(ClipShape clips) {
        return graphEmbedding == GraphEmbedding.CONCAT && clips.hasVideo() ? 2 * hidden : hidden;
    }
}
