package org.thgcl.features;

import java.util.List;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The sizes of [Vggish], with the published ones as defaults.
///
/// @param channels of `conv1`, `conv2`, `conv3_1`, `conv3_2`, `conv4_1`, `conv4_2`
/// @param hidden of `fc1_1`, `fc1_2`
public record VggishSettings(
        @Setting(group = "The encoder of sounds", value = "96", about = "frames of a patch", min = 1)
        int frames,

        @Setting(value = "64", about = "mel bands", min = 1) int bands,

        @Setting(value = "[64, 128, 256, 256, 512, 512]", about = "channels of the six convolutions", min = 1)
        List<Integer> channels,

        @Setting(value = "[4096, 4096]", about = "numbers after the first two linear maps", min = 1)
        List<Integer> hidden,

        @Setting(value = "128", about = "numbers of the embedding", min = 1)
        int embedding,

        @Setting(value = "false", about = "a rectifier after the last layer (A27)")
        boolean finalRelu) {
    /// Google's, without a rectifier after the last layer.
    public static final VggishSettings PUBLISHED =
            Settings.of(VggishSettings.class).defaults();

    /// Checks the lists.
    ///
    /// @throws IllegalArgumentException if there are not six and two numbers
    public VggishSettings {
        channels = S3dSettings.require("channels", channels, 6);
        hidden = S3dSettings.require("hidden", hidden, 2);
    }

    /// The same with or without a rectifier after the last layer (A27).
    public VggishSettings withFinalRelu(boolean other) {
        return new VggishSettings(frames, bands, channels, hidden, embedding, other);
    }
}
