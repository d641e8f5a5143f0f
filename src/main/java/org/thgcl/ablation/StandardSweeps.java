package org.thgcl.ablation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

/// The sweeps that repeat the paper's own ablations, and the one behind the sweep over synthetic clips.
public final class StandardSweeps {
    private static final String THGCL = "THGCL";
    private static final Variant GAUSSIAN_AND_HAWKES =
            new Variant("Gaussian & Hawkes", changes("intra_weight", "gaussian", "cross_weight", "hawkes"));
    private static final Variant BOTH_HAWKES =
            new Variant("both Hawkes", changes("intra_weight", "tmac", "cross_weight", "tmac"));
    private static final Variant BOTH_GAUSSIAN =
            new Variant("both Gaussian", changes("intra_weight", "gaussian", "cross_weight", "gaussian"));

    private StandardSweeps() {}

    /// Table 1: the systems that the program can train. TMac is the preset of this name: its weights, sizes and loss,
    /// trained as the base configuration says.
    public static Sweep table1() {
        return new Sweep(
                "table1",
                "How do the systems of the paper's Table 1 compare, as far as this program has them?",
                THGCL,
                List.of(
                        new Variant(THGCL, Map.of()),
                        new Variant("THGCL, d = 512", Map.of("embedding", 512)),
                        new Variant("TMac", difference(Preset.TMAC))),
                List.of("Other systems on the same features are trained by thgcl table1."));
    }

    /// The settings in which a preset differs from the paper's.
    static Map<String, Object> difference(Preset preset) {
        Map<String, Object> changes = new LinkedHashMap<>();
        Configuration configuration = preset.configuration();
        configuration
                .differences(Preset.PAPER.configuration())
                .forEach(key -> changes.put(key, configuration.value(key)));
        return changes;
    }

    /// Table 2: edge weights. "Both Hawkes" is TMac's weight on all edges, all else unchanged.
    public static Sweep table2() {
        return new Sweep(
                "table2",
                "Which edge weights classify best (the paper's Table 2)?",
                GAUSSIAN_AND_HAWKES.name(),
                List.of(GAUSSIAN_AND_HAWKES, BOTH_HAWKES, BOTH_GAUSSIAN),
                List.of());
    }

    /// Figure 3: cross entropy, focal loss, focal loss with the contrastive loss. The last is the configuration
    /// itself.
    public static Sweep figure3() {
        return new Sweep(
                "figure3",
                "Which loss teaches best (the paper's Figure 3)?",
                "focal + contrastive",
                List.of(
                        new Variant("cross entropy", changes("alpha", 1, "gamma", 0, "weight_contrastive", 0)),
                        new Variant("focal", changes("weight_contrastive", 0)),
                        new Variant("focal + contrastive", Map.of())),
                List.of());
    }

    /// Table 2's weights and attention alone, which the others are compared with: what each weighting adds.
    static Sweep weightings() {
        Variant none = new Variant("attention alone", changes("intra_weight", "gaussian", "fusion", "none"));
        return new Sweep(
                "lag",
                "Where does each edge weight help, where not?",
                none.name(),
                List.of(none, GAUSSIAN_AND_HAWKES, BOTH_HAWKES, BOTH_GAUSSIAN),
                List.of());
    }

    /// Keys and values in turn, as a map in that order.
    static Map<String, Object> changes(Object... keysAndValues) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changes.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return changes;
    }
}
