package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.settings.Setting;

/// The settings of ConvNeXt for sound, with the values of its size femto.
public record ConvNeXtSettings(
        @Setting(group = "ConvNeXt", value = "224", about = "bands of the spectrogram", min = 1)
        int bands,

        @Setting(value = "[48, 96, 192, 384]", about = "channels of each stage", min = 1)
        List<Integer> widths,

        @Setting(value = "[2, 2, 6, 2]", about = "blocks of each stage", min = 1)
        List<Integer> depths,

        @Setting(value = "[18, 4]", about = "frames and bands of a window of the stem", min = 1)
        List<Integer> stemKernel,

        @Setting(value = "[9, 0]", about = "zeros of the stem on either side, in time and frequency", min = 0)
        List<Integer> stemPadding,

        @Setting(value = "527", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "batch", about = "statistics of batch normalisations")
        BatchNorm.Statistics statistics) {
    /// Checks the lists.
    ///
    /// @throws IllegalArgumentException if stages or axes are missing
    public ConvNeXtSettings {
        widths = List.copyOf(widths);
        depths = List.copyOf(depths);
        stemKernel = List.copyOf(stemKernel);
        stemPadding = List.copyOf(stemPadding);
        if (widths.isEmpty() || widths.size() != depths.size()) {
            throw new IllegalArgumentException("widths and depths: " + widths.size() + " and " + depths.size()
                    + " stages; there must be as many, at least one");
        }
        if (stemKernel.size() != 2 || stemPadding.size() != 2) {
            throw new IllegalArgumentException("stem_kernel and stem_padding: " + stemKernel.size() + " and "
                    + stemPadding.size() + " axes; each has time and frequency");
        }
    }
}
