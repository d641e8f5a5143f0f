package org.thgcl.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.autodiff.Dense;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.baseline.block.BinaryCrossEntropy;
import org.thgcl.data.Labels;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.Clips;
import org.thgcl.model.Model;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Moment;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Pass;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// One of the seven encoders as a model that can be trained: the audio of a clip, `[frames, bands]`, is its
/// spectrogram; video isn't looked at. The loss is the binary cross entropy of all classes, as the published programs
/// have it (T20), so a clip may have any number of classes.
///
/// Dropout, mixed clips, masks and stochastic depth are left out. ATST-Clip's normalisation before the head has
/// statistics that are not trained; here they stay as they begin, the mean 0 and the variance 1.
public final class TransformerModel implements Model {
    /// A family for each of the seven systems, under its name.
    public static final List<ModelFamily<TransformerSize>> FAMILIES = Arrays.stream(TransformerSystem.values())
            .map(TransformerModel::family)
            .toList();

    private final Transformer network;
    private final int classes;

    /// The model for spectrograms of a size.
    ///
    /// @param bands of the spectrograms
    /// @param frames of the spectrograms
    /// @throws IllegalArgumentException if the sizes don't fit together
    public TransformerModel(TransformerSystem system, TransformerSize size, int bands, int frames, int classes) {
        this.network = new Transformer(size.of(system, bands, frames, classes));
        this.classes = classes;
    }

    private static ModelFamily<TransformerSize> family(TransformerSystem system) {
        return new ModelFamily<>(
                system.word(),
                system.title() + " of Table 1, on patches of the audio's spectrogram.",
                Settings.of(TransformerSize.class),
                Map.of("learning_rate", 0.001),
                (size, clips) -> new TransformerModel(
                        system, size, clips.audioFeatures(), clips.audioSegments(), clips.classes()),
                (size, clips, training) ->
                        size.of(system, clips.audioFeatures(), clips.audioSegments(), clips.classes()));
    }

    @Override
    public List<ParameterSpec> parameters() {
        return network.parameters();
    }

    @Override
    public OutputActivation activation() {
        return OutputActivation.SIGMOID;
    }

    @Override
    public Pass apply(Weights weights, Clips clips, Moment moment) {
        Weights all = withStatistics(weights, clips.tape());
        Variable spectrogram = Dense.permute(clips.audio(), 0, 2, 1);
        return new Result(network.logits(all, network.features(all, spectrogram)), classes);
    }

    private Weights withStatistics(Weights weights, Tape tape) {
        Map<String, Variable> all = new LinkedHashMap<>();
        for (ParameterSpec spec : network.parameters()) {
            all.put(spec.name(), weights.get(spec.name()));
        }
        for (ParameterSpec spec : network.statistics()) {
            all.put(spec.name(), tape.constant(spec.draw(0, tape.kernels().dtype())));
        }
        return new Weights(all);
    }

    private record Result(Variable logits, int classes) implements Pass {
        @Override
        public SequencedMap<String, Variable> losses(Labels labels) {
            Tensor target = Tensor.zeros(Shape.of(labels.size(), classes));
            for (int clip = 0; clip < labels.size(); clip++) {
                for (int category : labels.of(clip)) {
                    if (category < 0 || category >= classes) {
                        throw new IllegalArgumentException("labels: clip " + clip + " has the class " + category
                                + ", must be 0 to " + (classes - 1));
                    }
                    target.set(clip * classes + category, 1);
                }
            }
            SequencedMap<String, Variable> losses = new LinkedHashMap<>();
            losses.put("loss", BinaryCrossEntropy.apply(logits, logits.tape().constant(target)));
            return losses;
        }
    }
}
