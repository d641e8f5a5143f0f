package org.thgcl.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Named configurations.
public enum Preset {
    /// The paper as printed, with the default of every open point.
    PAPER(Map.of()),

    /// What the paper's text and its Figure 1 describe where its formula says otherwise: Eq. 2 with logistic
    /// noise, the
    /// audio node's own position, recent edges weighing more, and tau inside the sigmoid (A6 to A9).
    INTENDED(Map.of("noise", "logit", "position", "neighbour", "sign", -1, "temperature_place", "inside")),

    /// The embedding size that matches the 4.8 million parameters of Table 1 (A2).
    TABLE1(Map.of("embedding", 512)),

    /// Everything that the authors' published file sets (A17 to A19).
    AUTHORS_CONFIG(Map.ofEntries(
            Map.entry("hidden", 512),
            Map.entry("layers", 4),
            Map.entry("audio_span", 6),
            Map.entry("audio_dilation", 3),
            Map.entry("video_span", 4),
            Map.entry("video_dilation", 4),
            Map.entry("cross_span", 3),
            Map.entry("fractions", List.of(0.7, 0.1, 0.2)),
            Map.entry("stratified", true),
            Map.entry("patience", 5),
            Map.entry("validate_every", 250),
            Map.entry("batch", 64),
            Map.entry("learning_rate", 0.005),
            Map.entry("schedule", "warmup_multistep"),
            Map.entry("steps", List.of(250)),
            Map.entry("warmup_iterations", 1000),
            Map.entry("iterations", 5000),
            Map.entry("seed", 1024))),

    /// TMac itself, the predecessor (the paper's reference 19): its weight on all edges, no embedding, the audio
    /// embedding alone, no contrastive loss, its spans and dilations.
    TMAC(Map.ofEntries(
            Map.entry("intra_weight", "tmac"),
            Map.entry("cross_weight", "tmac"),
            Map.entry("embedding", 0),
            Map.entry("pooling", "audio"),
            Map.entry("alpha", 0.5),
            Map.entry("weight_contrastive", 0),
            Map.entry("audio_span", 8),
            Map.entry("video_span", 8),
            Map.entry("cross_span", 8),
            Map.entry("audio_dilation", 1),
            Map.entry("video_dilation", 1)));

    @SuppressWarnings("ImmutableEnumChecker") // a record of values and unmodifiable lists
    private final Configuration configuration;

    Preset(Map<String, ?> changes) {
        this.configuration = Settings.defaults().with(changes);
    }

    public Configuration configuration() {
        return configuration;
    }

    /// The name as it is written on the command line, such as `authors-config`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
