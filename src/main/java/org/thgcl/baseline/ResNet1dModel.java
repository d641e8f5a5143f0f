package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.thgcl.autodiff.Columns;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.baseline.block.CrossEntropy;
import org.thgcl.equation.ClassificationHead;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;

/// [ResNet1d] as a model that is trained on the features of clips, by cross entropy.
///
/// | modality | network |
/// |---|---|
/// | `audio` | one network on the audio segments |
/// | `both` | one without a head on each modality; what they see, beside each other, goes into one head |
///
/// The second is a **reading of ours** (G9): how the row with both modalities in Table 1 joins them is not published.
/// Its parameters are those of the networks, `audio.NAME` and `video.NAME`, and `head.weight`, `head.bias`.
///
/// Normalisations that act take the statistics of the batch: a model keeps no running ones.
public final class ResNet1dModel implements Model {
    /// The family of models that this is. How the published program optimises isn't known here.
    public static final ModelFamily<ResNet1dModelSettings> FAMILY = new ModelFamily<>(
            "resnet1d",
            "ResNet-1D of Table 1, without the parts that it doesn't use.",
            Settings.of(ResNet1dModelSettings.class),
            Map.of("learning_rate", 0.001, "batch", 32),
            (settings, clips) -> new ResNet1dModel(ClipSizes.of(clips), settings.network(clips), settings.modality()),
            (settings, clips, training) -> {
                if (settings.modality() == Modality.BOTH) {
                    ClipSizes.requireVideo("ResNet-1D on both modalities", clips);
                }
            });

    private static final Settings<ResNet1dSettings> SETTINGS = Settings.of(ResNet1dSettings.class);
    private static final String HEAD = "head.";

    private final Modality modality;
    private final ClipSizes sizes;
    private final ResNet1d audio;
    private final ResNet1d video;

    /// What the scores depend on.
    public enum Modality {
        /// The sound alone.
        AUDIO,
        /// Sound and images.
        BOTH
    }

    /// The model for clips of some sizes, from which it takes channels and classes.
    ///
    /// @throws IllegalArgumentException if normalisations are to act by running statistics, or if there is no
    /// video for both modalities
    public ResNet1dModel(ClipSizes sizes, ResNet1dSettings settings, Modality modality) {
        this.modality = Objects.requireNonNull(modality, "modality");
        this.sizes = sizes;
        if (settings.normalise() && settings.statistics() == BatchNorm.Statistics.RUNNING) {
            throw new IllegalArgumentException("statistics: running, but training keeps no running statistics; with"
                    + " normalise true it must be batch");
        }
        if (modality == Modality.BOTH && sizes.videoSegments() == 0) {
            throw new IllegalArgumentException("modality: both, but the clips have no video segments");
        }
        this.audio = network(settings, sizes.audioSegments());
        this.video = modality == Modality.BOTH ? network(settings, sizes.videoSegments()) : audio;
    }

    private ResNet1d network(ResNet1dSettings settings, int channels) {
        return new ResNet1d(SETTINGS.with(settings, Map.of("channels", channels, "classes", sizes.classes())));
    }

    @Override
    public List<ParameterSpec> parameters() {
        if (modality == Modality.AUDIO) {
            return audio.parameters();
        }
        List<ParameterSpec> parameters = new ArrayList<>(branch("audio", audio));
        parameters.addAll(branch("video", video));
        int width = audio.width() + video.width();
        parameters.addAll(
                new ParameterList().linear("head", width, sizes.classes()).list());
        return parameters;
    }

    private static List<ParameterSpec> branch(String name, ResNet1d network) {
        return network.parameters().stream()
                .filter(spec -> !spec.name().startsWith(HEAD))
                .map(spec -> spec.named(name + "." + spec.name()))
                .toList();
    }

    @Override
    public Pass apply(Weights weights, Clips clips, Moment moment) {
        Variable features = modality == Modality.AUDIO
                ? audio.features(weights, clips.audio())
                : Columns.concatenate(
                        audio.features(weights.at("audio"), clips.audio()),
                        video.features(weights.at("video"), clips.video()));
        Variable logits = ClassificationHead.apply(features, weights.get("head.weight"), weights.get("head.bias"));
        return new OneLoss("ResNet-1D", logits, labels -> CrossEntropy.PLAIN.apply(logits, labels));
    }
}
