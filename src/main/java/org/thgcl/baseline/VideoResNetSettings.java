package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.settings.Setting;

/// The settings of the video networks R3D-18 and R(2+1)D-18, with the values of R3D-18 on 400 classes.
public record VideoResNetSettings(
        @Setting(group = "The video network", value = "r3d", about = "one convolution, or space and time apart (G14)")
        Variant variant,

        @Setting(value = "[64, 128, 256, 512]", about = "channels of each stage", min = 1)
        List<Integer> widths,

        @Setting(value = "45", about = "channels inside the stem, for r2plus1d", min = 1)
        int stemMiddle,

        @Setting(value = "shared", about = "channels between space and time, for r2plus1d")
        Middle middle,

        @Setting(value = "400", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "batch", about = "statistics of batch normalisations")
        BatchNorm.Statistics statistics) {
    /// How a convolution over space and time is made.
    public enum Variant {
        /// One of 3 x 3 x 3.
        R3D,
        /// One of 1 x 3 x 3, then one of 3 x 1 x 1.
        R2PLUS1D
    }

    /// Where the number of channels between space and time comes from.
    public enum Middle {
        /// Those of the block's first convolution, as torchvision has it.
        SHARED,
        /// The convolution's own channels.
        OWN
    }

    /// Checks the list.
    ///
    /// @throws IllegalArgumentException if there is no stage
    public VideoResNetSettings {
        widths = List.copyOf(widths);
        if (widths.isEmpty()) {
            throw new IllegalArgumentException("widths: there must be at least one stage");
        }
    }
}
