package org.thgcl.ablation;

import java.util.Map;

/// Settings with which sweeps cost minutes instead of days, as changes of a preset: all variants of a sweep
/// share them, and its result states them.
public final class SweepSettings {
    /// For clips in files: a smaller network, a rate that suits it, standardised features, and an end that comes
    /// soon. On the corpora of docs/data.md the best validation comes after 200 to 300 iterations.
    public static final Map<String, Object> FILES = Map.of(
            "dtype", "float32",
            "hidden", 256,
            "standardise", true,
            "learning_rate", 0.0005,
            "iterations", 400,
            "validate_every", 50,
            "patience", 3);

    /// For the synthetic clips: sizes that suit them.
    public static final Map<String, Object> SYNTHETIC = Map.of(
            "dtype", "float32",
            "embedding", 16,
            "hidden", 32,
            "batch", 32,
            "learning_rate", 0.002,
            "iterations", 400,
            "validate_every", 25,
            "patience", 6);

    /// For [SyntheticClips#small].
    static final Map<String, Object> SMALL = Map.of(
            "dtype", "float32",
            "embedding", 8,
            "hidden", 16,
            "batch", 16,
            "learning_rate", 0.005,
            "iterations", 120,
            "validate_every", 20,
            "patience", 3);

    private SweepSettings() {}
}
