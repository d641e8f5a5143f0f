package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.settings.Setting;

/// The settings of ResNet-1D, with the values that fit the size in Table 1 for audio (G8).
public record ResNet1dSettings(
        @Setting(group = "ResNet-1D", value = "101", about = "segments of a clip, the input channels", min = 1)
        int channels,

        @Setting(value = "256", about = "channels of the first blocks", min = 1)
        int width,

        @Setting(value = "16", about = "features that a convolution sees", min = 1)
        int kernel,

        @Setting(value = "5", about = "stride of the blocks that shorten the axis", min = 1)
        int stride,

        @Setting(value = "8", about = "blocks of two convolutions", min = 1)
        int blocks,

        @Setting(value = "2", about = "blocks from one that shortens to the next", min = 1)
        int downsampleEvery,

        @Setting(value = "4", about = "blocks from one that widens to the next", min = 1)
        int widenEvery,

        @Setting(value = "33", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "[1024, 128]", about = "unused linear map, inputs and outputs; [] for none (G8)", min = 1)
        List<Integer> start,

        @Setting(value = "true", about = "whether batch normalisations are there (G8)")
        boolean normParameters,

        @Setting(value = "false", about = "whether they act, too (G8)")
        boolean normalise,

        @Setting(value = "running", about = "their statistics, if they act")
        BatchNorm.Statistics statistics) {
    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if the linear map hasn't two sizes, or a normalisation is to act that isn't
    /// there
    public ResNet1dSettings {
        start = List.copyOf(start);
        if (!start.isEmpty() && start.size() != 2) {
            throw new IllegalArgumentException(
                    "start: " + start + " must be the numbers of inputs and outputs, or [] for no linear map");
        }
        if (normalise && !normParameters) {
            throw new IllegalArgumentException("normalise: true needs norm_parameters true");
        }
    }
}
