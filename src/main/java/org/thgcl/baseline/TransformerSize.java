package org.thgcl.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.settings.Setting;
import org.thgcl.settings.Settings;

/// The sizes of an encoder that is trained here, on spectrograms smaller than the published programs'. What else
/// distinguishes the seven systems is that of [TransformerSystem].
public record TransformerSize(
        @Setting(
                group = "Patches of the spectrogram",
                value = "8",
                about = "bands of a patch; ATST-Clip and VATT take all",
                min = 1)
        int patchBands,

        @Setting(value = "8", about = "frames of a patch", min = 1)
        int patchFrames,

        @Setting(value = "8", about = "bands from one patch to the next", min = 1)
        int strideBands,

        @Setting(value = "8", about = "frames from one patch to the next", min = 1)
        int strideFrames,

        @Setting(group = "Layers", value = "64", about = "features of a token, d", min = 1)
        int width,

        @Setting(value = "2", about = "transformer layers", min = 0)
        int layers,

        @Setting(value = "4", about = "attention heads", min = 1)
        int heads,

        @Setting(value = "128", about = "hidden features of a layer's maps", min = 1)
        int mlp) {
    /// The settings of a system of this size, which doesn't cut its input into pieces.
    ///
    /// @param bands of the spectrograms
    /// @param frames of the spectrograms
    /// @throws IllegalArgumentException if they don't fit together
    TransformerSettings of(TransformerSystem system, int bands, int frames, int classes) {
        boolean wholeFrames = system == TransformerSystem.ATST_CLIP || system == TransformerSystem.VATT;
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("bands", bands);
        sizes.put("frames", frames);
        sizes.put("classes", classes);
        sizes.put("patch_bands", wholeFrames ? bands : patchBands);
        sizes.put("patch_frames", patchFrames);
        sizes.put("stride_bands", wholeFrames ? bands : strideBands);
        sizes.put("stride_frames", strideFrames);
        sizes.put("width", width);
        sizes.put("layers", layers);
        sizes.put("heads", heads);
        sizes.put("mlp", mlp);
        sizes.put("chunk_frames", 0);
        return Settings.of(TransformerSettings.class).with(system.settings(), sizes);
    }
}
