package org.thgcl.model;

import java.util.List;
import java.util.Map;
import org.thgcl.equation.Eq1GaussianWeight;
import org.thgcl.equation.Eq2HawkesWeight;
import org.thgcl.equation.Eq3GraphConvolution;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.FocalLoss;
import org.thgcl.equation.GatAv;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.graph.Alignment;
import org.thgcl.graph.Boundary;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.DType;

/// Every choice that a run depends on, besides the data: immutable, complete, checked.
///
/// A component's key in files and on the command line is its name in lower case with underscores: `audioSpan` is
/// `audio_span`. The presets are in [Preset]; [#with] changes single keys. A value that is out of range, or doesn't fit
/// another, is refused with an `IllegalArgumentException` that names the key, the value and the rule.
public record Configuration(
        @Setting(
                group = "Sizes of the data, which train takes from the file",
                value = "128",
                about = "features of an audio segment",
                min = 1)
        int audioFeatures,

        @Setting(value = "1024", about = "features of a video segment; 0 without video", min = 0)
        int videoFeatures,

        @Setting(value = "101", about = "audio segments of a clip, P_a (A1)", min = 1)
        int audioSegments,

        @Setting(value = "40", about = "video segments of a clip, P_v; 0 without video (A25)", min = 0)
        int videoSegments,

        @Setting(value = "33", about = "classes, C", min = 2)
        int classes,

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

        @Setting(value = "outside", about = "where tau divides in Eq. 2 (A9)")
        Eq2HawkesWeight.TemperaturePlace temperaturePlace,

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

        @Setting(value = "sum", about = "how X^G joins g_a and g_v (A13)")
        GraphEmbedding pooling,

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
        double weightContrastive,

        @Setting(group = "Optimisation", value = "64", about = "clips in a batch, B", min = 1)
        int batch,

        @Setting(value = "5000", about = "iterations at most", min = 0)
        int iterations,

        @Setting(value = "adam", about = "the optimiser (A23)")
        Optimisation optimiser,

        @Setting(value = "0.005", about = "learning rate", above = 0)
        double learningRate,

        @Setting(value = "constant", about = "learning-rate schedule (A17)")
        Schedule schedule,

        @Setting(value = "1000", about = "warm-up iterations of the schedule (A17)", min = 0)
        int warmupIterations,

        @Setting(value = "0.001", about = "first rate of the warm-up; a part of learning_rate (A17)", above = 0)
        double warmupFactor,

        @Setting(value = "[250]", about = "iterations at which the schedule steps down (A17)", min = 0)
        List<Integer> steps,

        @Setting(value = "0.1", about = "factor of each step down (A17)", above = 0)
        double stepFactor,

        @Setting(value = "0.9", about = "Adam's decay of the first moment", min = 0, below = 1)
        double beta1,

        @Setting(value = "0.999", about = "Adam's decay of the second moment", min = 0, below = 1)
        double beta2,

        @Setting(value = "1.0e-8", about = "Adam's epsilon", above = 0)
        double epsilon,

        @Setting(value = "0.9", about = "momentum of sgd (A23)", min = 0, below = 1)
        double momentum,

        @Setting(value = "0.0", about = "weight decay, added to the gradient (A23)", min = 0)
        double weightDecay,

        @Setting(value = "0.0", about = "weight of the parameters' norms; unsquared, summed (A23)", min = 0)
        double normPenalty,

        @Setting(
                value = "0.0",
                about = "threshold of repeat-factor sampling; 0: every clip once an epoch (A23)",
                min = 0,
                max = 1)
        double repeatThreshold,

        @Setting(group = "Validation and data", value = "250", about = "iterations between validations (A18)", min = 1)
        int validateEvery,

        @Setting(value = "5", about = "validations without a better one; then training stops (A18)", min = 1)
        int patience,

        @Setting(value = "map", about = "what a better validation is (A18)")
        Stopping stopping,

        @Setting(value = "[0.7, 0.1, 0.2]", about = "parts to train, validate, test (A19)", above = 0, below = 1)
        List<Double> fractions,

        @Setting(value = "true", about = "split each class by the fractions (A19)")
        boolean stratified,

        @Setting(value = "false", about = "scale features to mean 0, deviation 1; those of the training part (A24)")
        boolean standardise,

        @Setting(value = "1024", about = "seed of everything random; split, parameters, batches, noise (A19)")
        long seed,

        @Setting(value = "float64", about = "type of the numbers; float64 is the reference")
        DType dtype,

        // what changes no number
        @Setting(
                value = "5.0",
                about = "minutes between further checkpoints; 0: at validations alone; changes no number",
                min = 0)
        double checkpointMinutes) {

    /// Its keys.
    public static final Settings<Configuration> SETTINGS = Settings.of(Configuration.class);

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

    /// The optimiser (A23).
    public enum Optimisation {
        ADAM,
        SGD
    }

    /// The learning-rate schedule (A17).
    public enum Schedule {
        CONSTANT,
        WARMUP_MULTISTEP
    }

    /// What makes a validation better than the best so far (A18).
    public enum Stopping {
        /// A validation mAP above the best.
        MAP,
        /// TMac's criterion: mAP + 0.5 AUC above the best - 1e-4. A score that is slightly lower is "better", too, and
        /// replaces the best, which can sink so, 1e-4 at a time.
        MAP_AUC
    }

    public Configuration {
        hops = List.copyOf(hops);
        steps = List.copyOf(steps);
        fractions = List.copyOf(fractions);
        rule(sign != 0, "sign", sign, "1 or -1");
        rule(
                (videoFeatures == 0) == (videoSegments == 0),
                "video_segments",
                videoSegments,
                "0 exactly if video_features, now " + videoFeatures + ", is 0");
        rule(
                alignment != Alignment.HOPS || hops.size() == videoSegments,
                "hops",
                hops,
                "a list of " + videoSegments + " starts, one per video segment");
        rule(fractions.size() == 3, "fractions", fractions, "three numbers: train, validation, test");
        double sum = fractions.stream().mapToDouble(Double::doubleValue).sum();
        // three roundings of numbers up to 1
        rule(Math.abs(sum - 1) <= 4 * 0x1p-53, "fractions", fractions, "numbers whose sum is 1, not " + sum);
        rule(
                normPenalty == 0 || optimiser == Optimisation.SGD,
                "norm_penalty",
                normPenalty,
                "0 with the optimiser adam: it is a part of TMac's sgd");
        rule(
                focalForm != FocalLoss.Form.SIGMOID || alpha <= 1,
                "alpha",
                alpha,
                "at most 1 with focal_form sigmoid: the classes that a clip doesn't have weigh 1 - alpha");
        if (contrast == Eq4ContrastiveLoss.Level.CLIPS) {
            rule(
                    batch >= 2 || !contrastive(weightContrastive, videoSegments),
                    "batch",
                    batch,
                    "at least 2 clips while weight_contrastive, now " + weightContrastive
                            + ", isn't 0: Eq. 4 compares clips with each other");
        } else {
            rule(
                    videoSegments >= 2 || !contrastive(weightContrastive, videoSegments),
                    "video_segments",
                    videoSegments,
                    "at least 2 with contrast segments while weight_contrastive, now " + weightContrastive
                            + ", isn't 0: Eq. 4 then compares a clip's video segments with each other");
            requirePairs(alignment, hops, audioSegments);
        }
    }

    /// Between segments, Eq. 4 pairs video segment i with audio segment start(i), which must exist. Leaving a pair out
    /// would change what the mean is over.
    private static void requirePairs(Alignment alignment, List<Integer> hops, int audioSegments) {
        rule(
                alignment != Alignment.HOPS || hops.stream().allMatch(start -> start >= 0 && start < audioSegments),
                "hops",
                hops,
                "starts from 0 to " + (audioSegments - 1)
                        + " with contrast segments: Eq. 4 pairs a video segment with the audio segment at its start");
    }

    private static void rule(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " isn't allowed, must be " + rule);
        }
    }

    private static boolean contrastive(double weightContrastive, int videoSegments) {
        return weightContrastive != 0 && videoSegments > 0;
    }

    /// Whether clips have video (A25).
    public boolean hasVideo() {
        return videoSegments > 0;
    }

    /// Whether a layer has GAT-AV (A42).
    ///
    /// @param layer 0 ... L - 1
    public boolean crossModal(int layer) {
        return hasVideo() && (crossLayers == CrossLayers.EVERY || layer == layers - 1);
    }

    /// Whether Eq. 4 is part of the objective: its weight isn't 0 and there are two modalities to compare.
    public boolean contrastive() {
        return contrastive(weightContrastive, videoSegments);
    }

    /// This configuration with some keys changed.
    ///
    /// @param changes values by key; a value is a YAML scalar or list, or a text of it
    /// @throws IllegalArgumentException for an unknown key, naming the nearest known one, or a value that
    /// doesn't fit
    public Configuration with(Map<String, ?> changes) {
        return SETTINGS.with(this, changes);
    }

    /// This configuration with one key changed.
    public Configuration with(String key, Object value) {
        return with(Map.of(key, value));
    }

    /// The value of a key: a number, a truth value, an enum constant or a list.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public Object value(String key) {
        return SETTINGS.value(this, key);
    }

    /// The value of a key as text in YAML.
    ///
    /// @throws IllegalArgumentException if there is no such key
    public String text(String key) {
        return SETTINGS.text(this, key);
    }

    /// The complete configuration as YAML, one commented line per key.
    public String toYaml() {
        return SETTINGS.toYaml(this);
    }
}
