package org.thgcl.thgn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.model.NamedConfiguration;

/// Named configurations.
public enum Preset implements NamedConfiguration {
    /// The paper as printed, with the default of every open point.
    PAPER("The paper as printed, every open point at its default.", Map.of()),

    /// What the paper's text and its Figure 1 describe where its formula says otherwise: Eq. 2 with logistic noise, the
    /// audio node's own position and tau inside the sigmoid (A6, A7, A9). With the printed sign (A8), the nearest
    /// audio node weighs most then.
    INTENDED(
            "What text and Figure 1 say where the paper's Eq. 2 differs.",
            Map.of("noise", "logit", "position", "neighbour", "sign", 1, "tau_place", "inside")),

    /// The embedding size that matches the 4.8 million parameters of Table 1 (A2).
    TABLE1("The paper at the 4.8 million parameters of its Table 1.", Map.of("embedding", 512)),

    /// Everything that the authors' published file sets (A17 to A19).
    AUTHORS_CONFIG(
            "What the authors' published configuration file sets.",
            Map.ofEntries(
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
    TMAC(
            "TMac, the predecessor: its weights, no contrastive loss.",
            Map.ofEntries(
                    Map.entry("intra_weight", "tmac"),
                    Map.entry("cross_weight", "tmac"),
                    Map.entry("embedding", 0),
                    Map.entry("graph_embedding", "audio"),
                    Map.entry("alpha", 0.5),
                    Map.entry("weight_contrastive", 0),
                    Map.entry("audio_span", 8),
                    Map.entry("video_span", 8),
                    Map.entry("cross_span", 8),
                    Map.entry("audio_dilation", 1),
                    Map.entry("video_dilation", 1))),

    /// A model for a first try on one's own clips: the paper's method with the fewest parameters that do the job on
    /// every data set tried here (docs/data.md has the figures), standardised features, a rate at which training is
    /// steady, batches that small data sets fill. It is not the paper's.
    SMALL(
            "A small, quick model for a first try on your own clips.",
            Map.ofEntries(
                    Map.entry("embedding", 32),
                    Map.entry("hidden", 64),
                    Map.entry("layers", 1),
                    Map.entry("batch", 16),
                    Map.entry("iterations", 2000),
                    Map.entry("learning_rate", 0.001),
                    Map.entry("validate_every", 50),
                    Map.entry("patience", 10),
                    Map.entry("standardise", true)));

    private final String about;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values and unmodifiable lists
    private final Configuration configuration;

    Preset(String about, Map<String, ?> changes) {
        this.about = about;
        this.configuration = Thgn.FAMILY.configuration().with(changes);
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
