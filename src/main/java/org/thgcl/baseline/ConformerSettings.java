package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.ConformerLayer;
import org.thgcl.settings.Setting;

/// The settings of [Conformer].
public record ConformerSettings(
        @Setting(group = "Input", value = "64", about = "bands of the spectrogram", min = 1)
        int bands,

        @Setting(value = "1000", about = "frames of the spectrogram", min = 1)
        int frames,

        @Setting(value = "4", about = "frames that are stacked to a row", min = 1)
        int stack,

        @Setting(value = "256", about = "features of a row before the layers' width", min = 1)
        int extractor,

        @Setting(group = "Layers", value = "768", about = "features of a row, d", min = 1)
        int width,

        @Setting(value = "12", about = "conformer layers", min = 0)
        int layers,

        @Setting(value = "12", about = "attention heads", min = 1)
        int heads,

        @Setting(value = "1024", about = "hidden features of a layer's maps", min = 1)
        int mlp,

        @Setting(
                value = "[31, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15]",
                about = "rows that each layer's convolution sees, odd",
                min = 1)
        List<Integer> kernels,

        @Setting(value = "1e-5", about = "epsilon of all normalisations", above = 0)
        double epsilon,

        @Setting(value = "convolution_first", about = "order of convolution and attention (T15)")
        ConformerLayer.Order order,

        @Setting(value = "group", about = "normalisation behind the convolution (T15)")
        ConformerLayer.ConvolutionNorm convolutionNorm,

        @Setting(value = "true", about = "whether the convolution's maps have biases (T15)")
        boolean convolutionBias,

        @Setting(value = "swish", about = "function between two maps")
        ConformerLayer.Activation activation,

        @Setting(group = "Head", value = "527", about = "classes, C (T2)", min = 1)
        int classes) {
    /// Checks the settings that depend on each other.
    ///
    /// @throws IllegalArgumentException if they don't fit together
    public ConformerSettings {
        kernels = List.copyOf(kernels);
        require(frames >= stack, "frames", frames, "at least stack, " + stack);
        require(width % heads == 0, "width", width, "a multiple of heads, " + heads);
        require(kernels.size() == layers, "kernels", kernels, "as many as layers, " + layers);
        for (int kernel : kernels) {
            require(kernel % 2 == 1, "kernels", kernels, "odd, each");
        }
    }

    private static void require(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(key + ": " + value + " isn't allowed, must be " + rule);
        }
    }
}
