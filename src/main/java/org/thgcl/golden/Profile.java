package org.thgcl.golden;

import java.util.Map;
import org.thgcl.tensor.Tensor;

/// The arithmetic that numbers were computed in, and so how far they may be from the expected ones.
///
/// In float32, each rounding is 2^29 times that of float64. The tolerance of a kind is a number of roundings of 2^-24
/// of a number of order 1, absolute and relative; [#why] derives it. Whole numbers must be the same. A case with a
/// tolerance of its own is allowed as many times more as it is in float64.
public enum Profile {
    /// The files' own tolerances.
    FLOAT64,
    /// Tolerances for computing in float32 from inputs that are rounded to float32.
    FLOAT32;

    private static final double ROUNDING = 0x1p-24;
    private static final String EXACT = "Whole numbers: nothing is rounded.";

    private static final String NETWORK =
            "Some 40 operations one behind the other with sums of some 10 terms take 400 roundings, enlarged by up to"
                    + " 10 where a normalisation divides by a small number.";

    /// Roundings that a kind is allowed in float32, and why.
    private record Allowance(int roundings, String why) {}

    private static final Allowance TRANSFORMER = new Allowance(
            4096,
            "Two layers of some 20 operations with sums of at most 24 terms: 400 roundings, enlarged up to 10 where a"
                    + " normalisation divides by a small number.");

