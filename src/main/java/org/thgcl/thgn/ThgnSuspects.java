package org.thgcl.thgn;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Suspect;
import org.thgcl.tensor.Elementary;

/// The settings of the paper's network that make numbers large, compared with their usual values, those of the preset
/// `paper`.
record ThgnSuspects(ThgnSettings settings, ClipShape clips) {
    private static final double GROWTH_PER_LAYER = 12;
    private static final ThgnSettings USUAL = ThgnSettings.SETTINGS.defaults();

    List<Suspect> all() {
        ThgnSettings s = settings;
        List<Suspect> suspects = new ArrayList<>();
        if (s.normalisation() == ThgnSettings.Normalisation.NONE) {
            suspects.add(new Suspect(
                    Elementary.pow(GROWTH_PER_LAYER, s.layers()),
                    "without normalisation, features grow about twelvefold a layer: set normalisation=graph, or "
                            + "adjacency=row"));
        }
        if (clips.hasVideo()) {
            suspects.add(Suspect.small("tau", s.tau(), USUAL.tau()));
            suspects.add(Suspect.large("negative_slope", s.negativeSlope(), USUAL.negativeSlope()));
        }
        if (s.contrastive(clips)) {
            suspects.add(Suspect.small("temperature", s.temperature(), USUAL.temperature()));
            suspects.add(Suspect.large("weight_contrastive", s.weightContrastive(), USUAL.weightContrastive()));
        }
        suspects.add(Suspect.large("alpha", s.alpha(), USUAL.alpha()));
        suspects.add(Suspect.large("gamma", s.gamma(), USUAL.gamma()));
        suspects.add(Suspect.large("weight_focal", s.weightFocal(), USUAL.weightFocal()));
        return suspects;
    }
}
