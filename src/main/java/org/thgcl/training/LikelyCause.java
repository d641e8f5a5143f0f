package org.thgcl.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.thgcl.data.Subset;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Elementary;

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

    private static final double GROWTH_PER_LAYER = 12;

    /// Clips that are looked at.
    private static final int CLIPS = 64;

    private final Configuration configuration;
    private final Configuration usual = Preset.PAPER.configuration();
    private final int updates;
    private final Subset clips;

    /// @param factor by which it makes numbers larger than usual
    private record Suspect(double factor, String text) {}

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
        network(suspects);
        if (configuration.dtype() == DType.FLOAT32) {
            suspects.replaceAll(suspect -> new Suspect(suspect.factor, suspect.text + ", or dtype=float64"));
        }
        if (updates > 0) {
            optimiser(suspects);
        }
        return suspects.stream()
                .max(Comparator.comparingDouble(Suspect::factor))
                .filter(suspect -> suspect.factor > ORDINARY)
                .map(Suspect::text)
                .orElseGet(this::unsuspicious);
    }

    private void features(List<Suspect> suspects) {
        if (configuration.standardise()) {
            return;
        }
        double largest = 0;
        for (int position = 0; position < Math.min(CLIPS, clips.size()); position++) {
            largest = Math.max(largest, FeatureScale.largest(clips.data(), clips.clip(position)));
        }
        suspects.add(new Suspect(largest, "features of a large scale, up to " + largest + ": set standardise=true"));
    }

    private void network(List<Suspect> suspects) {
        Configuration c = configuration;
        if (c.normalisation() == Configuration.Normalisation.NONE) {
            suspects.add(new Suspect(
                    Elementary.pow(GROWTH_PER_LAYER, c.layers()),
                    "without normalisation, features grow about twelvefold a layer: set normalisation=graph, or "
                            + "adjacency=row"));
        }
        if (c.hasVideo()) {
            small(suspects, "tau", c.tau(), usual.tau());
            large(suspects, "negative_slope", c.negativeSlope(), usual.negativeSlope());
        }
        if (c.contrastive()) {
            small(suspects, "temperature", c.temperature(), usual.temperature());
            large(suspects, "weight_contrastive", c.weightContrastive(), usual.weightContrastive());
        }
        large(suspects, "alpha", c.alpha(), usual.alpha());
        large(suspects, "gamma", c.gamma(), usual.gamma());
        large(suspects, "weight_focal", c.weightFocal(), usual.weightFocal());
    }

    private void optimiser(List<Suspect> suspects) {
        Configuration c = configuration;
        suspects.add(new Suspect(c.learningRate() / usual.learningRate(), learningRate()));
        // an update takes rate x decay of a parameter away: beyond 2 it grows, with the other sign, at each
        large(suspects, "weight_decay", c.learningRate() * c.weightDecay() * ORDINARY, c.weightDecay(), "0", 2);
        if (c.optimiser() == Configuration.Optimisation.SGD) {
            small(suspects, "1 - momentum", 1 - c.momentum(), 1 - usual.momentum());
            large(suspects, "norm_penalty", c.normPenalty(), c.normPenalty(), "0.5", 0.5);
        }
    }

    private static void small(List<Suspect> suspects, String key, double value, double usual) {
        suspects.add(new Suspect(
                usual / value, key + "=" + value + " is far below the usual " + usual + ": take a larger one"));
    }

    private static void large(List<Suspect> suspects, String key, double value, double usual) {
        large(suspects, key, value, value, Double.toString(usual), usual);
    }

    private static void large(
            List<Suspect> suspects, String key, double effect, double value, String usual, double ordinary) {
        suspects.add(new Suspect(
                effect / ordinary, key + "=" + value + " is far above the usual " + usual + ": take a smaller one"));
    }

    private String learningRate() {
        return "learning_rate=" + configuration.learningRate() + " is too high, try a tenth of it";
    }

    /// Where no setting stands out.
    private String unsuspicious() {
        String scale = "features of a large scale: set standardise=true";
        if (updates == 0) {
            return configuration.standardise() ? "no setting stands out; compare them with the preset paper" : scale;
        }
        return configuration.standardise() ? learningRate() : learningRate() + ", or " + scale;
    }
}
