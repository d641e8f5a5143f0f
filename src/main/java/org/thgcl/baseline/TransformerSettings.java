package org.thgcl.baseline;

import org.thgcl.baseline.block.TransformerLayer;
import org.thgcl.settings.Setting;

/// The choices in which the seven encoders of [Transformer] differ, and their sizes. The defaults are those that all
/// seven share and, where they differ, AST's.
public record TransformerSettings(
        @Setting(
                group = "Sizes of the input",
                value = "128",
                about = "bands of the spectrogram; 1 for a waveform",
                min = 1)
        int bands,

        @Setting(value = "1024", about = "frames of the spectrogram, or samples (T5, T7, T13)", min = 1)
        int frames,

        @Setting(value = "527", about = "classes, C (T2)", min = 1)
        int classes,

        @Setting(group = "Tokens", value = "16", about = "bands of a patch", min = 1)
        int patchBands,

        @Setting(value = "16", about = "frames of a patch", min = 1)
        int patchFrames,

        @Setting(value = "10", about = "bands from one patch to the next (T3)", min = 1)
        int strideBands,

        @Setting(value = "10", about = "frames from one patch to the next (T3)", min = 1)
        int strideFrames,

        @Setting(value = "band_major", about = "order of the patches' tokens")
        TokenOrder tokenOrder,

        @Setting(value = "class_distillation", about = "tokens in front of the patches")
        Prefix prefix,

        @Setting(value = "table", about = "positions (T8)") Position position,

        @Setting(group = "Layers", value = "768", about = "features of a token, d", min = 1)
        int width,

        @Setting(value = "12", about = "transformer layers", min = 0)
        int layers,

        @Setting(value = "12", about = "attention heads", min = 1)
        int heads,

        @Setting(value = "3072", about = "hidden features of a layer's maps", min = 1)
        int mlp,

        @Setting(value = "1e-6", about = "epsilon of the layer normalisations (T4)", above = 0)
        double epsilon,

        @Setting(value = "true", about = "whether queries, keys and values have biases")
        boolean qkvBias,

        @Setting(value = "pre", about = "layer normalisation before or after the sums")
        TransformerLayer.Norm norm,

        @Setting(group = "Pieces of a long input", value = "0", about = "frames of a piece; 0 for no pieces", min = 0)
        int chunkFrames,

        @Setting(value = "own", about = "what a piece's mean is divided by (T11)")
        ChunkMean chunkMean,

        @Setting(group = "Head", value = "class_distillation", about = "what the features are made of")
        Pooling pooling,

        @Setting(value = "tokens", about = "last layer normalisation: of all tokens or of the features")
        FinalNorm finalNorm,

        @Setting(value = "layer", about = "normalisation before the head's map")
        HeadNorm headNorm,

        @Setting(value = "1e-5", about = "epsilon of that layer normalisation (T4)", above = 0)
        double headEpsilon) {

    /// Number of the token of patch (f, t), of F x T patches.
    public enum TokenOrder {
        /// `f T + t`.
        BAND_MAJOR,
        /// `t F + f`.
        FRAME_MAJOR
    }

    /// Learnt tokens in front of the patches.
    public enum Prefix {
        /// One.
        CLASS,
        /// Two.
        CLASS_DISTILLATION;

        /// Number of tokens.
        public int tokens() {
            return this == CLASS ? 1 : 2;
        }
    }

    /// What is added to a token to tell its place.
    public enum Position {
        /// A learnt row for each token.
        TABLE,
        /// The sum of a learnt row for its band and one for its frame.
        SEPARABLE,
        /// A learnt row for each patch, after a layer normalisation of its own.
        NORMED_TABLE,
        /// Sines and cosines of its band and its frame.
        SINUSOIDAL,
        /// The same as Audio-MAE's program adds it: of another patch (T8).
        SINUSOIDAL_PUBLISHED
    }

    /// How the last layer's tokens become the features.
    public enum Pooling {
        /// The class token.
        CLASS,
        /// The mean of class token and distillation token.
        CLASS_DISTILLATION,
        /// The mean of the patches' tokens.
        PATCHES,
        /// The class token and, behind it, the mean of the patches' tokens.
        CLASS_PATCHES
    }

    /// What the last layer normalisation is taken of.
    public enum FinalNorm {
        /// Each token.
        TOKENS,
        /// The features.
        POOLED
    }

    /// The normalisation before the last affine map.
    public enum HeadNorm {
        /// None.
        NONE,
        /// Layer normalisation.
        LAYER,
        /// With the mean and variance of each feature that training has found.
        BATCH
    }

    /// The divisor of the mean over the patches of a piece.
    public enum ChunkMean {
        /// The number of its patches.
        OWN,
        /// The number of patches from its start to the end of the whole input, as ATST's program has it (T11).
        REMAINING
    }

    /// Checks the settings that depend on each other.
    ///
    /// @throws IllegalArgumentException if they don't fit together
    public TransformerSettings {
        atLeast("bands", bands, "patch_bands", patchBands);
        atLeast("frames", frames, "patch_frames", patchFrames);
        if (chunkFrames > 0) {
            atLeast("chunk_frames", chunkFrames, "patch_frames", patchFrames);
        }
        multiple(width, "heads, " + heads, heads);
        if (position == Position.SINUSOIDAL || position == Position.SINUSOIDAL_PUBLISHED) {
            multiple(width, "4 for sinusoidal positions", 4);
        }
        if (pooling == Pooling.CLASS_DISTILLATION && prefix == Prefix.CLASS) {
            throw new IllegalArgumentException(
                    "pooling: class_distillation needs two tokens, but prefix class has one; take prefix"
                            + " class_distillation or pooling class");
        }
    }

    private static void atLeast(String key, int value, String otherKey, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    key + ": " + value + " isn't allowed, must be at least " + otherKey + ", " + least);
        }
    }

    private static void multiple(int width, String what, int divisor) {
        if (width % divisor != 0) {
            throw new IllegalArgumentException("width: " + width + " isn't allowed, must be a multiple of " + what);
        }
    }

    /// Rows of patches, F.
    public int bandPatches() {
        return (bands - patchBands) / strideBands + 1;
    }

    /// Columns of patches, T, of as many frames as the settings say.
    public int framePatches() {
        return framePatches(frames);
    }

    /// Columns of patches in so many frames; what is left over at the end is dropped.
    int framePatches(int ofFrames) {
        return (ofFrames - patchFrames) / strideFrames + 1;
    }

    /// Length of the features, e.
    public int features() {
        return pooling == Pooling.CLASS_PATCHES ? 2 * width : width;
    }
}
