package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.ResNet1dModel.Modality;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.model.ClipShape;
import org.thgcl.settings.Setting;

/// The settings of ResNet-1D as a model that is trained. The clips give channels and classes.
public record ResNet1dModelSettings(
        @Setting(group = "ResNet-1D", value = "audio", about = "what it sees; both is a reading of ours (G9)")
        Modality modality,

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

        @Setting(value = "false", about = "normalisations by the batch's statistics (G8)")
        boolean normalise) {
    /// The network on the audio of clips, without the parts that it doesn't use.
    ResNet1dSettings network(ClipShape clips) {
        return new ResNet1dSettings(
                clips.audioSegments(),
                width,
                kernel,
                stride,
                blocks,
                downsampleEvery,
                widenEvery,
                clips.classes(),
                List.of(),
                normalise,
                normalise,
                BatchNorm.Statistics.BATCH);
    }
}
