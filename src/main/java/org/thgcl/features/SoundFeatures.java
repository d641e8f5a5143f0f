package org.thgcl.features;

import java.util.Arrays;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.media.Sound;
import org.thgcl.model.Parameters;
import org.thgcl.model.Weights;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// From a clip's sound to its audio features (section 2.1): mono at 16 kHz, filled up or cut to a clip's
/// length, log-mel patches, VGGish, and what follows it. Sizes are those of a clip of 10 s.
///
/// | step | gives | class |
/// |---|---|---|
/// | resampled (A26) | `[n]` at 16 kHz | [Resampling] |
/// | silence added, or the end cut off (A37) | `[160000]` | |
/// | log-mel frames | `[998, 64]` | [LogMel] |
/// | patches (A1) | `[101, 96, 64]` | [LogMel] |
/// | embeddings | `[101, 128]` | [Vggish] |
/// | whitened, 8 bits, or neither (A22, A28) | `[101, 128]` | [PcaQuantise] |
///
/// What comes out of a patch is a function of this patch alone, to the bit.
final class SoundFeatures {
    /// Samples a second that VGGish expects.
    static final int RATE = 16_000;

    /// The range that becomes 8 bits.
    private static final double RANGE = 2;

    private final FeatureSettings settings;
    private final EncoderWeights weights;
    private final Vggish vggish;
    private final LogMel logMel;
    private final Tape tape;

    /// @throws IllegalArgumentException if weights are missing
    SoundFeatures(FeatureSettings settings, EncoderWeights weights, Tape tape) {
        this.settings = settings;
        this.weights = weights;
        this.tape = tape;
        vggish = new Vggish(weights.vggish().withFinalRelu(settings.finalRelu()));
        logMel = new LogMel(logMel(settings));
        weights.require(EncoderWeights.VGGISH);
        if (settings.afterVggish() != FeatureSettings.AfterVggish.NONE) {
            weights.require(EncoderWeights.PCA);
        }
    }

    /// The settings of the log-mel frames and patches.
    static LogMel.Settings logMel(FeatureSettings settings) {
        return LogMel.Settings.VGGISH.withPatchHop(settings.patchHopFrames());
    }

    /// The log-mel frames of a clip, `[998, 64]`.
    Tensor frames(Sound sound) {
        double[] resampled = settings.resampling().between(sound.rate(), RATE).apply(sound.samples());
        return logMel.frames(Arrays.copyOf(resampled, settings.clipSeconds() * RATE));
    }

    /// The features of the patches of these frames, `[P][128]`.
    float[][] features(Tensor frames) {
        Tensor patches = logMel.patches(frames);
        int count = patches.shape().size(0);
        Map<String, Tensor> tensors = weights.part(EncoderWeights.VGGISH);
        Tensor maps = Tensor.zeros(tape.kernels().dtype(), Shape.of(count, vggish.flattened()));
        for (int first = 0; first < count; first += Vggish.PATCHES_AT_ONCE) {
            Tensor some = Rows.of(patches, first, Math.min(Vggish.PATCHES_AT_ONCE, count - first));
            Variable map = vggish.convolutions(weights(tensors), tape.constant(some));
            Rows.copy(map.value(), maps, first);
            tape.reset();
        }
        Tensor embedding = vggish.linear(weights(tensors), tape.constant(maps)).value();
        float[][] features = Rows.floats(after(embedding));
        tape.reset();
        return features;
    }

    private Weights weights(Map<String, Tensor> tensors) {
        return new Weights(Parameters.on(tape, tensors, false));
    }

    /// The step behind VGGish, if there is one (A22).
    private Tensor after(Tensor embedding) {
        if (settings.afterVggish() == FeatureSettings.AfterVggish.NONE) {
            return embedding;
        }
        Map<String, Tensor> pca = weights.part(EncoderWeights.PCA);
        PcaQuantise.Result result = new PcaQuantise(settings.rounding(), -RANGE, RANGE)
                .apply(embedding, pca.get("vectors"), pca.get("means"));
        return settings.afterVggish() == FeatureSettings.AfterVggish.PCA ? result.projected() : result.quantised();
    }
}
