package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.TransformerLayer;
import org.thgcl.settings.Setting;

/// The settings of [Wav2vec2].
public record Wav2vec2Settings(
        @Setting(group = "Input", value = "160000", about = "samples of a clip, at 16 kHz", min = 1)
        int samples,

        @Setting(group = "Convolutions", value = "512", about = "channels of the convolutions", min = 1)
        int channels,

        @Setting(value = "[10, 3, 3, 3, 3, 2, 2]", about = "kernels of the convolutions", min = 1)
        List<Integer> kernels,

        @Setting(value = "[5, 2, 2, 2, 2, 2, 2]", about = "strides of the convolutions", min = 1)
        List<Integer> strides,

        @Setting(group = "Layers", value = "768", about = "features of a step, d", min = 1)
        int width,

        @Setting(value = "12", about = "transformer layers", min = 0)
        int layers,

        @Setting(value = "12", about = "attention heads", min = 1)
        int heads,

        @Setting(value = "3072", about = "hidden features of a layer's maps", min = 1)
        int mlp,

        @Setting(value = "1e-5", about = "epsilon of all normalisations", above = 0)
        double epsilon,

        @Setting(value = "true", about = "whether queries, keys and values have biases")
        boolean qkvBias,

        @Setting(value = "post", about = "layer normalisation before or after the sums")
        TransformerLayer.Norm norm,

        @Setting(group = "Positions", value = "128", about = "steps that a position sees", min = 1)
        int positionKernel,

        @Setting(value = "16", about = "groups of channels of the positions", min = 1)
        int positionGroups,

        @Setting(group = "Head", value = "[]", about = "hidden features of the head's maps (T17)", min = 1)
        List<Integer> headHidden,

        @Setting(value = "33", about = "classes, C (T2)", min = 1)
        int classes) {
    /// Checks the settings that depend on each other.
    ///
    /// @throws IllegalArgumentException if they don't fit together
    public Wav2vec2Settings {
        kernels = List.copyOf(kernels);
        strides = List.copyOf(strides);
        headHidden = List.copyOf(headHidden);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "width: " + width + " isn't allowed, must be a multiple of heads, " + heads);
        }
    }
}
