package org.thgcl.baseline;

import java.util.List;
import org.thgcl.baseline.block.BatchNorm;
import org.thgcl.settings.Setting;

/// The settings of Wavegram-Logmel-CNN14, with the values of its published program.
public record WaveLogmelSettings(
        @Setting(group = "Wavegram-Logmel-CNN14", value = "64", about = "bands of the spectrogram", min = 2)
        int bands,

        @Setting(value = "[64, 64, 128, 128]", about = "channels of each wave block, after the first", min = 1)
        List<Integer> waveChannels,

        @Setting(value = "[64, 128, 256, 512, 1024, 2048]", about = "channels of each plane block", min = 1)
        List<Integer> channels,

        @Setting(value = "527", about = "classes, C", min = 1)
        int classes,

        @Setting(value = "batch", about = "statistics of batch normalisations")
        BatchNorm.Statistics statistics) {
    /// Checks that the wave's channels can be read as bands.
    ///
    /// @throws IllegalArgumentException if they can't, or blocks are missing
    public WaveLogmelSettings {
        waveChannels = List.copyOf(waveChannels);
        channels = List.copyOf(channels);
        if (waveChannels.size() < 2 || channels.size() < 2) {
            throw new IllegalArgumentException("wave_channels and channels: " + waveChannels.size() + " and "
                    + channels.size() + " numbers; each has at least 2");
        }
        if (bands % 2 != 0 || waveChannels.getLast() % (bands / 2) != 0) {
            throw new IllegalArgumentException(
                    "bands: half of " + bands + " must divide the wave's last " + waveChannels.getLast() + " channels");
        }
    }

    /// Channels of the plane that the wave's last channels are read as.
    int planes() {
        return waveChannels.getLast() / (bands / 2);
    }
}
