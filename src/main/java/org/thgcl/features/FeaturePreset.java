package org.thgcl.features;

import java.util.Locale;
import java.util.Map;

/// Named settings.
public enum FeaturePreset {
    /// Each open point at its default.
    PAPER("Section 2.1 as printed, every open point at its default.", Map.of()),

    /// The script by which the paper's predecessors made their data.
    PREDECESSOR(
            "As the predecessors' published script makes features.",
            Map.ofEntries(
                    Map.entry("after_vggish", "pca_8_bits"),
                    Map.entry("final_relu", true),
                    Map.entry("rounding", "half_even"),
                    Map.entry("chunks", "predecessor"),
                    Map.entry("colours", "bgr"),
                    Map.entry("pixels", "unit"),
                    Map.entry("other_lengths", "refuse")));

    private final String about;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final FeatureSettings settings;

    FeaturePreset(String about, Map<String, ?> changes) {
        this.about = about;
        this.settings = FeatureSettings.SETTINGS.defaults().with(changes);
    }

    /// Its name on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// A sentence about it.
    public String about() {
        return about;
    }

    /// Its settings.
    public FeatureSettings settings() {
        return settings;
    }
}
