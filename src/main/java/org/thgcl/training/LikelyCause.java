package org.thgcl.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Suspect;
import org.thgcl.optimise.TrainingSettings;
import org.thgcl.tensor.DType;

/// What most likely made a loss, or a parameter, infinite or no number.
///
/// Each setting that can do so is compared with its usual value, that of the preset `paper`, in the direction
/// in which it makes numbers larger. The one that is off by the largest factor is the cause, if that factor is
/// out of the ordinary; features are compared with numbers around 1, and the lack of normalisation counts
/// twelve for each layer. What acts through an update of the parameters can't be the cause before the first
/// one.
final class LikelyCause {
    /// Settings within this factor of the usual are in use; so are features of up to this size.
    private static final double ORDINARY = 1000;

    private static final TrainingSettings USUAL = TrainingSettings.SETTINGS.defaults();

    /// Clips that are looked at.
    private static final int CLIPS = 64;

    private final Configuration configuration;
    private final int updates;
    private final Subset clips;

    /// @param updates made before
    /// @param clips that the model learns from
    LikelyCause(Configuration configuration, int updates, Subset clips) {
        this.configuration = configuration;
        this.updates = updates;
        this.clips = clips;
    }

    /// The cause and what may be done, for the end of a sentence.
    String text() {
        List<Suspect> suspects = new ArrayList<>();
        features(suspects);
        suspects.addAll(configuration.model().suspects());
        if (configuration.training().dtype() == DType.FLOAT32) {
            suspects.replaceAll(suspect -> new Suspect(suspect.factor(), suspect.text() + ", or dtype=float64"));
        }
        if (updates > 0) {
            optimiser(suspects);
        }
        return suspects.stream()
                .max(Comparator.comparingDouble(Suspect::factor))
                .filter(suspect -> suspect.factor() > ORDINARY)
                .map(Suspect::text)
                .orElseGet(this::unsuspicious);
    }

    private void features(List<Suspect> suspects) {
        if (configuration.split().standardise()) {
            return;
        }
        double largest = 0;
        for (int position = 0; position < Math.min(CLIPS, clips.size()); position++) {
            largest = Math.max(largest, FeatureScale.largest(clips.data(), clips.clip(position)));
        }
        suspects.add(new Suspect(largest, "features of a large scale, up to " + largest + ": set standardise=true"));
    }

    private void optimiser(List<Suspect> suspects) {
        TrainingSettings c = configuration.training();
        suspects.add(new Suspect(c.learningRate() / USUAL.learningRate(), learningRate()));
        // an update takes rate x decay of a parameter away: beyond 2 it grows, with the other sign, at each
        suspects.add(new Suspect(
                c.learningRate() * c.weightDecay() * ORDINARY / 2, tooLarge("weight_decay", c.weightDecay(), "0")));
        if (c.optimiser() == TrainingSettings.Optimisation.SGD) {
            suspects.add(Suspect.small("1 - momentum", 1 - c.momentum(), 1 - USUAL.momentum()));
            suspects.add(new Suspect(c.normPenalty() / 0.5, tooLarge("norm_penalty", c.normPenalty(), "0.5")));
        }
    }

    private static String tooLarge(String key, double value, String usual) {
        return key + "=" + value + " is far above the usual " + usual + ": take a smaller one";
    }

    private String learningRate() {
        return "learning_rate=" + configuration.training().learningRate() + " is too high, try a tenth of it";
    }

    /// Where no setting stands out.
    private String unsuspicious() {
        String scale = "features of a large scale: set standardise=true";
        if (updates == 0) {
            return configuration.split().standardise()
                    ? "no setting stands out; compare them with the preset paper"
                    : scale;
        }
        return configuration.split().standardise() ? learningRate() : learningRate() + ", or " + scale;
    }
}