    private static final Map<String, Allowance> FLOAT32_ALLOWANCES = Map.ofEntries(
            Map.entry("temporal_neighbourhood", new Allowance(0, EXACT)),
            Map.entry("cross_modal_edges", new Allowance(0, EXACT)),
            Map.entry("parameter_count", new Allowance(0, EXACT)),
            Map.entry("split_sizes", new Allowance(0, EXACT)),
            Map.entry("early_stopping", new Allowance(0, EXACT)),
            Map.entry(
                    "gaussian_weight",
                    new Allowance(
                            8,
                            "7 roundings of an exponent x err by 7 x exp(-x) < 2.6; 4 inputs are rounded. Seen: 1.")),
            Map.entry(
                    "tmac_weight",
                    new Allowance(
                            8, "5 roundings of an exponent x err by 5 x exp(-x) < 2; 3 inputs are rounded. Seen: 1.")),
            Map.entry(
                    "hawkes_weight",
                    new Allowance(
                            32,
                            "9 roundings of z err by 9 |z| s (1 - s) < 2.1, over tau = 0.5 at least; gradients by xi"
                                    + " grow like 1/xi, to 5. Seen: 4.")),
            Map.entry(
                    "graph_convolution",
                    new Allowance(
                            64,
                            "Two products with sums of at most 7 terms of size 3: 2 x 7 x 3 = 42, and 7 for the row"
                                    + " sums. Seen: 5.")),
            Map.entry(
                    "gat_av",
                    new Allowance(
                            128,
                            "A logit below 10 takes 12 roundings of its terms, alpha carries them as relative errors of"
                                    + " 120 at worst, and adds 4 messages. Seen: 17.")),
            Map.entry(
                    "graph_layer_norm",
                    new Allowance(64, "20 roundings of numbers of size 3, over deviations near 1. Seen: 3.")),
            Map.entry(
                    "attention_pooling",
                    new Allowance(64, "A score below 10 takes 6 roundings; 5 terms of size 3 are added. Seen: 3.")),
            Map.entry(
                    "contrastive_loss",
                    new Allowance(
                            256, "12 roundings of a cosine over t = 0.1 are 120, in both directions twice. Seen: 18.")),
            Map.entry(
                    "focal_loss",
                    new Allowance(32, "ln p takes 10 roundings of numbers up to 3, the power a few. Seen: 1.")),
            Map.entry("joint_objective", new Allowance(8, "3 roundings of numbers below 4. Seen: 1.")),
            Map.entry(
                    "thgn",
                    new Allowance(
                            4096,
                            "400 roundings (see the files), enlarged by up to 10 where a normalisation or Eq. 4 divides"
                                    + " by a small number. Seen: 228.")),
            Map.entry(
                    "training",
                    new Allowance(
                            4096, "The gradients' 4096 (see thgn), of which a step keeps a part below 1. Seen: 2.")),
            Map.entry(
                    "adam",
                    new Allowance(
                            512,
                            "1 - beta2 = 0.001 has a relative error of 500 roundings, which steps of 0.05 make small;"
                                    + " parameters themselves take one rounding a step. Seen: 2.")),
            Map.entry(
                    "sgd",
                    new Allowance(
                            128,
                            "8 roundings of a gradient or momentum below 3.4 are 27; momentum 0.9 makes of these up to"
                                    + " 4.7 times as much in 6 steps; 6 steps at rate 0.1 take 77. Parameters below"
                                    + " 3.2 take one rounding a step. Seen: 1.")),
            Map.entry("learning_rate", new Allowance(16, "At most 12 roundings of positive numbers.")),
            Map.entry("average_precision", new Allowance(16, "Sums of at most 8 quotients from 0 to 1.")),
            Map.entry("roc_auc", new Allowance(16, "A quotient of sums from 0 to 1.")),
            Map.entry(
                    "accuracy",
                    new Allowance(4, "The inputs' order alone counts; a quotient, and for F1 two more roundings.")),
            Map.entry(
                    "standardisation",
                    new Allowance(
                            128,
                            "A mean of 9 numbers below 3 takes 9 roundings, y less it 5, both over a deviation above"
                                    + " 0.7: 20; the deviation's relative error of 20 counts up to 2.5 times: 50. In"
                                    + " the case with a mean of a million, two roundings of the mean are 100. Seen:"
                                    + " 3, and 45 with the mean in float32.")),
            Map.entry(
                    "philox",
                    new Allowance(
                            64,
                            "A uniform number takes 1 rounding. A normal one has a cosine of an argument up to 6.3 with"
                                    + " 3 roundings, 19, times a root up to 2.9: 55; ln u errs by 1 / u < 15, which"
                                    + " the root divides by 2.3 there. Seen: 7 with u in float32.")),
            Map.entry(
                    "dropout_mask",
                    new Allowance(
                            16,
                            "4 roundings; that of the rate is enlarged to rate / (1 - rate), 9 for a rate of 0.9."
                                    + " Seen: 2.")),
            Map.entry("initialisation_bounds", new Allowance(4, "A quotient and a root of numbers up to 2.")),
            Map.entry(
                    "batch_norm",
                    new Allowance(
                            128, "40 roundings of numbers of size 3, over deviations above 0.5; a factor below 2.")),
            Map.entry(
                    "layer_norm",
                    new Allowance(
                            1024,
                            "A number of size 1 and its difference to the mean are rounded, the smallest root of"
                                    + " variance and epsilon is 0.0034: 600 roundings, a factor below 1.4."
                                    + " Seen: 233.")),
            Map.entry(
                    "activation",
                    new Allowance(8, "The input is rounded, and the result of a computation in float64, of size 6.")),
            Map.entry(
                    "convolution",
                    new Allowance(
                            128,
                            "Two rounded inputs and a multiply-add for each of at most 16 products of size 4, and of 40"
                                    + " in a gradient by the weight: 3 x 40 roundings of numbers of size 1 or so.")),
            Map.entry("pooling", new Allowance(16, "A mean of at most 6 numbers of size 2.")),
            Map.entry(
                    "baseline_video_resnet",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry(
                    "baseline_wave_logmel",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry(
                    "baseline_convnext",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry("nearest_edges", new Allowance(0, EXACT)),
            Map.entry("baseline_ast", TRANSFORMER),
            Map.entry("baseline_passt", TRANSFORMER),
            Map.entry("baseline_asit", TRANSFORMER),
            Map.entry("baseline_audio_mae", TRANSFORMER),
            Map.entry("baseline_maskspec", TRANSFORMER),
            Map.entry("baseline_atst_clip", TRANSFORMER),
            Map.entry("baseline_vatt", TRANSFORMER),
            Map.entry("baseline_parameter_count", new Allowance(0, EXACT)),
            Map.entry(
                    "max_relative",
                    new Allowance(
                            16, "Two inputs of size 3 and one subtraction are rounded; a gradient adds 7 numbers.")),
            Map.entry(
                    "fuzzy_centroids",
                    new Allowance(
                            256,
                            "The inputs, of size 3, are rounded: a relative error of 6 or so of a distance above 0.5,"
                                    + " four times that of a weight, and 2 distances on each side; all else is computed"
                                    + " in float64.")),
            Map.entry("relative_position", new Allowance(4, "Computed in float64, then rounded once.")),
            Map.entry(
                    "baseline_tmac",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry(
                    "baseline_vaed",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry(
                    "baseline_hgcn",
                    new Allowance(
                            4096, "400 roundings, enlarged up to 10 where a normalisation divides by a small number.")),
            Map.entry(
                    "baseline_lhgnn",
                    new Allowance(
                            16384,
                            "50 operations one behind the other, with sums of at most 100 terms, on the way forth and"
                                    + " back; 20 batch normalisations, some of 12 rows with small deviations.")),
            Map.entry(
                    "baseline_resnet1d",
                    new Allowance(1024, "9 convolutions with sums of 20 products, 200 roundings of sums up to 5.")),
            Map.entry(
                    "baseline_wav2vec_encoder",
                    new Allowance(
                            1024,
                            "4 convolutions with sums of 20 products, 80 roundings, enlarged up to 10 where a"
                                    + " normalisation divides by a small number.")),
            Map.entry(
                    "baseline_ssl_graph",
                    new Allowance(256, "Two layers and a head of at most 20 roundings each, of numbers below 4.")),
            Map.entry(
                    "log_mel",
                    new Allowance(
                            1024,
                            "Sums of 400 products below 1 err by a few roundings, as errors cancel; ln of bands near"
                                    + " offset = 0.01 enlarges that 100 times. Seen: 84.")),
            Map.entry(
                    "resample",
                    new Allowance(
                            64,
                            "The inputs, of size 3, are rounded, and the result of a computation in float64: at most 4"
                                    + " roundings in each of some 20 products whose weights are below 1.")),
            Map.entry(
                    "pca_quantise",
                    new Allowance(
                            4096,
                            "Three inputs of size 3 are rounded in each of at most 6 products: 54 roundings, times the"
                                + " 63.75 steps of a unit. No number that is rounded to a step is so near to one.")),
            Map.entry("frame_resize", new Allowance(0, EXACT)),
            Map.entry("video_chunks", new Allowance(0, EXACT)),
            Map.entry(
                    "baseline_log_mel",
                    new Allowance(
                            1024,
                            "An amplitude sums 400 products below 1, which err by a few roundings together; the"
                                    + " logarithm of a band 100 times weaker enlarges that 100 times. Seen: 136.")),
            Map.entry(
                    "vggish",
                    new Allowance(
                            1024,
                            "Nine layers with sums of at most 150 products: 12 roundings each if these cancel as in a"
                                    + " random walk, of sums up to 5, on the way forth and back.")),
            Map.entry(
                    "s3d",
                    new Allowance(
                            4096,
                            "40 layers with sums of at most 150 products take 500 roundings, enlarged by up to 8 where"
                                    + " a norm divides by a small deviation.")),
            Map.entry("baseline_conformer", new Allowance(4096, NETWORK)),
            Map.entry("baseline_wav2vec2", new Allowance(4096, NETWORK)));

    /// The tolerances of a case.
    ///
    /// @param ofFile the file's tolerance
    /// @param own the case's, or `null`
    CaseTolerance ofCase(String kind, Tolerance ofFile, Tolerance own) {
        if (this == FLOAT64) {
            Tolerance given = own == null ? ofFile : own;
            return new CaseTolerance(given, given);
        }
        Tolerance profile = float32(kind);
        double times = own == null
                ? 1
                : Math.max(times(own.absolute(), ofFile.absolute()), times(own.relative(), ofFile.relative()));
        return new CaseTolerance(
                new Tolerance(times * profile.absolute(), times * profile.relative()), new Tolerance(0, 0));
    }

    private static double times(double own, double ofFile) {
        return ofFile == 0 ? 1 : Math.max(1, own / ofFile);
    }

    /// The tolerance of a kind's real numbers in float32.
    static Tolerance float32(String kind) {
        double allowed = allowance(kind).roundings() * ROUNDING;
        return new Tolerance(allowed, allowed);
    }

    /// How the tolerance of a kind in float32 follows from roundings.
    static String why(String kind) {
        return allowance(kind).why();
    }

    private static Allowance allowance(String kind) {
        Allowance allowance = FLOAT32_ALLOWANCES.get(kind);
        if (allowance == null) {
            throw new IllegalStateException("profile float32 has no allowance for the kind " + kind);
        }
        return allowance;
    }

    /// Whether this arithmetic can hold the inputs of a case: in float32, none but 0 becomes 0, none becomes infinite,
    /// no xi becomes 0 or 1, for which Eq. 2 isn't defined, and there are no fractions, whose sum is no longer 1.
    public boolean covers(GoldenCase c) {
        return this == FLOAT64
                || (!c.inputs().containsKey("fractions")
                        && c.inputs().entrySet().stream()
                                .allMatch(input -> covers(
                                        input.getValue().values(),
                                        input.getKey().equals("xi"))));
    }

    private static boolean covers(Tensor values, boolean open) {
        for (int i = 0; i < values.shape().elements(); i++) {
            double x = values.get(i);
            float rounded = (float) x;
            boolean kept = rounded == 0 ? x == 0 : Float.isInfinite(rounded) == Double.isInfinite(x);
            if (!kept || (open && !(rounded > 0 && rounded < 1))) {
                return false;
            }
        }
        return true;
    }
}
