package org.thgcl.baseline;

import java.util.Locale;
import java.util.Map;
import org.thgcl.settings.Settings;

/// The seven systems of Table 1 that are one encoder, [Transformer], and what their published programs hold besides.
public enum TransformerSystem {
    /// AST (Gong, Chung, Glass 2021), with a stride of 10.
    AST("AST", Map.of()),

    /// PaSST-S (Koutini et al. 2022).
    PASST("PaSST-S", Map.of("frames", 998, "position", "separable")),

    /// ASiT (Atito et al. 2022), its head on the class token.
    ASIT(
            "ASiT",
            Map.ofEntries(
                    Map.entry("stride_bands", 16),
                    Map.entry("stride_frames", 16),
                    Map.entry("token_order", "frame_major"),
                    Map.entry("prefix", "class"),
                    Map.entry("pooling", "class"),
                    Map.entry("head_norm", "none"))),

    /// Audio-MAE (Huang et al. 2022), the classifier; with its positions as published (T8).
    AUDIO_MAE(
            "Audio-MAE",
            Map.ofEntries(
                    Map.entry("stride_bands", 16),
                    Map.entry("stride_frames", 16),
                    Map.entry("token_order", "frame_major"),
                    Map.entry("prefix", "class"),
                    Map.entry("position", "sinusoidal_published"),
                    Map.entry("pooling", "patches"),
                    Map.entry("final_norm", "pooled"),
                    Map.entry("head_norm", "none"))),

    /// MaskSpec (Chong et al. 2023).
    MASKSPEC(
            "MaskSpec",
            Map.ofEntries(
                    Map.entry("frames", 1000),
                    Map.entry("stride_bands", 16),
                    Map.entry("stride_frames", 16),
                    Map.entry("prefix", "class"),
                    Map.entry("pooling", "patches"),
                    Map.entry("final_norm", "pooled"),
                    Map.entry("head_norm", "none"))),

    /// ATST-Clip (Li, Shao, Li 2024), with the mean over a piece as published (T11).
    ATST_CLIP(
            "ATST-Clip",
            Map.ofEntries(
                    Map.entry("bands", 64),
                    Map.entry("frames", 1001),
                    Map.entry("patch_bands", 64),
                    Map.entry("patch_frames", 4),
                    Map.entry("stride_bands", 64),
                    Map.entry("stride_frames", 4),
                    Map.entry("token_order", "frame_major"),
                    Map.entry("prefix", "class"),
                    Map.entry("qkv_bias", false),
                    Map.entry("pooling", "class_patches"),
                    Map.entry("head_norm", "batch"),
                    Map.entry("chunk_frames", 601),
                    Map.entry("chunk_mean", "remaining"))),

    /// VATT's transformer for waveforms (Akbari et al. 2021), base size (T13).
    VATT(
            "VATT",
            Map.ofEntries(
                    Map.entry("bands", 1),
                    Map.entry("frames", 153600),
                    Map.entry("patch_bands", 1),
                    Map.entry("patch_frames", 128),
                    Map.entry("stride_bands", 1),
                    Map.entry("stride_frames", 128),
                    Map.entry("token_order", "frame_major"),
                    Map.entry("prefix", "class"),
                    Map.entry("position", "normed_table"),
                    Map.entry("pooling", "class"),
                    Map.entry("head_norm", "none")));

    /// Classes of ImageNet, on which AST's model has been trained before.
    private static final int IMAGE_CLASSES = 1000;

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values
    private final TransformerSettings settings;

    TransformerSystem(String title, Map<String, ?> changes) {
        this.title = title;
        Settings<TransformerSettings> all = Settings.of(TransformerSettings.class);
        settings = all.with(all.defaults(), changes);
    }

    /// The preset.
    public TransformerSettings settings() {
        return settings;
    }

    /// The name as its authors write it.
    public String title() {
        return title;
    }

    /// The name as golden files and checkpoints have it, such as `audio_mae`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The parameters of the published program, of other sizes if the settings say so.
    ///
    /// @param of the preset, or what has been made of it
    public ParameterCount count(TransformerSettings of) {
        Transformer network = new Transformer(of);
        return ParameterCount.of(network.parameters(), network.headParameters(), unused(of), frozen(of));
    }

    /// Numbers that the program trains without any effect on the logits: both heads of the image model, the head of the
    /// distillation token, the vector that stood for masked patches.
    private long unused(TransformerSettings of) {
        long width = of.width();
        return switch (this) {
            case AST -> 2 * (width * IMAGE_CLASSES + IMAGE_CLASSES);
            case PASST -> width * of.classes() + of.classes();
            case ATST_CLIP -> width;
            case ASIT, AUDIO_MAE, MASKSPEC, VATT -> 0;
        };
    }

    /// Numbers that the program holds and doesn't train: Audio-MAE's positions, with one for the class token.
    private long frozen(TransformerSettings of) {
        long patches = (long) of.bandPatches() * of.framePatches();
        return this == AUDIO_MAE ? (patches + of.prefix().tokens()) * of.width() : 0;
    }
}
